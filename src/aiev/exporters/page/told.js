// What is said of the answer: how many papers, what is chosen, and what was taken for a typo.

function tell(whole, partial, problem) {
  const size = papers.length;
  const some = whole === size ? papersIn(size) : `${digits.format(whole)} of ${papersIn(size)}`;
  const text = [some, partial ? `${partial} close` : "", problem].filter(Boolean).join(", ");
  if (counted.textContent !== text) counted.textContent = text;
  const chips = [];
  for (const name of CHOICES) {
    const facet = facets.all[name];
    for (const value of facet.chosen) {
      const chip = make(
        "button",
        {
          type: "button",
          "aria-label": `Remove ${facet.title.toLowerCase()} ${facet.told(value)}`,
        },
        short(facet.told(value), 80),
      );
      chip.addEventListener("click", () => choose(name, value));
      chips.push(chip);
    }
  }
  if (chips.length > 1 || (!whole && chips.length)) {
    const all = make("button", { type: "button", class: "clear" }, "Clear all");
    all.addEventListener("click", () => clear({ choices: true }));
    chips.push(all);
  }
  chosenLine.replaceChildren(...chips);
  chosenLine.hidden = !chips.length;
}

// Says what is searched for in place of typos, with a way to what was written.
function tellMeant(meant) {
  if (!meant.size) {
    if (meantLine.firstChild) meantLine.replaceChildren();
    return;
  }
  const told = (words) => Array.from(words, (word) => `“${word}”`).join(", ");
  const back = make("button", { type: "button" }, `Search for ${told(meant.keys())} instead`);
  back.addEventListener("click", () => {
    field.value = quoted(field.value, meant);
    update({ isStep: true });
    field.focus();
  });
  meantLine.replaceChildren(`Showing results for ${told(meant.values())}. `, back);
}
