// Typos: the word that was meant by one that hardly any paper has, by the rule of the command line:
// see query/spelling.py and store/reading/search_lookup.py.

const PASTED = 32;
// Where words stand that a typo may be of; names of people and houses are none.
const SPELT = TABLES.index.spelt;

class Spelling {
  // `common` are the words that a typo may stand for, each with how many papers have it.
  constructor(index, common) {
    this.index = index;
    this.words = Object.entries(common).map(([word, papers]) => [word, papers, letters(word)]);
    this.found = new Map();
  }

  // Answers the typos of a query, each with the word that was meant: no paper has them.
  meant(tree) {
    return this.others(tree, (count) => count === 0);
  }

  // Answers the words that a few papers have, each with what else it may mean.
  suggested(tree) {
    return this.others(tree, (count) => count > 0);
  }

  others(tree, isAsked) {
    const answer = new Map();
    for (const word of doubtful(this.index, tree)) {
      if (!isAsked(this.index.frequency(stem(word)))) continue;
      if (!this.found.has(word)) this.found.set(word, this.nearest(word));
      const other = this.found.get(word);
      if (other !== null) answer.set(word, other);
    }
    return answer;
  }

  // Fewest slips first, then the same first letter, then the commonest.
  nearest(word) {
    const slips = word.length >= TABLES.spelling.long ? 2 : 1;
    const mine = letters(word);
    let best = null;
    for (const [other, papers, theirs] of this.words) {
      if (other === word || Math.abs(other.length - word.length) > slips) continue;
      // A slip takes at most one of the letters that a word has at all, and brings at most one.
      if (isMore(mine & ~theirs, slips) || isMore(theirs & ~mine, slips)) continue;
      const far = distance(word, other, slips);
      const rank = [far, other[0] === word[0] ? 0 : 1, -papers];
      if (far <= slips && (best === null || isBefore(rank, best.rank))) best = { other, rank };
    }
    const there = this.index.frequency(stem(word));
    const needed = Math.max(commonFrom(this.index.size), TABLES.spelling.more_by * there);
    return best !== null && -best.rank[2] >= needed ? best.other : null;
  }
}

// By the first place that differs; of equals the first stays.
function isBefore(rank, other) {
  const at = rank.findIndex((value, place) => value !== other[place]);
  return at >= 0 && rank[at] < other[at];
}

// How many letters are more, less, other or swapped with their neighbour; none is changed twice.
// Beyond the most that are of interest some number above them.
function distance(one, other, most = Infinity) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const isOther = one[i - 1] !== other[j - 1];
      let best = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + isOther);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        best = Math.min(best, before[j - 2] + 1);
      }
      row.push(best);
      if (best < least) least = best;
    }
    if (least > most) return least;
    [before, last] = [last, row];
  }
  return last[other.length];
}

// Which letters a word has, a bit each.
function letters(word) {
  let answer = 0;
  for (let at = 0; at < word.length; at++) answer |= 1 << (word.charCodeAt(at) - 97);
  return answer;
}

// Says whether more bits than this are set, by taking away the lowest each time.
function isMore(bits, most) {
  for (; bits && most; most--) bits &= bits - 1;
  return bits !== 0;
}

// The bare words of a tree that may be typos: hardly any paper has them, and none in its title. What
// is said otherwise too is none, nor is what is being typed as long as any word begins so.
function doubtful(index, tree) {
  // `Comet` is in a title; `difusion` has but the stem of DiFuse, which is.
  const isInTitle = (word, root) => index.placesOf(root)[0] < 1 << SHIFT && index.isWritten(word);
  const isRare = (word, root) =>
    index.frequency(root) < TABLES.spelling.rare_below && !isInTitle(word, root);
  const isSaid = (word) =>
    longForms.has(keyOf([word])) ||
    compounds.has(stem(word)) ||
    otherEndings(word).some((other) => index.frequency(stem(other)));
  return bareWords(tree)
    .filter(({ word }) => !isSaid(word))
    .slice(0, PASTED)
    .filter(({ word }) => isCorrectable(word) && isRare(word, stem(word)))
    .filter(({ word, isTyped }) => !isTyped || !index.startingWith(word).length)
    .map(({ word }) => word);
}

const OTHER_SIDE = new Map();
for (const [british, american] of Object.entries(TABLES.spelling.british)) {
  OTHER_SIDE.set(british, american).set(american, british);
}
const LONGEST_ENDING = Math.max(...Array.from(OTHER_SIDE.keys(), (ending) => ending.length));

// The word as it would be spelt on the other side of the Atlantic, in each likely way.
function otherEndings(word) {
  const answer = [];
  for (let at = Math.max(2, word.length - LONGEST_ENDING); at < word.length - 1; at++) {
    const other = OTHER_SIDE.get(word.slice(at));
    if (other !== undefined) answer.push(word.slice(0, at) + other);
  }
  return answer;
}

// From how many papers of all on a word is common enough to be what a typo meant.
function commonFrom(papers) {
  const { most_needed, share } = TABLES.spelling;
  return Math.min(most_needed, Math.max(1, Math.floor(papers / share)));
}

function isCorrectable(word) {
  const { shortest, longest } = TABLES.spelling;
  return word.length >= shortest && word.length <= longest && /^[a-z]+$/.test(word);
}

// The words that a typo may stand for, counted a few at a time, as it takes long.
function* commonWords(index) {
  const least = commonFrom(index.size);
  const isTold = (key, at) => at % 2 === 0 && SPELT.includes(FIELDS[key >> SHIFT]);
  const answer = {};
  for (const words of index.vocabulary.values()) {
    for (const [word, root] of words) {
      const places = index.placesOf(root);
      if (places.length < 2 * least || !isCorrectable(word)) continue;
      if (index.frequency(root) >= least && places.some(isTold)) answer[word] = index.frequency(root);
    }
    yield;
  }
  return answer;
}

// The bare words that a tree as read asks for, in their order.
function bareWords(tree) {
  if (tree === null || tree.is === "not") return [];
  if (tree.parts) return tree.parts.flatMap(bareWords);
  if (!isBare(tree)) return [];
  const last = tree.words.length - 1;
  return tree.words.map((word, at) => ({ word, isTyped: tree.isTyped && at === last }));
}

// The tree with other words for its typos; a word that is excluded stays as written.
function corrected(tree, meant) {
  if (tree === null || !meant.size) return tree;
  if (tree.is === "not") {
    return isBare(tree.part) ? tree : { ...tree, part: corrected(tree.part, meant) };
  }
  if (tree.parts) return { ...tree, parts: tree.parts.map((part) => corrected(part, meant)) };
  if (!isBare(tree) || !tree.words.some((word) => meant.has(word))) return tree;
  return { ...tree, words: tree.words.map((word) => meant.get(word) ?? word), isTyped: false };
}

function isBare({ is, form, field }) {
  return is === "text" && form === "word" && !field;
}

// The query with one word for another.
function exchanged(text, word, other) {
  return text.replace(/"[^"]*"?|[^\s()"-]+/g, (part) =>
    part[0] !== '"' && tokens(part).join(" ") === word ? other : part,
  );
}

// The query with each typo as a phrase, which is taken as it stands.
function quoted(text, meant) {
  const isTypo = (part) => !/["-]/.test(part[0]) && tokens(part).some((word) => meant.has(word));
  return text.replace(/"[^"]*"?|[^\s()"]+/g, (part) => (isTypo(part) ? `"${part}"` : part));
}
