// The papers as they stand in the page: everything is there, only the index is yet to be made.

const SLICE_MS = 8;
const names = JSON.parse(document.getElementById("names").textContent);
const papers = Array.from(document.querySelectorAll("#list li"), (node, number) => {
  const first = node.firstElementChild;
  const paper = new Paper(number, {
    id: node.id,
    kind: node.dataset.k,
    day: first.localName === "time" ? first.dateTime : "",
    topics: numbersOf(node.dataset.t),
    organizations: numbersOf(node.dataset.o),
  });
  paper.node = node;
  return paper;
});
const index = new Index(papers.length);
let citations = null;

// What other pages load when it is needed; null says that all is there.
const source = {
  papersFor: () => null,
  wordsFor: () => null,
  fill: async () => {},
  citation: async (paper) => {
    citations ??= JSON.parse(document.getElementById("citations").textContent);
    return citations[paper.number];
  },
  titles() {
    const keys = papers.map((paper) => paper.title.toLowerCase());
    return ranks(compare((paper) => keys[paper]));
  },
  begin(done) {
    setTimeout(readOn, 0, reading(), done);
  },
};

// Reads all texts into the index, a few at a time, so that the page answers meanwhile.
function* reading() {
  const texts = [];
  for (const paper of papers) {
    texts.push(paper.fields());
    if (paper.number % 50 === 49) yield;
  }
  for (const [number, name] of FIELDS.entries()) {
    for (const paper of papers) {
      const text =
        name in names
          ? paper[name].map((at) => names[name][at]).join("\n")
          : texts[paper.number][name];
      if (text) index.add(number, paper.number, text);
      if (paper.number % 25 === 24) yield;
    }
  }
}

function readOn(rest, done) {
  const until = performance.now() + SLICE_MS;
  while (performance.now() < until) {
    if (rest.next().done) {
      index.finish();
      done();
      return;
    }
  }
  setTimeout(readOn, 0, rest, done);
}
