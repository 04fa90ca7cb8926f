// What is asked for, as the address keeps it: every view has a link of its own.

const SORTS = ["best", "new", "old", "cited", "title"];
const CHOICES = ["topic", "org", "list", "venue", "category", "year", "kind", "month"];
// Facets of which a range is chosen, which its ends say: `2024-01..2024-06`.
const RANGES = ["month", "year"];

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
  for (const facet of CHOICES) {
    state.choices[facet] = asked.getAll(facet).flatMap((text) => {
      const [first, last] = RANGES.includes(facet) ? text.split("..") : [text];
      return last === undefined ? [text] : between(facets.all[facet], first, last);
    });
  }
  return state;
}

function writeHash(words, sort, facets, { isStep }) {
  const asked = new URLSearchParams();
  if (words) asked.set("q", words);
  for (const facet of CHOICES) {
    for (const [first, last] of spans(facets.all[facet], RANGES.includes(facet))) {
      asked.append(facet, first === last ? first : `${first}..${last}`);
    }
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

// What is chosen, as the ends of what stands without a gap; each by itself where there is no order.
function spans(facet, isOrdered) {
  const names = Array.from(facet.chosen);
  if (!isOrdered) return names.map((name) => [name, name]);
  const answer = [];
  const places = new Map(facet.names.filter(Boolean).sort().map((name, at) => [name, at]));
  for (const name of names.sort()) {
    const last = answer[answer.length - 1];
    if (name && last && places.get(last[1]) === places.get(name) - 1) last[1] = name;
    else answer.push([name, name]);
  }
  return answer;
}

function between(facet, first, last) {
  const found = facet.names.filter((name) => name && first <= name && name <= last);
  return found.length ? found : [`${first}..${last}`];
}
