// Papers a month, stacked by topic: a month is chosen with the mouse or as on a slider, of those
// that have papers.

class Timeline {
  constructor(figure, facets, choose) {
    [this.facets, this.choose] = [facets, choose];
    this.at = facets.all.month.names.length - 1;
    this.caption = make("span", { class: "told" });
    this.box = make("div", {
      class: "plot",
      role: "slider",
      tabindex: "0",
      "aria-label": "Papers a month",
      "aria-valuemin": "0",
      "aria-valuemax": String(Math.max(this.at, 0)),
    });
    this.legend = make("ul", { class: "legend" });
    figure.querySelector("figcaption").append(this.caption);
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
    const { above, among: shown } = series(topic, SERIES);
    this.stacks = month.names.map(() => new Uint32Array(shown.length + 1));
    const places = placesOf(shown, topic);
    const isChosen = shown.map((number) => topic.chosen.has(topic.names[number]));
    const rank = (place) => (isChosen[place] ? place : place + SERIES);
    for (const paper of papers) {
      if (!month.of[paper].length) continue;
      // A paper of several topics stands under the first of them, or the first that is chosen.
      let place = shown.length;
      for (const number of topic.of[paper]) {
        if (places[number] >= 0 && rank(places[number]) < rank(place)) place = places[number];
      }
      this.stacks[month.of[paper][0]][place]++;
    }
    this.totals = this.stacks.map((stack) => stack.reduce((a, b) => a + b, 0));
    this.filled = Array.from(this.totals.keys()).filter((at) => this.totals[at]);
    this.scale = enlarged();
    this.width = (this.box.clientWidth || 600) / this.scale;
    this.height = (this.box.clientHeight || 170) / this.scale;
    this.step = (this.width - 28) / Math.max(month.names.length, 1);
    const most = Math.max(...this.totals, 1);
    const y = (count) => this.height - 20 - (count / most) * (this.height - 34);
    const svg = drawing(this.width, this.height, this.scale, {
      "aria-hidden": "true",
      focusable: "false",
    });
    for (const count of ticks(most)) {
      svg.append(
        make("line", { class: "grid", x1: 28, x2: this.width, y1: y(count), y2: y(count) }),
      );
      svg.append(
        make("text", { class: "tick", x: 22, y: y(count) + 4, "text-anchor": "end" }, brief.format(count)),
      );
    }
    this.years(svg, month.names);
    this.bars(svg, shown.length, y);
    this.cursor = make("rect", { class: "cursor", y: 6, height: this.height - 26, width: 0 });
    svg.append(this.cursor);
    this.box.replaceChildren(svg);
    this.name(shown, above);
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
    svg.append(
      make("line", {
        class: "axis",
        x1: 28,
        x2: this.width,
        y1: this.height - 19.5,
        y2: this.height - 19.5,
      }),
    );
  }

  // What each colour stands for, after the topic that holds them all.
  name(shown, above) {
    const { topic } = this.facets.all;
    const had = this.legend.contains(document.activeElement) && document.activeElement.dataset.topic;
    const told = above < 0 ? shown : [above, ...shown];
    const buttons = told.map((number) => this.entry(number, shown.indexOf(number)));
    const entries = buttons.map((button) => make("li", {}, button));
    if (this.stacks.some((stack) => stack[shown.length])) {
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

  // The month at this place, or the nearest that has papers, as one may be three pixels wide.
  monthAt(event, { isExact = false } = {}) {
    const x = (event.clientX - this.box.getBoundingClientRect().left) / this.scale;
    const at = Math.floor((x - 28) / this.step);
    if (isExact) return at >= 0 && at < this.totals.length ? at : null;
    const isNearer = (one, other) => Math.abs(one - at) < Math.abs(other - at);
    return this.filled.reduce((best, one) => (best === null || isNearer(one, best) ? one : best), null);
  }

  tell(at) {
    const { month } = this.facets.all;
    const chosen = Array.from(month.chosen, (name) => month.numbers.get(name));
    const told = at === null ? (chosen.length ? chosen[0] : null) : at;
    if (at !== null) this.at = at;
    const text = (place) => `${month.label(month.names[place])}, ${papersIn(this.totals[place])}`;
    this.caption.textContent = told === null ? "" : text(told);
    this.cursor.setAttribute("width", told === null ? 0 : Math.max(this.step - 1, 1));
    this.cursor.setAttribute("x", 28 + (told || 0) * this.step);
    if (this.at >= 0) {
      this.box.setAttribute("aria-valuenow", String(this.at));
      this.box.setAttribute("aria-valuetext", text(this.at));
    }
  }

  click(event) {
    // Below the bars stand the years.
    const y = (event.clientY - this.box.getBoundingClientRect().top) / this.scale;
    const isYear = y > this.height - 18;
    const at = this.monthAt(event, { isExact: isYear });
    if (at === null) return;
    const { month, year } = this.facets.all;
    const name = month.names[at];
    if (!isYear) this.choose("month", name, { isAlone: true });
    else if (year.numbers.has(name.slice(0, 4))) this.choose("year", name.slice(0, 4));
  }

  key(event) {
    const { at, filled } = this;
    const [first, last] = [filled[0], filled[filled.length - 1]];
    const goals = {
      ArrowLeft: filled.findLast((one) => one < at),
      ArrowRight: filled.find((one) => one > at),
      PageDown: filled.findLast((one) => one <= at - 12) ?? first,
      PageUp: filled.find((one) => one >= at + 12) ?? last,
      Home: first,
      End: last,
    };
    [goals.ArrowDown, goals.ArrowUp] = [goals.ArrowLeft, goals.ArrowRight];
    if (event.key in goals) this.tell(goals[event.key] ?? at);
    else if (event.key === "Enter" || event.key === " ") {
      if (this.totals[at]) this.choose("month", this.facets.all.month.names[at], { isAlone: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
