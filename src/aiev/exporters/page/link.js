// Where the page's address leads: to what is asked for, or to one paper.

async function followHash() {
  const state = readHash();
  // What was typed before there was a script is asked for later than the link, and stays.
  const typed = turn === 0 ? field.value : "";
  if (state.paper !== null && !typed) {
    field.value = "";
    // As whoever follows the link in another window sees it.
    sort = "";
    for (const facet of facets.list) facet.chosen.clear();
    await update({ keepsHash: true });
    if (!(await reveal(state.paper))) {
      meantLine.textContent = `The link’s paper is not on this page: ${short(state.paper, 60)}`;
    }
    return;
  }
  if (!typed) field.value = state.words;
  sort = state.sort;
  for (const [facet, chosen] of Object.entries(state.choices)) facets.all[facet].choose(chosen);
  update({ keepsHash: !typed });
}

// Shows one paper with its abstract, wherever in the list it is; answers whether there is one.
async function reveal(id) {
  const named = arxivId(id);
  const paper = papers.find((one) => one.id === id) ?? papers.find((one) => one.id === named);
  if (!paper) return false;
  const place = waiting.indexOf(paper.number);
  if (place >= shown) await append(place + 5 - shown);
  const abstract = paper.node.querySelector("details");
  if (abstract) abstract.open = true;
  for (const other of list.querySelectorAll(".target")) other.classList.remove("target");
  paper.node.classList.add("target");
  paper.node.scrollIntoView({ block: "center" });
  linkOf(paper.node).focus({ preventScroll: true });
  return true;
}
