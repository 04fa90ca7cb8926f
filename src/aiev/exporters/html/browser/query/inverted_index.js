// An index of all words with their places, and the score of each paper for the concepts of a query:
// BM25F and nearness, as in query/rank.py.

// Abstracts come last, as they take longest: until they are in, the rest can be searched.
const FIELDS = TABLES.index.fields;
const WEIGHT = FIELDS.map((field) => RANKING.weights[field]);
const KEPT = 32;
// No paper has more words in the names of its authors.
const NAMED_AT_MOST = 2 ** 20;

// A key is a field and a paper, in this order, so that places stand in order when papers are added
// field by field.
const SHIFT = TABLES.index.shift;
const PAPER = (1 << SHIFT) - 1;
const ABSTRACTS = (FIELDS.length - 1) << SHIFT;
const END = FIELDS.length << SHIFT;
const TITLE_FIELD = FIELDS.indexOf("title");

class Index {
  constructor(size) {
    this.size = size;
    // For each stem its places, a key and a position each.
    this.places = new Map();
    // Words by their first two letters, with their stems.
    this.vocabulary = new Map();
    this.stemOf = new Map();
    this.lengths = FIELDS.map(() => new Uint16Array(size));
    this.totals = FIELDS.map(() => 0);
    this.papersOf = new Map();
    this.scores = new Map();
    this.norms = null;
    this.isWhole = false;
  }

  add(field, paper, text) {
    const key = (field << SHIFT) | paper;
    let at = 0;
    eachWord(text, (word) => {
      let found = this.stemOf.get(word);
      if (found === undefined) found = this.learn(word, stem(word));
      found.push(key, at++);
    });
    this.lengths[field][paper] = at;
    this.totals[field] += at;
  }

  learn(word, root) {
    let places = this.places.get(root);
    if (places === undefined) this.places.set(root, (places = []));
    this.stemOf.set(word, places);
    this.note(word, root);
    return places;
  }

  note(word, root) {
    const head = word.slice(0, 2);
    const known = this.vocabulary.get(head);
    if (known === undefined) this.vocabulary.set(head, [[word, root]]);
    else known.push([word, root]);
  }

  // Whether any paper has the word just so.
  isWritten(word) {
    return (this.vocabulary.get(word.slice(0, 2)) || []).some(([other]) => other === word);
  }

  // Takes in stems with their words and places, in which each key is the step from the last.
  adopt(part) {
    for (const [root, [words, places]] of Object.entries(part)) {
      for (const word of words) this.note(word, root);
      for (let at = 2; at < places.length; at += 2) places[at] += places[at - 2];
      this.places.set(root, places);
    }
  }

  // From now on nothing is added.
  finish() {
    this.forget();
    this.isWhole = true;
  }

  // The stems of the words that begin so, and the stems that do.
  startingWith(prefix) {
    const found = new Set();
    // One letter of a script whose words are pairs of letters may end a pair, too.
    const isOpen = endsOpen([prefix]);
    for (const [head, words] of this.vocabulary) {
      if (isOpen && head !== prefix && head.endsWith(prefix)) {
        for (const [word, root] of words) if (word === head) found.add(root);
      }
      if (!head.startsWith(prefix) && !prefix.startsWith(head)) continue;
      for (const [word, root] of words) {
        if (word.startsWith(prefix) || root.startsWith(prefix)) found.add(root);
      }
    }
    return Array.from(found);
  }

  // What is said of the pairs of letters of a text without blanks as words that may stand apart. A
  // pair that no paper has is the end of one word and the start of the next; a letter that no other
  // pair has is of a word that no paper has.
  apart(one) {
    const isHeld = (word) => !isPaired(word) || this.frequency(stem(word)) > 0;
    const held = one.pairs.filter(isHeld);
    const has = (letter, letters) => TABLES.text.particles.includes(letter) || letters.has(letter);
    const [starts, ends] = [new Set(held.map(firstOf)), new Set(held.map(lastOf))];
    const isTold = (word) => isHeld(word) || (has(firstOf(word), ends) && has(lastOf(word), starts));
    if (!one.pairs.every(isTold)) return null;
    return { ...one, units: held.map((word) => ({ stems: [stem(word)] })) };
  }

  // How many papers hold the stem.
  frequency(root) {
    let count = this.papersOf.get(root);
    if (count === undefined) {
      const places = this.placesOf(root);
      const seen = new Uint8Array(this.size);
      count = 0;
      for (let at = 0; at < places.length; at += 2) {
        const paper = places[at] & PAPER;
        count += 1 - seen[paper];
        seen[paper] = 1;
      }
      if (this.isWhole) this.papersOf.set(root, count);
    }
    return count;
  }

  rarity(root, more = 0) {
    const count = this.frequency(root) + more;
    return Math.log(1 + Math.max(this.size - count + 0.5, 0.5) / (count + 0.5));
  }

  // Where the stems stand side by side: the places of the first. Answers one list for each way.
  occurrences({ stems, prefix, initial }) {
    if (initial !== undefined) return [this.initialled(initial, stems)];
    if (prefix === undefined) return [this.phrase(stems)];
    return this.startingWith(prefix).map((last) => this.phrase([...stems, last]));
  }

