// The papers of a folder: what tells them apart is there from the start, the rest comes when it is
// needed, a hundred papers or the words with one beginning at a time.

const names = FACTS.names;
const papers = FACTS.ids.map(
  (id, number) =>
    new Paper(number, {
      id,
      kind: FACTS.kinds[number],
      day: FACTS.days[number],
      topics: FACTS.topics[number],
      organizations: FACTS.organizations[number],
    }),
);
const index = new Index(papers.length);
const read = new Set();

const source = {
  papersFor(numbers) {
    const missing = numbers.filter((number) => papers[number].node === null);
    if (!missing.length) return null;
    const chunks = new Set(missing.map(chunkOf));
    return Promise.all(
      Array.from(chunks, async (chunk) => {
        const records = await load("papers", chunk);
        records.forEach((record, at) => {
          papers[chunk * FACTS.chunk + at].node ??= built(papers[chunk * FACTS.chunk + at], record);
        });
      }),
    );
  },
  wordsFor({ wanted, unwanted }) {
    const places = new Set();
    for (const { alternatives, text } of [...wanted, ...unwanted]) {
      const stems = alternatives.flatMap((one) => one.units.flatMap((unit) => unit.stems));
      const starts = alternatives.flatMap((one) => one.units.map((unit) => unit.prefix || ""));
      for (const word of [...stems, ...starts, ...text.split(" ").map(stem)]) {
        for (const head of [word.slice(0, 2), word.slice(0, 3)]) {
          const place = FACTS.heads[head];
          if (place !== undefined && !read.has(place)) places.add(place);
        }
      }
    }
    if (!places.size) return null;
    return Promise.all(
      Array.from(places, async (place) => {
        const part = await load("words", place);
        if (!read.has(place)) index.adopt(part);
        read.add(place);
      }),
    );
  },
  async fill(paper) {
    const [abstract] = await this.texts(paper);
    paper.node.querySelector("details > p").textContent = abstract;
  },
  async citation(paper) {
    const [, citation] = await this.texts(paper);
    return citation;
  },
  async texts(paper) {
    return (await load("texts", chunkOf(paper.number)))[paper.number % FACTS.chunk];
  },
  titles: () => Uint32Array.from(FACTS.titles),
  begin(done) {
    index.lengths = FACTS.lengths;
    index.totals = FACTS.lengths.map((lengths) => lengths.reduce((a, b) => a + b, 0));
    index.finish();
    done();
  },
};

function chunkOf(number) {
  return Math.floor(number / FACTS.chunk);
}

// The same item that a page of one file holds: see html_paper.py.
function built(paper, [title, url, authors, listed, extras, hasAbstract, ...links]) {
  const node = make("li", { id: paper.id, "data-k": paper.kind });
  if (paper.day) node.append(make("time", { datetime: paper.day }, dayName(paper.day)));
  node.append(make("h3", {}, url ? make("a", { href: url }, title) : title));
  if (authors) node.append(make("p", { class: "by" }, authors));
  if (listed || extras || paper.topics.length || paper.organizations.length) {
    const told = [listed && make("i", {}, listed), extras && make("span", {}, extras)];
    node.append(make("p", { class: "at" }, ...told.filter(Boolean)));
  }
  if (links.length) {
    const items = links.map(([address, text]) => make("a", { href: address }, text));
    node.append(make("p", { class: "go" }, ...items));
  }
  if (hasAbstract) {
    node.append(make("details", {}, make("summary", {}, "Abstract"), make("p")));
  }
  return node;
}

function dayName(day) {
  const [year, month, date] = day.split("-").map(Number);
  return [date, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}
