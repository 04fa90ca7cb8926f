// What the page says of its answer: how many papers there are, what is chosen, and which words were
// taken for typos.

// What was counted last, to be shown again after something else was said in its place.
let counts = null;

function showStatus(whole, partial, problem) {
  counts = { whole, partial, problem };
  showCount();
  showChosen();
}

function showCount() {
  if (counts === null) return;
  const { whole, partial, problem } = counts;
  const parts = [field.value.trim() ? matching(whole) : someOf(whole)];
  if (partial) parts.push(`${digits.format(partial)} nearly`);
  const text = [parts.join(" · "), problem].filter(Boolean).join(", ");
  if (counted.textContent !== text) counted.textContent = text;
  showOffer(whole + partial);
}

function matching(whole) {
  if (whole === 0) return "No paper matches";
  return `${papersIn(whole)} match${whole === 1 ? "es" : ""}`;
}

function someOf(whole) {
  const size = papers.length;
  return whole === size ? papersIn(size) : `${digits.format(whole)} of ${papersIn(size)}`;
}

// Called when the reader leaves the field: what stands in it is all that is asked for.
function finishTyping() {
  isTyping = false;
  if (counts !== null) counts.problem = problemOf(field.value, today());
  refreshCount();
}

function refreshCount() {
  if (!list.hasAttribute("aria-busy")) showCount();
}

function showChosen() {
  const chips = [];
  for (const name of CHOICES) {
    const facet = facets.all[name];
    for (const [first, last] of spans(facet, RANGES.includes(name))) {
      const ends = first === last ? [first] : [first, last];
      const label = ends.map((one) => facet.labelAlone(one)).join(" – ");
      const chip = make(
        "button",
        { type: "button", "aria-label": `Remove ${facet.title.toLowerCase()} ${label}` },
        short(label, 80),
      );
      chip.addEventListener("click", () => {
        const kept = (one) => first !== last && (one < first || one > last);
        if (first === last) choose(name, first);
        else choose(name, Array.from(facet.chosen).filter(kept), { isAll: true });
      });
      chips.push(chip);
    }
  }
  const last = chips.length - 1;
  if (chips.length > 1 || (!counts?.whole && chips.length)) {
    const all = make("button", { type: "button", class: "clear" }, "Clear all");
    all.addEventListener("click", () => clear({ choices: true }));
    chips.push(all);
  }
  const place = Array.from(chosenLine.children).indexOf(document.activeElement);
  chosenLine.replaceChildren(...chips);
  chosenLine.hidden = !chips.length;
  // The chip that had the focus is gone: its neighbour has it, else the count that changed.
  if (place < 0) return;
  counted.tabIndex = -1;
  (chips[Math.min(place, last)] ?? counted).focus({ preventScroll: true });
}

// Shows what is searched for in place of typos, with a button to search for what was written, what
// else rare words may mean, and what a link asks for that is not on the page.
function showCorrections(meant, suggested = new Map()) {
  const parts = [missed()].filter(Boolean);
  const told = (words) => Array.from(words, (word) => `“${word}”`).join(", ");
  const offer = (label, text) => {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => {
      field.value = text();
      update({ isStep: true });
      field.focus();
    });
    return button;
  };
  if (meant.size) {
    if (parts.length) parts.push(". ");
    const back = offer(`Search for ${told(meant.keys())} instead`, () => quoted(field.value, meant));
    parts.push(`Showing results for ${told(meant.values())}. `, back);
  }
  for (const [word, other] of suggested) {
    if (parts.length) parts.push(" ");
    parts.push("Did you mean ", offer(`“${other}”`, () => exchanged(field.value, word, other)), "?");
  }
  if (parts.length || meantLine.firstChild) meantLine.replaceChildren(...parts);
}
