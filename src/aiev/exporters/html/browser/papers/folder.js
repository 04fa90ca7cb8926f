// The papers of a page that is a folder. What they are filtered by is there from the start; the rest
// is loaded when it is needed: a hundred papers, or the words with one beginning, at a time.

const names = FACTS.names;
learn(names);
const papers = FACTS.ids.map(
  (id, number) =>
    new Paper(number, {
      id,
      kind: FACTS.kinds[number],
      day: FACTS.days[number],
      url: FACTS.urls[number],
      topics: FACTS.topics[number],
      organizations: FACTS.organizations[number],
      tags: FACTS.tags[number],
      categories: FACTS.categories[number],
      has: FACTS.has[number],
      shelves: FACTS.shelves[number],
      series: FACTS.series[number],
      similar: FACTS.similar[number],
      cited: FACTS.cited[number],
    }),
);
const index = new Index(papers.length);
const read = new Set();
let venues = null;

const source = {
  papersFor(numbers) {
    const missing = numbers.filter((number) => papers[number].node === null);
    if (!missing.length) return null;
    const chunks = new Set(missing.map(chunkOf));
    return Promise.all(
      Array.from(chunks, async (chunk) => {
        const items = await load("papers", chunk);
        items.forEach((markup, at) => {
          const paper = papers[chunk * FACTS.chunk + at];
          if (paper.node === null) paper.build(markup);
        });
      }),
    );
  },
  wordsFor(query) {
    const places = new Set();
    const heads = Object.entries(FACTS.heads);
    for (const { alternatives } of query.concepts) {
      for (const { stems, prefix } of alternatives.flatMap(({ units }) => units)) {
        for (const start of [...stems, prefix].filter(Boolean)) {
          for (const [head, place] of heads) {
            if (head.startsWith(start) || start.startsWith(head)) places.add(place);
          }
        }
      }
    }
    const wanted = Array.from(places).filter((place) => !read.has(place));
    const needsVenues = venues === null && query.names.some(({ field }) => field === "venue");
    if (!wanted.length && !needsVenues) return null;
    const loading = wanted.map(async (place) => {
      const part = await load("words", place);
      if (!read.has(place)) index.adopt(part);
      read.add(place);
    });
    if (needsVenues) loading.push(load("venues", 0).then((texts) => (venues = texts)));
    return Promise.all(loading);
  },
  common: null,
  commonFor(query) {
    if (this.common !== null || !doubtful(index, query.written).length) return null;
    return load("spelling", 0).then((words) => (this.common = words));
  },
  venues: ({ number }) => venues[number],
  async fill(paper) {
    const [rest] = await this.texts(paper);
    paper.fill(rest);
  },
  async citation(paper) {
    const [, ...citations] = await this.texts(paper);
    return citations;
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
