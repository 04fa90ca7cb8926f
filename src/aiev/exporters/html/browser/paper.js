// A paper: what its list item says, and what the script adds to the item when it is shown.

// The numbers and texts of a record are those of html_paper.py.
class Paper {
  constructor(number, facts) {
    Object.assign(this, facts, { number, node: null, isDressed: false });
  }

  // Makes the item, the same that a page without a script holds.
  build({ title, url, authors, listed, extras, links, abstract }) {
    this.title = title;
    this.node = make("li", { id: this.id });
    if (this.day) this.node.append(make("time", { datetime: this.day }, dayName(this.day)));
    this.node.append(make("h3", {}, url ? make("a", { href: url }, title) : title));
    if (authors) this.node.append(make("p", { class: "by" }, authors));
    if (listed || extras || this.topics.length || this.organizations.length) {
      const told = [listed && make("i", {}, listed), extras && make("span", {}, extras)];
      this.node.append(make("p", { class: "at" }, ...told.filter(Boolean)));
    }
    if (links.length) {
      const items = links.map(([address, text]) => make("a", { href: address }, text));
      this.node.append(make("p", { class: "go" }, ...items));
    }
    if (abstract !== null) {
      const folded = [make("summary", {}, "Abstract"), make("p", {}, abstract)];
      this.node.append(make("details", {}, ...folded));
    }
  }

  // Makes names links and adds what needs the script; once, when the item is first shown.
  dress(names) {
    if (this.isDressed) return;
    this.isDressed = true;
    const line = this.node.querySelector(".at");
    if (line) {
      const extras = line.querySelectorAll("i, span");
      const links = [
        ...this.organizations.map((at) => nameLink("org", names.organizations[at])),
        ...this.topics.map((at) => nameLink("topic", names.topics[at], names.lists[at])),
      ];
      line.replaceChildren(...links, ...extras);
    }
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

function dayName(day) {
  const [year, month, date] = day.split("-").map(Number);
  return [date, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
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
