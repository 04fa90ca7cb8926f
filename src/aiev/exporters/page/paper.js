// A paper: what its list item says, and what the script adds to the item when it is shown.

const numbersOf = (text) => (text ? text.split(" ").map(Number) : []);

class Paper {
  constructor(number, { id, kind, day, topics, organizations }) {
    Object.assign(this, { number, id, kind, day, topics, organizations });
    this.node = null;
    this.isDressed = false;
  }

  get title() {
    return this.text("h3");
  }

  text(selector) {
    const found = this.node.querySelector(selector);
    return found ? found.textContent : "";
  }

  // The text of each of the index's fields but the names, which papers share. Lists mostly call a
  // paper by its title, which the item then does not repeat.
  fields() {
    const answer = { title: "", listed: "", authors: "", abstract: "" };
    for (let part = this.node.firstElementChild; part; part = part.nextElementSibling) {
      if (part.localName === "h3") answer.title = part.textContent;
      else if (part.className === "by") answer.authors = part.textContent;
      else if (part.className === "at") {
        const listed = part.querySelector("i");
        if (listed) answer.listed = listed.textContent;
      } else if (part.localName === "details") answer.abstract = part.lastElementChild.textContent;
    }
    answer.listed = `${answer.title}\n${answer.listed}`;
    return answer;
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
        ...this.topics.map((at) => nameLink("topic", names.topics[at])),
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
  tell(marks) {
    this.quiet();
    const abstract = this.node.querySelector("details > p");
    if (!abstract || marks.isTold(this.title)) return;
    const text = marks.snippet(abstract.textContent);
    if (text === null) return;
    const snippet = make("p", { class: "piece" }, text);
    this.node.insertBefore(snippet, this.node.querySelector(".go, details"));
  }

  quiet() {
    const before = this.node.querySelector(".piece");
    if (before) before.remove();
  }
}

function nameLink(facet, name) {
  const link = make("a", { class: facet, href: `#${new URLSearchParams({ [facet]: name })}` });
  if (facet === "topic") {
    link.title = name;
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
