// The facets by which papers are filtered: their names, what is chosen of them, and how many papers
// each further choice would find. See panels.js for how they are shown.

const MONTHS = TABLES.months;
const KINDS = { paper: "Papers", code: "Code", web: "Web pages", placeholder: "Without a link" };

// Each facet has names by number; `of` answers the numbers of a paper. `month` is chosen in the
// timeline only. There is room for eight: see `failed`.
class Facets {
  constructor(papers, names) {
    const kinds = Object.keys(KINDS).filter((kind) => papers.some((one) => one.kind === kind));
    const years = Array.from(new Set(papers.map((one) => one.day.slice(0, 4))));
    const months = monthsBetween(papers.map((one) => one.day.slice(0, 7)));
    const wholes = wholesOf(names);
    this.all = {
      topic: new Facet(
        "Topic",
        names.topics,
        papers.map((one) => one.topics),
      ),
      org: new Facet("Organization", names.organizations, withWholes(papers, wholes)),
      list: new Facet(
        "List",
        names.shelves,
        papers.map((one) => one.shelves),
      ),
      venue: new Facet(
        "Venue",
        names.venues,
        papers.map((one) => Array.from(new Set(one.series.filter((number) => number >= 0)))),
      ),
      category: new Facet(
        "Category",
        ...categoriesOf(papers),
      ),
      year: new Facet("Year", years.sort().reverse(), papers, (one) => one.day.slice(0, 4)),
      kind: new Facet("Kind", kinds, papers, (one) => one.kind),
      month: new Facet("Month", months, papers, (one) => one.day.slice(0, 7)),
    };
    this.all.year.label = (name) => name || "Undated";
    this.all.kind.label = (name) => KINDS[name];
    this.all.month.label = monthName;
    this.all.category.label = categoryName;
    this.all.topic.growUp(names.lists);
    this.all.org.wholes = wholes;
    this.list = Object.values(this.all);
  }

  get isChosen() {
    return this.list.some((facet) => facet.chosen.size > 0);
  }

  // Answers the papers among these that have all that is chosen, and counts for each facet what a
  // further choice in it would find. After it `across` answers the papers that these facets alone
  // keep out, with those that nothing does.
  filter(papers) {
    for (const facet of this.list) facet.counts = new Uint32Array(facet.names.length);
    const masks = this.list.map((facet) => facet.mask());
    this.papers = papers;
    this.failed = new Uint8Array(papers.length);
    masks.forEach((mask, at) => {
      if (mask === null) return;
      const { of } = this.list[at];
      papers.forEach((paper, place) => {
        if (!of[paper].some((number) => mask[number])) this.failed[place] |= 1 << at;
      });
    });
    this.list.forEach((facet, at) => facet.count(papers, this.failed, ~(1 << at)));
    return papers.filter((_, place) => this.failed[place] === 0);
  }

  // Answers the papers among these that have all that is chosen, and counts nothing.
  passing(papers) {
    const masks = this.list.map((facet) => facet.mask());
    return papers.filter((paper) =>
      masks.every((mask, at) => mask === null || this.list[at].of[paper].some((n) => mask[n])),
    );
  }

  across(...facets) {
    const ignored = facets.reduce((mask, facet) => mask | (1 << this.list.indexOf(facet)), 0);
    return this.papers.filter((_, place) => !(this.failed[place] & ~ignored));
  }
}

class Facet {
  constructor(title, names, papers, nameOf) {
    this.title = title;
    this.names = names;
    this.numbers = new Map(names.map((name, number) => [name, number]));
    this.of = nameOf
      ? papers.map((one) => [this.numbers.get(nameOf(one))].filter((n) => n !== undefined))
      : papers;
    this.label = (name) => name;
    this.lists = {};
    this.alike = null;
    this.chosen = new Set();
    this.counts = new Uint32Array(names.length);
    this.parents = null;
  }

  // Makes this a tree by the paths that are its names: a paper of a topic is one of its parents'.
  // `lists` says by number from which lists those come that read like another beside them.
  growUp(lists) {
    this.lists = lists;
    this.parents = this.names.map((path) => {
      const at = path.lastIndexOf(SEPARATOR);
      return at < 0 ? -1 : this.numbers.get(path.slice(0, at));
    });
    this.children = this.names.map(() => []);
    this.roots = [];
    this.parents.forEach((parent, number) => {
      (parent < 0 ? this.roots : this.children[parent]).push(number);
    });
    this.label = (path) =>
      path.slice(path.lastIndexOf(SEPARATOR) + (path.includes(SEPARATOR) ? 3 : 1));
    this.of = this.of.map((numbers) => {
      const all = new Set();
      for (let number of numbers) {
        for (; number >= 0 && !all.has(number); number = this.parents[number]) all.add(number);
      }
      return Array.from(all);
    });
    this.sizes = new Uint32Array(this.names.length);
    for (const numbers of this.of) for (const number of numbers) this.sizes[number]++;
  }

