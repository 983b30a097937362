// Search for Vietnamese text: folding, typing slips, phrases. Knows nothing of the page.
// MiniSearch keeps the index and finds candidates; this file decides what matches and ranks it.
(function (root) {
  "use strict";

  const RERANKED = 400; // candidates looked at closely; more than one edition ever yields
  const WIDTH = 5;
  const GAP = 2; // words that may stand between two words of a query
  const NUMBER_GAP = 6; // «luật 2018»: a number may stand further off
  const KIND_WEIGHT = { section: 1, erratum: 0.8, page: 0.75 }; // records: 1.1
  const STOP_WORDS = (
    "là gì của và các những cho thì có được không bao nhiêu ở đâu như thế nào khi về hay " + "tôi muốn xem tìm làm"
  ).split(" ");
  const QUESTION = / (la gi|la bao nhieu|bao nhieu|o dau|(la )?(nhu )?the nao|khi nao)$/;

  // ---- Folding -----------------------------------------------------------

  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const MARKS = /[\u0300-\u036f]/g;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  const WORDS = /[0-9]+|[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+|%/g;
  const SENTENCE_END = /[.;!?]["»)]*\s/;
  const CLAUSE_END = /[.,;:!?()"«»]/;
  const FINAL_Y = /^([b-df-hj-np-tv-xz]+|qu)y$/; // kỹ = kĩ, quy = qui, but not «này», «tuy»
  const folds = new Map();
  const folded = []; // the same by number, so that a text is a row of numbers

  // plain: no marks at all. exact: marks kept, the tone moved to the end, so hoà = hòa.
  function fold(word) {
    let result = folds.get(word);
    if (result) return result;
    if (/^[0-9]/.test(word)) {
      result = { plain: word.replace(/^0+(?=.)/, ""), exact: word, marked: false, number: true };
    } else {
      const apart = word.toLowerCase().normalize("NFD");
      const tone = (apart.match(TONES) || []).join("");
      const body = apart.replace(TONES, "").normalize("NFC").replace(FINAL_Y, "$1i");
      const plain = body.normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
      result = {
        plain: plain,
        body: body,
        tone: tone,
        exact: body + tone,
        marked: body + tone !== plain,
        number: false,
      };
    }
    result.id = folded.push(result) - 1;
    folds.set(word, result);
    return result;
  }

  function tokenise(text) {
    const tokens = [];
    let found;
    WORDS.lastIndex = 0;
    while ((found = WORDS.exec(text))) {
      const last = tokens[tokens.length - 1];
      const between = last ? text.slice(last.end, found.index) : "";
      tokens.push({
        word: found[0],
        fold: fold(found[0]),
        start: found.index,
        end: WORDS.lastIndex,
        sentence: last ? last.sentence + SENTENCE_END.test(between) : 0,
        clause: last ? last.clause + CLAUSE_END.test(between) : 0,
      });
    }
    return tokens;
  }

  const VOWELS = "aăâeêioôơuưy";
  const NEIGHBOURS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const CONFUSED = ["sx", "ln", "dr", "vd", "ck", "ct", "gn", "bv"];

  function finger(a, b) {
    const both = a + b;
    if (VOWELS.includes(a) && VOWELS.includes(b)) return true;
    if (
      CONFUSED.some(function (pair) {
        return pair.includes(a) && pair.includes(b);
      })
    )
      return true;
    const places = [0, 1].map(function (i) {
      const key = both[i].normalize("NFD")[0];
      const row = NEIGHBOURS.findIndex(function (keys) {
        return keys.includes(key);
      });
      return { row: row, x: row < 0 ? -9 : NEIGHBOURS[row].indexOf(key) + row * 0.5 };
    });
    return Math.abs(places[0].row - places[1].row) <= 1 && Math.abs(places[0].x - places[1].x) <= 1;
  }

  // One slip: a letter more, less or other, or two neighbours swapped. With `near`, another letter
  // must be one that a finger or an ear mistakes for it.
  function oneSlip(a, b, near) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const restA = a.slice(i),
      restB = b.slice(i);
    if (restA.slice(1) === restB || restA === restB.slice(1)) return true;
    if (restA.slice(1) === restB.slice(1)) return !near || finger(restA[0], restB[0]);
    return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  }

  // chợ giúp = trợ giúp, giải chình = giải trình: what many speak alike and some write so.
  function sound(body) {
    return body
      .replace(/^tr/, "ch")
      .replace(/^gi(?=[aăâeêioôơuưy])/, "d")
      .replace(/^x/, "s");
  }

  // What Telex and VNI leave when the input method is off: «nghefo», «dduwowngf», «ngheo2».
  function withoutInputMethod(word) {
    return word
      .replace(/[0-9]/g, "")
      .replace(/([aeod])\1/g, "$1")
      .replace(/w/g, "")
      .replace(/([aeiouy][a-z]*?)[sfrxj]([a-z]*)$/, "$1$2");
  }

  // ---- Abbreviations -----------------------------------------------------

  // Abbreviation and expansion become the same words, so either finds the other.
  function readSynonyms(pairs) {
    const byFirst = new Map();
    pairs.forEach(function (pair, i) {
      const short = tokenise(pair[0]).map(function (token) {
        return token.fold;
      });
      const long = tokenise(pair[1]).map(function (token) {
        return token.fold;
      });
      const first = short[0].plain;
      if (!byFirst.has(first)) byFirst.set(first, []);
      byFirst.get(first).push({ id: i + 1, short: short, long: long });
      byFirst.get(first).sort(function (a, b) {
        return b.short.length - a.short.length;
      });
    });
    return byFirst;
  }

  function abbreviationAt(tokens, at, synonyms, capitalsOnly) {
    return (synonyms.get(tokens[at].fold.plain) || []).find(function (synonym) {
      return synonym.short.every(function (part, i) {
        const token = tokens[at + i];
        return (
          token &&
          token.fold.plain === part.plain &&
          (!token.fold.marked || token.fold.exact === part.exact) &&
          (!capitalsOnly || token.word === token.word.toUpperCase())
        );
      });
    });
  }

  // Words of a text, abbreviations expanded: [{fold, start, end, sentence, clause, synonym, written}].
  // `synonym` numbers the abbreviation that a word expands, or 0; `written` is what stands there,
  // on the first and the last words of an expansion.
  function expand(tokens, synonyms, capitalsOnly) {
    const words = [];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      const synonym = abbreviationAt(tokens, i, synonyms, capitalsOnly);
      if (!synonym) {
        words.push({
          fold: token.fold,
          start: token.start,
          end: token.end,
          sentence: token.sentence,
          clause: token.clause,
          synonym: 0,
          written: groupedNumber(tokens, i),
        });
        continue;
      }
      const last = tokens[i + synonym.short.length - 1];
      synonym.long.forEach(function (part, k) {
        const there = k < synonym.short.length ? tokens[i + k] : k === synonym.long.length - 1 ? last : null;
        words.push({
          fold: part,
          start: token.start,
          end: last.end,
          sentence: token.sentence,
          clause: token.clause,
          synonym: synonym.id,
          written: there && there.fold,
        });
      });
      i += synonym.short.length - 1;
    }
    return words;
  }

  // The number that digit groups make, at the first of them: 02123.852.269.
  function groupedNumber(tokens, at) {
    let digits = tokens[at].word;
    for (let i = at; i + 1 < tokens.length && tokens[i + 1].start === tokens[i].end + 1; i++) {
      if (!tokens[i].fold.number || !/^[0-9]{3}$/.test(tokens[i + 1].word)) break;
      digits += tokens[i + 1].word;
    }
    return digits.length > tokens[at].word.length + 3 ? fold(digits) : null;
  }

  // ---- Matching ----------------------------------------------------------

  // How well one word of the text answers one word of the query, 0 to 1.
  function likeness(asked, word, mode) {
    if (asked.plain === word.plain) {
      if (asked.exact === word.exact) return 1;
      if (!asked.marked) return 0.95;
      return mode.strict ? 0 : 0.6;
    }
    if (mode.prefix && word.plain.startsWith(asked.plain)) {
      if (asked.marked && !(word.body.startsWith(asked.body) && word.tone.startsWith(asked.tone))) return 0;
      return 0.8;
    }
    if (!mode.slip || word.number || (mode.near && word.plain.length < 3)) return 0;
    const a = mode.marked ? asked.exact : asked.plain;
    const b = mode.marked ? word.exact : word.plain;
    return oneSlip(a, b, mode.near) || sound(a) === sound(b) ? 0.5 : 0;
  }

  // How well the distance between two words fits, 0 to 1; `sure` when both are what was asked.
  function nearness(distance, numeric, sure, pair) {
    if (distance === 1) return 1;
    if (!sure) return 0;
    if (numeric && Math.abs(distance) <= NUMBER_GAP) return distance === 2 ? 0.7 : 0.5;
    if (pair) return 0;
    if (distance > 1 && distance <= GAP + 1) return 0.9 - 0.1 * distance;
    return distance < 0 && distance >= -GAP ? 0.5 : 0;
  }

  // An abbreviation asked for as such, written out, or another one with words in common.
  function kinship(a, b) {
    return a === b ? 1 : a && b ? 0.72 : 0.8;
  }

  // ---- The searcher ------------------------------------------------------

  function Searcher(data) {
    const synonyms = readSynonyms(data.synonyms);
    const vocabulary = new Set();
    const entries = data.entries.map(function (row, id) {
      const page = data.pages[row[1]];
      return {
        id: id,
        kind: row[0],
        page: page[0],
        pageTitle: page[1],
        url: page[0] + row[2],
        title: row[3] || page[1],
        ownTitle: row[3],
        text: row[4],
        sections: row[5],
      };
    });

    function wordsOf(entry) {
      const title = expand(tokenise(entry.ownTitle), synonyms, true);
      const text = expand(tokenise(entry.text), synonyms, true);
      title.forEach(function (word) {
        word.inTitle = true;
      });
      text.forEach(function (word) {
        word.clause += title.length;
      });
      return title.concat(text);
    }

    // The words as numbers, WIDTH for each: fold, written or -1, synonym, sentence, clause.
    function compact(entry, words) {
      entry.titleLength = words.filter(function (word) {
        return word.inTitle;
      }).length;
      entry.words = new Int32Array(words.length * WIDTH);
      words.forEach(function (word, i) {
        entry.words.set(
          [word.fold.id, word.written ? word.written.id : -1, word.synonym, word.sentence, word.clause],
          i * WIDTH,
        );
      });
    }

    const index = new root.MiniSearch({
      fields: ["words"],
      extractField: function (entry, field) {
        return field === "id" ? entry.id : entry;
      },
      stringifyField: function (value) {
        return value;
      },
      tokenize: function (entry) {
        const terms = [];
        const words = wordsOf(entry);
        compact(entry, words);
        words.forEach(function (word) {
          terms.push(word.fold.plain);
          if (word.written) terms.push(word.written.plain);
        });
        terms.forEach(function (term) {
          vocabulary.add(term);
        });
        return terms;
      },
      processTerm: function (term) {
        return term;
      },
      searchOptions: {
        tokenize: function (term) {
          return [term];
        },
      },
    });
    index.addAll(entries);

    function candidates(asked, modes) {
      const found = index.search({
        combineWith: "AND",
        queries: asked.map(function (word, i) {
          const queries = [{ queries: [word.fold.plain], prefix: modes[i].prefix }];
          if (modes[i].slip) queries.push({ queries: slipped(word.fold.plain) });
          return { combineWith: "OR", queries: queries };
        }),
      });
      return found.slice(0, RERANKED);
    }

    function slipped(plain) {
      return Array.from(vocabulary).filter(function (term) {
        return oneSlip(plain, term) || sound(plain) === sound(term);
      });
    }

    // Where the query stands in an entry, and how well. Null unless every word has its neighbour.
    function measure(entry, asked, modes, needed, known) {
      const words = entry.words;
      const places = asked.map(function () {
        return [];
      });
      const strict = modes[0].strict;

      function scoreOf(i, id) {
        let score = known[i].get(id);
        if (score === undefined) {
          score = likeness(asked[i].fold, folded[id], modes[i]);
          known[i].set(id, score);
        }
        return score;
      }
      for (let position = 0; position * WIDTH < words.length; position++) {
        const id = words[position * WIDTH],
          written = words[position * WIDTH + 1];
        for (let i = 0; i < asked.length; i++) {
          let score = scoreOf(i, id);
          if (score) score *= kinship(asked[i].synonym, words[position * WIDTH + 2]);
          if (written >= 0) score = Math.max(score, scoreOf(i, written));
          if (score) places[i].push({ position: position, score: score });
        }
      }
      const support = asked.map(function () {
        return 0;
      });
      const hits = new Set();
      let total = 0;
      let inTitle = 0;
      let repeats = 0;

      function accept(i, place) {
        support[i] = Math.max(support[i], place.score);
        hits.add(place.position);
      }
      if (asked.length === 1) {
        places[0].forEach(function (place) {
          total = Math.max(total, place.score);
          accept(0, place);
          if (place.position < entry.titleLength) inTitle = 1;
          repeats++;
        });
      }
      for (let i = 0; i + 1 < asked.length; i++) {
        const numeric = asked[i].fold.number !== asked[i + 1].fold.number;
        let best = 0;
        let bestInTitle = false;
        places[i].forEach(function (left) {
          places[i + 1].forEach(function (right) {
            // A slip, or two words the other way round, stay in their clause; others in their sentence.
            const column = Math.min(left.score, right.score) <= 0.5 || right.position < left.position ? 4 : 3;
            if (words[left.position * WIDTH + column] !== words[right.position * WIDTH + column]) return;
            const sure = !strict && left.score > 0.7 && right.score > 0.7;
            const near = nearness(right.position - left.position, numeric, sure, asked.length === 2);
            if (!near) return;
            accept(i, left);
            accept(i + 1, right);
            if (near === 1) repeats++;
            const score = (near * (left.score + right.score)) / 2;
            const titled = Math.max(left.position, right.position) < entry.titleLength;
            if (score > best || (score === best && titled)) {
              best = score;
              bestInTitle = titled;
            }
          });
        });
        total += best / (asked.length - 1);
        if (bestInTitle) inTitle += 1 / (asked.length - 1);
      }
      const supported = support.filter(Boolean).length;
      if (
        asked.some(function (word, i) {
          return word.fold.number && !support[i];
        })
      )
        return null;
      const slips = support.filter(function (score) {
        return score > 0 && score <= 0.5;
      }).length;
      if (supported < needed || slips > Math.ceil(asked.length / 4)) return null;
      return {
        score: ((total * supported) / asked.length) * (1 + 0.25 * inTitle) + 0.02 * Math.min(repeats / asked.length, 5),
        hits: hits,
      };
    }

    function attempt(asked, options) {
      const last = asked.length - 1;
      const marked = asked.some(function (word) {
        return word.fold.marked;
      });
      const modes = asked.map(function (word, i) {
        return {
          prefix: Boolean(options.prefix && i === last),
          slip: Boolean(options.slip && maySlip(word.fold, asked.length)),
          near: asked.length <= 2,
          marked: marked,
          strict: Boolean(options.slip || options.loose || options.strict),
        };
      });
      if (
        options.slip &&
        !modes.some(function (mode) {
          return mode.slip;
        })
      )
        return [];
      const needed = options.loose ? Math.ceil(asked.length * 0.75) : asked.length;
      const pool = options.loose ? looseCandidates(asked, modes, needed) : candidates(asked, modes);
      const top = pool.length ? pool[0].score : 1;
      const known = asked.map(function () {
        return new Map();
      });
      const hits = [];
      pool.forEach(function (candidate) {
        const entry = entries[candidate.id];
        const measured = measure(entry, asked, modes, needed, known);
        if (!measured) return;
        measured.score = (measured.score + (0.1 * candidate.score) / top) * (KIND_WEIGHT[entry.kind] || 1.1);
        hits.push({ entry: entry, score: measured.score, places: measured.hits });
      });
      return hits;
    }

    function looseCandidates(asked, modes, needed) {
      return index
        .search({
          combineWith: "OR",
          queries: asked.map(function (word) {
            return { queries: [word.fold.plain] };
          }),
        })
        .filter(function (found) {
          return (
            found.queryTerms.length >=
            Math.min(
              needed,
              new Set(
                asked.map(function (word) {
                  return word.fold.plain;
                }),
              ).size,
            )
          );
        })
        .slice(0, RERANKED);
    }

    // A slip in a short word is only believed when other words stand beside it.
    function maySlip(word, count) {
      if (word.number || word.plain === "%") return false;
      const length = word.plain.length + !vocabulary.has(word.plain);
      return length >= (count === 1 ? 6 : count === 2 ? 4 : 3);
    }

    // Other readings of words that the report does not have: run together, cut apart, raw Telex.
    function readings(tokens) {
      const all = [];
      function known(word) {
        return vocabulary.has(fold(word).plain);
      }
      const joined = tokens
        .map(function (token) {
          return token.word;
        })
        .join("");
      if (/^[0-9]+$/.test(joined) && known(joined)) return [[{ word: joined, fold: fold(joined), start: 0, end: 0 }]];
      function replace(at, count, words) {
        all.push(
          tokens.slice(0, at).concat(
            words.map(function (word) {
              return { word: word, fold: fold(word), start: 0, end: 0 };
            }),
            tokens.slice(at + count),
          ),
        );
      }
      tokens.forEach(function (token, i) {
        const next = tokens[i + 1];
        if (next && known(token.word + next.word) && token.fold.number === next.fold.number) {
          replace(i, 2, [token.word + next.word]);
        }
        if (known(token.word) || token.fold.number) return;
        for (let cut = 2; cut <= token.word.length - 2; cut++) {
          const parts = [token.word.slice(0, cut), token.word.slice(cut)];
          if (parts.every(known)) replace(i, 1, parts);
        }
      });
      const decoded = tokens.map(function (token) {
        const word = known(token.word) ? token.word : withoutInputMethod(token.word);
        return { word: word, fold: fold(word), start: 0, end: 0 };
      });
      if (
        decoded.some(function (token, i) {
          return token.word && token.word !== tokens[i].word;
        })
      ) {
        all.push(
          decoded.filter(function (token) {
            return token.word;
          }),
        );
      }
      return all;
    }

    function firstFound(tokenLists, options) {
      for (let i = 0; i < tokenLists.length; i++) {
        const found = attempt(expand(tokenLists[i], synonyms, false), options);
        if (found.length) return found;
      }
      return [];
    }

    function find(tokens) {
      const others = readings(tokens);
      const steps = [
        [[tokens], {}],
        [[tokens], { prefix: true }],
        [others, {}],
        [others, { prefix: true }],
        [[tokens], { slip: true }],
      ];
      // «bong da» is not the beginning of «công dân».
      if (tokens.length > 2 || tokens[tokens.length - 1].word.length > 2) {
        steps.push([[tokens], { slip: true, prefix: true }]);
      }
      for (let i = 0; i < steps.length; i++) {
        const found = firstFound(steps[i][0], steps[i][1]);
        if (found.length) return found;
      }
      return [];
    }

    function withoutStopWords(tokens) {
      return tokens.filter(function (token) {
        return !STOP_WORDS.some(function (word) {
          return likeness(token.fold, fold(word), {}) > 0.9;
        });
      });
    }

    // One page must not fill the list: each further hit on it counts for less.
    function spread(hits) {
      hits.sort(function (a, b) {
        return b.score - a.score || a.entry.id - b.entry.id;
      });
      const seen = new Map();
      hits.forEach(function (hit) {
        const before = seen.get(hit.entry.page) || 0;
        seen.set(hit.entry.page, before + 1);
        hit.rank = hit.score / (1 + before);
      });
      return hits.sort(function (a, b) {
        return b.rank - a.rank || a.entry.id - b.entry.id;
      });
    }

    // Results, best first: [{entry, places}].
    function search(text) {
      const tokens = readQuery(text);
      if (!tokens.length) return [];
      let hits = find(tokens);
      const tail = tokens
        .map(function (token) {
          return token.fold.plain;
        })
        .join(" ")
        .match(QUESTION);
      if (tail) {
        const found = new Set(
          hits.map(function (hit) {
            return hit.entry;
          }),
        );
        hits = hits.concat(
          find(tokens.slice(0, -tail[1].split(" ").length)).filter(function (hit) {
            return !found.has(hit.entry);
          }),
        );
      }
      if (!hits.length) {
        const telling = withoutStopWords(tokens);
        if (telling.length >= 2 && telling.length < tokens.length) {
          hits = attempt(expand(telling, synonyms, false), { strict: true });
        }
        if (!hits.length && telling.length >= 4) {
          hits = attempt(expand(telling, synonyms, false), { loose: true });
        }
      }
      // A single marked word means itself: «hộ» is not «hồ», unless nothing else is found.
      if (tokens.length === 1 && tokens[0].fold.marked) {
        const exact = hits.filter(function (hit) {
          return Array.from(hit.places).some(function (position) {
            return folded[hit.entry.words[position * WIDTH]].exact === tokens[0].fold.exact;
          });
        });
        if (exact.length) hits = exact;
      }
      return spread(hits);
    }

    // The longest part of a fruitless query that would find something, or ''.
    function suggest(text) {
      const tokens = readQuery(text);
      for (let size = Math.min(tokens.length - 1, 6); size >= 2; size--) {
        for (let at = 0; at + size <= tokens.length; at++) {
          const part = tokens.slice(at, at + size);
          if (attempt(expand(part, synonyms, false), {}).length) {
            return part
              .map(function (token) {
                return token.word;
              })
              .join(" ");
          }
        }
      }
      return "";
    }

    // Character ranges of the matches: {title: [[start, end]], text: [[start, end]]}.
    function ranges(hit) {
      const merged = { title: [], text: [] };
      let previous = -2;
      wordsOf(hit.entry).forEach(function (word, i) {
        if (!hit.places.has(i)) return;
        const side = word.inTitle ? merged.title : merged.text;
        const last = side[side.length - 1];
        if (last && (i === previous + 1 || word.start <= last[1])) last[1] = Math.max(last[1], word.end);
        else side.push([word.start, word.end]);
        previous = i;
      });
      return merged;
    }

    return { search: search, suggest: suggest, ranges: ranges, entries: entries };
  }

  function readQuery(text) {
    const clean = text
      .replace(INVISIBLE, "")
      .slice(0, 300)
      .replace(/ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d+)/gi, "$1/$2/$3")
      .replace(/phần trăm|phan tram/gi, "%");
    return tokenise(clean);
  }

  root.SearchEngine = { Searcher: Searcher };
})(typeof window === "undefined" ? globalThis : window);
