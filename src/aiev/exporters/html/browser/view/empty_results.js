// What stands where no paper is found: what nothing has, and buttons that ask for less, each with how
// many papers it would find.

function emptyResults({ wanted }, withoutChoices) {
  const isSearch = field.value.trim() !== "";
  const isChosen = facets.isChosen;
  const withoutWords = isSearch && isChosen ? facets.passing(Array.from(papers.keys())).length : 0;
  const ways = [];
  if (isChosen && isSearch && withoutChoices) {
    ways.push(wayOut(`Without filters: ${papersIn(withoutChoices)}`, { choices: true }));
  }
  if (withoutWords) ways.push(wayOut(`Without words: ${papersIn(withoutWords)}`, { words: true }));
  if (!isSearch) ways.push(wayOut("Clear filters", { choices: true }));
  else if (!isChosen) ways.push(wayOut("Clear search", { words: true }));
  else ways.push(wayOut("Clear all", { words: true, choices: true }));
  const isLost = isSearch && !withoutChoices;
  const told = isLost ? advice(wanted) : [make("p", {}, noneHasAll(isSearch))];
  return make("div", { class: "notice" }, ...told, make("p", { class: "ways" }, ...ways));
}

function noneHasAll(isSearch) {
  const which = isSearch ? "No paper with these words" : "No paper";
  return `${which} has all that is chosen.`;
}

function* advice(wanted) {
  const unknown = wanted.filter((one) => !one.fields && !index.known(one).frequency);
  const words = unknown.map(({ text }) => `“${short(text, 40)}”`);
  const what = words.length ? words.join(" or ") : "all of this";
  yield make("p", {}, `No paper has ${what}.`);
  const [begun, either] = ["quant*", "moe OR experts"].map((text) => make("code", {}, text));
  const how = ["Fewer words find more; ", begun, " finds what begins so, ", either, " either."];
  yield make("p", {}, ...how);
}

function wayOut(text, what) {
  const button = make("button", { type: "button" }, text);
  button.addEventListener("click", () => clear(what));
  return button;
}

function clear({ words = false, choices = false, keepsFocus = false }) {
  if (words) field.value = "";
  if (choices) for (const facet of facets.list) facet.chosen.clear();
  update({ isStep: true });
  if (!keepsFocus) field.focus();
}
