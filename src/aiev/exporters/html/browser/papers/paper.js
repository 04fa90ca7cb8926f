// A paper: what its list item says, and what the script adds to the item when it is shown.

// Made of these elements and attributes alone, and of text that never becomes markup.
const PIECE = /<(\/?)(li|time|h3|a|p|i|span|details|summary)((?: [a-z-]+="[^"]*")*)>|([^<]+)/g;
const ATTRIBUTE = / (id|class|href|datetime)="([^"]*)"/g;
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

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
    const links = [
      ...this.organizations.map((at) => nameLink("org", names.organizations[at])),
      ...this.topics.map((at) => nameLink("topic", names.topics[at], names.lists[at])),
    ];
    let line = this.node.querySelector(".at");
    if (!line && links.length) {
      line = make("p", { class: "at" });
      this.node.insertBefore(line, this.node.querySelector(".go, details"));
    }
    line?.replaceChildren(...links, ...line.querySelectorAll("i, span"));
    let actions = this.node.querySelector(".go");
    if (!actions) {
      actions = make("p", { class: "go" });
      this.node.insertBefore(actions, this.node.querySelector("details"));
    }
    if (this.kind !== "placeholder") {
      actions.append(make("button", { type: "button", class: "cite" }, "Copy BibTeX"));
    }
    const day = this.node.querySelector("time");
    const link = make("a", {
      class: "self",
      href: `#${encodeURIComponent(this.id)}`,
      title: "Link to this paper",
    });
    link.append(day || make("span", { class: "unseen" }, `Link to ${this.title}`), day ? "" : "#");
    this.node.prepend(link);
  }

  // Shows a piece of the abstract where the title does not say all that was asked for.
  tell(highlighter) {
    this.quiet();
    const abstract = this.node.querySelector("details > p");
    if (!abstract || highlighter.isTold(this.title)) return;
    const text = highlighter.snippet(abstract.textContent);
    if (text === null) return;
    const snippet = make("p", { class: "piece" }, text);
    this.node.insertBefore(snippet, this.node.querySelector(".go, details"));
  }

  quiet() {
    const before = this.node.querySelector(".piece");
    if (before) before.remove();
  }
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

function nameLink(facet, name, list = "") {
  const link = make("a", { class: facet, href: `#${new URLSearchParams({ [facet]: name })}` });
  if (facet === "topic") {
    link.title = list ? `${name} · ${list}` : name;
    link.append(name.split(SEPARATOR).slice(-2).join(" › "));
  } else link.append(name);
  link.dataset.facet = facet;
  link.dataset.name = name;
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
