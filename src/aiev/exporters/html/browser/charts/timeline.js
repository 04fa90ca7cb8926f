// Papers over time, stacked by topic: a range is chosen by dragging, or as on a slider with Shift.

class Timeline {
  constructor(figure, strip, facets, choose) {
    [this.strip, this.facets, this.choose] = [strip, facets, choose];
    [this.at, this.from, this.dragged] = [-1, null, null];
    this.caption = make("span", { class: "told" });
    this.box = make("div", { class: "plot", role: "slider", tabindex: "0", "aria-valuemin": "0" });
    this.legend = make("ul", { class: "legend" });
    figure.querySelector("figcaption").append(this.caption);
    figure.append(this.box, this.legend);
    figure.hidden = facets.all.month.names.length < 2 && facets.all.year.names.length < 2;
    this.box.addEventListener("pointerdown", (event) => this.begin(event));
    this.box.addEventListener("pointermove", (event) => this.move(event));
    this.box.addEventListener("pointerup", (event) => this.finish(event));
    this.box.addEventListener("pointercancel", () => this.tell(null));
    this.box.addEventListener("pointerleave", () => this.dragged === null && this.tell(null));
    this.box.addEventListener("focus", () => this.tell(this.at));
    this.box.addEventListener("blur", () => this.tell(null));
    this.box.addEventListener("keydown", (event) => this.key(event));
  }

  count(width, places, others) {
    const { month, year } = this.facets.all;
    this.axis = new TimeAxis(this.facets, width);
    const { facet, names } = this.axis;
    const at = new Map(names.map((name, place) => [facet.numbers.get(name), place]));
    this.stacks = names.map(() => new Uint32Array(others + 1));
    for (const paper of this.facets.across(month, year)) {
      const place = at.get(facet.of[paper][0]);
      if (place !== undefined) this.stacks[place][places(paper)]++;
    }
    this.totals = this.stacks.map((stack) => stack.reduce((a, b) => a + b, 0));
  }

  // The whole in a strip, while the charts are folded away.
  drawStrip() {
    const width = Math.max(this.strip.clientWidth, 80);
    const height = Math.max(this.strip.clientHeight, 24);
    this.count(width + AXIS_LEFT, () => 0, 0);
    const most = Math.max(...this.totals, 1);
    const wide = Math.max(this.axis.step - 1, 1);
    let d = "";
    this.totals.forEach((total, at) => {
      if (!total) return;
      const tall = Math.max((total / most) * (height - 2), 1.5);
      const x = this.axis.lefts[at] - AXIS_LEFT;
      d += `M${x.toFixed(1)} ${height}v${-tall.toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}z`;
    });
    const svg = drawing(width, height, 1, { "aria-hidden": "true", focusable: "false" });
    svg.append(make("path", { class: "whole", d }));
    this.strip.replaceChildren(svg);
  }

  draw() {
    const { topic } = this.facets.all;
    const { above, among } = series(topic, SERIES);
    // One topic by itself tells nothing from another.
    const shown = among.length > 1 || topic.chosen.size ? among : [];
    const places = placesOf(shown, topic);
    const isChosen = shown.map((number) => topic.chosen.has(topic.names[number]));
    const rank = (place) => (isChosen[place] ? place : place + SERIES);
    // A paper of several topics stands under the first of them, or the first that is chosen.
    const placeOf = (paper) => {
      let place = shown.length;
      for (const number of topic.of[paper]) {
        if (places[number] >= 0 && rank(places[number]) < rank(place)) place = places[number];
      }
      return place;
    };
    this.scale = enlarged();
    this.width = (this.box.clientWidth || 600) / this.scale;
    this.height = (this.box.clientHeight || 170) / this.scale;
    const before = this.axis?.unit;
    this.count(this.width, placeOf, shown.length);
    this.filled = Array.from(this.totals.keys()).filter((at) => this.totals[at]);
    const last = this.totals.length - 1;
    if (this.at < 0 || before !== this.axis.unit) this.at = last;
    const most = Math.max(...this.totals, 1);
    const y = (count) => this.height - 20 - (count / most) * (this.height - 34);
    const svg = drawing(this.width, this.height, this.scale, {
      "aria-hidden": "true",
      focusable: "false",
    });
    const { end } = this.axis;
    for (const count of ticks(most)) {
      const line = { class: "grid", x1: AXIS_LEFT, x2: end, y1: y(count), y2: y(count) };
      const tick = { class: "tick", x: 22, y: y(count) + 4, "text-anchor": "end" };
      svg.append(make("line", line), make("text", tick, brief.format(count)));
    }
    this.foot(svg);
    this.bars(svg, shown.length, y);
    this.cursor = make("rect", { class: "cursor", y: 6, height: this.height - 26, width: 0 });
    svg.append(this.cursor);
    this.box.replaceChildren(svg);
    this.box.setAttribute("aria-label", `Papers a ${this.axis.unit}`);
    this.box.setAttribute("aria-valuemax", String(Math.max(last, 0)));
    this.name(shown, above);
    this.tell(null);
  }