  // A name among those below the same heading.
  beside(name) {
    const list = this.lists[this.numbers.get(name)];
    return list ? `${this.label(name)} · ${list}` : this.label(name);
  }

  // A name by itself: a topic with the heading above it and its list, where others read the same.
  labelAlone(name) {
    const number = this.numbers.get(name);
    const parent = this.parents ? this.parents[number] : -1;
    if (parent < 0 || !this.isShared(this.label(name))) return this.beside(name);
    const list = this.listOf(number);
    const text = `${this.label(this.names[parent])} › ${this.label(name)}`;
    return list ? `${text} · ${list}` : text;
  }

  isShared(heading) {
    if (this.alike === null) {
      this.alike = new Map();
      for (const path of this.names) {
        const key = lettersOf(this.label(path));
        this.alike.set(key, (this.alike.get(key) || 0) + 1);
      }
    }
    return this.alike.get(lettersOf(heading)) > 1;
  }

  // The list that tells this topic, or one above it, from its like; empty where none need be told.
  listOf(number) {
    let at = number;
    while (at >= 0 && !this.lists[at]) at = this.parents[at];
    return this.lists[at] || "";
  }

  // All that is known of a topic's place, for where there is room for it.
  whole(path) {
    const list = this.listOf(this.numbers.get(path));
    return list ? `${path} · ${list}` : path;
  }

  // Counts the papers that nothing but this facet itself keeps out.
  count(papers, failed, others) {
    if (this.starts === undefined) this.flatten();
    const { counts, starts, flat } = this;
    for (let place = 0; place < papers.length; place++) {
      if ((failed[place] & others) !== 0) continue;
      const end = starts[papers[place] + 1];
      for (let at = starts[papers[place]]; at < end; at++) counts[flat[at]]++;
    }
  }

  // The numbers of all papers in one row, which is read far faster than a list of lists.
  flatten() {
    this.starts = new Uint32Array(this.of.length + 1);
    this.of.forEach((numbers, paper) => {
      this.starts[paper + 1] = this.starts[paper] + numbers.length;
    });
    this.flat = Uint32Array.from(this.of.flat());
  }

  // One for each number that is chosen; null where nothing is.
  mask() {
    if (!this.chosen.size) return null;
    const answer = new Uint8Array(this.names.length);
    for (const name of this.chosen) answer[this.numbers.get(name)] = 1;
    return answer;
  }

  toggle(name) {
    if (!this.chosen.delete(name)) this.chosen.add(name);
  }

  // Whether exactly these are chosen.
  isJust(names) {
    return names.length === this.chosen.size && names.every((name) => this.chosen.has(name));
  }

  // Chooses these alone, and answers those that there are not.
  choose(names) {
    const found = names.map((name) => this.known(name));
    this.chosen = new Set(found.filter((name) => name !== null));
    return names.filter((_, at) => found[at] === null);
  }

  // The name itself, else the only one that differs by the case of its letters; null for others.
  known(name) {
    if (this.numbers.has(name)) return name;
    const wanted = name.toLowerCase();
    const same = this.names.filter((one) => one.toLowerCase() === wanted);
    return same.length === 1 ? same[0] : null;
  }
}

// For each organization, itself and those of which it is a part: the name of a whole is a key that
// means its parts too.
function wholesOf(names) {
  const aliases = new Map(Object.entries(names.aliases));
  const wholes = names.organizations.map((_, number) => new Set([number]));
  names.organizations.forEach((name, whole) => {
    for (const part of aliases.get(organizationKey(name)) ?? []) wholes[part].add(whole);
  });
  return wholes;
}

function withWholes(papers, wholes) {
  return papers.map(({ organizations: own }) =>
    Array.from(new Set(own.flatMap((number) => Array.from(wholes[number])))),
  );
}

// The categories of arXiv that there are, and those of each paper by number.
function categoriesOf(papers) {
  const numbers = new Map();
  const of = papers.map(({ categories }) =>
    categories
      .split(" ")
      .filter(Boolean)
      .map((name) => numbers.get(name) ?? (numbers.set(name, numbers.size), numbers.size - 1)),
  );
  return [Array.from(numbers.keys()), of];
}

// What is read of a heading: emoji look the same to who has no font for them.
function lettersOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

function monthName(month) {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

// All months from the first to the last, those without a paper too.
function monthsBetween(days) {
  const known = days.filter((day) => day.length === 7).sort();
  const answer = [];
  if (!known.length) return answer;
  let [year, month] = known[0].split("-").map(Number);
  for (let name = known[0]; name <= known[known.length - 1];) {
    answer.push(name);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
  }
  return answer;
}
