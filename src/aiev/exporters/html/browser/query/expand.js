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
const LONGEST = Math.max(...Array.from(shortForms.keys(), (key) => key.split(" ").length));

// `wanted` are the concepts that papers are ranked by, `concepts` and `names` all that the tree
// speaks of; a tree that is null asks for nothing.
// `meant` are the words that typos in it stand for, `written` is the tree as it was read.
function understand(text, today, meant = new Map()) {
  const syntax = new Syntax(pasted(withBlanks(text)), today);
  const written = syntax.read();
  const tree = toldOnce(expanded(corrected(written, meant)));
  const found = { wanted: [], concepts: [], names: [] };
  const query = { tree, written, meant, ...found, problem: syntax.problem };
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

// Bare words side by side that make up a long form are one concept.
function concepts(parts) {
  const answer = [];
  for (let at = 0; at < parts.length;) {
    let length = Math.min(LONGEST, parts.length - at);
    let found = null;
    for (; length > 1 && found === null; length--) found = longForm(parts.slice(at, at + length));
    answer.push(found || expanded(parts[at]));
    at += found ? length + 1 : 1;
  }
  return answer;
}

function longForm(parts) {
  if (!parts.every(isBare)) return null;
  const words = parts.flatMap((part) => part.words);
  const others = shortForms.get(keyOf(words));
  if (!others) return null;
  const telling = words.filter((word) => !stopWords.has(word));
  const told = telling.length ? telling : words;
  // FlashAttention is no other name than flash attention.
  const worth = (other) => (other === words.join("") ? 1 : RANKING.other_spelling);
  return {
    is: "concept",
    text: words.join(" "),
    alternatives: [
      { units: told.map((word) => ({ stems: [stem(word)] })), weight: 1 },
      ...others.map((other) => phraseOf(other.split(" "), worth(other))),
    ],
    fields: null,
    isWord: true,
  };
}

function concept(part) {
  const { words, text: written, form, field, isTyped } = part;
  if (form !== "word" || field === "author") return literal(part);
  const text = words.join(" ");
  // A single letter that is still being typed says nothing yet.
  if (isTyped && text.length < 2) return null;
  const key = keyOf(words);
  const others = [...(longForms.get(key) || []), ...(shortForms.get(key) || [])];
  const alternatives = [phraseOf(words, 1)];
  if (words.length > 1 && written.includes("-")) alternatives.push(phraseOf([words.join("")], 1));
  for (const other of others) {
    if (other !== text) alternatives.push(phraseOf(other.split(" "), RANKING.other_spelling));
  }
  if (isTyped) alternatives.push(beginningOf(words, { isTyped }));
  return { is: "concept", text, alternatives, fields: fieldsOf(field), isWord: !field };
}

function literal({ words, form, field, isTyped }) {
  const text = words.join(" ");
  const alternatives = [phraseOf(words, 1)];
  if (form === "prefix" || (isTyped && text.length > 1)) {
    alternatives.push(beginningOf(words, { isTyped }));
  }
  const isWord = form !== "phrase" && !field;
  return { is: "concept", text, alternatives, fields: fieldsOf(field), isWord };
}

const fieldsOf = (field) => (field ? [TEXT_FIELDS[field]] : null);

function phraseOf(words, weight) {
  return { units: [{ stems: words.map(stem) }], weight };
}

// The beginning of a word is worth less, so that the whole word comes first.
function beginningOf(words, { isTyped }) {
  const prefix = words[words.length - 1];
  const stems = words.slice(0, -1).map(stem);
  return { units: [{ stems, prefix, isTyped }], weight: RANKING.other_spelling };
}
