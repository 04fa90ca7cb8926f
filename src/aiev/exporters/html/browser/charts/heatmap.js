// Topics by organizations: each cell chooses both, each name itself.

const CELL = 26;
// Names stand aslant above their columns, and lean over the right edge by up to so much.
const [ABOVE, BESIDE, LETTERS] = [98, 64, 20];
const SLANT = 48;
const LEAN = Math.cos((SLANT * Math.PI) / 180);
const HIGHEST = (ABOVE - 16) / Math.sin((SLANT * Math.PI) / 180);
const [ROWS, MOST] = [8, 12];
// Where there is no room for so many columns, they are scrolled under the names of the rows.
const FEWEST = 8;
// From here on digits are black on a dark page, and white on a light one: at these shades of the
// accent black and white are as easy to read, 4.6:1.
const [MIDDLE, DEEP] = [0.58, 0.78];
// Long words that tell no organization from another.
const SHORTER = [
  [/\bUniversity\b/, "U."],
  [/\bInstitute\b/, "Inst."],
  [/\bTechnology\b/, "Tech."],
];
const briefly = (name) =>
  SHORTER.reduce((text, [word, shorter]) => text.replace(word, shorter), name);

class Heatmap {
  constructor(figure, facets, choose) {
    [this.facets, this.choose] = [facets, choose];
    this.caption = make("span", { class: "told" });
    this.box = make("div", {
      class: "cells",
      role: "group",
      "aria-label": "Topics and organizations",
    });
    figure.querySelector("figcaption").append(this.caption);
    figure.append(this.box);
    this.pen = document.createElement("canvas").getContext("2d");
    this.pen.font = "11px system-ui, sans-serif";
    [this.rows, this.columns, this.cells] = [[], [], []];
    // The cell with the focus, and the topic and organization that it is of.
    this.focused = 0;
    this.pair = null;
    this.sizes = this.named();
    // Its room is its own as long as there is anything to draw: the other chart has a width then.
    figure.hidden = !this.sizes.some((size) => size > 0);
    // What was clicked stays where it is, as long as the pointer or the focus does.
    this.held = null;
    this.box.addEventListener("click", (event) => this.click(event.target));
    figure.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.let());
    figure.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.isDrawing && relatedTarget && !this.box.contains(relatedTarget)) this.let();
    });
    this.box.addEventListener("scroll", () => this.showScroll(), { passive: true });
    this.box.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["pointerover", "focusin"]) {
      this.box.addEventListener(name, (event) => this.tell(event.target));
    }
    for (const name of ["pointerout", "focusout"]) {
      this.box.addEventListener(name, () => (this.caption.textContent = ""));
    }
  }

  draw() {
    const { topic, org } = this.facets.all;
    const scale = enlarged();
    const width = (this.box.clientWidth || 400) / scale;
    const held = this.isHeld() ? this.held : null;
    const rows = held ? held.rows : this.topics();
    const labels = rows.map((row) => short(topic.beside(topic.names[row]), 80));
    const widest = Math.max(0, ...labels.map((label) => this.widthOf(label))) + 12;
    const least = Math.min(widest, 170, width * 0.42);
    const room = Math.floor((width - least - BESIDE) / CELL);
    const most = room < FEWEST ? MOST : Math.min(room, MOST);
    const columns = held ? held.columns : this.organizations(rows, most);
    if (!columns.length) {
      this.box.replaceChildren(make("p", {}, "No paper on this names an organization"));
      return;
    }
    const heads = columns.map((column) =>
      this.fitting(short(briefly(org.names[column]), LETTERS), HIGHEST),
    );
    const reach = heads.map((head, c) => (c + 0.5) * CELL + 3 + this.widthOf(head) * LEAN);
    // What the columns leave is for the names of the rows.
    const taken = Math.max(columns.length * CELL, ...reach) + 4;
    const beside = Math.min(widest, Math.max(least, width - taken));
    const height = ABOVE + rows.length * CELL + 2;
    const names = drawing(beside, height, scale, { class: "names" });
    const cells = drawing(taken, height, scale);
    const counts = this.counts(rows, columns);
    const greatest = Math.max(1, ...counts.flatMap((row) => Array.from(row)));
    const had = this.box.contains(document.activeElement);
    [this.rows, this.columns, this.cells] = [rows, columns, []];
    columns.forEach((column, c) => {
      const [x, y] = [(c + 0.5) * CELL + 3, ABOVE - 7];
      const place = { transform: `translate(${x} ${y}) rotate(-${SLANT})`, "data-org": column };
      cells.append(this.name(org, column, heads[c], place));
    });
    rows.forEach((row, r) => {
      const y = ABOVE + r * CELL;
      const place = { x: beside - 8, y: y + CELL / 2 + 4, "text-anchor": "end", "data-topic": row };
      names.append(this.name(topic, row, this.fitting(labels[r], beside - 12), place));
      columns.forEach((column, c) =>
        cells.append(this.cell(row, column, counts[r][c], greatest, { x: c * CELL, y })),
      );
    });
    this.focused = this.place();
    const focused = this.cells[this.focused];
    focused.setAttribute("tabindex", "0");
    const { scrollLeft } = this.box;
    this.isDrawing = true;
    this.box.replaceChildren(names, cells);
    this.isDrawing = false;
    this.box.style.scrollPaddingLeft = `${beside * scale}px`;
    this.box.scrollLeft = scrollLeft;
    this.showScroll();
    if (!had) return;
    focused.focus({ preventScroll: true });
    focused.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  name(facet, number, text, place) {
    const name = facet.names[number];
    return make(
      "text",
      { class: facet.chosen.has(name) ? "name chosen" : "name", ...place },
      text,
      make("title", {}, facet.parents ? facet.whole(name) : name),
    );
  }

  // How many papers each topic has with each organization.
  counts(rows, columns) {
    const { topic, org } = this.facets.all;
    const answer = rows.map(() => new Uint32Array(columns.length));
    const [rowOf, columnOf] = [placesOf(rows, topic), placesOf(columns, org)];
    for (const paper of this.facets.across(topic, org)) {
      for (const number of org.of[paper]) {
        const column = columnOf[number];
        if (column < 0) continue;
        for (const path of topic.of[paper]) if (rowOf[path] >= 0) answer[rowOf[path]][column]++;
      }
    }
    return answer;
  }

  widthOf(text) {
    return this.pen.measureText(text).width;
  }

  // As much of the text as there is room for.
  fitting(text, room) {
    let answer = text;
    for (let length = text.length; length > 1 && this.widthOf(answer) > room; length--) {
      answer = short(text, length - 1);
    }
    return answer;
  }

  // Answers how many papers of each topic have an organization: a row of none tells nothing.
  named() {
    const { topic, org } = this.facets.all;
    const sizes = new Uint32Array(topic.names.length);
    org.of.forEach((numbers, paper) => {
      if (numbers.length) for (const number of topic.of[paper]) sizes[number]++;
    });
    return sizes;
  }

  // The topics of the rows, none of which holds another: a paper is counted once in a column.
  topics() {
    return series(this.facets.all.topic, ROWS, this.sizes).among;
  }

  // Whether what is chosen is what was chosen here, so that all stays where it was.
  isHeld() {
    return this.held !== null && this.held.chosen === this.chosen();
  }

  chosen() {
    const { topic, org } = this.facets.all;
    return JSON.stringify([Array.from(topic.chosen), Array.from(org.chosen)]);
  }

  // Keeps rows and columns while `act` chooses, and as long as nothing else is chosen elsewhere.
  hold(act) {
    const { rows, columns } = this;
    act();
    this.held = { rows, columns, chosen: this.chosen() };
  }

  let() {
    if (this.held === null) return;
    this.held = null;
    if (overview.open) this.draw();
  }

  // Whether there is more to the right, which not every system shows by a bar.
  showScroll() {
    const { scrollLeft, scrollWidth, clientWidth } = this.box;
    this.box.classList.toggle("more", scrollLeft + clientWidth < scrollWidth - 2);
  }

  // Where the pair that had the focus is: a topic that has no row is held by one above it.
  place() {
    if (this.pair === null) return 0;
    const [number, column] = this.pair;
    const line = lineOf(this.facets.all.topic, number).map((at) => this.rows.indexOf(at));
    const row = line.find((at) => at >= 0) || 0;
    return row * this.columns.length + Math.max(0, this.columns.indexOf(column));
  }

  // The organizations with the most papers in these topics.
  organizations(rows, limit) {
    const { topic, org } = this.facets.all;
    const sizes = new Uint32Array(org.names.length);
    const places = placesOf(rows, topic);
    org.of.forEach((numbers, paper) => {
      if (!numbers.length || !topic.of[paper].some((number) => places[number] >= 0)) return;
      for (const number of numbers) sizes[number]++;
    });
    const order = Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a]);
    const chosen = (number) => org.chosen.has(org.names[number]);
    const isPart = (one, other) => org.wholes[one].has(other) || org.wholes[other].has(one);
    // A whole is not counted beside its parts: what comes first has the column.
    const kept = [];
    for (const number of order.filter(chosen).concat(order)) {
      if (kept.length >= limit || !sizes[number]) break;
      if (kept.every((other) => !isPart(number, other))) kept.push(number);
    }
    return few(org, order.filter((number) => kept.includes(number)), limit, sizes);
  }

  cell(row, column, count, most, { x, y }) {
    const { topic, org } = this.facets.all;
    const [path, name] = [topic.names[row], org.names[column]];
    const shade = Math.round(14 + 86 * Math.sqrt(count / most)) / 100;
    const isChosen = topic.chosen.has(path) && org.chosen.has(name);
    const cell = make(
      "g",
      {
        role: "button",
        tabindex: "-1",
        class: count ? "cell" : "cell none",
        "aria-pressed": String(isChosen),
        "aria-disabled": String(!count && !isChosen),
        "data-topic": row,
        "data-org": column,
        "aria-label": `${topic.labelAlone(path)}, ${name}: ${papersIn(count)}`,
      },
      make("rect", {
        x: x + 1,
        y: y + 1,
        width: CELL - 2,
        height: CELL - 2,
        rx: 3,
        "fill-opacity": count ? shade : 1,
      }),
    );
    if (count) {
      cell.append(
        make(
          "text",
          {
            class: shade > DEEP ? "deep" : shade > MIDDLE ? "middle" : "",
            x: x + CELL / 2,
            y: y + CELL / 2 + 4,
            "text-anchor": "middle",
          },
          count,
        ),
      );
    }
    this.cells.push(cell);
    return cell;
  }

  tell(target) {
    const cell = target.closest("[role=button]");
    this.caption.textContent = cell ? cell.getAttribute("aria-label") : "";
  }

  click(target) {
    const place = target.closest("[data-topic], [data-org]");
    // No paper has both: there is nothing to filter by.
    if (!place || place.getAttribute("aria-disabled") === "true") return;
    const { topic, org } = this.facets.all;
    const path = topic.names[place.dataset.topic];
    const name = org.names[place.dataset.org];
    if (path !== undefined && name !== undefined) {
      this.focus(this.cells.indexOf(place));
      this.hold(() => this.choose("both", [path, name]));
    } else if (path !== undefined) this.hold(() => this.choose("topic", path, { isAlone: true }));
    else this.hold(() => this.choose("org", name));
  }

  focus(place) {
    this.cells[this.focused].setAttribute("tabindex", "-1");
    this.cells[place].setAttribute("tabindex", "0");
    this.focused = place;
    const wide = this.columns.length;
    this.pair = [this.rows[Math.floor(place / wide)], this.columns[place % wide]];
  }

  key(event) {
    const steps = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.columns.length,
      ArrowDown: this.columns.length,
    };
    if (event.key in steps) {
      const next = this.focused + steps[event.key];
      if (next >= 0 && next < this.cells.length) {
        this.focus(next);
        this.cells[next].focus();
      }
    } else if (event.key === "Enter" || event.key === " ") this.click(event.target);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
