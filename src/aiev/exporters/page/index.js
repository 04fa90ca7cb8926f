// An index of all words with their places, and the score of each paper for the concepts of a query:
// BM25F and nearness, as in query/rank.py.

// Abstracts come last, as they take longest: until they are in, the rest can be searched.
const FIELDS = ["title", "listed", "authors", "topics", "organizations", "abstract"];
const WEIGHT = FIELDS.map((field) => RANKING.weights[field]);
const ENOUGH = 30;
const AT_MOST = 40;
const NEAREST = 200;
const KEPT = 32;

// A key is a field and a paper, in this order, so that places stand in order when papers are added
// field by field.
const SHIFT = 24;
const PAPER = (1 << SHIFT) - 1;
const ABSTRACTS = (FIELDS.length - 1) << SHIFT;

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

  // The stems of the words that start so.
  startingWith(prefix) {
    if (prefix.length < 2) return [];
    const found = new Set();
    for (const [word, root] of this.vocabulary.get(prefix.slice(0, 2)) || []) {
      if (word.startsWith(prefix)) found.add(root);
    }
    return Array.from(found);
  }

  // How many papers hold the stem.
  frequency(root) {
    let count = this.papersOf.get(root);
    if (count === undefined) {
      const places = this.places.get(root) || [];
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

  rarity(root) {
    const count = this.frequency(root);
    return Math.log(1 + Math.max(this.size - count + 0.5, 0.5) / (count + 0.5));
  }

  // Where the stems stand side by side: the places of the first. Answers one list for each way.
  occurrences({ stems, prefix }) {
    if (prefix !== undefined && stems.length === 0) {
      return this.startingWith(prefix).map((root) => this.places.get(root));
    }
    const lasts = prefix === undefined ? [[]] : this.startingWith(prefix).map((root) => [root]);
    return lasts.map((last) => this.phrase([...stems, ...last]));
  }

  phrase(stems) {
    let found = this.places.get(stems[0]) || [];
    for (let step = 1; step < stems.length && found.length; step++) {
      const next = this.places.get(stems[step]) || [];
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

  // Answers the papers that have all that is wanted, then those that lack a word, best first.
  search({ wanted, unwanted }) {
    if (!this.isWhole) this.forget();
    const scored = wanted.map((concept) => this.known(concept));
    const banned = new Uint8Array(this.size);
    for (const concept of unwanted) {
      this.known(concept).values.forEach((value, paper) => {
        if (value > 0) banned[paper] = 1;
      });
    }
    const total = new Float32Array(this.size);
    const whole = [];
    for (let paper = 0; paper < this.size; paper++) {
      if (banned[paper]) continue;
      let sum = 0;
      let has = 0;
      for (const { values } of scored) {
        sum += values[paper];
        has += values[paper] > 0 ? 1 : 0;
      }
      total[paper] = sum;
      if (has === scored.length) whole.push(paper);
    }
    const order = (a, b) => total[b] - total[a] || a - b;
    const best = (papers) => {
      papers.sort(order);
      if (scored.length < 2) return papers;
      // Nearness only adds, so that nothing comes in among the nearest from behind.
      const nearest = papers.slice(0, NEAREST);
      for (const paper of nearest) total[paper] += this.nearness(scored, paper);
      nearest.sort(order).forEach((paper, place) => (papers[place] = paper));
      return papers;
    };
    const partial =
      whole.length < ENOUGH ? this.widened(scored, total, banned, new Set(whole)) : [];
    return { papers: best(whole), partial: best(partial).slice(0, AT_MOST) };
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
    const allowed = FIELDS.map((field) => !concept.fields || concept.fields.includes(field));
    const values = new Float32Array(this.size);
    const places = [];
    const own = concept.alternatives[0].units.flatMap((unit) => unit.stems);
    const telling = concept.text
      .split(" ")
      .filter((word) => !stopWords.has(word))
      .map(stem);
    const rarity = Math.max(0, ...(telling.length ? telling : own).map((r) => this.rarity(r)));
    for (const { units, weight: worth } of concept.alternatives) {
      const sums = new Float32Array(this.size);
      const has = new Uint8Array(this.size);
      for (const unit of units) {
        const weights = new Float32Array(this.size);
        // Stop words, and words that begin with two letters, stand in nearly every abstract.
        const isCommon = stopWords.has(concept.text) || (unit.prefix && unit.prefix.length < 3);
        const until = isCommon ? ABSTRACTS : Infinity;
        for (const found of this.occurrences(unit)) {
          if (unit.prefix === undefined) places.push(found);
          for (let at = 0; at < found.length && found[at] < until; at += 2) {
            const field = found[at] >> SHIFT;
            const paper = found[at] & PAPER;
            if (allowed[field]) weights[paper] += this.norms[field][paper];
          }
        }
        const rare = unit.word === null ? rarity : this.rarity(unit.stems[0]);
        for (let paper = 0; paper < this.size; paper++) {
          const weight = weights[paper];
          if (weight === 0) continue;
          sums[paper] += (rare * weight * (RANKING.k1 + 1)) / (RANKING.k1 + weight);
          has[paper] += 1;
        }
      }
      for (let paper = 0; paper < this.size; paper++) {
        if (has[paper] < units.length) continue;
        values[paper] = Math.max(values[paper], worth * sums[paper]);
      }
    }
    return { values, places, rarity, isWord: concept.isWord, frequency: count(values) };
  }

  // Only bare words may be missing: first the commonest, then all but one of the rare ones.
  widened(scored, total, banned, taken) {
    const words = scored.filter((one) => one.isWord);
    if (words.length < 2) return [];
    const musts = scored.filter((one) => !one.isWord);
    const byRarity = words.slice().sort((a, b) => a.frequency - b.frequency);
    const rare = byRarity.filter((one) => one.frequency && one.frequency <= this.size / 20);
    const anyOf = rare.length ? rare : byRarity.slice(0, 1);
    const kept = byRarity.slice(0, -1);
    const answer = [];
    for (let paper = 0; paper < this.size; paper++) {
      if (banned[paper] || taken.has(paper) || total[paper] === 0) continue;
      if (!musts.every((one) => one.values[paper] > 0)) continue;
      const isClose = words.length > 2 && kept.every((one) => one.values[paper] > 0);
      if (isClose || anyOf.some((one) => one.values[paper] > 0)) answer.push(paper);
    }
    return answer;
  }

  nearness(scored, paper) {
    let sum = 0;
    for (let at = 1; at < scored.length; at++) {
      const [one, other] = [scored[at - 1], scored[at]];
      let best = 0;
      for (let field = 0; field < FIELDS.length; field++) {
        const here = positions(one.places, (field << SHIFT) | paper);
        const there = here.length ? positions(other.places, (field << SHIFT) | paper) : [];
        for (const a of here) {
          for (const b of there) best = Math.max(best, 1 / Math.max(Math.abs(a - b), 1));
        }
      }
      sum += (best * (one.rarity + other.rarity)) / 2;
    }
    return RANKING.nearness * sum;
  }
}

function count(values) {
  let answer = 0;
  for (const value of values) if (value > 0) answer++;
  return answer;
}

// The positions under a key in any of the lists, each of which is in order.
function positions(lists, key) {
  const answer = [];
  for (const list of lists) {
    let low = 0;
    let high = list.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[2 * middle] < key) low = middle + 1;
      else high = middle;
    }
    for (let at = 2 * low; at < list.length && list[at] === key; at += 2) answer.push(list[at + 1]);
  }
  return answer;
}
