// Vietnamese words as people type them: folding, slips, other keys, numbers, phrases. Knows no entry of the index.
((root) => {
  "use strict";

  // Words of a question that say nothing of what is asked; chat words and English ones too.
  const QUESTION_WORDS =
    "là gì gi của và các những cho thì có được không bao nhiêu ở đâu như thế nào khi về hay tôi muốn xem tìm làm " +
    "ai mấy bị cần phải với vậy gọi nhé ạ à ơi hỏi xin sao rồi đã sẽ đang này kia nhỉ mình em anh chị bác nên trong tại " +
    "thế từ đến ra nghĩa viết tắt nói nằm biết đó đây nếu j k ko kg hok dc đc ntn z v mn mng ad vs bn nhiu wa hem lun " +
    "lm mk ạk the of what is are how many much where who when for does i my which";
  function words(text) {
    return text.split(" ");
  }

  // ---- Folding -----------------------------------------------------------

  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const MARKS = /[\u0300-\u036f]/g;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  const WORDS = /[0-9]+|[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+|%/g;
  // What stands in brackets is another sentence.
  const SENTENCE_END = /[.;!?]["»)]*\s|\(/;
  const CLAUSE_END = /[.,;:!?()"«»]/;
  // kỹ = kĩ, quy = qui, but not «này», «tuy».
  const FINAL_Y = /^([b-df-hj-np-tv-xz]+|qu)y$/;
  const folds = new Map();
  // The same by number, so that a text is a row of numbers.
  const folded = [];

  // plain: no marks at all. exact: marks kept, the tone moved to the end, so hoà = hòa.
  function fold(word) {
    let result = folds.get(word);
    if (result) return result;
    const number = /^[0-9]/.test(word);
    const apart = word.toLowerCase().normalize("NFD");
    const tone = (apart.match(TONES) || []).join("");
    const body = apart.replace(TONES, "").normalize("NFC").replace(FINAL_Y, "$1i");
    const plain = number ? word.replace(/^0+(?=.)/, "") : body.normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
    const exact = body + tone;
    result = { id: folded.length, plain, body, tone, exact, marked: !number && exact !== plain, number };
    folded.push(result);
    folds.set(word, result);
    return result;
  }

  // Whether a word that is typed may be this one: without marks it may be any with its letters.
  function means(asked, word) {
    return asked.exact === word.exact || (!asked.marked && asked.plain === word.plain);
  }

  function same(asked, word) {
    return means(asked, fold(word));
  }

  function token(word) {
    return { word, fold: fold(word), start: 0, end: 0 };
  }

  // The words of a text: [{word, fold, start, end, sentence, clause}].
  function tokenise(text) {
    const tokens = [];
    let found;
    WORDS.lastIndex = 0;
    while ((found = WORDS.exec(text))) {
      const last = tokens[tokens.length - 1];
      // «3. Hạn chế» is one sentence.
      const numbered = tokens.length === 1 && /^([0-9]+|[IVX]+)$/.test(last.word);
      const between = last && !numbered ? text.slice(last.end, found.index) : "";
      tokens.push({
        word: found[0],
        fold: fold(found[0]),
        start: found.index,
        end: WORDS.lastIndex,
        sentence: last ? last.sentence + SENTENCE_END.test(between) : 0,
        clause: last ? last.clause + CLAUSE_END.test(between) : 0,
      });
    }
    return withoutNo(tokens);
  }

  // «Quyết định số 108» is «Quyết định 108».
  function withoutNo(tokens) {
    return tokens.filter((one, i) => !(i && same(one.fold, "số") && tokens[i + 1] && tokens[i + 1].fold.number));
  }

  // The rows of a text with a row a line and tabs between its cells.
  function table(text) {
    return text ? text.split("\n").map((row) => row.split("\t")) : [];
  }

  function plainText(tokens) {
    return tokens.map((one) => one.fold.plain).join(" ");
  }

  function written(tokens) {
    return tokens.map((one) => one.word).join(" ");
  }

  // The same as it was typed: an abbreviation once, not the words that it stands for.
  function typed(tokens) {
    return tokens
      .map((one) => one.typed || one.word)
      .filter((word, i, all) => !(tokens[i].typed && word === all[i - 1]))
      .join(" ");
  }

  function clean(text) {
    return text
      .replace(INVISIBLE, "")
      .slice(0, 300)
      .replace(/ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d+)/gi, "$1/$2/$3")
      .replace(/(điểm |diem )?(phần trăm|phan tram)/gi, (found, points) => (points ? found : "%"));
  }

  const questionWords = new Set(words(QUESTION_WORDS).map((word) => fold(word).exact));
  const questionLetters = new Set(words(QUESTION_WORDS).map((word) => fold(word).plain));

  function mayAsk(word) {
    return questionWords.has(word.exact) || (!word.marked && questionLetters.has(word.plain));
  }

  // ---- Slips of the finger and the ear ---------------------------------------

  const VOWELS = "aăâeêioôơuưy";
  const KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const CONFUSED = ["sx", "ln", "dr", "vd", "ck", "ct", "gn", "bv"];

  function keyOf(letter) {
    const key = letter.normalize("NFD")[0];
    const row = KEYBOARD.findIndex((keys) => keys.includes(key));
    return { row, x: row < 0 ? -9 : KEYBOARD[row].indexOf(key) + row / 2 };
  }

  // Whether a finger or an ear mistakes one letter for the other.
  function mistakable(a, b) {
    if ([VOWELS, ...CONFUSED].some((letters) => letters.includes(a) && letters.includes(b))) return true;
    const [one, other] = [keyOf(a), keyOf(b)];
    return Math.abs(one.row - other.row) <= 1 && Math.abs(one.x - other.x) <= 1;
  }

  // A letter more or less, but not at the beginning, or a mistaken one, or two neighbours swapped.
  function oneSlip(a, b) {
    const longest = Math.max(a.length, b.length);
    if (a.length + b.length < 2 * longest - 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    let end = 0;
    while (end < longest - i - 1 && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const left = longest - i - end;
    if (left <= 1) return a.length === b.length ? mistakable(a[i], b[i]) : i > 0;
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
    [/([aăâeêioôơuưy])ng$/, "$1n"],
    [/^(.*)iê?(?=[mnt])/, "$1i"],
    [/\u0309/, "\u0303"],
  ];
  const sounds = new Map();

  function sound(word) {
    let result = sounds.get(word);
    if (result === undefined) {
      result = SOUNDS.reduce((text, rule) => text.replace(rule[0], rule[1]), word);
      sounds.set(word, result);
    }
    return result;
  }

  // ---- Other ways of typing ------------------------------------------------

  const TONE_KEYS = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };

  // VNI keys when the input method is off: «d9u7o72ng» is «đường».
  function readVni(text) {
    return text.replace(/[a-zà-ỹđ]+[1-9][a-zà-ỹđ1-9]*/gi, (word) => {
      let result = "";
      let tone = "";
      Array.from(word).forEach((sign) => {
        if (TONE_KEYS[sign]) tone = TONE_KEYS[sign];
        else if (sign === "6") result = result.replace(/([aeo])(?=[^aeo]*$)/i, "$1\u0302");
        else if (sign === "7") result = result.replace(/u(?=o)/i, "u\u031b").replace(/([uo])(?=[^uo]*$)/i, "$1\u031b");
        else if (sign === "8") result = result.replace(/a(?=[^a]*$)/i, "a\u0306");
        else if (sign === "9") result = result.replace(/d/i, "đ");
        else result += sign;
      });
      // Folding moves the tone to the end anyway.
      return result + tone;
    });
  }

  // Telex keys as those of VNI: «dduwowngf» is «d9u7o7ng2».
  function readTelex(word) {
    const keys = word
      .toLowerCase()
      .replace(/dd/, "d9")
      .replace(/([aeo])\1/g, "$16")
      .replace(/aw/, "a8")
      .replace(/w/g, "7")
      .replace(/([aeiouy].*?)([sfrxj])/, (all, before, tone) => before + " sfrxj".indexOf(tone));
    return readVni(keys);
  }

  // A letter held down: «nghèooo» is «nghèo», but «III» stays.
  function calm(text) {
    return text.replace(/\p{L}*(\p{L})\1{2,}\p{L}*/gu, (word) => {
      const short = word.replace(/(\p{L})\1{2,}/gu, "$1");
      return short.length > 1 && word !== word.toUpperCase() ? short : word;
    });
  }

  const DIGITS = words("không một hai ba bốn năm sáu bảy tám chín");

  function digitOf(word) {
    return DIGITS.findIndex((digit) => same(word, digit));
  }

  // Numbers in words: «ba ngày», «hai mươi», «một trăm linh năm», «mười bốn phẩy tám ba».
  function readNumbers(tokens) {
    const result = [];
    for (let i = 0; i < tokens.length;) {
      const [value, end] = numberAt(tokens, i);
      if (!value) {
        result.push(tokens[i++]);
        continue;
      }
      result.push(token(String(value)));
      i = end;
      if (i + 1 < tokens.length && (same(tokens[i].fold, "phẩy") || same(tokens[i].fold, "chấm"))) {
        const [fraction, after] = decimalsAt(tokens, i + 1);
        if (fraction) result.push(token(fraction));
        i = after;
      }
    }
    return withoutNo(result);
  }

  // What stands after the comma, and where it ends: «tám ba», «tám mươi ba».
  function decimalsAt(tokens, start) {
    let at = start;
    let digits = "";
    for (; at < tokens.length && digitOf(tokens[at].fold) >= 0; at++) digits += digitOf(tokens[at].fold);
    const [value, end] = numberAt(tokens, start);
    return end > at ? [String(value), end] : [digits, at];
  }

  // The number in words that begins there, 0 for none, and where it ends.
  function numberAt(tokens, start) {
    let at = start;
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
      else if (digit >= 0 && (last < 0 || total) && !(at === start && digit === 5)) last = digit;
      else break;
      if (/^(tram|muoi|linh|le)$/.test(word.plain)) last = -1;
    }
    return [at > start ? total + Math.max(last, 0) : 0, at];
  }

  // ---- Phrases that stand for others -----------------------------------------

  // [[said, finds]] by the first word said, the longest first.
  function dictionary(pairs) {
    const byFirst = new Map();
    pairs.forEach(([phrase, finds]) => {
      const said = tokenise(phrase).map(singular);
      const list = byFirst.get(said[0].plain) || [];
      list.push({ said, finds });
      byFirst.set(said[0].plain, list);
    });
    byFirst.forEach((list) => {
      list.sort((a, b) => b.said.length - a.said.length);
    });
    return byFirst;
  }

  // An English plural is its singular: no Vietnamese word ends in «s».
  function singular(one) {
    return /[a-z]s$/i.test(one.word) ? fold(one.word.slice(0, -1)) : one.fold;
  }

  function phraseAt(phrases, tokens, at) {
    return (phrases.get(singular(tokens[at]).plain) || []).find((phrase) =>
      phrase.said.every((word, i) => tokens[at + i] && means(singular(tokens[at + i]), word)),
    );
  }

  // The words of a text, abbreviations spelled out, so that either finds the other: `typed` is the abbreviation, `written`
  // what stands there, on the first and the last words of what is spelled out.
  function expand(tokens, abbreviations, capitalsOnly) {
    const result = [];
    for (let i = 0; i < tokens.length; i++) {
      const phrase = phraseAt(abbreviations, tokens, i);
      const last = phrase ? i + phrase.said.length - 1 : i;
      const typed = written(tokens.slice(i, last + 1));
      if (!phrase || (capitalsOnly && /\p{Ll}/u.test(typed))) {
        result.push({ ...tokens[i], written: groupedNumber(tokens, i) });
        continue;
      }
      const long = tokenise(phrase.finds);
      long.forEach((part, k) => {
        const there = k < phrase.said.length ? tokens[i + k] : k === long.length - 1 && tokens[last];
        result.push({
          ...tokens[i],
          word: part.word,
          fold: part.fold,
          end: tokens[last].end,
          typed,
          written: there && there.fold,
        });
      });
      i = last;
    }
    return result;
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

  root.SearchWords = {
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
  };
})(typeof window === "undefined" ? globalThis : window);
