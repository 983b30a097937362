// What answers a query: matching, ranking, questions, cards. Knows nothing of the page.
((root) => {
  "use strict";

  const {
    words,
    fold,
    folded,
    means,
    same,
    token,
    tokenise,
    table,
    plainText,
    written,
    typed,
    clean,
    questionWords,
    mayAsk,
    oneSlip,
    sound,
    readVni,
    readTelex,
    calm,
    readNumbers,
    dictionary,
    phraseAt,
    expand,
  } = root.SearchWords;

  // Candidates looked at closely: more than one edition ever yields.
  const RERANKED = 400;
  // Numbers kept of each word of an entry: its fold, the fold of what is written there or -1, sentence, clause.
  const WIDTH = 4;
  // Words that may stand between two words of a query, and between a word and a year: «luật 2018».
  const GAP = 2;
  const YEAR_GAP = 6;
  // The weight of an older edition's entry beside the newest's, and of kinds; the others have 1.1.
  const OLDER = 0.8;
  const KIND_WEIGHT = { heading: 1.3, section: 1, document: 1.05, term: 1.05, erratum: 0.7, page: 0.75, file: 0.75 };
  // So many entries may have a phrase by chance; one in more of the entries than this share tells nothing.
  const CHANCE = 3;
  const COMMON = 0.12;
  const MEANING = /(^| )(la gi|la j|nghia la|nghia gi|viet tat|what is)( |$)/;
  const SECTION_WORDS = words("mục phần chương section part");
  // A file of a part of the report is only meant where one of these is said: «PDF mục 2.4».
  const FILE_WORDS = words("pdf txt file tệp tải đọc nghe audio download");
  // The records a query may name before it says which: «nhiệm vụ kỷ luật», «mục quản trị môi trường».
  const KIND_WORDS = [
    ["nhiệm vụ", "task"],
    ["văn bản", "document"],
    ["số liệu", "figure"],
    ["lưu ý", "erratum"],
    ["thuật ngữ", "term"],
    ["đơn vị", "organisation"],
  ].concat(SECTION_WORDS.map((name) => [name, "heading"]));

  // ---- Matching ----------------------------------------------------------

  const ALIKE = 0.55;
  const SLIP = 0.5;

  // How well one word of the text answers one word of the query, 0 to 1.
  function likeness(asked, word, mode) {
    if (asked.plain === word.plain) {
      if (asked.exact === word.exact) return 1;
      if (asked.marked) return mode.strict ? 0 : 0.6;
      // «chi tiêu» is hardly «chỉ tiêu»: a word without marks among words that have them.
      return mode.marked ? 0.65 : 0.95;
    }
    if (mode.prefix && word.plain.startsWith(asked.plain))
      return asked.marked && !(word.body.startsWith(asked.body) && word.tone === asked.tone) ? 0 : 0.8;
    if (!mode.slip || word.number) return 0;
    const form = asked.marked ? "exact" : "plain";
    if (sound(asked[form]) === sound(word[form])) return ALIKE;
    return mode.finger && oneSlip(asked[form], word[form]) ? SLIP : 0;
  }

  // ---- The searcher ------------------------------------------------------

  function Searcher(data) {
    const abbreviations = dictionary(table(data.abbreviations));
    const everyday = dictionary(
      [].concat(...table(data.everyday).map(([finds, ...said]) => said.map((one) => [one, finds]))),
    );
    // What people say is known as well as what stands there: its words, and which stand side by side.
    const saidWords = new Set();
    const saidPairs = new Set();
    everyday.forEach((phrases) => {
      phrases.forEach(({ said }) => {
        said.forEach((word, i) => {
          saidWords.add(word.plain);
          if (i) saidPairs.add(said[i - 1].plain + " " + word.plain).add(said[i - 1].exact + " " + word.exact);
        });
      });
    });
    // [id, year, name], the newest first.
    const editions = table(data.editions);
    // plain word → {ids, counts}, ids rising
    const postings = new Map();
    const entries = [];
    // year → ids of its editions
    const years = new Map();
    const newest = editions.length ? editions[0][0] : "";
    // What was asked before of the words that can be found: plain word → those one slip off, …
    let slips, beside, vocabulary;
    // The ids of the editions looked at; null for all.
    let scope = null;
    let files = false;
    // So many entries can be found.
    let live = 0;

    editions.forEach(([id, year]) => {
      years.set(year, (years.get(year) || []).concat(id));
    });

    // ---- Entries -----------------------------------------------------------

    function wordsOf(entry) {
      // A name is one with what it has in brackets: «(năm 2012)».
      const title = expand(tokenise(entry.ownTitle.replace(/\(/g, " ")), abbreviations, true);
      const text = expand(tokenise(entry.text), abbreviations, true);
      text.forEach((word) => {
        word.clause += title.length;
        word.sentence += title.length;
      });
      return [title, text];
    }

    // The plain words of a name without what is printed before it: «2.4. Về nội dung "…"», «14,83% – …».
    function nameOf(title) {
      return plainText(title).replace(/^([0-9]+( [0-9]+)*( %)?|[ivx]+) (ve noi dung )?(?=[a-z])/, "");
    }

    function addEntry(entry) {
      const [title, text] = wordsOf(entry);
      entry.titleLength = title.length;
      entry.name = nameOf(tokenise(entry.ownTitle));
      entry.spelledOut = nameOf(title);
      entry.words = new Int32Array((title.length + text.length) * WIDTH);
      title.concat(text).forEach((word, i) => {
        entry.words.set([word.fold.id, word.written ? word.written.id : -1, word.sentence, word.clause], i * WIDTH);
        post(word.fold.plain, entry.id);
        if (word.written && word.written !== word.fold) post(word.written.plain, entry.id);
      });
      entries.push(entry);
      live++;
    }

    function post(term, id) {
      if (!postings.has(term)) postings.set(term, { ids: [], counts: [] });
      const list = postings.get(term);
      if (list.ids[list.ids.length - 1] === id) list.counts[list.counts.length - 1]++;
      else {
        list.ids.push(id);
        list.counts.push(1);
      }
    }

    // More entries; those of an edition take the place of what the directory says of it.
    function add(more) {
      entries.forEach((entry) => {
        if (entry.edition !== more.edition || entry.dead) return;
        entry.dead = true;
        live--;
      });
      const pages = table(more.pages);
      table(more.entries).forEach(([kind, number, fragment, title, text, sections, ...answer]) => {
        const [page, pageTitle] = pages[number];
        addEntry({
          id: entries.length,
          kind,
          page,
          pageTitle,
          edition: /^[0-9]{4}[^/]*(?=\/)/.test(page) ? page.split("/")[0] : "",
          url: page + fragment,
          title: title || pageTitle,
          ownTitle: title,
          text,
          sections,
          answer,
        });
      });
      slips = new Map();
      beside = new Map();
      vocabulary = null;
    }
    add(data);
    const common = table(data.common).map(([name]) => " " + plainText(tokenise(name)) + " ");

    function inScope(entry) {
      if (entry.kind === "file" && entry.sections && !files) return false;
      return !entry.dead && (!scope || scope.includes(entry.edition));
    }

    function weightOf(entry) {
      return (KIND_WEIGHT[entry.kind] || 1.1) * (entry.edition && entry.edition !== newest ? OLDER : 1);
    }

    // The fold of the word at a place of an entry; with `column` 1 what is written there, if that is something else.
    function wordAt(entry, at, column) {
      return folded[entry.words[at * WIDTH + column]];
    }

    function isWord(asked, entry, at) {
      const there = wordAt(entry, at, 1);
      return means(asked, wordAt(entry, at, 0)) || Boolean(there && means(asked, there));
    }

    // ---- Candidates --------------------------------------------------------

    // The words of the site that may answer one of the query.
    function termsOf(word, mode) {
      const plain = word.fold.plain;
      const terms = postings.has(plain) ? [plain] : [];
      if (mode.prefix) terms.push(...begun(plain));
      if (mode.slip) terms.push(...slipped(plain).filter((term) => postings.has(term)));
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
      if (!slips.has(plain)) {
        const alike = sound(plain);
        const terms = Array.from(new Set([...postings.keys(), ...saidWords]));
        slips.set(
          plain,
          terms.filter((term) => term !== plain && (oneSlip(plain, term) || alike === sound(term))),
        );
      }
      return slips.get(plain);
    }

    // Entries with every word: [{id, score}], the best first.
    function candidates(asked, modes) {
      // What can be told without a look at the entries is told first: most readings of a question end here.
      if (asked.some((word, i) => !modes[i].prefix && !modes[i].slip && !postings.has(word.fold.plain))) return [];
      let scores = null;
      asked.forEach((word, i) => {
        const seen = new Map();
        termsOf(word, modes[i]).forEach((term) => {
          const list = postings.get(term);
          const weight = Math.log(1 + entries.length / list.ids.length);
          list.ids.forEach((id, k) => {
            if ((scores && !scores.has(id)) || !inScope(entries[id])) return;
            seen.set(id, Math.max(seen.get(id) || 0, (weight * list.counts[k]) / (list.counts[k] + 1)));
          });
        });
        seen.forEach((score, id) => seen.set(id, score + (scores ? scores.get(id) : 0)));
        scores = seen;
      });
      return Array.from(scores, ([id, score]) => ({ id, score }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, RERANKED);
    }

    // Where each word of the query may stand in an entry: [[{position, score}]]. `known`: word of the text → its answers.
    function placesOf(entry, asked, modes, known) {
      const places = asked.map(() => []);
      for (let at = 0; at * WIDTH < entry.words.length; at++) {
        for (let column = 0; column < 2; column++) {
          const id = entry.words[at * WIDTH + column];
          if (id < 0) continue;
          if (!known.has(id))
            known.set(
              id,
              asked.map((word, i) => likeness(word.fold, folded[id], modes[i])),
            );
          known.get(id).forEach((score, i) => {
            const last = places[i][places[i].length - 1];
            if (score && last && last.position === at) last.score = Math.max(last.score, score);
            else if (score) places[i].push({ position: at, score });
          });
        }
      }
      return places;
    }

    // Where the query stands in an entry, and how well. Null unless every word has its neighbour.
    function measure(entry, asked, modes, known) {
      const places = placesOf(entry, asked, modes, known);
      const pairs = asked.length - 1;
      const support = asked.map(() => 0);
      const hits = new Set();
      let total = 0;
      let inTitle = 0;
      let repeats = 0;

      function accept(i, place) {
        support[i] = Math.max(support[i], place.score);
        hits.add(place.position);
      }
      if (!pairs) {
        places[0].forEach((place) => {
          accept(0, place);
          if (place.position < entry.titleLength) inTitle = 1;
          repeats++;
        });
        total = support[0];
      }
      for (let i = 0; i < pairs; i++) {
        let best = 0;
        let bestInTitle = false;
        places[i].forEach((left) => {
          places[i + 1].forEach((right) => {
            const near = nearness(entry, left, right, [asked[i].fold, asked[i + 1].fold], modes[0].strict, pairs === 1);
            if (!near) return;
            accept(i, left);
            accept(i + 1, right);
            if (near === 1) repeats++;
            const score = (near * (left.score + right.score)) / 2;
            const titled = Math.max(left.position, right.position) < entry.titleLength;
            if (score > best || (score === best && titled)) [best, bestInTitle] = [score, titled];
          });
        });
        total += best / pairs;
        if (bestInTitle) inTitle += 1 / pairs;
      }
      if (support.includes(0) || support.filter((score) => score === SLIP).length > Math.ceil(asked.length / 4))
        return null;
      return {
        sure: support.every((score) => score > 0.65),
        score: total * (1 + 0.25 * inTitle) + 0.02 * Math.min(repeats / asked.length, 5),
        hits,
      };
    }

    // How well two neighbours of the query stand together in an entry, 0 to 1.
    function nearness(entry, left, right, [first, second], strict, pair) {
      const distance = right.position - left.position;
      const worse = Math.min(left.score, right.score);
      // In a name the words may stand anywhere: «địa chỉ [liên hệ của] Sở»; three or more also the other way round.
      const named = Math.max(left.position, right.position) < entry.titleLength && (distance > 0 || !pair);
      // A slip, or two words the other way round, stay in their clause; others in their sentence.
      const column = worse <= 0.6 || distance < 0 ? 3 : 2;
      const at = (place) => entry.words[place.position * WIDTH + column];
      if (at(left) !== at(right)) return 0;
      if (distance === 1) return 1;
      if (strict) return named && !pair && worse > 0.6 ? 0.5 : 0;
      if (worse <= 0.7 || (first.number && second.plain === "%")) return 0;
      const reach = /^[0-9]{4}$/.test((first.number ? first : second).plain) ? YEAR_GAP : 2;
      if (first.number !== second.number && Math.abs(distance) <= reach) return distance === 2 ? 0.7 : 0.5;
      if (!pair && distance > 1 && distance <= GAP + 1) return 0.9 - 0.1 * distance;
      return named ? 0.5 : 0;
    }

    // Entries with the words, and how well: options are prefix, slip, strict.
    function attempt(asked, options) {
      if (!asked.length) return [];
      const last = asked.length - 1;
      const marked = asked.some((word) => word.fold.marked);
      const modes = asked.map((word, i) => ({
        prefix: Boolean(options.prefix && i === last),
        slip: Boolean(options.slip && maySlip(word.fold, asked.length)),
        // Beside one word only, a word that the site has may be heard wrong, but is not mistyped: «trung thu», «trong …».
        finger: asked.length > 2 || !postings.has(word.fold.plain),
        marked,
        // A single marked word means itself: «hộ» is not «hồ».
        strict: Boolean(options.slip || options.strict || !last),
      }));
      if (options.slip && !modes.some((mode) => mode.slip)) return [];
      const pool = candidates(asked, modes);
      const known = new Map();
      const name = plainText(asked);
      const hits = [];
      pool.forEach((candidate) => {
        const entry = entries[candidate.id];
        const measured = measure(entry, asked, modes, known);
        if (!measured) return;
        let score = (measured.score + (0.1 * candidate.score) / pool[0].score) * weightOf(entry);
        if (entry.ownTitle && entry.spelledOut === name) score *= 2;
        else if (entry.ownTitle && entry.spelledOut.startsWith(name + " ")) score *= 1.15;
        hits.push({ entry, score, places: measured.hits, sure: measured.sure });
      });
      return hits;
    }

    // A slip in a short word is only believed when other words stand beside it.
    function maySlip(word, count) {
      if (word.number || word.plain === "%") return false;
      const length = word.plain.length + (count > 1 && !postings.has(word.plain));
      return length >= (count === 1 ? 6 : count === 2 && !word.marked ? 4 : 3);
    }

    function full(tokens, options) {
      return attempt(expand(tokens, abbreviations, false), options);
    }

    // The first answer of the ways tried, each a function.
    function firstOf(ways) {
      for (let i = 0; i < ways.length; i++) {
        const found = ways[i]();
        if (found.length) return found;
      }
      return [];
    }

    function firstFound(lists) {
      return firstOf(lists.map((list) => () => full(list, {})));
    }

    // ---- Words of a question -------------------------------------------------

    // Of a question, unless it stands beside its neighbour as another word: «can» in «can bo», «la» in «son la».
    function isQuestionWord(one, i, tokens) {
      if (!mayAsk(one.fold)) return false;
      // Where other words have their marks, this one would have them too: «điểm thi» is not «điểm thì».
      if (tokens.some((other) => other.fold.marked)) return questionWords.has(one.fold.exact);
      return one.fold.marked || !(namesBeside(tokens[i - 1], one, 1) || namesBeside(one, tokens[i + 1], 0));
    }

    function namesBeside(first, second, at) {
      const other = at ? first : second;
      if (!other || other.fold.number || mayAsk(other.fold)) return false;
      const key = first.word + " " + second.word + " " + at;
      if (!beside.has(key)) {
        const places = Array.from(standing([first, second]));
        const named = ([id, place]) => !questionWords.has(wordAt(entries[id], place + at, 0).exact);
        beside.set(key, places.length > 0 && places.every(named));
      }
      return beside.get(key);
    }

    function isAbbreviation(tokens) {
      return Boolean(phraseAt(abbreviations, tokens, 0));
    }

    // Without the words of the question; null where there are none or too little would be left.
    function bare(tokens) {
      const left = tokens.filter((one, i) => !isQuestionWord(one, i, tokens));
      const enough = left.length > 1 || (left.length && isAbbreviation(left));
      return enough && left.length < tokens.length ? left : null;
    }

    // Without the words of a question before and after what is asked; as it was where too little would be left.
    function trimmed(tokens) {
      const telling = tokens.map((one, i) => !isQuestionWord(one, i, tokens));
      const start = telling.indexOf(true);
      const core = start < 0 ? tokens : tokens.slice(start, telling.lastIndexOf(true) + 1);
      const enough = core.length > 1 || core[0].word.length > 5 || isAbbreviation(core);
      return enough ? core : tokens;
    }

    // Nothing but words of a question, or a lone letter or digit.
    function saysNothing(tokens) {
      if (tokens.length === 1 && tokens[0].word.length === 1) return true;
      return tokens.every((one) => mayAsk(one.fold) && one.word !== one.word.toUpperCase()) && !officially(tokens);
    }

    // ---- What else may be meant ----------------------------------------------

    // The query in the site's words, {tokens, said, finds, whole}, or null if no everyday word is in it. `asTyped` is the
    // same, word by word, before slips were mended.
    function officially(tokens, asTyped = tokens) {
      const result = [];
      let first = null;
      for (let i = 0; i < tokens.length; i++) {
        const phrase = phraseAt(everyday, tokens, i);
        if (!phrase) {
          result.push(tokens[i]);
          continue;
        }
        const length = phrase.said.length;
        first = first || { said: written(asTyped.slice(i, i + length)), finds: phrase.finds };
        result.push(...tokenise(phrase.finds).map((one) => ({ ...one, everyday: phrase })));
        i += length - 1;
      }
      const whole = result.every((one, i) => one.everyday || isQuestionWord(one, i, result));
      return first && { ...first, tokens: result, whole };
    }

    // The query typed or read in other ways, as lists of tokens.
    function rewrites(text, tokens) {
      const lists = [
        readVni(text),
        calm(text),
        text.replace(/th[aá]ng\s+(\d+)\s+n[aă]m\s+(\d+)/gi, "$1/$2"),
        /\d/.test(text) ? text.replace(/(^|\s)n[aă]m(?=\s)/gi, "$1") : text,
      ].map((one) => tokenise(one.normalize("NFC")));
      lists.unshift(readNumbers(tokens));
      return lists.filter((list) => written(list) !== written(tokens));
    }

    // Other readings of words that the report does not have: run together, cut apart, raw Telex, a telephone number.
    function readings(tokens) {
      const joined = written(tokens.filter((one, i) => !isQuestionWord(one, i, tokens))).replace(/ /g, "");
      if (/^[0-9]{6,}$/.test(joined)) return telephone(joined);
      const all = [];
      tokens.forEach((one, i) => {
        const next = tokens[i + 1];
        if (next && !one.fold.number && !next.fold.number && known(one.word + next.word))
          all.push(tokens.slice(0, i).concat(token(one.word + next.word), tokens.slice(i + 2)));
      });
      const foreign = (one) => !known(one.word) && !one.fold.number;
      const apart = [].concat(...tokens.map((one) => (foreign(one) && runTogether(one.word)) || [one]));
      const decoded = tokens.map((one) => (foreign(one) ? token(readTelex(one.word)) : one));
      return all.concat([apart, decoded].filter((list) => written(list) !== written(tokens)));
    }

    function known(word) {
      return postings.has(fold(word).plain);
    }

    // Each word as one that people say beside its neighbour, with other marks or by a slip: «đủt lót», «khuyt tật». Of
    // the words that `stand` only those that are nowhere known.
    function corrected(tokens, stand) {
      const isPair = stand ? standsBeside : (first, second) => saidPairs.has(first + " " + second);
      return tokens.map((one, i) => {
        const { plain, exact, number } = one.fold;
        const fits = (term, form) => {
          const [before, after] = [tokens[i - 1], tokens[i + 1]].map((other) => other && other.fold[form]);
          return (before && isPair(before, term)) || (after && isPair(term, after));
        };
        if (number || (stand && known(one.word)) || fits(exact, "exact")) return one;
        const terms = plain.length < 3 || known(one.word) ? [plain] : [plain, ...slipped(plain)];
        const meant = terms.find((term) => fits(term, "plain"));
        return meant ? token(meant) : one;
      });
    }

    // With the country's code or without the region's.
    function telephone(digits) {
      const end = digits.replace(/^(00)?84(?=[0-9]{9})|^0/, "");
      const number = Array.from(postings.keys()).find((term) => /^[0-9]{9,}$/.test(term) && term.endsWith(end));
      return number ? [[token(number)]] : [];
    }

    // «tylehongheo»: the words that it is made of, each beside the next somewhere in the text; or null. Of a long one they
    // may stand anywhere: «phongchaychuachay» is «phòng cháy và chữa cháy».
    function runTogether(word) {
      if (word.length < 4 || word.length > 60) return null;
      return cutter(word, true)(0, "") || (word.length > 8 ? cutter(word, false)(0, "") : null);
    }

    function cutter(word, strict) {
      const dead = new Set();
      return function cut(at, before) {
        if (at === word.length) return [];
        if (dead.has(at + before)) return null;
        for (let size = Math.min(7, word.length - at, word.length - 1); size > 0; size--) {
          const part = token(word.slice(at, at + size));
          const plain = part.fold.plain;
          if (
            !(postings.has(plain) || saidWords.has(plain)) ||
            (strict ? before && !standsBeside(before, plain) : size < 2)
          )
            continue;
          const rest = cut(at + size, plain);
          if (rest) return [part, ...rest];
        }
        dead.add(at + before);
        return null;
      };
    }

    function standsBeside(first, second) {
      const key = first + " " + second;
      if (!beside.has(key)) beside.set(key, saidPairs.has(key) || stands([token(first), token(second)]));
      return beside.get(key);
    }

    // ---- Parts of the report by number, records by kind -------------------------

    // «2.4», «mục 2.4», «I.2.6», «phần III»: the heading, then what stands under it; «III.2»: the item of that number
    // first. Null where no part of the report is asked for by number.
    function bySection(text) {
      const found = text
        .trim()
        .match(/^(?:([^\s\d.]+)\s+(?:s[oố]\s+)?)?(?:([IVX]+)\s*\.\s*)?((?:[0-9]+(?:[.\s]+[0-9]+)*)|[IVX]+)\.?$/i);
      if (!found) return null;
      const named = found[1] && SECTION_WORDS.some((word) => same(fold(found[1]), word));
      if ((found[1] || !/[.\sIVX]/.test(text.trim())) && !named) return null;
      const part = found[2] && found[2].toUpperCase();
      const code = found[3].replace(/[.\s]+/g, ".").toUpperCase();
      const headings = entries.filter((entry) => entry.kind === "heading" && inScope(entry));
      const start = part ? headings.findIndex((entry) => codeOf(entry) === part) : -1;
      const after = headings.slice(start + 1);
      const end = part ? after.findIndex((entry) => /^[IVX]+$/.test(codeOf(entry))) : -1;
      let heading = after.slice(0, end < 0 ? after.length : end + 1).find((entry) => codeOf(entry) === code);
      let item = null;
      if (!heading && start >= 0) {
        item = under(headings[start]).find((entry) => entry.text.startsWith(code + "."));
        heading = item && headings[start];
      }
      if (!heading) return named ? full(tokenise(text), { strict: true }) : null;
      return [heading, ...under(heading)].map((entry) => ({
        entry,
        score: entry === item ? 99 : entry === heading ? 9 : 1,
        places: new Set(),
      }));
    }

    function under(heading) {
      return entries.filter((entry) => inScope(entry) && entry.kind === "section" && entry.page === heading.page);
    }

    function codeOf(heading) {
      return heading.ownTitle.split(/\.?\s/)[0];
    }

    // «nhiệm vụ kỷ luật», «mục quản trị môi trường»: the records of that kind that have the other words, then the rest.
    function ofKind(tokens) {
      const named = KIND_WORDS.find(([name]) => {
        const list = words(name);
        return tokens.length > list.length && list.every((word, i) => same(tokens[i].fold, word));
      });
      if (!named || stands(tokens)) return [];
      const found = full(tokens.slice(words(named[0]).length), {});
      const hits = found.filter((hit) => hit.entry.kind === named[1]);
      hits.forEach((hit) => {
        hit.score += 9;
      });
      return hits.length ? hits.concat(others(hits, found)) : [];
    }

    // ---- Phrases ---------------------------------------------------------------

    // The entries that have the words side by side in one sentence, as {id: position}.
    function standing(phrase) {
      const found = new Map();
      const lists = phrase.map((word) => postings.get(word.fold.plain));
      if (lists.includes(undefined)) return found;
      const last = phrase.length - 1;
      lists
        .reduce((a, b) => (b.ids.length < a.ids.length ? b : a))
        .ids.forEach((id) => {
          const entry = entries[id];
          for (let at = 0; inScope(entry) && at + last < entry.words.length / WIDTH; at++) {
            if (entry.words[at * WIDTH + 2] !== entry.words[(at + last) * WIDTH + 2]) continue;
            if (!phrase.every((word, i) => isWord(word.fold, entry, at + i))) continue;
            found.set(id, at);
            return;
          }
        });
      return found;
    }

    function stands(tokens) {
      return standing(expand(tokens, abbreviations, false)).size > 0;
    }

    // Whether it is but a part of a common name, «Sở Lao động», whole ones, «QĐ-UBND», or numbers.
    function tellsNothing(phrase) {
      const text = " " + plainText(phrase) + " ";
      const rest = common.reduce((left, name) => left.replace(name, " "), text);
      return !rest.trim() || phrase.every((word) => word.fold.number) || common.some((name) => name.includes(rest));
    }

    // The words of a query that belong to common names: «Quyết định», «Sở Lao động», «Sơn La».
    function commonWords(asked) {
      const found = new Set();
      for (let i = 1; i < asked.length; i++) {
        const pair = asked.slice(i - 1, i + 1);
        if (common.some((name) => name.includes(" " + plainText(pair) + " "))) pair.forEach((one) => found.add(one));
      }
      return found;
    }

    // Whether a place is inside of what stands for an abbreviation or an everyday word.
    function cuts(asked, at) {
      const [before, after] = [asked[at - 1] || {}, asked[at] || {}];
      return Boolean(
        (after.everyday && after.everyday === before.everyday) || (after.typed && after.typed === before.typed),
      );
    }

    // The phrases of a query that tell something, by the entries that have them: {id: [{start, end, found, weight}]}.
    function phrasesOf(asked, silent) {
      const byEntry = new Map();
      for (let start = 0; start < asked.length; start++) {
        if (silent[start] || cuts(asked, start)) continue;
        for (let end = start + 1; end <= asked.length; end++) {
          const phrase = asked.slice(start, end);
          const found = standing(phrase);
          if (!found.size) break;
          if (silent[end - 1] || cuts(asked, end)) continue;
          const telling = found.size <= live * COMMON && !tellsNothing(phrase);
          // A lone syllable says little: «tham», but not «internet».
          const says = phrase[0].typed || phrase[0].everyday || phrase[0].word.length > 7;
          if (phrase.length === 1 && !(telling && says)) continue;
          const weight = Math.log(live / (found.size + CHANCE)) * phrase.length;
          found.forEach((at, id) => {
            byEntry.set(id, (byEntry.get(id) || []).concat({ start, end, found, telling, weight }));
          });
        }
      }
      return byEntry;
    }

    // The most telling phrases of one entry that do not overlap, in the query's order.
    function mostTelling(byEntry) {
      let chosen = [];
      let top = 0;
      byEntry.forEach((parts) => {
        const kept = [];
        parts.sort((a, b) => b.weight - a.weight);
        parts.forEach((part) => {
          if (kept.every((other) => other.end <= part.start || part.end <= other.start)) kept.push(part);
        });
        const weight = kept.reduce((sum, part) => sum + part.weight, 0);
        if (weight > top && kept.some((part) => part.telling)) [chosen, top] = [kept, weight];
      });
      return { chosen: chosen.sort((a, b) => a.start - b.start), weight: top };
    }

    // The best part of a query: {label, hits, weight}, or null where none tells enough.
    function bestPart(tokens) {
      const asked = expand(tokens, abbreviations, false);
      const silent = asked.map((word, i) => !word.everyday && !word.typed && isQuestionWord(word, i, asked));
      const { chosen, weight } = mostTelling(phrasesOf(asked, silent));
      const telling = silent.filter((one) => !one).length;
      const covered = chosen.reduce((sum, part) => sum + part.end - part.start, 0);
      // Of a question, or of words taken for others, less need be found.
      const freely = asked.some((word, i) => silent[i] || word.everyday);
      const unknownNumber = tokens.some((one) => one.fold.number && !postings.has(one.fold.plain));
      if (!weight || covered < telling * (freely ? 0.3 : unknownNumber ? 0.6 : 0.45)) return null;
      const hits = [];
      chosen[0].found.forEach((at, id) => {
        if (!chosen.every((part) => part.found.has(id))) return;
        const entry = entries[id];
        const places = new Set();
        let inTitle = 0;
        chosen.forEach((part) => {
          const length = part.end - part.start;
          const place = part.found.get(id);
          if (place + length <= entry.titleLength) inTitle++;
          for (let i = 0; i < length; i++) places.add(place + i);
        });
        hits.push({ entry, score: (1 + (0.5 * inTitle) / chosen.length) * weightOf(entry), places });
      });
      return { label: chosen.map((part) => typed(asked.slice(part.start, part.end))).join(", "), hits, weight };
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

    function others(some, more) {
      const seen = new Set(some.map((hit) => hit.entry));
      return more.filter((hit) => !seen.has(hit.entry));
    }

    // Nothing sure, or only remarks and descriptions.
    function isWeak(hit) {
      return !hit.sure || hit.entry.kind === "erratum" || onlyDescribes(hit);
    }

    // A page or a file of the site that has the words only in its description.
    function onlyDescribes(hit) {
      return (
        /^(page|file)$/.test(hit.entry.kind) && Array.from(hit.places).every((place) => place >= hit.entry.titleLength)
      );
    }

    // Full answers only: {hits, instead, readings}; `instead` is {said, finds} where an everyday word was taken for the
    // site's, `readings` what was tried where nothing is found.
    function answer(text, tokens) {
      const numbered =
        bySection(text) ||
        (SECTION_WORDS.some((word) => same(tokens[0].fold, word)) && bySection(written(readNumbers(tokens))));
      if (numbered) return { hits: numbered };
      const named = ofKind(tokens);
      if (named.length) return { hits: named };
      const short = bare(tokens);
      const lists = short ? [tokens, short] : [tokens];
      const hits = asWritten(tokens);
      const weak = hits.every(isWeak);
      for (let i = 0; i < lists.length; i++) {
        const meant = officially(lists[i]);
        if (!meant || !(weak || (meant.whole && !stands(tokens)))) continue;
        const found = firstFound([meant.tokens, bare(meant.tokens) || []]);
        if (found.length) return { hits: found.concat(others(found, hits)), instead: meant };
      }
      if (hits.length) return { hits };
      const changed = rewrites(text, tokens);
      changed.push(...[].concat(...lists.concat(changed).map(readings)));
      changed.push(...changed.map(bare).filter(Boolean));
      const found = firstOf(ways(tokens, lists, changed));
      if (found.length) return { hits: found };
      const meant = officially(corrected(tokens, false), tokens);
      const official = meant ? firstFound([meant.tokens, bare(meant.tokens) || []]) : [];
      if (official.length) return { hits: official, instead: meant };
      const slip = tokens.length > 2 ? [corrected(tokens, true)] : [];
      return { hits: [], readings: [tokens, ...(meant ? [meant.tokens] : []), ...slip, ...changed] };
    }

    // What stands there, also without the words of a question around it.
    function asWritten(tokens) {
      const hits = full(tokens, {});
      const core = trimmed(tokens);
      if (core.length === tokens.length) return hits;
      return hits.concat(others(hits, full(core, { strict: core.length === 1 })));
    }

    // What is tried where the query stands nowhere, one after the other.
    function ways(tokens, lists, changed) {
      return [
        // «sldtbxh@sonla.gov.vn» is an address, not the abbreviation in it.
        () => attempt(tokens, {}),
        () => (mayBegin(tokens) ? full(tokens, { prefix: true }) : []),
        ...lists.slice(1).map((list) => () => full(list, { strict: true })),
        () => firstFound(changed),
        ...lists.map((list) => () => full(list, { slip: true })),
        // «bong da» is not the beginning of «công dân».
        () => (tokens.length > 2 ? full(tokens, { slip: true, prefix: true }) : []),
      ];
    }

    // The beginning of a word is only believed when it is long or others stand before it: «nga» is not «ngành».
    function mayBegin(tokens) {
      const last = tokens[tokens.length - 1];
      return last.word.length >= (tokens.length > 2 || (tokens.length > 1 && last.fold.marked) ? 2 : 5 - tokens.length);
    }

    // The editions, other than the newest, whose year the query names: [id].
    function editionsOf(text) {
      const ids = [].concat(...tokenise(clean(text)).map((one) => years.get(one.word) || []));
      return ids.filter((id) => id !== newest);
    }

    // «hộ nghèo 2019»: what the editions of that year say comes first. Null where no older edition is asked for.
    function ofYear(tokens) {
      const isYear = (one) => one && years.has(one.word);
      const left = tokens.filter((one, i) => !isYear(one) && !(same(one.fold, "năm") && isYear(tokens[i + 1])));
      scope = editionsOf(written(tokens));
      const found = scope.length && left.length ? answer(written(left), left) : { hits: [] };
      scope = null;
      if (!found.hits.length) return null;
      found.hits.forEach((hit) => {
        hit.score *= 4;
      });
      return { hits: found.hits.concat(others(found.hits, full(tokens, {}))), instead: found.instead };
    }

    // The hits that a query cannot mean are taken out.
    function sifted(text, hits) {
      // «2,5» is no «2.5».
      const decimals = text.match(/[0-9]+,[0-9]+/g) || [];
      return hits.filter((hit) =>
        decimals.every((number) => (hit.entry.ownTitle + " " + hit.entry.text).includes(number)),
      );
    }

    // The answer to a query: {hits, partial, instead, card}. `hits` are [{entry, places}], best first; with `partial`, the
    // words found, they answer only these; `instead` is {said, finds}; `card` is the record plainly asked for.
    function ask(text) {
      const tokens = tokenise(clean(text));
      if (saysNothing(tokens)) return { hits: [], partial: "", instead: null, card: null };
      files = tokens.some((one) => FILE_WORDS.some((word) => same(one.fold, word)));
      const found = ofYear(tokens) || answer(clean(text), tokens);
      let part = null;
      if (!found.hits.length && found.readings) {
        const official = found.readings.map((list) => officially(list)).filter(Boolean);
        const parts = found.readings
          .concat(official.map((meant) => meant.tokens))
          .map(bestPart)
          .filter(Boolean);
        part = parts.sort((a, b) => b.weight - a.weight)[0];
      }
      const hits = spread(sifted(text, part ? part.hits : found.hits));
      const card = part || found.instead ? null : cardFor(tokens, hits);
      return {
        hits: card ? [card].concat(hits.filter((hit) => hit !== card)) : hits,
        partial: part ? part.label : "",
        instead: found.instead || null,
        card,
      };
    }

    // ---- Cards ---------------------------------------------------------------

    // Whether a query plainly asks for a record of each kind, from what `cardShare` knows of both.
    const CARD_RULES = {
      term: ({ entry, query, text }) =>
        MEANING.test(text)
          ? entry.name === query || entry.name.startsWith(query + " ")
          : /:/.test(entry.ownTitle) && plainText(tokenise(entry.ownTitle.split(":")[0])) === text,
      figure: ({ entry, share, covered, text }) =>
        share >= (/bao nhieu|may /.test(text) && covered.has(entry.titleLength - 1) ? 0.4 : 0.71),
      document: ({ asked }) => asked.some((one) => one.fold.number),
      task: ({ entry, asked, share, query, text }) =>
        asked.length > 2 && share >= 0.4 && (/nhiem vu/.test(text) || entry.name.startsWith(query)),
      organisation: ({ entry, share, covered }) =>
        entry.answer.length > 0 && (share >= 0.5 || (covered.has(0) && covered.has(1))),
    };

    // The hit whose record the query plainly asks for, or null: every word is in its name, and most of its name is asked.
    function cardFor(tokens, hits) {
      const asked = tokens.filter((one, i) => !isQuestionWord(one, i, tokens));
      // «… Sơn La»
      const neutral = commonWords(tokens);
      const cards = hits
        .map((hit) => ({ hit, share: cardShare(hit.entry, asked, neutral, plainText(tokens)) }))
        .filter((card) => card.share);
      if (!cards.length) return null;
      const { hit } = cards.reduce((best, card) => (card.share > best.share ? card : best));
      const documents = cards.filter((card) => card.hit.entry.kind === "document");
      return hit.entry.kind === "document" && documents.length > 1 ? null : hit;
    }

    // How much of a record's name is asked for, 0 where the query does not plainly ask for it.
    function cardShare(entry, telling, neutral, text) {
      const plainly = CARD_RULES[entry.kind];
      if (!plainly || (entry.kind !== "term" && (MEANING.test(text) || telling.length < 2))) return 0;
      // «nhiệm vụ …» names the page of the tasks, not one of them.
      const pageWords = entry.kind === "task" ? tokenise(entry.pageTitle).map((one) => one.fold.exact) : [];
      const asked = telling.filter((one) => !pageWords.includes(one.fold.exact));
      const searched = entry.kind === "organisation" ? entry.words.length / WIDTH : entry.titleLength;
      const covered = new Set();
      const every = asked.every((one) => {
        let found = neutral.has(one);
        for (let at = 0; at < searched; at++) {
          if (!isWord(one.fold, entry, at)) continue;
          found = true;
          if (at < entry.titleLength) covered.add(at);
        }
        return found;
      });
      if (!every || !covered.size) return 0;
      const query = plainText(asked.filter((one) => !neutral.has(one)));
      const name = tokenise(entry.ownTitle).slice(-words(entry.name).length);
      const whole = name.filter((one) => !mayAsk(one.fold)).length;
      // «so» is «số» and «sở», but one word.
      const named = asked.filter((one) => Array.from(covered).some((at) => isWord(one.fold, entry, at))).length;
      const share =
        Math.min(1, covered.size / whole, named / whole) + (query && entry.name.startsWith(query) ? 0.2 : 0);
      return plainly({ entry, asked, covered, query, share, text }) ? share : 0;
    }

    // Character ranges of the matches: {title: [[start, end]], text: [[start, end]]}.
    function ranges(hit) {
      const [title, text] = wordsOf(hit.entry);
      const merged = { title: [], text: [] };
      let previous = -2;
      title.concat(text).forEach((word, i) => {
        if (!hit.places.has(i)) return;
        const side = i < title.length ? merged.title : merged.text;
        const last = side[side.length - 1];
        if (last && (i === previous + 1 || word.start <= last[1])) last[1] = Math.max(last[1], word.end);
        else side.push([word.start, word.end]);
        previous = i;
      });
      return merged;
    }

    return { ask, add, editions, editionsOf, ranges };
  }

  root.SearchEngine = { Searcher };
})(typeof window === "undefined" ? globalThis : window);
