// What a query means: its tree with words as concepts, each with the other spellings under which
// papers write it. The table of acronyms and the stop words come from the same place as the command
// line's: see query/expand.py.

const keyOf = (words) =>
  words.map((word) => (word.length > 3 ? word.replace(/s$/, "") : word)).join(" ");

const RANKING = TABLES.ranking;
const stopWords = new Set(RANKING.stop_words);
const longForms = new Map();
const shortForms = new Map();
for (const [short, forms] of Object.entries({ ...RANKING.unambiguous, ...RANKING.ambiguous })) {
  longForms.set(keyOf([short]), forms);
}
for (const [short, forms] of Object.entries(RANKING.unambiguous)) {
  for (const form of forms) {
    shortForms.set(keyOf(form.split(" ")), [short, ...forms.filter((other) => other !== form)]);
  }
}
const MOST_NAMES = 16;
const LONGEST = Math.max(...Array.from(shortForms.keys(), (key) => key.split(" ").length));

// The compounds that papers write in several ways, by the stems of their joined forms, and the papers
// that are called by a name, or tell of it in the abstract as theirs, by the stems of its words.
const compounds = new Map();
const called = new Map();
const introduced = new Map();

function learn(names) {
  for (const [joined, [parts, papers, isThere]] of Object.entries(names.compounds)) {
    compounds.set(joined, { parts, papers, isThere });
  }
  for (const [name, papers] of Object.entries(names.called)) called.set(name, papers);
  for (const [name, papers] of Object.entries(names.introduced)) introduced.set(name, papers);
}

// `wanted` are the concepts that papers are ranked by, `concepts` and `names` all that the tree
// speaks of; a tree that is null asks for nothing.
// `meant` are the words that typos in it stand for, `written` is the tree as it was read. `said` are
// its bare words, and `named` how a paper may be called that all of it means.
function understand(text, today, meant = new Map()) {
  const syntax = new Syntax(withoutFormulas(pasted(withBlanks(text))), today);
  const written = syntax.read();
  const fixed = corrected(written, meant);
  const named = nameAsked(fixed);
  const isJoined = joinName(named);
  const tree = toldOnce(expanded(fixed));
  if (isJoined) compounds.delete(stem(named[1]));
  const said = bareWords(fixed).map(({ word }) => word);
  const found = { wanted: [], concepts: [], names: [] };
  const query = { tree, written, meant, said, named, ...found, problem: syntax.problem };
  // Signs alone ask for nothing, of which the reader is told as of a date that cannot be read.
  if (written === null && text.trim() && !syntax.isTyping) query.problem ??= `no word: ${text.trim()}`;
  gather(tree, query, true);
  return query;
}

// What parts words is what Python takes for blank: not all that a pattern does.
function withBlanks(text) {
  return text.replace(/[\0\x1c-\x1f\x85]/g, " ").replace(/\ufeff/g, "\u200b");
}

// What is wrong with a query to which nothing more is typed; null where nothing is.
function problemOf(text, today) {
  return understand(`${text} `, today).problem;
}

function gather(tree, query, isWanted) {
  if (tree === null) return;
  if (tree.is === "concept") {
    query.concepts.push(tree);
    if (isWanted) query.wanted.push(tree);
  } else if (tree.is === "not") gather(tree.part, query, false);
  else if (tree.parts) for (const part of tree.parts) gather(part, query, isWanted);
  else query.names.push(tree);
}

// What is excluded stays as written: `-moe` does not exclude mixtures of experts.
function expanded(tree) {
  if (tree === null) return null;
  if (tree.is === "text") return concept(tree);
  if (tree.is === "not") {
    const part = tree.part.is === "text" ? literal(tree.part) : expanded(tree.part);
    return part && { is: "not", part };
  }
  if (tree.is === "or") return either(tree.parts.map(expanded));
  return tree.is === "and" ? both(concepts(tree.parts)) : tree;
}

// Repeated words, and stop words beside others, tell papers not apart.
function toldOnce(tree) {
  if (tree === null || tree.is !== "and") return tree;
  const byText = new Map(tree.parts.map((part) => [JSON.stringify(part), part]));
  const parts = Array.from(byText.values());
  const kept = parts.filter((part) => !(part.isWord && stopWords.has(part.text)));
  return both(kept.some((part) => part.is === "concept") ? kept : parts);
}

