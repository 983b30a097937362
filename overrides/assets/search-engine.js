// Search for Vietnamese text: folding, typing slips, phrases, questions. Knows nothing of the page.
((root) => {
  "use strict";

  const RERANKED = 400; // candidates looked at closely; more than one edition ever yields
  const WIDTH = 4;
  const GAP = 2; // words that may stand between two words of a query
  const NUMBER_GAP = 6; // «luật 2018»: a year may stand further off
  const OLDER = 0.8; // an older edition's entry beside the newest's
  const CHANCE = 3; // so many entries may have a phrase by chance
  const COMMON = 0.12; // a phrase in more of the entries than this tells nothing
  const KIND_WEIGHT = { heading: 1.3, section: 1, document: 1.05, term: 1.05, erratum: 0.7, page: 0.75 }; // others: 1.1
  // Words of a question that say nothing of what is asked; chat words and English ones too.
  const QUESTION_WORDS =
    "là gì gi của và các những cho thì có được không bao nhiêu ở đâu như thế nào khi về hay tôi muốn xem tìm làm " +
    "ai mấy bị cần phải với vậy gọi nhé ạ à ơi hỏi xin sao rồi đã sẽ đang này kia nhỉ mình em anh chị bác nên trong tại " +
    "thế từ đến ra nghĩa viết nói nằm biết đó đây nếu j k ko kg hok dc đc ntn z v mn mng ad vs bn nhiu wa hem lun " +
    "lm mk ạk the of what is are how many much where who when for does i my which";
  const CARDS = ["term", "figure", "document", "task", "organisation"]; // kinds of records that answer as a card
  const SECTION_WORDS = words("mục phần chương section part");
  // The records a query may name before it says which: «nhiệm vụ kỷ luật», «mục quản trị môi trường».
  const KIND_WORDS = [
    ["nhiệm vụ", "task"],
    ["văn bản", "document"],
    ["số liệu", "figure"],
    ["lưu ý", "erratum"],
    ["thuật ngữ", "term"],
    ["đơn vị", "organisation"],
  ].concat(SECTION_WORDS.map((name) => [name, "heading"]));
  const MEANING = /(^| )(la gi|la j|nghia la|nghia gi|what is)( |$)/;

  function words(text) {
    return text.split(" ");
  }

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
      result = { plain: word.replace(/^0+(?=.)/, ""), exact: word, marked: false, number: true, written: word };
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
        written: word,
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

  // Looks words up as they are asked for: as written, or, without any mark, by their letters.
  function lookup(names) {
    const exact = new Map();
    const plain = new Map();
    words(names).forEach((name, i) => {
      exact.set(fold(name).exact, i);
      if (!plain.has(fold(name).plain)) plain.set(fold(name).plain, i);
    });
    return (asked) => (asked.marked || exact.has(asked.exact) ? exact.get(asked.exact) : plain.get(asked.plain));
  }
  const questionWord = lookup(QUESTION_WORDS);
  const digitOf = lookup("không một hai ba bốn năm sáu bảy tám chín");

  const VOWELS = "aăâeêioôơuưy";
  const NEIGHBOURS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const CONFUSED = ["sx", "ln", "dr", "vd", "ck", "ct", "gn", "bv"];

  function finger(a, b) {
    const both = a + b;
    if (VOWELS.includes(a) && VOWELS.includes(b)) return true;
    if (CONFUSED.some((pair) => pair.includes(a) && pair.includes(b))) return true;
    const places = [0, 1].map((i) => {
      const key = both[i].normalize("NFD")[0];
      const row = NEIGHBOURS.findIndex((keys) => keys.includes(key));
      return { row: row, x: row < 0 ? -9 : NEIGHBOURS[row].indexOf(key) + row * 0.5 };
    });
    return Math.abs(places[0].row - places[1].row) <= 1 && Math.abs(places[0].x - places[1].x) <= 1;
  }

  // One slip: a letter more, less or other, or two neighbours swapped. With `near`, another letter
  // must be one that a finger or an ear mistakes for it.
  function oneSlip(a, b, near) {
    const longest = Math.max(a.length, b.length);
    if (a.length + b.length < 2 * longest - 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    let end = 0;
    while (end < longest - i - 1 && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const left = longest - i - end;
    if (left <= 1) return a.length !== b.length || !near || finger(a[i], b[i]);
    return left === 2 && a.length === b.length && a[i] === b[i + 1] && a[i + 1] === b[i];
  }

  // What many speak alike and some write so: chợ giúp, giải chình, nao động, môi chường, kỷ thuật, dịch dụ, nông thông.
  const SOUNDS = [
    [/^tr/, "ch"],
    [/^ngh/, "ng"],
    [/^gh/, "g"],
    [/^(k(?!h)|q)/, "c"],
    [/^(f|ph)/, "f"],
    [/^x/, "s"],
    [/^l/, "n"],
    [/^(gi(?=.)|r|v)/, "d"],
    [/iê?c$/, "it"],
    [/c$/, "t"],
    [/(?<=[aăâeêioôơuưy])ng$/, "n"],
    [/^(.*)iê?(?=[mnt])/, "$1i"],
    [/\u0309/, "\u0303"],
  ];
  const sounds = new Map();

  function sound(word) {
    let result = sounds.get(word);
    if (result === undefined) {
      result = SOUNDS.reduce((text, rule) => text.replace(rule[0], rule[1]), word.replace(/^đ/, "đ"));
      sounds.set(word, result);
    }
    return result;
  }

  // ---- Other ways of typing ------------------------------------------------

  // What Telex and VNI leave when the input method is off: «nghefo», «dduwowngf», «ngheo2».
  function withoutInputMethod(word) {
    return word
      .replace(/[0-9]/g, "")
      .replace(/([aeod])\1/g, "$1")
      .replace(/w/g, "")
      .replace(/([aeiouy][a-z]*?)[sfrxj]([a-z]*)$/, "$1$2");
  }

  const VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };

  // VNI digits: «d9u7o72ng» is «đường».
  function readVni(text) {
    return text.replace(/[a-zà-ỹđ]+[1-9][a-zà-ỹđ1-9]*/gi, (word) => {
      let result = "";
      let tone = "";
      Array.from(word).forEach((sign) => {
        if (VNI[sign]) tone = VNI[sign];
        else if (sign === "6") result = result.replace(/([aeo])(?=[^aeo]*$)/i, "$1\u0302");
        else if (sign === "7") result = result.replace(/u(?=o)/i, "u\u031b").replace(/([uo])(?=[^uo]*$)/i, "$1\u031b");
        else if (sign === "8") result = result.replace(/a(?=[^a]*$)/i, "a\u0306");
        else if (sign === "9") result = result.replace(/d/i, "đ");
        else result += sign;
      });
      return result + tone; // folding moves the tone to the end anyway
    });
  }

  // Numbers in words: «ba ngày», «hai mươi», «một trăm linh năm», «mười bốn phẩy tám ba».
  function readNumbers(tokens) {
    const result = [];
    for (let i = 0; i < tokens.length;) {
      let at = i;
      let total = 0;
      let last = -1;
      for (; at < tokens.length; at++) {
        const word = tokens[at].fold;
        const digit = digitOf(word);
        if (same(word, "trăm") && last > 0) total = last * 100;
        else if (same(word, "mươi") && last > 0) total += last * 10;
        else if (same(word, "mười")) total += 10;
        else if ((same(word, "linh") || same(word, "lẻ")) && total >= 100) last = -1;
        else if (same(word, "lăm") && total) last = 5;
        else if (same(word, "mốt") && total) last = 1;
        else if (digit !== undefined && (last < 0 || total) && !(at === i && digit === 5)) last = digit;
        else break;
        if (/^(tram|muoi|linh|le)$/.test(word.plain)) last = -1;
      }
      if (last > 0) total += last;
      if (at > i && total) {
        result.push(token(String(total)));
        i = at;
        if (i + 1 < tokens.length && (same(tokens[i].fold, "phẩy") || same(tokens[i].fold, "chấm"))) {
          let digits = "";
          while (++i < tokens.length && digitOf(tokens[i].fold) >= 0) digits += digitOf(tokens[i].fold);
          if (digits) result.push(token(digits));
        }
      } else {
        result.push(tokens[i]);
        i++;
      }
    }
    return result;
  }

  function same(asked, word) {
    const other = fold(word);
    return asked.exact === other.exact || (!asked.marked && asked.plain === other.plain);
  }

  function token(word) {
    return { word: word, fold: fold(word), start: 0, end: 0 };
  }

  // ---- Abbreviations -----------------------------------------------------

  // Abbreviation and expansion become the same words, so either finds the other.
  function readSynonyms(pairs) {
    const byFirst = new Map();
    pairs.forEach((pair, i) => {
      const short = tokenise(pair[0]).map((token) => token.fold);
      const long = tokenise(pair[1]).map((token) => token.fold);
      const first = short[0].plain;
      if (!byFirst.has(first)) byFirst.set(first, []);
      byFirst.get(first).push({ id: i + 1, short: short, long: long });
      byFirst.get(first).sort((a, b) => b.short.length - a.short.length);
    });
    return byFirst;
  }

  function abbreviationAt(tokens, at, synonyms, capitalsOnly) {
    return (synonyms.get(tokens[at].fold.plain) || []).find((synonym) => {
      return synonym.short.every((part, i) => {
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
          text: token.word,
          everyday: token.everyday,
        });
        continue;
      }
      const last = tokens[i + synonym.short.length - 1];
      synonym.long.forEach((part, k) => {
        const there = k < synonym.short.length ? tokens[i + k] : k === synonym.long.length - 1 ? last : null;
        words.push({
          fold: part,
          start: token.start,
          end: last.end,
          sentence: token.sentence,
          clause: token.clause,
          synonym: synonym.id,
          written: there && there.fold,
          text: part.written,
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
      // «chi tiêu» is hardly «chỉ tiêu»: a word without marks among words that have them.
      if (!asked.marked) return mode.marked ? 0.65 : 0.95;
      if (mode.slip && sound(asked.exact) === sound(word.exact)) return 0.55;
      return mode.strict ? 0 : 0.6;
    }
    if (mode.prefix && word.plain.startsWith(asked.plain)) {
      if (asked.marked && !(word.body.startsWith(asked.body) && word.tone.startsWith(asked.tone))) return 0;
      return 0.8;
    }
    if (!mode.slip || word.number || (mode.near && word.plain.length < 3)) return 0;
    const a = mode.marked ? asked.exact : asked.plain;
    const b = mode.marked ? word.exact : word.plain;
    if (sound(a) === sound(b)) return 0.55;
    return oneSlip(a, b, mode.near) ? 0.5 : 0;
  }

  // How well the distance between two words fits, 0 to 1; `sure` when both are what was asked.
  function nearness(distance, numeric, year, sure, pair) {
    if (distance === 1) return 1;
    if (!sure) return 0;
    if (numeric && Math.abs(distance) <= (year ? NUMBER_GAP : 2)) return distance === 2 ? 0.7 : 0.5;
    if (pair) return 0;
    if (distance > 1 && distance <= GAP + 1) return 0.9 - 0.1 * distance;
    return distance < 0 && distance >= -GAP ? 0.5 : 0;
  }

  // ---- The searcher ------------------------------------------------------

  function Searcher(data) {
    const synonyms = readSynonyms(data.abbreviations);
    const everyday = readEveryday(data.everyday);
    const postings = new Map(); // plain word → {ids, counts}, ids rising
    const slips = new Map();
    const entries = [];
    const years = new Map(); // year → ids of its editions
    const newest = data.editions.length ? data.editions[0][0] : "";
    let vocabulary = null; // all plain words, sorted
    let scope = null; // ids of the editions looked at; null for all
    let live = 0; // entries that can be found
    const beside = new Map(); // two words → whether they stand side by side, see namesBeside and runTogether

    function wordsOf(entry) {
      const title = expand(tokenise(entry.ownTitle), synonyms, true);
      const text = expand(tokenise(entry.text), synonyms, true);
      title.forEach((word) => {
        word.inTitle = true;
      });
      text.forEach((word) => {
        word.clause += title.length;
        word.sentence += title.length;
      });
      return title.concat(text);
    }

    // The words as numbers, WIDTH for each: fold, written or -1, sentence, clause.
    function compact(entry, words) {
      entry.titleLength = words.filter((word) => word.inTitle).length;
      entry.words = new Int32Array(words.length * WIDTH);
      words.forEach((word, i) => {
        entry.words.set([word.fold.id, word.written ? word.written.id : -1, word.sentence, word.clause], i * WIDTH);
      });
    }

    data.editions.forEach((edition) => {
      const year = String(edition[1]);
      years.set(year, (years.get(year) || []).concat(edition[0]));
    });

    function inScope(entry) {
      return !entry.dead && (!scope || scope.includes(entry.edition));
    }

    function addEntry(entry) {
      const found = wordsOf(entry);
      compact(entry, found);
      entry.name = nameOf(tokenise(entry.ownTitle));
      entry.spelledOut = nameOf(found.slice(0, entry.titleLength));
      found.forEach((word) => {
        post(word.fold.plain, entry.id);
        if (word.written && word.written !== word.fold) post(word.written.plain, entry.id);
      });
      entries.push(entry);
      live++;
    }

    function post(term, id) {
      let list = postings.get(term);
      if (!list) postings.set(term, (list = { ids: [], counts: [] }));
      if (list.ids[list.ids.length - 1] === id) list.counts[list.counts.length - 1]++;
      else {
        list.ids.push(id);
        list.counts.push(1);
      }
    }

    // The plain words of a name without what is printed before it: «2.4. Về nội dung "…"», «14,83% – …».
    function nameOf(title) {
      const plain = title.map((word) => word.fold.plain).join(" ");
      return plain.replace(/^([0-9]+( [0-9]+)*( %)?|[ivx]+) (ve noi dung )?(?=[a-z])/, "");
    }

    // More entries, of `edition` if told: they take the place of what the directory says of it.
    function add(more, edition) {
      if (edition) {
        entries.forEach((entry) => {
          if (entry.edition !== edition || entry.dead) return;
          entry.dead = true;
          live--;
        });
      }
      more.entries.forEach((row) => {
        const page = more.pages[row[1]];
        addEntry({
          id: entries.length,
          kind: row[0],
          page: page[0],
          pageTitle: page[1],
          edition: /^[0-9]{4}[^/]*(?=\/)/.test(page[0]) ? page[0].split("/")[0] : "",
          url: page[0] + row[2],
          title: row[3] || page[1],
          ownTitle: row[3],
          text: row[4],
          sections: row[5],
          answer: row.slice(6),
        });
      });
      slips.clear();
      vocabulary = null;
      beside.clear();
    }
    add(data);
    const common = data.common.map((name) => " " + plainText(tokenise(name)) + " ");

    function known(word) {
      return postings.has(fold(word).plain);
    }

    // ---- Candidates --------------------------------------------------------

    // The words of the site that may answer one of the query.
    function termsOf(word, mode) {
      const plain = word.fold.plain;
      const terms = postings.has(plain) ? [plain] : [];
      if (mode.prefix) terms.push.apply(terms, begun(plain));
      if (mode.slip) terms.push.apply(terms, slipped(plain));
      return terms;
    }

    function begun(plain) {
      vocabulary = vocabulary || Array.from(postings.keys()).sort();
      let low = 0;
      for (let high = vocabulary.length; low < high;) {
        const middle = (low + high) >> 1;
        if (vocabulary[middle] <= plain) low = middle + 1;
        else high = middle;
      }
      let end = low;
      while (end < vocabulary.length && vocabulary[end].startsWith(plain)) end++;
      return vocabulary.slice(low, end);
    }

    function slipped(plain) {
      let found = slips.get(plain);
      if (!found) {
        const alike = sound(plain);
        found = [];
        postings.forEach((list, term) => {
          if (term !== plain && (oneSlip(plain, term) || alike === sound(term))) found.push(term);
        });
        slips.set(plain, found);
      }
      return found;
    }

    // Entries with at least `needed` of the words: [{id, score}], the best first.
    function candidates(asked, modes, needed) {
      const counts = new Map();
      const scores = new Map();
      // What can be told without a look at the entries is told first: most readings of a question end here.
      const every = needed === asked.length;
      if (every && asked.some((word, i) => !modes[i].prefix && !modes[i].slip && !postings.has(word.fold.plain)))
        return [];
      const terms = asked.map((word, i) => termsOf(word, modes[i]));
      if (every && terms.some((list) => !list.length)) return [];
      for (let i = 0; i < asked.length; i++) {
        const seen = new Map();
        terms[i].forEach((term) => {
          const list = postings.get(term);
          const weight = Math.log(1 + entries.length / list.ids.length) * (term === asked[i].fold.plain ? 1 : 0.5);
          list.ids.forEach((id, k) => {
            if (i && every && counts.get(id) !== i) return;
            if (inScope(entries[id]))
              seen.set(id, Math.max(seen.get(id) || 0, (weight * list.counts[k]) / (list.counts[k] + 1)));
          });
        });
        if (!seen.size && every) return [];
        seen.forEach((score, id) => {
          counts.set(id, (counts.get(id) || 0) + 1);
          scores.set(id, (scores.get(id) || 0) + score);
        });
      }
      const found = [];
      counts.forEach((count, id) => {
        if (count >= needed) found.push({ id: id, score: scores.get(id) });
      });
      found.sort((a, b) => b.score - a.score || a.id - b.id);
      return found.slice(0, RERANKED);
    }

    // Where the query stands in an entry, and how well. Null unless every word has its neighbour.
    function measure(entry, asked, modes, needed, known) {
      const words = entry.words;
      const places = asked.map(() => []);
      const strict = modes[0].strict;

      function answersOf(id) {
        let answers = known.get(id);
        if (!answers) {
          answers = [];
          asked.forEach((word, i) => {
            const score = likeness(word.fold, folded[id], modes[i]);
            if (score) answers.push([i, score]);
          });
          known.set(id, answers);
        }
        return answers;
      }
      for (let position = 0; position * WIDTH < words.length; position++) {
        const written = words[position * WIDTH + 1];
        answersOf(words[position * WIDTH]).forEach((one) => {
          places[one[0]].push({ position: position, score: one[1] });
        });
        if (written >= 0)
          answersOf(written).forEach((one) => {
            const last = places[one[0]][places[one[0]].length - 1];
            if (last && last.position === position) last.score = Math.max(last.score, one[1]);
            else places[one[0]].push({ position: position, score: one[1] });
          });
      }
      const support = asked.map(() => 0);
      const hits = new Set();
      let total = 0;
      let inTitle = 0;
      let repeats = 0;

      function accept(i, place) {
        support[i] = Math.max(support[i], place.score);
        hits.add(place.position);
      }
      if (asked.length === 1) {
        places[0].forEach((place) => {
          total = Math.max(total, place.score);
          accept(0, place);
          if (place.position < entry.titleLength) inTitle = 1;
          repeats++;
        });
      }
      for (let i = 0; i + 1 < asked.length; i++) {
        const numeric = asked[i].fold.number !== asked[i + 1].fold.number;
        const year = numeric && /^[0-9]{4}$/.test((asked[i].fold.number ? asked[i] : asked[i + 1]).fold.plain);
        let best = 0;
        let bestInTitle = false;
        places[i].forEach((left) => {
          places[i + 1].forEach((right) => {
            // A slip, or two words the other way round, stay in their clause; others in their sentence.
            const column = Math.min(left.score, right.score) <= 0.6 || right.position < left.position ? 3 : 2;
            if (words[left.position * WIDTH + column] !== words[right.position * WIDTH + column]) return;
            const sure = !strict && left.score > 0.7 && right.score > 0.7;
            let near = nearness(right.position - left.position, numeric, year, sure, asked.length === 2);
            // In a name the words may stand anywhere: «địa chỉ [liên hệ của] Sở».
            if (!near && sure && right.position > left.position && right.position < entry.titleLength) near = 0.5;
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
      if (asked.some((word, i) => word.fold.number && !support[i])) return null;
      const slips = support.reduce(
        (sum, score) => sum + (score > 0.5 && score < 0.6 ? 0.5 : score > 0 && score <= 0.5 ? 1 : 0),
        0,
      );
      if (supported < needed || slips > Math.ceil(asked.length / 4)) return null;
      return {
        sure: support.every((score) => score > 0.65),
        score: ((total * supported) / asked.length) * (1 + 0.25 * inTitle) + 0.02 * Math.min(repeats / asked.length, 5),
        hits: hits,
      };
    }

    // Entries with the words, and how well: options are prefix, slip, strict, loose.
    function attempt(asked, options) {
      if (!asked.length) return [];
      const last = asked.length - 1;
      const marked = asked.some((word) => word.fold.marked);
      const modes = asked.map((word, i) => ({
        prefix: Boolean(options.prefix && i === last),
        slip: Boolean(options.slip && maySlip(word.fold, asked.length)),
        near: asked.length <= 2,
        marked: marked,
        strict: Boolean(options.slip || options.loose || options.strict),
      }));
      if (options.slip && !modes.some((mode) => mode.slip)) return [];
      const needed = options.loose ? Math.ceil(asked.length * 0.75) : asked.length;
      const pool = candidates(asked, modes, needed);
      const top = pool.length ? pool[0].score : 1;
      const known = new Map(); // word of the text → [[which of the query, how well]]
      const name = asked.map((word) => word.fold.plain).join(" ");
      const hits = [];
      pool.forEach((candidate) => {
        const entry = entries[candidate.id];
        const measured = measure(entry, asked, modes, needed, known);
        // «nguyễn văn a» is not the beginning of «nguyên văn …».
        if (!measured || (options.prefix && asked[last].fold.plain.length < 2 && !measured.sure)) return;
        let score = (measured.score + (0.1 * candidate.score) / top) * weightOf(entry);
        if (entry.ownTitle && entry.spelledOut === name) score *= 2;
        else if (entry.ownTitle && entry.spelledOut.startsWith(name + " ")) score *= 1.15;
        hits.push({ entry: entry, score: score, places: measured.hits, sure: measured.sure });
      });
      return hits;
    }

    function weightOf(entry) {
      return (KIND_WEIGHT[entry.kind] || 1.1) * (entry.edition && entry.edition !== newest ? OLDER : 1);
    }

    // A slip in a short word is only believed when other words stand beside it.
    function maySlip(word, count) {
      if (word.number || word.plain === "%") return false;
      const length = word.plain.length + !postings.has(word.plain);
      return length >= (count === 1 ? 6 : count === 2 ? 4 : 3);
    }

    function full(tokens, options) {
      return attempt(expand(tokens, synonyms, false), options);
    }

    function firstFound(lists, options) {
      for (let i = 0; i < lists.length; i++) {
        const found = full(lists[i], options);
        if (found.length) return found;
      }
      return [];
    }

    // ---- What else may be meant ----------------------------------------------

    // Other readings of words that the report does not have: run together, cut apart, raw Telex.
    function readings(tokens) {
      const all = [];
      const joined = tokens.map((token) => token.word).join("");
      if (/^[0-9]{6,}$/.test(joined)) {
        // A telephone number, with the country's code or without the region's.
        const end = joined.replace(/^(00)?84(?=[0-9]{9})|^0/, "");
        const number = Array.from(postings.keys()).find((term) => /^[0-9]{9,}$/.test(term) && term.endsWith(end));
        return number ? [[token(number)]] : [];
      }
      tokens.forEach((one, i) => {
        const next = tokens[i + 1];
        if (next && known(one.word + next.word) && one.fold.number === next.fold.number)
          all.push(tokens.slice(0, i).concat(token(one.word + next.word), tokens.slice(i + 2)));
      });
      const apart = [].concat.apply(
        [],
        tokens.map((one) => (known(one.word) || one.fold.number ? [one] : runTogether(one.word) || [one])),
      );
      if (apart.length > tokens.length) all.push(apart);
      const decoded = tokens
        .map((one) => (one.fold.number || known(one.word) ? one : token(withoutInputMethod(one.word))))
        .filter((one) => one.word);
      if (plainText(decoded) !== plainText(tokens)) all.push(decoded);
      return all;
    }

    function standsBeside(first, second) {
      const key = first + " " + second;
      if (!beside.has(key)) beside.set(key, standing([token(first), token(second)]).size > 0);
      return beside.get(key);
    }

    // «tylehongheo»: the words that it is made of, each beside the next somewhere in the text; or null.
    function runTogether(word) {
      if (word.length < 4 || word.length > 60) return null;
      const dead = new Set();
      let strict = true;
      function cut(at, before) {
        if (at === word.length) return [];
        if (dead.has(at + before)) return null;
        for (let size = Math.min(7, word.length - at); size > 0; size--) {
          const part = word.slice(at, at + size);
          const plain = fold(part).plain;
          if (!postings.has(plain) || (strict ? before && !standsBeside(before, plain) : size < 2)) continue;
          const rest = cut(at + size, plain);
          if (rest) return [token(part)].concat(rest);
        }
        dead.add(at + before);
        return null;
      }
      let found = cut(0, "");
      if (!found && word.length > 8) {
        // «phongchaychuachay» is «phòng cháy và chữa cháy».
        strict = false;
        dead.clear();
        found = cut(0, "");
      }
      return found;
    }

    // Of a question, unless it stands beside its neighbour as another word: «can» in «can bo», «la» in «son la».
    function isQuestionWord(one, i, tokens) {
      if (questionWord(one.fold) === undefined) return false;
      // Where other words have their marks, this one would have them too: «điểm thi» is not «điểm thì».
      if (tokens.some((other) => other.fold.marked))
        return questionWord({ exact: one.fold.exact, marked: true }) !== undefined;
      return one.fold.marked || !(namesBeside(tokens[i - 1], one, 1) || namesBeside(one, tokens[i + 1], 0));
    }

    function namesBeside(first, second, at) {
      if (!first || !second) return false;
      const other = at ? first : second;
      if (other.fold.number || questionWord(other.fold) !== undefined) return false;
      const key = first.fold.plain + " " + second.fold.plain + " " + at;
      let found = beside.get(key);
      if (found === undefined) {
        const places = Array.from(standing([first, second]));
        found =
          places.length > 0 &&
          places.every((place) => {
            const word = folded[entries[place[0]].words[(place[1] + at) * WIDTH]];
            return questionWord({ exact: word.exact, plain: word.plain, marked: true }) === undefined;
          });
        beside.set(key, found);
      }
      return found;
    }

    // Without the words of the question; as it was where too little would be left.
    function bare(tokens) {
      const left = tokens.filter((one, i) => !isQuestionWord(one, i, tokens));
      const enough = left.length >= 2 || (left.length && abbreviationAt(left, 0, synonyms, false));
      return enough && left.length < tokens.length ? left : null;
    }

    // What people say → what the site says: [[finds, said, …]] as {first plain word: [{said, finds}]}, longest first.
    function readEveryday(rows) {
      const byFirst = new Map();
      rows.forEach((row) => {
        row.slice(1).forEach((said) => {
          const folds = tokenise(said).map((one) => fold(one.word.replace(/([a-z])s$/i, "$1")));
          const list = byFirst.get(folds[0].plain) || [];
          list.push({ said: folds, finds: row[0] });
          byFirst.set(folds[0].plain, list);
        });
      });
      byFirst.forEach((list) => {
        list.sort((a, b) => b.said.length - a.said.length);
      });
      return byFirst;
    }

    // The query in the site's words, {tokens, said, finds}, or null if no everyday word is in it.
    function officially(tokens) {
      const result = [];
      let said = "";
      let finds = "";
      for (let i = 0; i < tokens.length; i++) {
        // An English plural is its singular: no Vietnamese word ends in «s».
        const asked = tokens
          .slice(i)
          .map((one) => (/[a-z]s$/i.test(one.word) ? fold(one.word.slice(0, -1)) : one.fold));
        const found = (everyday.get(asked[0].plain) || []).find((one) => {
          return one.said.every((word, k) => {
            return asked[k] && (asked[k].exact === word.exact || (!asked[k].marked && asked[k].plain === word.plain));
          });
        });
        if (!found) {
          result.push(tokens[i]);
          continue;
        }
        said = said || written(tokens.slice(i, i + found.said.length));
        finds = finds || found.finds;
        tokenise(found.finds).forEach((one) => {
          one.everyday = true;
          result.push(one);
        });
        i += found.said.length - 1;
      }
      const whole = result.every((one, i) => one.everyday || isQuestionWord(one, i, result));
      return finds ? { tokens: result, said: said, finds: finds, whole: whole } : null;
    }

    // ---- Parts of the report by number ---------------------------------------

    // «2.4», «mục 2.4», «I.2.6», «phần III»: the heading, then what stands under it; «III.2»: the item of that number
    // first. Null where no part of the report is asked for by number.
    function bySection(text) {
      const found = text
        .trim()
        .match(/^(?:([^\s\d.]+)\s+(?:s[oố]\s+)?)?(?:([IVXivx]+)\s*\.\s*)?((?:[0-9]+(?:[.\s]+[0-9]+)*)|[IVXivx]+)\.?$/);
      if (!found) return null;
      const named = found[1] && SECTION_WORDS.some((word) => same(fold(found[1]), word));
      if (found[1] && !named) return null;
      if (!named && !/[.\sIVX]/.test(text.trim())) return null;
      const code = found[3].replace(/[.\s]+/g, ".").toUpperCase();
      const headings = entries.filter((entry) => entry.kind === "heading" && inScope(entry));
      const at = found[2] ? headings.findIndex((entry) => codeOf(entry) === found[2].toUpperCase()) : -1;
      let heading = null;
      for (let i = at + 1; i < headings.length && !(heading || (found[2] && /^[IVX]+$/.test(codeOf(headings[i])))); i++)
        if (codeOf(headings[i]) === code) heading = headings[i];
      const item =
        !heading &&
        headings[at] &&
        entries.find((entry) => {
          return entry.kind === "section" && entry.page === headings[at].page && entry.text.startsWith(code + ".");
        });
      if (item) heading = headings[at];
      if (!heading) return named ? full(readQuery(text), { strict: true }) : null;
      return entries
        .filter(
          (entry) => entry === heading || (inScope(entry) && entry.kind === "section" && entry.page === heading.page),
        )
        .map((entry) => ({ entry: entry, score: entry === item ? 99 : entry === heading ? 9 : 1, places: new Set() }));
    }

    function codeOf(heading) {
      return heading.ownTitle.split(/\.?\s/)[0];
    }

    // ---- The best part of a question -----------------------------------------

    // The entries that have the words side by side in one sentence, as {id: position}.
    function standing(phrase) {
      const found = new Map();
      const lists = phrase.map((word) => postings.get(word.fold.plain));
      if (lists.includes(undefined)) return found;
      const rarest = lists.reduce((a, b) => (b.ids.length < a.ids.length ? b : a));
      rarest.ids.forEach((id) => {
        const entry = entries[id];
        if (!inScope(entry)) return;
        const last = phrase.length - 1;
        for (let at = 0; at + last < entry.words.length / WIDTH; at++) {
          let i = 0;
          while (i <= last && isWord(phrase[i].fold, entry, at + i)) i++;
          if (i > last && entry.words[at * WIDTH + 2] === entry.words[(at + last) * WIDTH + 2]) {
            found.set(id, at);
            return;
          }
        }
      });
      return found;
    }

    // Whether the word asked for stands in an entry at that place.
    function isWord(asked, entry, at) {
      for (let column = 0; column < 2; column++) {
        const word = folded[entry.words[at * WIDTH + column]];
        if (word && asked.plain === word.plain && (!asked.marked || asked.exact === word.exact)) return true;
      }
      return false;
    }

    function inCommonName(phrase) {
      const text = " " + plainText(phrase) + " ";
      return common.some((name) => name.includes(text));
    }

    // The words of a query that belong to names which tell nothing: «Quyết định», «Sở Lao động», «Sơn La».
    function commonWords(asked) {
      const found = new Set();
      asked.forEach((one, i) => {
        if (i && inCommonName([asked[i - 1], one])) found.add(asked[i - 1]).add(one);
      });
      return found;
    }

    // The most telling phrases of a query: {label, hits, weight}, or null where none tells enough.
    function bestPart(tokens) {
      const asked = expand(tokens, synonyms, false);
      const signed = tokens.some((one) => one.fold.number && !postings.has(one.fold.plain));
      const empty = commonWords(asked);
      const silent = asked.map((word, i) => !word.everyday && !word.synonym && isQuestionWord(word, i, asked));
      const runs = new Map(); // id → its phrases
      for (let start = 0; start < asked.length; start++) {
        if (silent[start]) continue;
        for (let end = start + 1; end <= asked.length && end - start <= 7; end++) {
          const phrase = asked.slice(start, end);
          const found = standing(phrase);
          if (!found.size) break;
          if (silent[end - 1] || found.size > live * COMMON) continue;
          if (phrase.length === 1 && !phrase[0].synonym && !(tokens.length < 40 && phrase[0].everyday)) continue;
          if (phrase.every((word) => word.fold.number || empty.has(word))) continue;
          const weight = Math.log(live / (found.size + CHANCE)) * phrase.length;
          const part = { start: start, end: end, phrase: phrase, found: found, weight: weight };
          found.forEach((at, id) => {
            runs.set(id, (runs.get(id) || []).concat(part));
          });
        }
      }
      let chosen = [];
      let top = 0;
      runs.forEach((parts) => {
        const kept = [];
        parts.sort((a, b) => b.weight - a.weight);
        parts.forEach((part) => {
          if (kept.every((other) => other.end <= part.start || part.end <= other.start)) kept.push(part);
        });
        const weight = kept.reduce((sum, part) => sum + part.weight, 0);
        if (weight > top) [chosen, top] = [kept.sort((a, b) => a.start - b.start), weight];
      });
      const telling = silent.filter((one) => !one).length;
      const covered = chosen.reduce((sum, part) => sum + part.phrase.length, 0);
      if (!top || covered < telling * (signed ? 0.6 : telling < asked.length ? 0.3 : 0.45)) return null;
      const hits = [];
      chosen[0].found.forEach((at, id) => {
        if (!chosen.every((part) => part.found.has(id))) return;
        const entry = entries[id];
        const places = new Set();
        let inTitle = 0;
        chosen.forEach((part) => {
          const place = part.found.get(id);
          if (place + part.phrase.length <= entry.titleLength) inTitle++;
          part.phrase.forEach((word, i) => {
            places.add(place + i);
          });
        });
        hits.push({ entry: entry, score: (1 + (0.5 * inTitle) / chosen.length) * weightOf(entry), places: places });
      });
      const label = chosen.map((part) => part.phrase.map((word) => word.text).join(" ")).join(", ");
      return { label: label, hits: hits, weight: top };
    }

    // ---- Asking --------------------------------------------------------------

    // One page must not fill the list: each further hit on it counts for less.
    function spread(hits) {
      hits.sort((a, b) => b.score - a.score || a.entry.id - b.entry.id);
      const seen = new Map();
      hits.forEach((hit) => {
        const before = seen.get(hit.entry.page) || 0;
        seen.set(hit.entry.page, before + 1);
        hit.rank = hit.score / (1 + before);
      });
      return hits.sort((a, b) => b.rank - a.rank || a.entry.id - b.entry.id);
    }

    // Full answers only: {hits, instead}; `instead` is {said, finds} where an everyday word was taken for the site's.
    function answer(text, tokens) {
      const named = SECTION_WORDS.some((word) => same(tokens[0].fold, word));
      const numbered = bySection(text) || (named && bySection(written(readNumbers(tokens))));
      if (numbered) return { hits: numbered, readings: [] };
      const lists = [tokens];
      const short = bare(tokens);
      if (short) lists.push(short);
      const core = trimmed(tokens);
      if (core.length < tokens.length && written(core) !== (short && written(short))) lists.push(core);
      let hits = ofKind(tokens);
      if (hits.length) return { hits: hits };
      hits = full(tokens, {});
      if (core.length < tokens.length) hits = hits.concat(others(hits, full(core, { strict: core.length === 1 })));
      const weak = hits.every((hit) => !hit.sure || hit.entry.kind === "erratum" || onlyDescribes(hit));
      for (let i = 0; i < lists.length; i++) {
        const meant = officially(lists[i]);
        if (!meant || !(weak || (meant.whole && !stands(tokens)))) continue;
        const left = bare(meant.tokens);
        const found = firstFound(left ? [meant.tokens, left] : [meant.tokens], {});
        if (found.length) return { hits: found.concat(others(found, hits)), instead: meant };
      }
      const beforehand = hits.every(onlyDescribes) ? hits : [];
      if (hits.length > beforehand.length) return { hits: hits };
      // As written: «sldtbxh@sonla.gov.vn» is an address, not the abbreviation in it.
      const steps = [
        () =>
          attempt(
            tokens.map((one) => ({ fold: one.fold, synonym: 0 })),
            {},
          ),
      ];
      lists.forEach((list, i) => {
        const strict = i > 0;
        steps.push(() => full(list, { prefix: !strict, strict: strict }));
      });
      const rewritten = [readNumbers(tokens)];
      const vni = tokenise(readVni(clean(text)).normalize("NFC"));
      const calm = tokenise(
        clean(text)
          .normalize("NFC")
          .replace(/\p{L}*(\p{L})\1{2,}\p{L}*/gu, (word) => {
            const short = word.replace(/(\p{L})\1{2,}/gu, "$1");
            return short.length > 1 && word !== word.toUpperCase() ? short : word;
          }),
      );
      const month = tokenise(clean(text).replace(/th[aá]ng\s+(\d+)\s+n[aă]m\s+(\d+)/gi, "$1/$2"));
      [vni, calm, month].forEach((list) => {
        if (plainText(list) !== plainText(tokens) || written(list) !== written(tokens)) rewritten.push(list);
      });
      if (/\d/.test(written(tokens)))
        rewritten.push(tokens.filter((one) => !same(one.fold, "năm") && !same(one.fold, "số")));
      lists.concat(rewritten.slice(1)).forEach((list) => {
        rewritten.push.apply(rewritten, readings(list));
      });
      const changed = rewritten.filter((list) => written(list) !== written(tokens));
      steps.push(() => firstFound(changed, {}));
      lists.forEach((list) => {
        steps.push(() => full(list, { slip: true }));
      });
      // «bong da» is not the beginning of «công dân».
      if (tokens.length > 2 || tokens[tokens.length - 1].word.length > 2)
        steps.push(() => full(tokens, { slip: true, prefix: true }));
      steps.push(() => {
        const list = short || tokens;
        return list.length >= 4 ? full(list, { loose: true }) : [];
      });
      for (let i = 0; i < steps.length; i++) {
        hits = steps[i]();
        if (hits.length) return { hits: hits.concat(others(hits, beforehand)) };
      }
      if (beforehand.length) return { hits: beforehand };
      for (let i = 0; i < changed.length; i++) {
        const meant = officially(changed[i]);
        hits = meant ? firstFound([meant.tokens, bare(meant.tokens) || []], {}) : [];
        if (hits.length) return { hits: hits, instead: meant };
      }
      return { hits: [], readings: [tokens].concat(changed) };
    }

    // «nhiệm vụ kỷ luật», «mục quản trị môi trường»: the records of that kind that have the other words, then the rest.
    function ofKind(tokens) {
      if (stands(tokens)) return [];
      const kind = KIND_WORDS.find((one) => {
        const named = words(one[0]);
        return tokens.length > named.length && named.every((word, i) => same(tokens[i].fold, word));
      });
      if (!kind) return [];
      const found = full(tokens.slice(words(kind[0]).length), {});
      const hits = found.filter((hit) => hit.entry.kind === kind[1]);
      hits.forEach((hit) => {
        hit.score += 9;
      });
      return hits.length ? hits.concat(others(hits, found)) : [];
    }

    // A page of the site that has the words only in its description.
    function onlyDescribes(hit) {
      return hit.entry.kind === "page" && Array.from(hit.places).every((place) => place >= hit.entry.titleLength);
    }

    // Without the words of a question before and after what is asked.
    function trimmed(tokens) {
      const telling = tokens.map((one, i) => !isQuestionWord(one, i, tokens));
      const start = telling.indexOf(true);
      const core = start < 0 ? tokens : tokens.slice(start, telling.lastIndexOf(true) + 1);
      const enough =
        core.length > 1 || core[0].fold.marked || core[0].word.length > 5 || abbreviationAt(core, 0, synonyms, false);
      return enough ? core : tokens;
    }

    function stands(tokens) {
      return standing(expand(tokens, synonyms, false)).size > 0;
    }

    function others(some, more) {
      const seen = new Set(some.map((hit) => hit.entry));
      return more.filter((hit) => !seen.has(hit.entry));
    }

    // The editions, other than the newest, whose year the query names: [id].
    function editionsOf(text) {
      const ids = [];
      readQuery(text).forEach((one) => {
        ids.push.apply(ids, years.get(one.word) || []);
      });
      return ids.filter((id) => id !== newest);
    }

    // «hộ nghèo 2019»: what the editions of that year say comes first. Null where no older edition is asked for.
    function ofYear(tokens) {
      const left = tokens.filter(
        (one, i) => !years.has(one.word) && !(same(one.fold, "năm") && tokens[i + 1] && years.has(tokens[i + 1].word)),
      );
      scope = editionsOf(written(tokens));
      const found = scope.length && left.length ? answer(written(left), left) : { hits: [] };
      scope = null;
      if (!found.hits.length) return null;
      found.hits.forEach((hit) => {
        hit.score *= 4;
      });
      return { hits: found.hits.concat(others(found.hits, full(tokens, {}))), instead: found.instead };
    }

    // Nothing but words of a question, or a lone letter or digit.
    function saysNothing(tokens) {
      if (tokens.length === 1 && tokens[0].word.length === 1) return true;
      const silent = tokens.every((one) => questionWord(one.fold) !== undefined && one.word !== one.word.toUpperCase());
      return silent && !officially(tokens);
    }

    // The answer to a query: {hits, partial, instead, card}. `hits` are [{entry, places}], best first; with `partial`, the
    // words found, they answer only these; `instead` is {said, finds}; `card` is the record plainly asked for.
    function ask(text) {
      const tokens = readQuery(text);
      if (saysNothing(tokens)) return { hits: [], partial: "", instead: null, card: null };
      const found = ofYear(tokens) || answer(clean(text), tokens);
      let hits = found.hits;
      let partial = "";
      if (!hits.length && found.readings.length) {
        const lists = found.readings;
        const parts = lists
          .concat(
            lists.map((list) => {
              const meant = officially(list);
              return meant ? meant.tokens : [];
            }),
          )
          .map(bestPart)
          .filter(Boolean);
        parts.sort((a, b) => b.weight - a.weight);
        if (parts.length) {
          hits = parts[0].hits;
          partial = parts[0].label;
        }
      }
      // A single marked word means itself: «hộ» is not «hồ», unless nothing else is found.
      if (tokens.length === 1 && tokens[0].fold.marked) {
        const exact = hits.filter((hit) =>
          Array.from(hit.places).some(
            (position) => folded[hit.entry.words[position * WIDTH]].exact === tokens[0].fold.exact,
          ),
        );
        if (exact.length) hits = exact;
      }
      // «2,5» is no «2.5».
      (text.match(/[0-9]+,[0-9]+/g) || []).forEach((number) => {
        hits = hits.filter((hit) => (hit.entry.ownTitle + " " + hit.entry.text).includes(number));
      });
      hits = spread(hits);
      const card = partial || found.instead ? null : cardFor(tokens, hits);
      if (card) hits = [card].concat(hits.filter((hit) => hit !== card));
      return { hits: hits, partial: partial, instead: found.instead || null, card: card };
    }

    // ---- Cards ---------------------------------------------------------------

    // The hit whose record the query plainly asks for, or null: every word is in its name, and most of its name is asked.
    function cardFor(tokens, hits) {
      const neutral = commonWords(tokens); // «… Sơn La»
      const asked = tokens.filter((one, i) => !isQuestionWord(one, i, tokens));
      if (!asked.length) return null;
      const text = plainText(tokens);
      let best = null;
      let rivals = 0;
      hits.forEach((hit) => {
        const share = cardShare(hit.entry, asked, neutral, text);
        if (hit.entry.kind === "document" && share) rivals++;
        if (share && (!best || share > best.share)) best = { hit: hit, share: share };
      });
      return best && !(best.hit.entry.kind === "document" && rivals > 1) ? best.hit : null;
    }

    // How much of a record's name is asked for, 0 where the query does not plainly ask for it.
    function cardShare(entry, words, neutral, text) {
      if (!CARDS.includes(entry.kind)) return 0;
      const list = tokenise(entry.pageTitle).map((one) => one.fold.exact);
      const asked = words.filter((one) => entry.kind !== "task" || !list.includes(one.fold.exact));
      const query = plainText(asked.filter((one) => !neutral.has(one)));
      const covered = new Set();
      let outside = 0;
      const every = asked.every((one) => {
        let found = false;
        for (let at = 0; at < entry.words.length / WIDTH; at++) {
          const like = isWord(one.fold, entry, at);
          if (like && at < entry.titleLength) covered.add(at);
          found = found || (like && (at < entry.titleLength || entry.kind === "organisation"));
        }
        if (!found) outside++;
        return found || neutral.has(one);
      });
      if (!every || !covered.size || outside === asked.length) return 0;
      const telling = tokenise(entry.ownTitle)
        .slice(-entry.name.split(" ").length)
        .filter((one) => questionWord(one.fold) === undefined);
      const share = Math.min(1, covered.size / telling.length) + (entry.name.startsWith(query) ? 0.2 : 0);
      if (entry.kind === "term") {
        if (MEANING.test(text)) return entry.name === query || entry.name.startsWith(query + " ") ? 1 : 0;
        return isAbbreviation(entry, text) ? 1 : 0;
      }
      if (MEANING.test(text) || asked.length < 2) return 0;
      const numbered = asked.some((one) => one.fold.number);
      if (entry.kind === "figure") {
        const asksHowMany = /bao nhieu|may /.test(text) && covered.has(entry.titleLength - 1);
        return share >= (asksHowMany ? 0.4 : 0.71) ? share : 0;
      }
      if (entry.kind === "document") return numbered ? share : 0;
      if (entry.kind === "task")
        return asked.length > 2 && share >= 0.4 && (/nhiem vu/.test(text) || entry.name.startsWith(query)) ? share : 0;
      const begins = covered.has(0) && covered.has(1);
      return entry.kind === "organisation" && entry.answer.length && (share >= 0.5 || begins) ? share : 0;
    }

    function isAbbreviation(entry, text) {
      return plainText(tokenise(entry.ownTitle.split(":")[0])) === text && entry.ownTitle.includes(":");
    }

    // Character ranges of the matches: {title: [[start, end]], text: [[start, end]]}.
    function ranges(hit) {
      const merged = { title: [], text: [] };
      let previous = -2;
      wordsOf(hit.entry).forEach((word, i) => {
        if (!hit.places.has(i)) return;
        const side = word.inTitle ? merged.title : merged.text;
        const last = side[side.length - 1];
        if (last && (i === previous + 1 || word.start <= last[1])) last[1] = Math.max(last[1], word.end);
        else side.push([word.start, word.end]);
        previous = i;
      });
      return merged;
    }

    return { ask: ask, add: add, editionsOf: editionsOf, ranges: ranges, entries: entries };
  }

  function plainText(tokens) {
    return tokens.map((one) => one.fold.plain).join(" ");
  }

  function written(tokens) {
    return tokens.map((one) => one.word).join(" ");
  }

  function clean(text) {
    return text
      .replace(INVISIBLE, "")
      .slice(0, 300)
      .replace(/ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d+)/gi, "$1/$2/$3")
      .replace(/(điểm |diem )?(phần trăm|phan tram)/gi, (found, points) => (points ? found : "%"));
  }

  function readQuery(text) {
    return tokenise(clean(text));
  }

  root.SearchEngine = { Searcher: Searcher };
})(typeof window === "undefined" ? globalThis : window);
