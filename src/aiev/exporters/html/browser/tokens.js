// Text to tokens and stems, as the index of the knowledge base has them: see query/tokens.py and
// query/stem.py, which the tests hold these to.

const NOT_ASCII = /[^\x00-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/gi;
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

function fold(word) {
  const lower = word.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  let answer = "";
  for (const letter of lower) {
    const base = letter.normalize("NFD")[0];
    if (base < "\x80") answer += base;
    else if (!/\p{M}/u.test(letter)) answer += letter;
  }
  return answer;
}

function eachWord(text, visit) {
  const pattern = NOT_ASCII.test(text) ? WORD : ASCII_WORD;
  pattern.lastIndex = 0;
  for (let found; (found = pattern.exec(text));) {
    const word = fold(found[0]);
    if (word) visit(word, found.index, pattern.lastIndex);
  }
}

function tokens(text) {
  const answer = [];
  eachWord(text, (word) => answer.push(word));
  return answer;
}

// Porter's stemmer. Words with other letters than ASCII's have no English ending.
const STEP_2 = {
  ational: "ate",
  tional: "tion",
  enci: "ence",
  anci: "ance",
  izer: "ize",
  logi: "log",
  bli: "ble",
  alli: "al",
  entli: "ent",
  eli: "e",
  ousli: "ous",
  ization: "ize",
  ation: "ate",
  ator: "ate",
  alism: "al",
  iveness: "ive",
  fulness: "ful",
  ousness: "ous",
  aliti: "al",
  iviti: "ive",
  biliti: "ble",
};
const STEP_3 = {
  ical: "ic",
  ness: "",
  icate: "ic",
  iciti: "ic",
  ful: "",
  ative: "",
  alize: "al",
};
const STEP_4 =
  /(?:ement|ance|ence|able|ible|ment|ant|ent|ion|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;
const ENDS_2 = endings(STEP_2);
const ENDS_3 = endings(STEP_3);

function endings(table) {
  const longestFirst = Object.keys(table).sort((a, b) => b.length - a.length);
  return new RegExp(`(?:${longestFirst.join("|")})$`);
}

const stems = new Map();

function stem(word) {
  let answer = stems.get(word);
  if (answer === undefined) {
    answer = NOT_ASCII.test(word) ? word : stemmed(word);
    stems.set(word, answer);
  }
  return answer;
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
  const ending = endOf(word, STEP_4);
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
