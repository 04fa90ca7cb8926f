// Where months or years stand on the timeline: as wide as there is room for, and stretches without a
// paper folded.

// Narrower than this a month cannot be told from the next, and years are shown.
const NARROWEST = 4;
const [AXIS_LEFT, FOLD] = [28, 16];
const LONGEST_EMPTY = { month: 24, year: 2 };

class TimeAxis {
  // `facets` are all of the page's; `width` is in pixels of the drawing.
  constructor(facets, width) {
    const { month, year } = facets.all;
    this.width = width;
    this.lay("month", month, month.names);
    if (this.step < NARROWEST) this.lay("year", year, yearsBetween(year.names));
  }

  lay(unit, facet, names) {
    Object.assign(this, { unit, facet, names });
    const sizes = sizesOf(facet);
    const isEmpty = names.map((name) => !sizes[facet.numbers.get(name)]);
    this.folds = runs(isEmpty).filter(([start, end]) => end - start > LONGEST_EMPTY[unit]);
    const folded = this.folds.reduce((sum, [start, end]) => sum + end - start, 0);
    const room = this.width - AXIS_LEFT - this.folds.length * FOLD;
    this.step = Math.min(room / Math.max(names.length - folded, 1), 48);
    this.lefts = new Float64Array(names.length + 1);
    let x = AXIS_LEFT;
    names.forEach((_, at) => {
      this.lefts[at] = x;
      const fold = this.folds.find(([start, end]) => at >= start && at < end);
      if (!fold) x += this.step;
      else if (at === fold[1] - 1) x += FOLD;
    });
    this.lefts[names.length] = x;
  }

  get end() {
    return this.lefts[this.names.length];
  }

  isFolded(at) {
    return this.folds.some(([start, end]) => at >= start && at < end);
  }

  // The place under x, beyond the ends the nearest.
  at(x) {
    let place = this.names.length - 1;
    while (place > 0 && this.lefts[place] > x) place -= 1;
    return place;
  }

  label(at) {
    return this.unit === "month" ? monthName(this.names[at]) : this.names[at];
  }

  yearOf(at) {
    return this.names[at].slice(0, 4);
  }
}

function yearsBetween(names) {
  const known = names.filter(Boolean).map(Number);
  if (!known.length) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(4, "0"));
}

function sizesOf(facet) {
  const sizes = new Uint32Array(facet.names.length);
  for (const numbers of facet.of) for (const number of numbers) sizes[number]++;
  return sizes;
}

// Where true stands in a row, as closed-open ranges.
function runs(flags) {
  const answer = [];
  flags.forEach((flag, at) => {
    if (!flag) return;
    if (answer.length && answer[answer.length - 1][1] === at) answer[answer.length - 1][1] += 1;
    else answer.push([at, at + 1]);
  });
  return answer;
}
