// The papers of a page that is one file. They stand in it as markup, most of them as text within
// <noscript>, which is read here; only the index is yet to be made.

const SLICE_MS = 8;
const names = JSON.parse(document.querySelector("script.names").textContent);
learn(names);
const [VALUE, WORDS] = ['"([^"]*)"', "([^<]*)"];
const ITEM = new RegExp(
  `<li id=${VALUE} data-k=${VALUE}((?: data-[a-z]="[^"]*")*)>` +
    `(?:<time datetime=${VALUE}>[^<]*</time>)?(?:<b class="short">${WORDS}</b>)?` +
    `<h3>(?:<a href=${VALUE}>)?${WORDS}(?:</a>)?</h3>(?:<p class="gist">${WORDS}</p>)?` +
    `(?:<p class="by">${WORDS}</p>)?` +
    `(?:<p class="at">[^<]*(?:<em>[^<]*</em>[^<]*)*(?:<i>${WORDS}</i>)?[^<]*(?:<span>[^<]*</span>)?</p>)?` +
    '(?:<p class="go">(?:<a href="[^"]*">[^<]*</a> ?)*</p>)?' +
    `(?:<details><summary>Abstract</summary><p>${WORDS}</p></details>)?</li>`,
  "g",
);
const texts = new Map();
const papers = [];
for (const found of itemsAsText().matchAll(ITEM)) readItem(found);
const index = new Index(papers.length);
let citations = null;

// The first items are elements by now, the others text that takes no time to parse.
function itemsAsText() {
  const list = document.getElementById("list");
  const rest = Array.from(list.querySelectorAll("noscript"), (piece) => {
    piece.remove();
    return piece.textContent;
  });
  return list.innerHTML + rest.join("");
}

function readItem([markup, id, kind, data, day, name, url, title, gist, by, listed, rest]) {
  const of = (name) => plain(new RegExp(` data-${name}=${VALUE}`).exec(data)?.[1]);
  const numbers = (name) => of(name).split(" ").filter(Boolean).map(Number);
  const paper = new Paper(papers.length, {
    id: plain(id),
    kind: plain(kind),
    day: plain(day),
    url: plain(url),
    topics: numbers("t"),
    organizations: numbers("o"),
    tags: numbers("g"),
    categories: of("c"),
    has: Number(of("h")),
    shelves: numbers("l"),
    series: numbers("n"),
    similar: numbers("s"),
    cited: Number(of("q") || -1),
  });
  const [venues, words] = [of("v"), of("w")];
  // Without an abstract it is a list's note that stands in its place.
  const [note, abstract] = rest === undefined ? [gist, ""] : ["", `${gist} ${rest}`];
  const said = [name, note, listed].filter(Boolean).join("\n");
  texts.set(paper, { markup, title, by, listed: said, abstract, venues, words });
  papers.push(paper);
}

// What other pages load when it is needed; null says that all is there.
const source = {
  papersFor(numbers) {
    for (const number of numbers) {
      if (papers[number].node === null) papers[number].build(texts.get(papers[number]).markup);
    }
    return null;
  },
  wordsFor: () => null,
  common: null,
  commonFor: () => null,
  venues: (paper) => texts.get(paper).venues,
  fill: async (paper) => paper.fill(),
  citation: async (paper) => {
    citations ??= Array.from(document.querySelectorAll("script.citations")).flatMap((piece) =>
      JSON.parse(piece.textContent),
    );
    return citations[paper.number];
  },
  titles() {
    const keys = papers.map((paper) => plain(texts.get(paper).title).toLowerCase());
    return ranks(compare((paper) => keys[paper]));
  },
  begin(done) {
    idly(() => readOn(reading(), done));
  },
};

// Reads all texts into the index, a few at a time, so that the page answers meanwhile.
function* reading() {
  for (const [number, name] of FIELDS.entries()) {
    for (const paper of papers) {
      const text = textOfField(paper, name);
      if (text) index.add(number, paper.number, text);
      if (paper.number % 25 === 24) yield;
    }
  }
  index.finish();
  source.common = yield* commonWords(index);
}

// Lists mostly call a paper by its title, which the item then does not repeat.
function textOfField(paper, name) {
  if (name in names) return paper[name].map((at) => names[name][at]).join("\n");
  const { title, listed, by, abstract, words } = texts.get(paper);
  if (name === "listed") return `${plain(title)}\n${plain(listed)}\n${words}`;
  return plain({ title, authors: by, abstract }[name]);
}

function readOn(rest, done) {
  const until = performance.now() + SLICE_MS;
  while (performance.now() < until) {
    if (rest.next().done) {
      done();
      return;
    }
  }
  idly(() => readOn(rest, done));
}

// After whatever the reader does. Timers that set each other wait 4 ms each time, tasks do not.
function idly(act) {
  if ("scheduler" in self) scheduler.postTask(act, { priority: "background" });
  else setTimeout(act);
}
