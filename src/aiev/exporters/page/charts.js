// The two charts: papers a month, stacked by topic, and topics by organizations. Both filter.

const SERIES = 7;
const CELL = 26;

function make(name, attributes = {}, ...children) {
  const isDrawn = "svg g path rect text line title".split(" ").includes(name);
  const element = isDrawn
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const digits = new Intl.NumberFormat("en");
const papersIn = (number) => `${digits.format(number)} paper${number === 1 ? "" : "s"}`;
const short = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

// The topics that the charts tell apart: those below the one that is chosen, else the topmost.
function series(topic, limit) {
  const [only] = topic.chosen.size === 1 ? topic.chosen : [];
  let among = only === undefined ? [] : topic.children[topic.numbers.get(only)];
  if (!among.length) among = topic.roots;
  while (among.length === 1 && topic.children[among[0]].length) among = topic.children[among[0]];
  const { sizes } = topic;
  const biggest = new Set(among.slice().sort((a, b) => sizes[b] - sizes[a]).slice(0, limit));
  return among.filter((number) => biggest.has(number) && sizes[number] > 0);
}

// Answers for each of a facet's numbers its place among these, or -1.
function placesOf(numbers, facet) {
  const answer = new Int16Array(facet.names.length).fill(-1);
  numbers.forEach((number, place) => (answer[number] = place));
  return answer;
}

class Timeline {
  constructor(figure, facets, choose) {
    [this.facets, this.choose] = [facets, choose];
    this.at = facets.all.month.names.length - 1;
    this.told = make("span", { class: "told" });
    this.box = make("div", {
      class: "plot", role: "slider", tabindex: "0", "aria-label": "Papers a month",
      "aria-valuemin": "0", "aria-valuemax": String(Math.max(this.at, 0)),
    });
    this.legend = make("ul", { class: "legend" });
    figure.querySelector("figcaption").append(this.told);
    figure.append(this.box, this.legend);
    figure.hidden = facets.all.month.names.length < 2;
    this.box.addEventListener("pointermove", (event) => this.tell(this.monthAt(event)));
    this.box.addEventListener("pointerleave", () => this.tell(null));
    this.box.addEventListener("focus", () => this.tell(this.at));
    this.box.addEventListener("blur", () => this.tell(null));
    this.box.addEventListener("click", (event) => this.click(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  draw() {
    const { month, topic } = this.facets.all;
    const papers = this.facets.across(month);
    const shown = series(topic, SERIES);
    this.stacks = month.names.map(() => new Uint32Array(shown.length + 1));
    const places = placesOf(shown, topic);
    for (const paper of papers) {
      if (!month.of[paper].length) continue;
      // A paper of several topics stands under the first of them.
      let place = shown.length;
      for (const number of topic.of[paper]) {
        if (places[number] >= 0 && places[number] < place) place = places[number];
      }
      this.stacks[month.of[paper][0]][place]++;
    }
    this.totals = this.stacks.map((stack) => stack.reduce((a, b) => a + b, 0));
    this.width = this.box.clientWidth || 600;
    this.height = this.box.clientHeight || 170;
    this.step = (this.width - 28) / Math.max(month.names.length, 1);
    const most = Math.max(...this.totals, 1);
    const y = (count) => this.height - 20 - (count / most) * (this.height - 34);
    const svg = make("svg", {
      viewBox: `0 0 ${this.width} ${this.height}`, "aria-hidden": "true", focusable: "false",
    });
    for (const count of Array.from(new Set([most, Math.round(most / 2)]))) {
      svg.append(make("line", { class: "grid", x1: 28, x2: this.width, y1: y(count), y2: y(count) }));
      svg.append(make("text", { class: "tick", x: 22, y: y(count) + 4, "text-anchor": "end" }, count));
    }
    this.years(svg, month.names);
    this.bars(svg, shown.length, y);
    this.cursor = make("rect", { class: "cursor", y: 6, height: this.height - 26, width: 0 });
    svg.append(this.cursor);
    this.box.replaceChildren(svg);
    this.name(shown);
    this.tell(null);
  }

  bars(svg, others, y) {
    const { month } = this.facets.all;
    const wide = this.step > 4 ? this.step - 1.5 : Math.max(this.step - 0.4, 0.6);
    for (let place = 0; place <= others; place++) {
      const drawn = { bar: "", "bar faint": "" };
      this.stacks.forEach((stack, at) => {
        if (!stack[place]) return;
        let below = 0;
        for (let lower = 0; lower < place; lower++) below += stack[lower];
        const [top, foot] = [y(below + stack[place]), y(below)];
        const isFaint = month.chosen.size > 0 && !month.chosen.has(month.names[at]);
        const x = 28 + at * this.step;
        drawn[isFaint ? "bar faint" : "bar"] +=
          `M${x.toFixed(1)} ${foot.toFixed(1)}V${top.toFixed(1)}h${wide.toFixed(1)}V${foot.toFixed(1)}z`;
      });
      const colour = place === others ? "other" : `s${place}`;
      for (const [style, d] of Object.entries(drawn)) {
        if (d) svg.append(make("path", { class: `${style} ${colour}`, d }));
      }
    }
  }

  years(svg, names) {
    let last = -100;
    names.forEach((name, at) => {
      const x = 28 + at * this.step;
      if (!name.endsWith("-01") && at > 0) return;
      if (x - last < 40 || x > this.width - 20) return;
      last = x;
      svg.append(make("text", { class: "tick", x, y: this.height - 3 }, name.slice(0, 4)));
    });
    svg.append(make("line", {
      class: "axis", x1: 28, x2: this.width, y1: this.height - 19.5, y2: this.height - 19.5,
    }));
  }

  name(shown) {
    const { topic } = this.facets.all;
    const entries = shown.map((number, place) => {
      const path = topic.names[number];
      const button = make(
        "button",
        { type: "button", "aria-pressed": String(topic.chosen.has(path)), title: path },
        make("i", { class: `s${place}` }), topic.label(path),
      );
      button.addEventListener("click", () => this.choose("topic", path));
      return make("li", {}, button);
    });
    if (this.stacks.some((stack) => stack[shown.length])) {
      entries.push(make("li", {}, make("span", {}, make("i", { class: "other" }), "Other")));
    }
    this.legend.replaceChildren(...entries);
    this.shown = shown;
  }

  monthAt(event) {
    const x = event.clientX - this.box.getBoundingClientRect().left - 28;
    const at = Math.floor(x / this.step);
    return at >= 0 && at < this.totals.length ? at : null;
  }

  tell(at) {
    const { month } = this.facets.all;
    const chosen = Array.from(month.chosen, (name) => month.numbers.get(name));
    const told = at === null ? (chosen.length ? chosen[0] : null) : at;
    if (at !== null) this.at = at;
    const text = (place) => `${month.label(month.names[place])}, ${papersIn(this.totals[place])}`;
    this.told.textContent = told === null ? "" : text(told);
    this.cursor.setAttribute("width", told === null ? 0 : Math.max(this.step - 1, 1));
    this.cursor.setAttribute("x", 28 + (told || 0) * this.step);
    if (this.at >= 0) {
      this.box.setAttribute("aria-valuenow", String(this.at));
      this.box.setAttribute("aria-valuetext", text(this.at));
    }
  }

  click(event) {
    const at = this.monthAt(event);
    if (at === null) return;
    // Below the bars stand the years.
    const isYear = event.clientY - this.box.getBoundingClientRect().top > this.height - 18;
    const name = this.facets.all.month.names[at];
    if (isYear) this.choose("year", name.slice(0, 4));
    else if (this.totals[at]) this.choose("month", name, { isAlone: true });
  }

  key(event) {
    const last = this.totals.length - 1;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 12, PageDown: -12 };
    if (event.key in steps) this.tell(Math.min(Math.max(this.at + steps[event.key], 0), last));
    else if (event.key === "Home") this.tell(0);
    else if (event.key === "End") this.tell(last);
    else if (event.key === "Enter" || event.key === " ") {
      this.choose("month", this.facets.all.month.names[this.at], { isAlone: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

class Heat {
  constructor(figure, facets, choose) {
    [this.facets, this.choose, this.figure] = [facets, choose, figure];
    this.told = make("span", { class: "told" });
    this.box = make("div", { class: "cells", role: "group", "aria-label": "Topics and organizations" });
    figure.querySelector("figcaption").append(this.told);
    figure.append(this.box);
    this.focused = 0;
    this.box.addEventListener("click", (event) => this.click(event.target));
    this.box.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["pointerover", "focusin"]) {
      this.box.addEventListener(name, (event) => this.tell(event.target));
    }
    for (const name of ["pointerout", "focusout"]) {
      this.box.addEventListener(name, () => (this.told.textContent = ""));
    }
  }

  draw() {
    const { topic, org } = this.facets.all;
    const width = this.box.clientWidth || 400;
    const names = Math.min(170, width * 0.42);
    const rows = series(topic, 8);
    const columns = Math.max(2, Math.floor((width - names - 44) / CELL));
    const shown = this.organizations(rows, Math.min(columns, 12));
    this.figure.hidden = !rows.length || !shown.length;
    if (this.figure.hidden) return;
    const counts = rows.map(() => new Uint32Array(shown.length));
    const [rowOf, columnOf] = [placesOf(rows, topic), placesOf(shown, org)];
    for (const paper of this.facets.across(topic, org)) {
      for (const number of org.of[paper]) {
        const column = columnOf[number];
        if (column < 0) continue;
        for (const path of topic.of[paper]) if (rowOf[path] >= 0) counts[rowOf[path]][column]++;
      }
    }
    const had = this.box.contains(document.activeElement);
    const most = Math.max(1, ...counts.flatMap((row) => Array.from(row)));
    const top = 84;
    const svg = make("svg", {
      viewBox: `0 0 ${width} ${top + rows.length * CELL + 2}`, width, height: top + rows.length * CELL + 2,
    });
    shown.forEach((column, c) => {
      const [x, y] = [names + c * CELL + CELL / 2 + 3, top - 7];
      svg.append(make(
        "text", { class: "name", transform: `translate(${x} ${y}) rotate(-48)`, "data-org": column },
        short(org.names[column], 17), make("title", {}, org.names[column]),
      ));
    });
    this.cells = [];
    this.columns = shown.length;
    rows.forEach((row, r) => {
      const y = top + r * CELL;
      const label = short(topic.label(topic.names[row]), Math.floor(names / 6.6));
      svg.append(make(
        "text",
        { class: "name", x: names - 8, y: y + CELL / 2 + 4, "text-anchor": "end", "data-topic": row },
        label, make("title", {}, topic.names[row]),
      ));
      shown.forEach((column, c) => svg.append(this.cell(row, column, counts[r][c], most, {
        x: names + c * CELL, y,
      })));
    });
    this.focused = Math.min(this.focused, this.cells.length - 1);
    this.cells[this.focused].setAttribute("tabindex", "0");
    this.box.replaceChildren(svg);
    if (had) this.cells[this.focused].focus({ preventScroll: true });
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
    return Array.from(sizes.keys())
      .filter((number) => sizes[number])
      .sort((a, b) => sizes[b] - sizes[a])
      .slice(0, limit);
  }

  cell(row, column, count, most, { x, y }) {
    const { topic, org } = this.facets.all;
    const [path, name] = [topic.names[row], org.names[column]];
    const isChosen = topic.chosen.has(path) && org.chosen.has(name);
    const cell = make("g", {
      role: "button", tabindex: "-1", class: count ? "cell" : "cell none",
      "aria-pressed": String(isChosen), "data-topic": row, "data-org": column,
      "aria-label": `${topic.label(path)}, ${name}: ${papersIn(count)}`,
    }, make("rect", {
      x: x + 1, y: y + 1, width: CELL - 2, height: CELL - 2, rx: 3,
      "fill-opacity": count ? (0.14 + 0.86 * Math.sqrt(count / most)).toFixed(2) : 1,
    }));
    if (count) {
      const isDeep = Math.sqrt(count / most) > 0.45;
      cell.append(make("text", {
        class: isDeep ? "deep" : "", x: x + CELL / 2, y: y + CELL / 2 + 4, "text-anchor": "middle",
      }, count));
    }
    this.cells.push(cell);
    return cell;
  }

  tell(target) {
    const cell = target.closest("[role=button]");
    this.told.textContent = cell ? cell.getAttribute("aria-label") : "";
  }

  click(target) {
    const place = target.closest("[data-topic], [data-org]");
    if (!place) return;
    const { topic, org } = this.facets.all;
    const path = topic.names[place.dataset.topic];
    const name = org.names[place.dataset.org];
    this.focused = Math.max(0, this.cells.indexOf(place));
    if (path !== undefined && name !== undefined) this.choose("both", [path, name]);
    else if (path !== undefined) this.choose("topic", path);
    else this.choose("org", name);
  }

  key(event) {
    const steps = {
      ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns,
    };
    if (event.key in steps) {
      const next = this.focused + steps[event.key];
      if (next >= 0 && next < this.cells.length) {
        this.cells[this.focused].setAttribute("tabindex", "-1");
        this.focused = next;
        this.cells[next].setAttribute("tabindex", "0");
        this.cells[next].focus();
      }
    } else if (event.key === "Enter" || event.key === " ") this.click(event.target);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
