// Where the filters are: beside the list, or where there is little room in a sheet over it.

const isWide = matchMedia("(min-width: 60rem)");
const [sheet, opener] = ["sheet", "filter"].map(find);

function placePanels() {
  const place = find(isWide.matches ? "filters" : "held");
  place.append(...panels.map((panel) => panel.element));
  if (isWide.matches && sheet.open) sheet.close();
}

// Not by `autofocus`, of which a browser complains where the address has a fragment.
opener.addEventListener("click", () => {
  sheet.showModal();
  find("shown").focus();
});
find("shown").addEventListener("click", () => sheet.close());
find("cleared").addEventListener("click", () => clear({ choices: true, keepsFocus: true }));
// Beside the sheet is the way out of it.
sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
sheet.addEventListener("close", () => scrollTo({ top: Math.min(scrollY, listTop()) }));

function listTop() {
  return counted.getBoundingClientRect().top + scrollY - 80;
}

// Says what closing the sheet shows, and how much is chosen.
function showOffer(number) {
  find("shown").textContent = number ? `Show ${papersIn(number)}` : "No paper";
  const chosen = facets.list.reduce((sum, facet) => sum + facet.chosen.size, 0);
  opener.textContent = chosen ? `Filters · ${digits.format(chosen)}` : "Filters";
  find("cleared").hidden = !chosen;
}
