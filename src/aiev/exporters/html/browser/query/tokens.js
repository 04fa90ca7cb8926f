// Text to tokens and stems, as the index of the knowledge base has them, by the tables of
// query/tokens.py. The cases in tests/data/query hold the two to each other.

const NOT_ASCII = /[^\x00-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/gi;
const DIACRITICS = classOf(TABLES.text.diacritics);
const DIACRITIC = new RegExp(`[${DIACRITICS}]`, "u");
// All other marks part words.
const LETTER = `\\p{L}\\p{N}\\p{Co}\\p{Cn}${classOf(TABLES.text.later_signs)}`;
const WORD = new RegExp(`[${LETTER}${DIACRITICS}]+`, "gu");
const FOLDS = new Map(Object.entries(TABLES.text.folds));
// Words that are not parted by blanks: pairs of letters, and a letter with its sign.
const WORD_SIGNS = TABLES.text.signs;
const SIGNED = new RegExp(TABLES.text.signed, "gu");
const IS_SIGNED = new RegExp(`^(?:${TABLES.text.signed})$`, "u");
const WORD_SIGN = new RegExp(`[${Object.values(WORD_SIGNS).join("")}]`);
const SIGN_OF = new Map(Object.entries(WORD_SIGNS).map(([sign, letter]) => [letter, sign]));
const PAIRED = new RegExp(`[${classOf(TABLES.text.paired)}]`, "u");
const PARTED = new RegExp(`${WORD_SIGN.source}|${PAIRED.source}`, "u");

// Ranges of characters, as they stand in brackets of a pattern.
function classOf(ranges) {
  const sign = (code) => `\\u{${code.toString(16)}}`;
  return ranges.map(([low, high]) => `${sign(low)}-${sign(high)}`).join("");
}

function fold(word) {
  if (!NOT_ASCII.test(word)) return word.toLowerCase();
  let answer = "";
  for (const letter of word) answer += folded(letter);
  return answer;
}

function folded(letter) {
  if (DIACRITIC.test(letter)) return "";
  const known = FOLDS.get(letter);
  if (known !== undefined) return known;
  const base = letter.normalize("NFD")[0];
  const [lower] = (base < "\x80" ? base : letter).toLowerCase();
  return lower;
}

// A token as it is typed where its letters are missing: `łukasz` as `lukasz`.
function typed(token) {
  if (!NOT_ASCII.test(token)) return token;
  return Array.from(token, (letter) => TABLES.text.letters[letter] ?? letter).join("");
}

// How a name with digits is written by whoever sets them small: `h2o` as `h₂o` and as `h²o`. A Greek
// letter before them may be told by its name: `pi0` is `π₀`. Most of these are no words.
function withSmallDigits(token) {
  if (!/\d/.test(token) || /^\d+$/.test(token)) return [];
  const name = token.replace(/\d+$/, "");
  const letter = name === "l" ? "ℓ" : Object.hasOwn(TABLES.text.greek, name) && TABLES.text.greek[name];
  const bases = letter ? [token, letter + token.slice(name.length)] : [token];
  const small = (digits) => (base) => base.replace(/\d/g, (digit) => digits[digit]);
  const ways = [...bases, ...bases.map(small("₀₁₂₃₄₅₆₇₈₉")), ...bases.map(small("⁰¹²³⁴⁵⁶⁷⁸⁹"))];
  return ways.filter((way) => way !== token);
}

// What people type for a token: `π₀` as `pi0` and as `π0`; nothing where it is as is.
function waysToType(token) {
  if (!NOT_ASCII.test(token)) return [];
  const digit = (letter) => (/^\d$/.test(TABLES.text.letters[letter]) ? TABLES.text.letters[letter] : letter);
  const ways = new Set([typed(token), Array.from(token, digit).join("")]);
  ways.delete(token);
  return Array.from(ways);
}

// The form that texts share which differ by the case of their letters only: ß is as SS.
function caseless(text) {
  return Array.from(text, (letter) =>
    letter === "\u0131" ? letter : letter.toLowerCase().toUpperCase().toLowerCase(),
  ).join("");
}

// The text with each sign that is a part of a word as a letter.
function withSigns(text) {
  if (!/[+#*]/.test(text)) return text;
  return text.replace(SIGNED, (word) => word.replace(/[+#*]/g, (sign) => WORD_SIGNS[sign]));
}

// The text of tokens as people write it.
function asWritten(text) {
  return WORD_SIGN.test(text) ? Array.from(text, (letter) => SIGN_OF.get(letter) ?? letter).join("") : text;
}

function isPaired(token) {
  return NOT_ASCII.test(token) && PAIRED.test(String.fromCodePoint(token.codePointAt(0)));
}

function eachWord(text, visit) {
  text = withSigns(text);
  const pattern = NOT_ASCII.test(text) ? WORD : ASCII_WORD;
  pattern.lastIndex = 0;
  for (let found; (found = pattern.exec(text));) {
    if (PARTED.test(found[0])) {
      eachPart(found[0], found.index, visit);
      continue;
    }
    const word = fold(found[0]);
    if (word) visit(word, found.index, pattern.lastIndex);
  }
}

// Pairs of letters, or one that stands alone, and between them what is written with blanks. A sign
// ends a word; a mark goes with the letter before it.
function eachPart(word, start, visit) {
  const letters = [];
  let at = start;
  for (const letter of word) {
    const text = fold(letter);
    const kind = PAIRED.test(text) ? 1 : WORD_SIGN.test(text) ? 2 : 0;
    if (text) letters.push({ text, kind, at });
    at += letter.length;
  }
  letters.forEach((letter, number) => (letter.end = letters[number + 1]?.at ?? at));
  const goesOn = (a, b) => (a.kind === 2 ? b.kind === 2 : (a.kind === 1) === (b.kind === 1));
  for (let first = 0; first < letters.length;) {
    let last = first + 1;
    while (last < letters.length && goesOn(letters[last - 1], letters[last])) last++;
    const size = letters[first].kind === 1 ? 2 : last - first;
    for (let from = first; from === first || from + size <= last; from++) {
      const some = letters.slice(from, Math.min(from + size, last));
      visit(some.map(({ text }) => text).join(""), some[0].at, some[some.length - 1].end);
    }
    first = last;
  }
}

function tokens(text) {
  const answer = [];
  eachWord(text, (word) => answer.push(word));
  return answer;
}

// Porter's stemmer.
const STEP_2 = TABLES.text.step_2;
const STEP_3 = TABLES.text.step_3;
const ENDS_2 = endings(Object.keys(STEP_2));
const ENDS_3 = endings(Object.keys(STEP_3));
const ENDS_4 = endings(TABLES.text.step_4);

function endings(list) {
  const longestFirst = list.sort((a, b) => b.length - a.length);
  return new RegExp(`(?:${longestFirst.join("|")})$`);
}

const stems = new Map();

function stem(word) {
  let answer = stems.get(word);
  if (answer === undefined) {
    answer = NOT_ASCII.test(word) ? wordOf(stemmed(bytesOf(word))) : stemmed(word);
    stems.set(word, answer);
  }
  return answer;
}

// The index stems the bytes of a word, which are told here by a letter each.
function bytesOf(word) {
  return encodeURIComponent(word).replace(/%(..)/g, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function wordOf(bytes) {
  const escaped = bytes.replace(/[^\x00-\x7f]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Of two like bytes at the end, which were taken for a doubled letter, one is gone.
    return decodeURIComponent(escaped.replace(/%[c-f].(?:%[89ab].)*$/, "")) + "\ufffd";
  }
}

function stemmed(word) {
  if (word.length < 3 || word.length > 64) return word;
  word = withoutInflection(word);
  for (const [ends, table] of [
    [ENDS_2, STEP_2],
    [ENDS_3, STEP_3],
  ]) {
    const ending = endOf(word, ends);
    if (ending && measure(word.slice(0, -ending.length)) > 0) {
      word = word.slice(0, -ending.length) + table[ending];
    }
  }
  const ending = endOf(word, ENDS_4);
  if (ending) {
    const rest = word.slice(0, -ending.length);
    if (measure(rest) > 1 && (ending !== "ion" || /[st]$/.test(rest))) word = rest;
  }
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    const size = measure(rest);
    if (size > 1 || (size === 1 && !endsShort(rest))) word = rest;
  }
  if (word.endsWith("ll") && measure(word.slice(0, -1)) > 1) word = word.slice(0, -1);
  return word;
}

// The ending must leave a letter before it.
function endOf(word, ends) {
  const found = ends.exec(word.slice(1));
  return found ? found[0] : "";
}

function withoutInflection(word) {
  if (word.endsWith("s") && !word.endsWith("ss")) {
    const isLonger = word.length > 3 && /(?:sses|ies)$/.test(word) && word !== "sses";
    word = word.slice(0, isLonger ? -2 : -1);
  }
  if (word.endsWith("eed") && word.length > 3) {
    if (measure(word.slice(0, -3)) > 0) word = word.slice(0, -1);
  } else {
    const ending = word.endsWith("ed") ? "ed" : word.endsWith("ing") ? "ing" : "";
    if (ending && word.length > ending.length) {
      const rest = word.slice(0, -ending.length);
      if (hasVowel(rest)) word = mended(rest);
    }
  }
  if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = word.slice(0, -1) + "i";
  return word;
}

function mended(word) {
  if (/(?:at|bl|iz)$/.test(word) && word.length > 2) return word + "e";
  if (/([^aeioulsz])\1$/.test(word)) return word.slice(0, -1);
  return measure(word) === 1 && endsShort(word) ? word + "e" : word;
}

// c and v by letter; y is a vowel after a consonant.
function shape(word) {
  let answer = "";
  let isAfterConsonant = false;
  for (const letter of word) {
    isAfterConsonant = !("aeiou".includes(letter) || (letter === "y" && isAfterConsonant));
    answer += isAfterConsonant ? "c" : "v";
  }
  return answer;
}

function measure(word) {
  return (shape(word).match(/vc/g) || []).length;
}

function hasVowel(word) {
  return /[aeiou]|.y/.test(word);
}

function endsShort(word) {
  return !/[wxy]$/.test(word) && shape(word).endsWith("cvc");
}