// How papers may be called that all of a query means; null where it is more than bare words.
function nameAsked(tree) {
  const parts = tree === null ? [] : tree.is === "and" ? tree.parts : [tree];
  if (!parts.length || !parts.every(isBare)) return null;
  const words = parts.flatMap((part) => part.words);
  const telling = tellingOf(words).join(" ");
  return [words.join(" "), words.join(""), telling, ...same("", words).map(({ text }) => text)];
}

// `twin flow` finds TwinFlow: where a paper is called as the whole query is written without blanks,
// this is a compound. Answers whether it is one for this reason only.
function joinName(named) {
  if (named === null) return false;
  const [parts, joined] = named;
  const blanks = parts.split(" ").length - 1;
  const root = stem(joined);
  if (!blanks || blanks >= RANKING.most_parts || compounds.has(root) || !called.has(root)) return false;
  compounds.set(root, { parts, papers: 0, isThere: 1 });
  return true;
}

// Bare words side by side that make up a long form or a compound are one concept.
function concepts(parts) {
  const answer = [];
  for (let at = 0; at < parts.length;) {
    let length = Math.min(LONGEST, parts.length - at);
    let found = null;
    for (; length > 1 && found === null; length--) found = together(parts.slice(at, at + length));
    answer.push(found || expanded(parts[at]));
    at += found ? length + 1 : 1;
  }
  return answer;
}

function together(parts) {
  if (!parts.every(isBare)) return null;
  const words = parts.flatMap((part) => part.words);
  const others = shortForms.get(keyOf(words));
  if (others) return longForm(words, others);
  const count = parts.length;
  // Of a version, as in Qwen 2.5, only the first number is ever joined with the name.
  if (count < words.length && !isVersion(parts[count - 1], words.slice(count - 1))) return null;
  const joined = words.slice(0, count).join("");
  if (!isJoined(joined) && !isHyphenated(words, joined)) return null;
  const alternatives = [phraseOf(words, 1), phraseOf([joined, ...words.slice(count)], 1)];
  // A number of a name says nothing anywhere else.
  if (!words.some((word) => /^\p{Nd}/u.test(word))) {
    alternatives.push({ units: apart(words), weight: RANKING.other_spelling });
  }
  return { is: "concept", text: words.join(" "), alternatives, fields: null, isWord: true };
}

// Whether a part is a number with points, and all tokens from its own on are the part's.
function isVersion(part, numbers) {
  return part.text === numbers.join(".") && numbers.every((number) => /^\p{Nd}+$/u.test(number));
}

function isJoined(joined) {
  const { parts, isThere } = compounds.get(stem(joined)) || {};
  return Boolean(parts && isThere);
}

// Papers write hyphens about a stop word where these words have blanks.
function isHyphenated(words, joined) {
  const { parts } = compounds.get(stem(joined)) || {};
  return Boolean(parts) && words.slice(1, -1).some((word) => stopWords.has(word));
}

function apart(words) {
  return tellingOf(words).map((word) => ({ stems: [stem(word)] }));
}

// The words without stop words; all of them if there are no others.
function tellingOf(words) {
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length ? telling : words;
}

function longForm(words, others) {
  // FlashAttention is no other name than flash attention.
  const worth = (other) => (other === words.join("") ? 1 : RANKING.other_spelling);
  return {
    is: "concept",
    text: words.join(" "),
    alternatives: [
      { units: apart(words), weight: 1 },
      ...others.map((other) => phraseOf(other.split(" "), worth(other))),
    ],
    fields: null,
    isWord: true,
  };
}

function concept(part) {
  const { words, text: written, form, field, isTyped } = part;
  if (field === "author" && form !== "prefix") return author(part);
  if (form !== "word") return literal(part);
  const text = words.join(" ");
  if (endsOpen(words)) return { ...literal(part), isWord: !field };
  // A single letter that is still being typed says nothing yet.
  if (isTyped && text.length < 2) return null;
  const key = keyOf(words);
  const others = [...(longForms.get(key) || []), ...(shortForms.get(key) || [])];
  const alternatives = new Map([[text, phraseOf(words, 1)]]);
  for (const { text: other, papers } of same(written, words)) {
    if (!alternatives.has(other)) alternatives.set(other, phraseOf(other.split(" "), 1, papers));
  }
  for (const other of others) {
    if (alternatives.has(other)) continue;
    alternatives.set(other, phraseOf(other.split(" "), RANKING.other_spelling));
  }
  const all = Array.from(alternatives.values());
  if (words.length > 1 && words.some(isPaired)) {
    const units = words.map((word) => ({ stems: [stem(word)] }));
    all.push({ units, weight: RANKING.other_spelling, pairs: words });
  }
  if (isTyped) all.push(beginningOf(words, { isTyped }));
  return { is: "concept", text, alternatives: all, fields: fieldsOf(field), isWord: !field };
}

