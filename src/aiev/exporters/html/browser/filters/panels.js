// How the facets are shown beside the list: names with how many papers each would find, the most
// frequent first. Behind the first few are the others, to be found by name.

const FEW = 7;
const MANY = 300;
const LONGEST_NAME = 120;
const OWN_ORDER = ["Year"];

class FacetPanel {
  constructor(facet, choose) {
    [this.facet, this.choose] = [facet, choose];
    this.rows = new Map();
    this.open = new Set();
    this.limit = FEW;
    this.names = make("ul", {});
    this.more = make("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.step());
    const what = `${/^[AEIOU]/.test(facet.title) ? "an" : "a"} ${facet.title.toLowerCase()}`;
    this.finder = make("input", {
      type: "search",
      class: "finder",
      placeholder: `Find ${what}`,
      "aria-label": `Find ${what}`,
      autocomplete: "off",
      hidden: true,
    });
    this.finder.addEventListener("input", () => this.update());
    this.element = make(
      "fieldset",
      { class: facet.parents ? "tree" : null },
      make("legend", {}, facet.title),
      this.finder,
      this.names,
      this.more,
    );
  }

  update() {
    const { facet } = this;
    const wanted = lettersOf(this.finder.value);
    const isThere = (number) => facet.counts[number] > 0 || facet.chosen.has(facet.names[number]);
    const isFound = wanted
      ? (number) => lettersOf(facet.label(facet.names[number])).includes(wanted)
      : () => true;
    const all = facet.parents && !wanted ? facet.roots : Array.from(facet.names.keys());
    const order = this.ordered(all.filter((number) => isThere(number) && isFound(number)));
    this.openChosen();
    const limit = wanted ? Math.max(this.limit, MANY) : this.limit;
    const isShown = (number, at) => at < limit || this.holdsChosen(number);
    const shown = order.filter(isShown);
    this.show(this.names, shown, { isFlat: wanted !== "" });
    this.names.classList.toggle("long", shown.length > FEW + 5);
    this.more.hidden = order.length <= FEW || wanted !== "";
    this.more.textContent = this.more.hidden ? "" : this.offer(order.length);
    this.size = order.length;
    this.finder.hidden = order.length <= FEW && this.limit === FEW && !wanted;
    // Beside the list there is a field once all are shown, in the sheet always.
    this.element.classList.toggle("few", this.limit === FEW && !wanted);
    const isNone = facet.names.length < 2 || (!order.length && !wanted);
    this.element.hidden = isNone && !facet.chosen.size;
  }

  // The most frequent first, of equals in the facet's own order; years as the calendar has them.
  ordered(numbers) {
    const { counts, title } = this.facet;
    if (OWN_ORDER.includes(title)) return numbers;
    return numbers.slice().sort((a, b) => counts[b] - counts[a] || a - b);
  }

  // What the button below the names does, of which there are this many.
  offer(size) {
    if (this.limit >= size) return "Show fewer";
    const all = digits.format(size);
    const more = this.limit === FEW ? "" : " more";
    return this.next < size ? `Show ${MANY}${more} of ${all}` : `Show all ${all}`;
  }

  get next() {
    return this.limit === FEW ? MANY : this.limit + MANY;
  }

  step() {
    this.limit = this.limit < this.size ? this.next : FEW;
    if (this.limit === FEW) this.finder.value = "";
    this.update();
  }

  holdsChosen(number) {
    const { facet } = this;
    if (facet.chosen.has(facet.names[number])) return true;
    return facet.parents !== null && this.open.has(number) && this.hasChosen.has(number);
  }

  // Branches of what is chosen are open.
  openChosen() {
    this.hasChosen = new Set();
    const { facet } = this;
    if (facet.parents === null) return;
    for (const name of facet.chosen) {
      let number = facet.parents[facet.numbers.get(name)];
      for (; number >= 0; number = facet.parents[number]) {
        if (!this.wasChosen?.has(name)) this.open.add(number);
        this.hasChosen.add(number);
      }
    }
    this.wasChosen = new Set(facet.chosen);
  }

  // Puts the rows of these names into a list, and leaves alone what stands there already.
  show(list, numbers, { isFlat = false } = {}) {
    const focused = document.activeElement;
    const rows = numbers.map((number) => this.row(number, { isFlat }));
    const { children } = list;
    if (rows.length !== children.length || rows.some((row, at) => children[at] !== row)) {
      list.replaceChildren(...rows);
      if (focused !== document.activeElement && list.contains(focused)) focused.focus();
    }
  }

  row(number, { isFlat }) {
    let row = this.rows.get(number);
    if (row === undefined) {
      this.rows.set(number, (row = facetRow(this.facet, number, this.choose)));
      if (this.facet.parents && this.facet.children[number].length) this.addOpener(row, number);
    }
    row.refresh();
    row.classList.toggle("flat", isFlat);
    if (!row.opener) return row;
    const isOpen = this.open.has(number) && !isFlat;
    row.opener.hidden = isFlat;
    row.opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && !row.below) row.append((row.below = make("ul", {})));
    if (row.below) row.below.hidden = !isOpen;
    if (isOpen) {
      const { children, counts, chosen, names } = this.facet;
      const isThere = (one) => counts[one] > 0 || chosen.has(names[one]);
      this.show(row.below, this.ordered(children[number].filter(isThere)));
    }
    return row;
  }

  addOpener(row, number) {
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
}

// A box to tick, with how many papers it would find.
function facetRow(facet, number, choose) {
  const name = facet.names[number];
  const box = make("input", { type: "checkbox" });
  const count = make("span", { class: "count" });
  const list = facet.lists[number];
  const label = facet.parents ? facet.whole(name) : facet.beside(name);
  // Lists part names by slashes: there is where to break a line.
  const words = short(facet.label(name), LONGEST_NAME).split(/(?<=\/)(?=.)/);
  const broken = words.flatMap((part, at) => (at ? [make("wbr"), part] : [part]));
  const what = make("span", { class: "what" }, ...broken);
  if (list) what.append(make("small", {}, short(list, LONGEST_NAME)));
  const title = label.length > 26 ? label : label === name ? null : name;
  const row = make("li", {}, make("label", { title }, box, what, count));
  box.addEventListener("change", () => choose(name));
  row.refresh = () => {
    const papers = facet.counts[number];
    const text = digits.format(papers);
    if (count.textContent !== text) count.textContent = text;
    box.checked = facet.chosen.has(name);
  };
  return row;
}
