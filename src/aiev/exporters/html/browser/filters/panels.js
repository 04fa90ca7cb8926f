// How the facets are shown beside the list: a tree of topics, and lists of names, each with how many
// papers it would find.

const FEW = 10;
const MANY = 300;
const LONGEST_NAME = 120;

class FacetList {
  constructor(facet, choose) {
    [this.facet, this.choose] = [facet, choose];
    this.rows = new Map();
    this.limit = FEW;
    this.names = make("ul", {});
    this.more = make("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => {
      this.limit = this.limit < facet.names.length ? this.limit + MANY : FEW;
      this.update();
    });
    this.element = make("fieldset", {}, make("legend", {}, facet.title), this.names, this.more);
    this.element.hidden = facet.names.length < 2;
  }

  // The chosen first, then the most frequent; years and kinds in their own order.
  update() {
    const { facet } = this;
    const order = Array.from(facet.names.keys());
    const isChosen = (number) => facet.chosen.has(facet.names[number]);
    if (facet.title === "Organization") {
      order.sort((a, b) => isChosen(b) - isChosen(a) || facet.counts[b] - facet.counts[a] || a - b);
    }
    const shown = order.filter((number, at) => at < this.limit || isChosen(number));
    const focused = document.activeElement;
    const rows = shown.map((number) => this.row(number));
    if (
      rows.some((row, at) => this.names.children[at] !== row) ||
      rows.length !== this.names.children.length
    ) {
      this.names.replaceChildren(...rows);
      if (focused !== document.activeElement && this.names.contains(focused)) focused.focus();
    }
    this.names.classList.toggle("long", shown.length > FEW + 5);
    this.more.hidden = order.length <= FEW;
    this.more.textContent = this.more.hidden ? "" : this.offer(order.length);
  }

  // What the button below the names does, of which there are this many.
  offer(size) {
    if (this.limit >= size) return "Show fewer";
    const all = digits.format(size);
    return this.limit + MANY < size ? `Show ${MANY} more of ${all}` : `Show all ${all}`;
  }

  row(number) {
    let row = this.rows.get(number);
    if (row === undefined) this.rows.set(number, (row = facetRow(this.facet, number, this.choose)));
    row.refresh();
    return row;
  }
}

class TopicTree {
  constructor(facet, choose) {
    [this.facet, this.choose] = [facet, choose];
    this.rows = new Map();
    this.open = new Set();
    this.names = this.branch(facet.roots);
    this.element = make("fieldset", { class: "tree" }, make("legend", {}, facet.title), this.names);
    this.element.hidden = facet.names.length < 2;
  }

  branch(numbers) {
    return make(
      "ul",
      {},
      ...numbers.map((number) => {
        const row = facetRow(this.facet, number, this.choose);
        this.rows.set(number, row);
        const below = this.facet.children[number];
        if (below.length) {
          const label = this.facet.labelAlone(this.facet.names[number]);
          row.opener = make("button", {
            type: "button",
            class: "opener",
            "aria-expanded": "false",
            "aria-label": `Topics below ${label}`,
          });
          row.opener.addEventListener("click", () => {
            if (!this.open.delete(number)) this.open.add(number);
            this.update();
          });
          row.prepend(row.opener);
          row.below = null;
        }
        return row;
      }),
    );
  }

  update() {
    for (const name of this.facet.chosen) {
      let number = this.facet.parents[this.facet.numbers.get(name)];
      for (; number >= 0; number = this.facet.parents[number]) this.open.add(number);
    }
    this.refresh(this.facet.roots);
  }

  // Branches are made when they are first opened.
  refresh(numbers) {
    for (const number of numbers) {
      const row = this.rows.get(number);
      row.refresh();
      if (!row.opener) continue;
      const isOpen = this.open.has(number);
      row.opener.setAttribute("aria-expanded", String(isOpen));
      if (isOpen && !row.below) row.append((row.below = this.branch(this.facet.children[number])));
      if (!row.below) continue;
      row.below.hidden = !isOpen;
      if (isOpen) this.refresh(this.facet.children[number]);
    }
  }
}

// A box to tick, with how many papers it would find.
function facetRow(facet, number, choose) {
  const name = facet.names[number];
  const box = make("input", { type: "checkbox" });
  const count = make("span", { class: "count" });
  const list = facet.lists[number];
  const label = facet.beside(name);
  const what = make("span", { class: "what" }, short(facet.label(name), LONGEST_NAME));
  if (list) what.append(make("small", {}, short(list, LONGEST_NAME)));
  const row = make(
    "li",
    {},
    make(
      "label",
      { title: label.length > 26 ? label : null },
      box,
      what,
      count,
    ),
  );
  box.addEventListener("change", () => choose(name));
  row.refresh = () => {
    const papers = facet.counts[number];
    const text = digits.format(papers);
    if (count.textContent !== text) count.textContent = text;
    box.checked = facet.chosen.has(name);
    row.classList.toggle("none", papers === 0 && !box.checked);
  };
  return row;
}
