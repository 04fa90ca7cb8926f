// The papers that a query asks for, best first: BM25F of its concepts, and nearness for the best.

const NEAREST = 200;
// Papers by number fit below, scores in steps of 1/65536 above.
const NUMBERS = 2 ** 24;

class Search {
  constructor(index, names) {
    [this.index, this.names] = [index, names];
  }

  // Answers the papers that have all that is asked for, those that lack a word, and all by score.
  find({ tree, wanted }) {
    const { size } = this.index;
    if (!this.index.isWhole) this.index.forget();
    const scored = wanted.map((concept) => this.index.known(concept));
    const total = new Float32Array(size);
    for (const { values } of scored) for (let at = 0; at < size; at++) total[at] += values[at];
    const has = this.mask(tree);
    const whole = numbersOf(has);
    const partial = whole.length < RANKING.enough ? this.widened(tree, whole, has, total) : [];
    const found = {
      papers: this.best(whole, scored, total),
      partial: this.best(partial, scored, total).slice(0, RANKING.enough - whole.length),
    };
    const { papers } = found;
    found.ranked = found.partial.length ? byScore(papers.concat(found.partial), total) : papers;
    return found;
  }

  // Says for each paper whether it is what the tree asks for.
  mask(tree) {
    const { size } = this.index;
    if (tree === null) return new Uint8Array(size).fill(1);
    if (tree.is === "concept") return this.index.known(tree).has;
    if (tree.is === "not") return this.mask(tree.part).map((is) => 1 - is);
    if (!tree.parts) return this.names.mask(tree);
    const answer = this.mask(tree.parts[0]).slice();
    for (const part of tree.parts.slice(1)) {
      const other = this.mask(part);
      if (tree.is === "and") for (let at = 0; at < size; at++) answer[at] &= other[at];
      else for (let at = 0; at < size; at++) answer[at] |= other[at];
    }
    return answer;
  }

  best(papers, scored, total) {
    const ordered = byScore(papers, total);
    if (scored.length < 2) return ordered;
    // Nearness only adds, so that nothing comes in among the nearest from behind.
    const nearest = ordered.slice(0, NEAREST);
    for (const paper of nearest) total[paper] += this.nearness(scored, paper);
    byScore(nearest, total).forEach((paper, place) => (ordered[place] = paper));
    return ordered;
  }

  // The steps of query/plan.py. Only bare words side by side may be missing: first the commonest,
  // then all but one of the rare.
  widened(tree, whole, has, total) {
    const parts = tree && tree.is === "and" ? tree.parts : [];
    const words = parts.filter((part) => part.isWord).map((part) => this.index.known(part));
    const known = words.filter((one) => one.frequency);
    known.sort((a, b) => a.frequency - b.frequency);
    if (words.length < 2 || known.length === 0) return [];
    const musts = this.mask(both(parts.filter((part) => !part.isWord)));
    const open = numbersOf(musts).filter((paper) => !has[paper] && total[paper] > 0);
    const few = Math.max(this.index.size / RANKING.rare_part, RANKING.rare_at_least);
    const isFew = (one) => one.frequency <= few;
    const rare = isFew(known[0]) ? known.filter(isFew) : known.slice(0, 1);
    const anyRare = (paper) => rare.some((one) => one.has[paper]);
    if (known.length < 3 || known.length > RANKING.many_words) return open.filter(anyRare);
    const kept = known.slice(0, -1);
    const allButOne = (paper) => kept.every((one) => one.has[paper]);
    const found = open.filter(allButOne);
    if (whole.length + found.length >= RANKING.enough) return found;
    return open.filter((paper) => anyRare(paper) || allButOne(paper));
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

function numbersOf(mask) {
  const answer = [];
  for (let paper = 0; paper < mask.length; paper++) if (mask[paper]) answer.push(paper);
  return answer;
}

// The best first, and of equals the first. Numbers sort far faster than with a function, and are
// made far faster without one.
function byScore(papers, total) {
  const keys = new Float64Array(papers.length);
  for (let at = 0; at < papers.length; at++) {
    keys[at] = papers[at] - Math.round(total[papers[at]] * 65536) * NUMBERS;
  }
  keys.sort();
  const answer = new Array(papers.length);
  for (let at = 0; at < keys.length; at++) {
    answer[at] = keys[at] - Math.floor(keys[at] / NUMBERS) * NUMBERS;
  }
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
