// What is asked for, as the address keeps it: every view has a link of its own.

const SORTS = ["best", "new", "old", "title"];
const CHOICES = ["topic", "org", "year", "kind", "month"];

function readHash() {
  const text = location.hash.slice(1);
  const state = { words: "", sort: "", paper: null, choices: {} };
  for (const facet of CHOICES) state.choices[facet] = [];
  // As a page without the script links to its years.
  const year = /^year-(\d{4}|none)$/.exec(text);
  if (year !== null) {
    state.choices.year = [year[1] === "none" ? "" : year[1]];
    return state;
  }
  if (text && !text.includes("=")) {
    try {
      state.paper = decodeURIComponent(text);
    } catch {
      state.paper = text;
    }
    return state;
  }
  const asked = new URLSearchParams(text);
  state.words = asked.get("q") || "";
  state.sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : "";
  for (const facet of CHOICES) state.choices[facet] = asked.getAll(facet);
  return state;
}

function writeHash(words, sort, facets, { isStep }) {
  const asked = new URLSearchParams();
  if (words) asked.set("q", words);
  for (const facet of CHOICES) {
    for (const name of facets.all[facet].chosen) asked.append(facet, name);
  }
  if (sort) asked.set("sort", sort);
  const text = asked.toString();
  if (`#${text}` === (location.hash || "#")) return;
  const address = text ? `#${text}` : location.pathname + location.search;
  try {
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    // Pages from disk may not change their address in some browsers; the page works all the same.
  }
}