// Whether the last word is one letter of a script whose words are pairs of letters.
function endsOpen(words) {
  const last = words[words.length - 1];
  return isPaired(last) && Array.from(last).length === 1;
}

// How else papers write what a word without blanks says.
function same(written, words) {
  const answer = [];
  const joined = words.join("");
  if (words.length > 1 && written.includes("-")) {
    if (compounds.get(stem(joined))?.parts !== "") answer.push({ text: joined });
  } else if (words.length > 1 && written.includes(",") && /^\d+$/.test(joined)) {
    answer.push({ text: joined });
  }
  words.forEach((word, at) => {
    const around = (text, skipped) => [...words.slice(0, at), text, ...words.slice(at + skipped)].join(" ");
    for (const { text, papers } of oneWord(word)) answer.push({ text: around(text, 1), papers });
    const pair = word + words[at + 1];
    if (at + 1 < words.length && isJoined(pair)) answer.push({ text: around(pair, 2) });
  });
  const apart = words.map((word) => compounds.get(stem(word))?.parts || word);
  if (apart.filter((one, at) => one !== words[at]).length > 1) answer.push({ text: apart.join(" ") });
  return answer;
}

function oneWord(word) {
  const answer = [];
  const ways = waysToType(word);
  for (const way of [word, ...ways]) {
    const { parts, papers } = compounds.get(stem(way)) || {};
    if (!parts || parts === word) continue;
    answer.push({ text: parts, papers });
    if (way === word) ways.push(...waysToType(parts));
  }
  for (const way of ways) if (way !== word) answer.push({ text: way });
  const letter = Object.hasOwn(TABLES.text.greek, word) && TABLES.text.greek[word];
  if (letter) answer.push({ text: letter });
  for (const text of [...otherEndings(word), ...withSmallDigits(word)]) answer.push({ text });
  if (word.length >= RANKING.fewest_grouped && /^\d+$/.test(word)) {
    const [first, end] = RANKING.years;
    const number = word.replace(/^0+(?=.)/, "");
    const isYear = Number(number) >= first && Number(number) < end;
    if (!isYear) answer.push({ text: number.replace(/\B(?=(\d{3})+$)/g, " ") });
  }
  return answer;
}

// A person's name as papers write it: `LeCun, Yann` stands there as Yann LeCun.
function author({ text: written, words: given, field, isTyped }) {
  const [last, ...first] = written.split(",");
  const words = first.length ? [...tokens(first.join(",")), ...tokens(last)] : given;
  let said = [[]];
  for (const word of words) {
    const { parts } = compounds.get(stem(word)) || {};
    const ways = [word, typed(word), parts].filter((way) => way && !way.includes(" "));
    said = said.flatMap((name) => Array.from(new Set(ways), (way) => [...name, way]));
    said = said.slice(0, MOST_NAMES);
  }
  const alternatives = said.map((name) => phraseOf(name, 1));
  // `G. Hinton` is everyone called Hinton whose first name begins so.
  const long = words.findIndex((word) => word.length > 1);
  if (long > 0) {
    const stems = words.slice(long).map(stem);
    alternatives.push({ units: [{ stems, initial: words[0] }], weight: 1 });
  }
  if (isTyped && words.join(" ").length > 1) alternatives.push(beginningOf(words, { isTyped }));
  return { is: "concept", text: words.join(" "), alternatives, fields: fieldsOf(field), isWord: false };
}

function literal({ words, form, field, isTyped }) {
  const text = words.join(" ");
  const alternatives = [phraseOf(words, 1)];
  if (form === "prefix" || endsOpen(words) || (isTyped && text.length > 1)) {
    alternatives.push(beginningOf(words, { isTyped }));
  }
  const isWord = form !== "phrase" && !field;
  return { is: "concept", text, alternatives, fields: fieldsOf(field), isWord };
}

const fieldsOf = (field) => (field ? [TEXT_FIELDS[field]] : null);

function phraseOf(words, weight, papers = 0) {
  return { units: [{ stems: words.map(stem) }], weight, papers };
}

// The beginning of a word is worth less, so that the whole word comes first.
function beginningOf(words, { isTyped }) {
  const prefix = words[words.length - 1];
  const stems = words.slice(0, -1).map(stem);
  return { units: [{ stems, prefix, isTyped }], weight: RANKING.other_spelling };
}