  // Where a name stands in front of which a first name begins so, with at most an initial between.
  initialled(initial, stems) {
    const isAuthors = (key) => FIELDS[key >> SHIFT] === "authors";
    const names = new Set();
    const initials = new Set();
    const gather = (places, into) => {
      for (let at = 0; at < places.length; at += 2) {
        if (isAuthors(places[at])) into.add(places[at] * NAMED_AT_MOST + places[at + 1]);
      }
    };
    gather(this.phrase(stems), names);
    for (const letter of "abcdefghijklmnopqrstuvwxyz") gather(this.placesOf(letter), initials);
    const found = [];
    for (const root of names.size ? this.startingWith(initial) : []) {
      const places = this.placesOf(root);
      for (let at = 0; at < places.length; at += 2) {
        if (!isAuthors(places[at])) continue;
        const next = places[at] * NAMED_AT_MOST + places[at + 1] + 1;
        const isNamed = names.has(next) || (initials.has(next) && names.has(next + 1));
        if (isNamed) found.push(places[at], places[at + 1]);
      }
    }
    return found;
  }

  // Where a stem stands; once nothing is added, in a form that is read faster.
  placesOf(root) {
    let found = this.places.get(root) || [];
    if (this.isWhole && Array.isArray(found) && found.length) {
      this.places.set(root, (found = Int32Array.from(found)));
    }
    return found;
  }

  phrase(stems) {
    let found = this.placesOf(stems[0]);
    for (let step = 1; step < stems.length && found.length; step++) {
      const next = this.placesOf(stems[step]);
      const kept = [];
      for (let a = 0, b = 0; a < found.length && b < next.length;) {
        const gap = found[a] - next[b] || found[a + 1] + step - next[b + 1];
        if (gap === 0) kept.push(found[a], found[a + 1]);
        if (gap <= 0) a += 2;
        if (gap >= 0) b += 2;
      }
      found = kept;
    }
    return found;
  }

  // What was added since may change every score.
  forget() {
    this.scores.clear();
    this.norms = FIELDS.map((_, field) => {
      const mean = this.totals[field] / this.size || 1;
      return Float32Array.from(
        this.lengths[field],
        (length) => WEIGHT[field] / (1 - RANKING.b + (RANKING.b * length) / mean),
      );
    });
  }

  // The score for a concept, kept for the next key, as only the last word changes.
  known(concept) {
    const key = JSON.stringify(concept);
    let answer = this.scores.get(key);
    if (answer === undefined) {
      if (this.scores.size === KEPT) this.scores.delete(this.scores.keys().next().value);
      this.scores.set(key, (answer = this.score(concept)));
    }
    return answer;
  }

  score(concept) {
    const nothing = new Float32Array(this.size);
    const worthOf = FIELDS.map((field, at) =>
      !concept.fields || concept.fields.includes(field) ? this.norms[at] : nothing,
    );
    const values = new Float32Array(this.size);
    const places = [];
    const own = concept.alternatives[0].units.flatMap((unit) => unit.stems);
    const telling = concept.text
      .split(" ")
      .filter((word) => !stopWords.has(word))
      .map(stem);
    // However it is written, a compound is as rare.
    const more = concept.alternatives.reduce((sum, { papers = 0 }) => sum + papers, 0);
    const rarities = (telling.length ? telling : own).map((root) => this.rarity(root, more));
    const rarity = Math.max(1e-6, ...rarities);
    const alternatives = concept.alternatives.map((one) => (one.pairs ? this.apart(one) : one));
    for (const { units, weight: worth } of alternatives.filter(Boolean)) {
      const sums = new Float32Array(this.size);
      const has = new Uint8Array(this.size);
      // However many words name it, a concept is one: they share what it is worth.
      const parts = units.length > 1 ? units.map((unit) => this.rarity(unit.stems[0])) : [1];
      const whole = parts.reduce((a, b) => a + b);
      for (const [number, unit] of units.entries()) {
        const weights = new Float32Array(this.size);
        const titled = new Uint8Array(this.size);
        // Words that begin with the first two letters typed stand in nearly every abstract.
        const until = unit.isTyped && unit.prefix.length < 3 ? ABSTRACTS : END;
        for (const found of this.occurrences(unit)) {
          if (unit.prefix === undefined) places.push(found);
          weigh(found, until, worthOf, weights);
          if (worthOf[TITLE_FIELD] !== nothing) note(found, TITLE_FIELD, titled);
        }
        const rare = (rarity * parts[number]) / whole;
        for (let paper = 0; paper < this.size; paper++) {
          const weight = weights[paper];
          if (weight === 0) continue;
          const told = (weight * (RANKING.k1 + 1)) / (RANKING.k1 + weight);
          sums[paper] += rare * (told + RANKING.titled * titled[paper]);
          has[paper] += 1;
        }
      }
      for (let paper = 0; paper < this.size; paper++) {
        if (has[paper] < units.length) continue;
        values[paper] = Math.max(values[paper], worth * sums[paper]);
      }
    }
    const has = new Uint8Array(this.size);
    let frequency = 0;
    for (let paper = 0; paper < this.size; paper++) {
      if (values[paper] <= 0) continue;
      has[paper] = 1;
      frequency += 1;
    }
    return { values, has, places, rarity, frequency };
  }
}

const firstOf = (word) => Array.from(word)[0];
const lastOf = (word) => Array.from(word).pop();

// Adds to each paper what its places are worth. "the" stands at 100,000 of them: a loop of its own
// is compiled while it runs, at the first key.
function weigh(places, until, worthOf, weights) {
  for (let at = 0; at < places.length; at += 2) {
    const key = places[at];
    if (key >= until) return;
    weights[key & PAPER] += worthOf[key >> SHIFT][key & PAPER];
  }
}

// Notes the papers that have a place in the field.
function note(places, field, noted) {
  for (let at = 0; at < places.length; at += 2) {
    if (places[at] >> SHIFT > field) return;
    if (places[at] >> SHIFT === field) noted[places[at] & PAPER] = 1;
  }
}
