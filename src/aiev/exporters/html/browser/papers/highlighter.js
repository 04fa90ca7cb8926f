// Where the words of a query stand in a text: marked in what is shown, without a change to it.

class Highlighter {
  constructor({ wanted }) {
    this.units = wanted.flatMap((concept) =>
      concept.alternatives.flatMap((one) => one.units.map((unit) => ({ ...unit, concept }))),
    );
    // Who is meant by an initial stands under the title, where nothing is marked.
    this.units = this.units.filter(({ initial }) => initial === undefined);
    // Stems begin as their words do, which spares nearly all words their stem.
    this.heads = new Set(
      this.units.map(({ stems, prefix }) => (stems[0] ?? prefix).charAt(0)),
    );
    this.ranges = [];
  }

  // Calls back with the start and end of each hit and the concept that it is of.
  each(text, visit) {
    if (!this.units.length) return;
    const words = [];
    eachWord(text, (word, start, end) => words.push({ word, start, end }));
    words.forEach(({ word, start }, at) => {
      if (!this.heads.has(word.charAt(0))) return;
      const unit = this.units.find((one) => this.stands(one, words, at));
      if (unit === undefined) return;
      const length = unit.stems.length + (unit.prefix === undefined ? 0 : 1);
      visit(start, words[at + length - 1].end, unit.concept);
    });
  }

  // Says whether the text holds all that was asked for.
  isTold(text) {
    const missing = new Set(this.units.map((unit) => unit.concept));
    this.each(text, (start, end, concept) => missing.delete(concept));
    return missing.size === 0;
  }

  stands({ stems, prefix }, words, at) {
    const last = words[at + stems.length];
    if (prefix !== undefined && !(last && prefix.length > 1 && last.word.startsWith(prefix))) {
      return false;
    }
    return stems.every((root, step) => words[at + step] && stem(words[at + step].word) === root);
  }

  mark(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      this.each(node.data, (start, end) => {
        this.ranges.push(
          new StaticRange({
            startContainer: node,
            startOffset: start,
            endContainer: node,
            endOffset: end,
          }),
        );
      });
    }
  }

  show() {
    if (!("highlights" in CSS)) return;
    if (this.ranges.length) CSS.highlights.set("hit", new Highlight(...this.ranges));
    else CSS.highlights.delete("hit");
  }

  // The piece of a text that holds most of what was asked for, or null where it holds nothing.
  snippet(text, length = 220) {
    const found = [];
    this.each(text, (start, end, concept) => found.push({ start, end, concept }));
    if (!found.length) return null;
    let best = { start: 0, size: 0 };
    for (const { start } of found) {
      const inside = found.filter((one) => one.start >= start && one.end <= start + length);
      const size = new Set(inside.map((one) => one.concept)).size;
      if (size > best.size) best = { start, size };
    }
    const sentence = text.lastIndexOf(". ", best.start);
    const near =
      best.start - sentence < 80
        ? sentence + 2
        : text.lastIndexOf(" ", Math.max(best.start - 50, 0)) + 1;
    const from = best.start < 60 ? 0 : sentence < 0 && best.start < 80 ? 0 : near;
    const cut = text.lastIndexOf(" ", from + length);
    const to = from + length >= text.length ? text.length : cut > from ? cut : from + length;
    return (from > 0 ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
  }
}
