// Where the page's address leads: to what is asked for, or to one paper.

// What the link asks for that is not on this page, told until the reader asks for something else.
let missing = [];

const TITLE = document.title;

async function followHash() {
  const state = readHash();
  document.title = TITLE;
  // What was typed before there was a script is asked for later than the link, and stays.
  const typed = turn === 0 ? field.value : "";
  missing = [];
  isTyping = typed !== "";
  if (state.paper !== null && !typed) {
    await followToPaper(state.paper);
    return;
  }
  if (!typed) field.value = state.words;
  sort = state.sort;
  for (const [name, chosen] of Object.entries(state.choices)) {
    const facet = facets.all[name];
    const unknown = facet.choose(chosen);
    if (unknown.length) missing.push([facet.title.toLowerCase(), unknown]);
  }
  update({ keepsHash: !typed });
}

async function followToPaper(id) {
  field.value = "";
  // As whoever follows the link in another window sees it.
  sort = "";
  for (const facet of facets.list) facet.chosen.clear();
  const listed = update({ keepsHash: true });
  const mine = turn;
  await listed;
  // Whoever typed meanwhile is not taken away.
  if (mine !== turn || (await reveal(id))) return;
  missing = [["paper", [id]]];
  showCorrections(new Map());
}

// Says what of the link is missing, in whole sentences.
function missed() {
  return missing
    .map(([what, names]) => {
      const told = short(names.map((name) => name || "Undated").join(", "), 60);
      return `The link’s ${what} is not on this page: ${told}`;
    })
    .join(". ");
}

// Shows one paper with its abstract, wherever in the list it is; answers whether there is one.
async function reveal(id) {
  const named = arxivId(id);
  const paper = papers.find((one) => one.id === id) ?? papers.find((one) => one.id === named);
  if (!paper) return false;
  const place = waiting.indexOf(paper.number);
  if (place >= shown) await append(place + 5 - shown);
  // What cannot be loaded was said.
  if (paper.node === null) return true;
  const abstract = paper.node.querySelector("details");
  if (abstract) abstract.open = true;
  for (const other of list.querySelectorAll(".target")) other.classList.remove("target");
  paper.node.classList.add("target");
  document.title = `${paper.title} · ${TITLE}`;
  // Below the search, which stays in sight: see scroll-margin-top.
  paper.node.scrollIntoView({ block: "start" });
  linkOf(paper.node).focus({ preventScroll: true });
  return true;
}