  bars(svg, others, y) {
    const { facet, names, step, lefts } = this.axis;
    const wide = step > 4 ? step - 1.5 : Math.max(step - 0.4, 0.6);
    for (let place = 0; place <= others; place++) {
      const drawn = { bar: "", "bar faint": "" };
      this.stacks.forEach((stack, at) => {
        if (!stack[place]) return;
        let below = 0;
        for (let lower = 0; lower < place; lower++) below += stack[lower];
        const [top, foot] = [y(below + stack[place]), y(below)];
        const isFaint = facet.chosen.size > 0 && !facet.chosen.has(names[at]);
        drawn[isFaint ? "bar faint" : "bar"] +=
          `M${lefts[at].toFixed(1)} ${foot.toFixed(1)}V${top.toFixed(1)}` +
          `h${wide.toFixed(1)}V${foot.toFixed(1)}z`;
      });
      const colour = others > 0 && place === others ? "other" : `s${place}`;
      for (const [style, d] of Object.entries(drawn)) {
        if (d) svg.append(make("path", { class: `${style} ${colour}`, d }));
      }
    }
  }

  // The years, and where empty ones are folded.
  foot(svg) {
    const { names, lefts, folds, end, unit } = this.axis;
    const line = this.height - 19.5;
    let last = -100;
    names.forEach((name, at) => {
      const x = lefts[at];
      const isFirst = unit === "year" || name.endsWith("-01") || at === 0;
      if (!isFirst || this.axis.isFolded(at) || x - last < 40 || x > this.width - 20) return;
      last = x;
      svg.append(make("text", { class: "tick", x, y: this.height - 3 }, name.slice(0, 4)));
    });
    svg.append(make("line", { class: "axis", x1: AXIS_LEFT, x2: end, y1: line, y2: line }));
    for (const [start] of folds) {
      const x = lefts[start] + FOLD / 2;
      const d = `M${x - 5} ${line + 4}l4 -8M${x + 1} ${line + 4}l4 -8`;
      svg.append(make("path", { class: "fold", d }));
    }
  }

  // What each colour stands for, after the topic that holds them all.
  name(shown, above) {
    const { topic } = this.facets.all;
    const had = this.legend.contains(document.activeElement) && document.activeElement.dataset.topic;
    const told = above < 0 ? shown : [above, ...shown];
    const buttons = told.map((number) => this.entry(number, shown.indexOf(number)));
    const entries = buttons.map((button) => make("li", {}, button));
    if (shown.length && this.stacks.some((stack) => stack[shown.length])) {
      entries.push(make("li", {}, make("span", {}, make("i", { class: "other" }), "Other")));
    }
    this.legend.replaceChildren(...entries);
    if (!had || !told.length) return;
    const next = lineOf(topic, Number(had)).find((number) => told.includes(number));
    buttons[Math.max(0, told.indexOf(next))].focus({ preventScroll: true });
  }

  entry(number, place) {
    const { topic } = this.facets.all;
    const path = topic.names[number];
    const button = make(
      "button",
      {
        type: "button",
        "aria-pressed": String(topic.chosen.has(path)),
        title: topic.whole(path),
        "data-topic": number,
      },
      place < 0 ? "" : make("i", { class: `s${place}` }),
      short(topic.beside(path), 60),
    );
    button.addEventListener("click", () => this.choose("topic", path, { isAlone: true }));
    return button;
  }

