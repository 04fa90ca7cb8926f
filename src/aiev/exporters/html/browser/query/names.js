// Which papers the names in a query mean: topics, organizations, tags, kinds, categories, venues
// and identifiers, as query/names.py and query/match.py look them up.

const SAME_WORD = new Map(Object.entries(TABLES.organizations.same_word));
const SEPARATOR = TABLES.separator;

class Names {
  constructor(papers, names, source) {
    Object.assign(this, { papers, names, source });
    this.aliases = new Map(Object.entries(names.aliases));
    this.found = new Map();
  }

  // Says for each paper whether the part of a query means it; remembers the answer.
  mask(part) {
    const key = JSON.stringify(part);
    let answer = this.found.get(key);
    if (answer === undefined) {
      if (this.found.size === KEPT) this.found.clear();
      const means = this.test(part);
      answer = Uint8Array.from(this.papers, (paper) => (means(paper) ? 1 : 0));
      this.found.set(key, answer);
    }
    return answer;
  }

  test({ is, field, text, form, isTyped, low, high, id }) {
    if (is === "dates") return ({ day }) => liesWithin(day, low, high);
    if (is === "numbers") {
      // What is not known is below zero.
      return ({ cited }) => cited >= (low ?? 0) && (high === null || cited <= high);
    }
    if (is === "id") {
      const wanted = arxivId(id);
      if (wanted !== null) return ({ id: own }) => own === wanted;
      const address = addressKey(id);
      return ({ id: own, url }) => arxivId(own) === null && url && addressKey(url) === address;
    }
    const isBegun = form === "prefix" || isTyped;
    if (field === "topic") return this.oneOf("topics", this.topics(text, isBegun));
    if (field === "org") {
      const found = form === "prefix" ? undefined : this.aliases.get(organizationKey(text));
      return this.oneOf("organizations", found || this.organizations(text, isBegun));
    }
    if (field === "tag") return this.oneOf("tags", named(text, this.names.tags, isBegun));
    if (field === "has") {
      const bits = named(text, TABLES.has, isBegun).reduce((all, at) => all | (1 << at), 0);
      return ({ has }) => (has & bits) !== 0;
    }
    const wanted = asciiLower(text);
    if (field === "kind") {
      return ({ kind }) => kind === wanted || (isBegun && kind.startsWith(wanted));
    }
    if (field === "category") {
      const start = isBegun ? wanted : `${wanted}.`;
      const isOne = (one) => one === wanted || one.startsWith(start);
      return ({ categories }) => asciiLower(categories).split(" ").some(isOne);
    }
    const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const venue = new RegExp(`(?<![a-z])${literal}${isBegun ? "" : "(?![a-z])"}`);
    return (paper) => venue.test(asciiLower(this.source.venues(paper)));
  }

  oneOf(name, numbers) {
    const wanted = new Set(numbers);
    return (paper) => paper[name].some((number) => wanted.has(number));
  }

  // A path written whole names only that one and what lies below it; else the words of a heading
  // in any order, or of several headings in a row.
  topics(text, isBegun) {
    const paths = this.names.topics;
    const all = Array.from(paths.keys());
    const whole = caseless(text.trim());
    if (whole.includes(SEPARATOR)) {
      const same = all.filter((number) =>
        (caseless(paths[number]) + SEPARATOR).startsWith(whole + SEPARATOR),
      );
      if (same.length) return same;
    }
    const steps = text.split(SEPARATOR.trim()).map((step) => tokens(step).map(stem));
    if (!steps.every((step) => step.length)) return [];
    const holds = (heading, step) =>
      isBegun
        ? heading.some((word) => word.startsWith(step[step.length - 1])) &&
          step.slice(0, -1).every((word) => heading.includes(word))
        : step.every((word) => heading.includes(word));
    return all.filter((number) => {
      const headings = paths[number].split(SEPARATOR).map((heading) => tokens(heading).map(stem));
      return headings.some((_, start) =>
        steps.every((step, at) => headings[start + at] && holds(headings[start + at], step)),
      );
    });
  }

  // Those in whose names the words stand.
  organizations(text, isBegun) {
    const key = tokens(text).join(" ");
    if (!key) return [];
    const wanted = isBegun ? ` ${key}` : key;
    return Array.from(this.names.organizations.keys()).filter((number) =>
      ` ${tokens(this.names.organizations[number]).join(" ")}`.includes(wanted),
    );
  }
}

// As SQLite has it: no other letters than A to Z are changed.
function asciiLower(text) {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

// The names that are this but for case, or start with it.
function named(text, names, isBegun) {
  const wanted = caseless(text.trim());
  const isOne = (name) => (isBegun ? name.startsWith(wanted) : name === wanted);
  return Array.from(names.keys()).filter((number) => isOne(caseless(names[number])));
}

// A date known to the month is within a range that overlaps the month.
function liesWithin(day, low, high) {
  if (low === null && high === null) return true;
  if (!day) return false;
  const [first, end] = intervalOf(day);
  return (low === null || end > low) && (high === null || first < high);
}

// The form that the spellings of one name share: see domain/organization.py.
function organizationKey(text) {
  const { legal_forms, dropped } = TABLES.organizations;
  const plain = caseless(text.normalize("NFKC"))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/&/g, " and ")
    .replace(/['’‘`´]/g, "");
  const words = plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => SAME_WORD.get(word) ?? word);
  while (words.length > 1 && legal_forms.includes(words[words.length - 1])) words.pop();
  const telling = words.filter((word) => !dropped.includes(word));
  return (telling.length ? telling : words).join(" ");
}
