// The words of a query to concepts: each with the other spellings under which papers write it.
// The table of acronyms, the stop words and the weights come from the same place as the command
// line's: see query/expand.py.

const keyOf = (words) =>
  words.map((word) => (word.length > 3 ? word.replace(/s$/, "") : word)).join(" ");

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

const TEXT_FIELDS = {
  title: ["title", "listed"],
  abstract: ["abstract"],
  author: ["authors"],
  topic: ["topics"],
  org: ["organizations"],
};
const PIECE = /(-?)(?:(title|abstract|author|topic|org):)?(?:"([^"]*)"?|([^\s"]+))/gi;

// What is asked for: concepts that a paper should have, and those that it must not have.
function understand(text) {
  const wanted = [];
  const unwanted = [];
  const pieces = Array.from(text.matchAll(PIECE));
  const isOpen = /[^\s"]$/.test(text);
  let run = [];
  pieces.forEach(([, minus, field, phrase, word], at) => {
    const isPhrase = phrase !== undefined;
    const words = tokens(isPhrase ? phrase : word);
    const isLast = isOpen && !isPhrase && at === pieces.length - 1;
    if (words.length && !isPhrase && !minus && !field) {
      run.push({ words, written: word, isLast });
      return;
    }
    wanted.push(...concepts(run));
    run = [];
    if (!words.length) return;
    const alternatives = [phraseOf(words, 1)];
    if (isLast && !minus) alternatives.push(prefixOf(words));
    const fields = field ? TEXT_FIELDS[field.toLowerCase()] : null;
    (minus ? unwanted : wanted).push({ text: words.join(" "), alternatives, fields });
  });
  wanted.push(...concepts(run));
  const telling = wanted.filter((one) => !one.isWord || !stopWords.has(one.text));
  return { wanted: telling.length ? telling : wanted, unwanted };
}

// Bare words side by side; those that make up a long form are one concept.
function concepts(run) {
  const answer = [];
  for (let at = 0; at < run.length;) {
    let length = Math.min(LONGEST, run.length - at);
    let others;
    for (; length > 1; length--) {
      others = shortForms.get(keyOf(run.slice(at, at + length).flatMap((one) => one.words)));
      if (others) break;
    }
    if (others) {
      const words = run.slice(at, at + length).flatMap((one) => one.words);
      const telling = words.filter((word) => !stopWords.has(word));
      answer.push({
        text: words.join(" "),
        alternatives: [
          { units: telling.map((word) => ({ stems: [stem(word)], word })), weight: 1 },
          ...others.map((other) => phraseOf(other.split(" "), RANKING.other_spelling)),
        ],
        fields: null,
        isWord: true,
      });
      at += length;
    } else {
      const one = wordConcept(run[at]);
      if (one) answer.push(one);
      at += 1;
    }
  }
  return answer;
}

function wordConcept({ words, written, isLast }) {
  const text = words.join(" ");
  // A single letter that is still being typed says nothing yet.
  if (isLast && text.length < 2) return null;
  const key = keyOf(words);
  const others = [...(longForms.get(key) || []), ...(shortForms.get(key) || [])];
  const alternatives = [phraseOf(words, 1)];
  if (words.length > 1 && written.includes("-")) alternatives.push(phraseOf([words.join("")], 1));
  for (const other of others) {
    if (other !== text) alternatives.push(phraseOf(other.split(" "), RANKING.other_spelling));
  }
  if (isLast) alternatives.push(prefixOf(words));
  return { text, alternatives, fields: null, isWord: true };
}

function phraseOf(words, weight) {
  return { units: [{ stems: words.map(stem), word: null }], weight };
}

// The beginning of a word, as it is typed; worth less, so that the whole word comes first.
function prefixOf(words) {
  const last = words[words.length - 1];
  const stems = words.slice(0, -1).map(stem);
  return { units: [{ stems, prefix: last, word: null }], weight: RANKING.other_spelling };
}