  // The place of the pointer, or the nearest that has papers, as one may be four pixels wide.
  placeOf(event, { isExact = false } = {}) {
    const x = (event.clientX - this.box.getBoundingClientRect().left) / this.scale;
    const at = this.axis.at(x);
    if (isExact) return x >= AXIS_LEFT && x < this.axis.end ? at : null;
    const isNearer = (one, other) => Math.abs(one - at) < Math.abs(other - at);
    return this.filled.reduce((best, one) => (best === null || isNearer(one, best) ? one : best), null);
  }

  isBelow(event) {
    const y = (event.clientY - this.box.getBoundingClientRect().top) / this.scale;
    return y > this.height - 18;
  }

  begin(event) {
    if (event.button !== 0 || !this.filled.length) return;
    this.dragged = { x: event.clientX, isDrag: false };
    this.from = this.placeOf(event);
    this.box.setPointerCapture?.(event.pointerId);
  }

  move(event) {
    if (this.dragged === null) this.from = null;
    else if (Math.abs(event.clientX - this.dragged.x) > 4) this.dragged.isDrag = true;
    if (this.filled.length) this.tell(this.placeOf(event));
  }

  finish(event) {
    const { dragged, from } = this;
    if (dragged === null) return;
    this.dragged = this.from = null;
    const isYear = this.axis.unit === "month" && this.isBelow(event) && !dragged.isDrag;
    const at = this.placeOf(event, { isExact: isYear });
    if (at === null) return;
    const { year } = this.facets.all;
    if (!isYear) this.chooseRange(dragged.isDrag ? from : at, at);
    else if (year.numbers.has(this.axis.yearOf(at))) this.choose("year", this.axis.yearOf(at));
  }

  // Chooses all from one place to another, or takes back what is chosen so.
  chooseRange(one, other) {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const { facet, names, unit } = this.axis;
    const range = names.slice(first, last + 1).filter((name) => facet.numbers.has(name));
    this.choose(unit, facet.isJust(range) ? [] : range, { isAll: true });
  }

  // Says what stands at a place, or from where the reader began to there.
  tell(at) {
    if (at === null) [this.from, this.dragged] = [null, null];
    const { facet, names, lefts } = this.axis;
    const chosen = Array.from(names.keys()).filter((place) => facet.chosen.has(names[place]));
    const usual = chosen.length ? [chosen[0], chosen[chosen.length - 1]] : null;
    if (at !== null) this.at = at;
    const range = at === null ? usual : [Math.min(this.from ?? at, at), Math.max(this.from ?? at, at)];
    this.caption.textContent = range === null ? "" : this.text(...range);
    const [x, end] = range === null ? [0, 0] : [lefts[range[0]], lefts[range[1] + 1]];
    this.cursor.setAttribute("width", range === null ? 0 : Math.max(end - x - 1, 1));
    this.cursor.setAttribute("x", x);
    if (this.at >= 0 && this.at < names.length) {
      this.box.setAttribute("aria-valuenow", String(this.at));
      const told = this.from === null ? [this.at, this.at] : range;
      this.box.setAttribute("aria-valuetext", this.text(...told));
    }
  }

  text(first, last) {
    const papers = this.totals.slice(first, last + 1).reduce((a, b) => a + b, 0);
    const span = first === last ? "" : ` – ${this.axis.label(last)}`;
    return `${this.axis.label(first)}${span}, ${papersIn(papers)}`;
  }

  key(event) {
    const { at, filled } = this;
    const [first, last] = [filled[0], filled[filled.length - 1]];
    const leap = this.axis.unit === "month" ? 12 : 10;
    const goals = {
      ArrowLeft: filled.findLast((one) => one < at),
      ArrowRight: filled.find((one) => one > at),
      PageDown: filled.findLast((one) => one <= at - leap) ?? first,
      PageUp: filled.find((one) => one >= at + leap) ?? last,
      Home: first,
      End: last,
    };
    [goals.ArrowDown, goals.ArrowUp] = [goals.ArrowLeft, goals.ArrowRight];
    if (event.key in goals) {
      if (!event.shiftKey) this.from = null;
      else this.from ??= at;
      this.tell(goals[event.key] ?? at);
    } else if (event.key === "Enter" || event.key === " ") {
      const from = this.from ?? at;
      if (this.totals[at] || from !== at) this.chooseRange(from, at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
