// A paper: what its list item says, and what the script adds to the item when it is shown.

// Made of these elements and attributes alone, and of text that never becomes markup.
const PIECE = /<(\/?)(li|time|h3|a|p|i|b|em|span|details|summary)((?: [a-z-]+="[^"]*")*)>|([^<]+)/g;
const ATTRIBUTE = / (id|class|href|datetime)="([^"]*)"/g;
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

const LINKED = 8;

class Paper {
  constructor(number, facts) {
    Object.assign(this, facts, { number, node: null, isDressed: false });
  }

  // Makes the item of its markup, which exporters/html/paper.py alone describes.
  build(markup) {
    this.node = elementOf(markup);
    this.title = this.node.querySelector("h3").textContent;
  }

  // Makes names links and adds what needs the script; once, when the item is first shown.
  dress(names) {
    if (this.isDressed) return;
    this.isDressed = true;
    this.linkNames(names);
    this.linkAuthors();
    const actions = [
      this.similar.length && action("similar", "Similar"),
      this.kind !== "placeholder" && action("cite", "Cite"),
      make(
        "a",
        { class: "self", href: `#${encodeURIComponent(this.id)}` },
        "Share",
        make("span", { class: "unseen" }, ` ${this.title}`),
      ),
    ].filter(Boolean);
    const place = this.node.querySelector("details");
    this.node.insertBefore(make("p", { class: "do" }, ...actions), place);
  }

  linkNames(names) {
    let line = this.node.querySelector(".at");
    const venues = Array.from(line?.querySelectorAll("em") ?? [], (told, at) => {
      const series = names.venues[this.series[at]];
      return series === undefined ? told : nameLink("venue", series, { text: told.textContent });
    });
    const links = [
      ...this.organizations.map((at) => nameLink("org", names.organizations[at])),
      ...venues,
      ...this.topics.map((at) => nameLink("topic", names.topics[at], { list: names.lists[at] })),
    ];
    if (!line && links.length) {
      line = make("p", { class: "at" });
      this.node.insertBefore(line, this.node.querySelector(".go, details"));
    }
    if (!line) return;
    const told = Array.from(line.querySelectorAll("i, span"));
    const parts = told.flatMap((one) => (one.localName === "span" ? chips(one.textContent) : [one]));
    line.replaceChildren(...links, ...parts);
  }

  // The first few: nobody asks for the fiftieth.
  linkAuthors() {
    const line = this.node.querySelector(".by");
    if (!line) return;
    const all = line.textContent.split(/, (?!(?:Jr|Sr)\.?(?:,|$))/);
    const linked = all.slice(0, LINKED).flatMap((name, at) => [at ? ", " : "", authorLink(name)]);
    const rest = all.slice(LINKED).map((name) => `, ${name}`).join("");
    line.replaceChildren(...linked, rest);
  }

  // Puts the abstract together, of which the first sentence is shown while it is closed.
  fill(rest) {
    const place = this.node.querySelector("details > p");
    if (rest !== undefined) place.textContent = rest;
    if (place.dataset.isWhole) return;
    place.dataset.isWhole = "";
    place.prepend(`${this.node.querySelector(".gist").textContent} `);
  }

  // Shows a piece of the abstract where neither the title nor the first sentence says all that was
  // asked for.
  tell(highlighter) {
    this.quiet();
    const abstract = this.node.querySelector("details > p");
    if (!abstract) return;
    const [gist, rest] = [this.node.querySelector(".gist").textContent, abstract.textContent];
    if (highlighter.isTold(`${this.title}\n${gist}`)) return;
    const text = highlighter.snippet(abstract.dataset.isWhole ? rest : `${gist} ${rest}`);
    if (text === null) return;
    const snippet = make("p", { class: "piece" }, text);
    this.node.querySelector(".gist").after(snippet);
  }

  quiet() {
    const before = this.node.querySelector(".piece");
    if (before) before.remove();
  }
}

function action(name, text) {
  return make("button", { type: "button", class: name, "aria-expanded": "false" }, text);
}

// What is told in a word or two.
function chips(text) {
  return text.split(" · ").map((one) => {
    const name = one === "New" ? "new" : null;
    return make("span", { class: name }, one);
  });
}

function elementOf(markup) {
  const whole = document.createDocumentFragment();
  let inner = whole;
  for (const [, isEnd, name, attributes, text] of markup.matchAll(PIECE)) {
    if (text !== undefined) inner.append(plain(text));
    else if (isEnd) inner = inner.parentNode;
    else {
      const kept = Array.from(attributes.matchAll(ATTRIBUTE), ([, key, value]) => [key, plain(value)]);
      inner.append(make(name, Object.fromEntries(kept)));
      inner = inner.lastElementChild;
    }
  }
  return whole.firstElementChild;
}

// Text as it was before it became markup.
function plain(text = "") {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (sign, decimal, hex, name) =>
    name ? (SIGNS[name] ?? sign) : String.fromCodePoint(decimal ? decimal : parseInt(hex, 16)),
  );
}

function nameLink(facet, name, { list = "", text = null } = {}) {
  const link = make("a", { class: facet, href: `#${new URLSearchParams({ [facet]: name })}` });
  if (facet === "topic") {
    link.title = list ? `${name} · ${list}` : name;
    link.append(name.split(SEPARATOR).slice(-2).join(" › "));
  } else link.append(text ?? name);
  link.dataset.facet = facet;
  link.dataset.name = name;
  return link;
}

function authorLink(name) {
  const words = `author:"${name.replaceAll('"', "")}"`;
  const link = make("a", { href: `#${new URLSearchParams({ q: words })}` }, name);
  link.dataset.words = words;
  return link;
}

// Orders papers by a key, and by their place in the list where the keys are the same.
function compare(keyOf) {
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
}

// Answers for each paper its place in this order.
function ranks(order) {
  const answer = new Uint32Array(papers.length);
  const sorted = Array.from(papers.keys()).sort((a, b) => order(a, b) || a - b);
  sorted.forEach((paper, place) => (answer[paper] = place));
  return answer;
}
