// Where the focus goes: into the list and through it, also while it is still to come or is replaced
// beneath the focus.

const FAR = 100;

// Whether the reader is on the way into a list that is still to come.
let isEntering = false;

// Goes a step from an item, without one to the first.
function go(item, step) {
  if (item === null && list.hasAttribute("aria-busy")) {
    isEntering = true;
    return;
  }
  const items = Array.from(list.querySelectorAll("li"));
  const next = item ? items.indexOf(item) + step : 0;
  if (next < 0) {
    field.focus();
    return;
  }
  if (next >= items.length - 3) append(NEXT);
  const found = list.querySelectorAll("li")[next];
  if (!found) return;
  linkOf(found).focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
}

function linkOf(node) {
  const link = node.querySelector("h3 a");
  if (link) return link;
  const title = node.querySelector("h3");
  title.tabIndex = -1;
  return title;
}

// The list is what was asked for; whoever waited for it goes in, unless gone elsewhere.
function arrive() {
  list.removeAttribute("aria-busy");
  if (!isEntering) return;
  isEntering = false;
  if ([field, document.body].includes(document.activeElement)) go(null, 1);
}

// How many papers to show, so that the one that has the focus is among them if it is near.
function reach(held) {
  const paper = held && byNode.get(held.closest("li"));
  const place = paper ? waiting.indexOf(paper.number) : -1;
  return place < FAR ? Math.max(place + 1, FIRST) : FIRST;
}

// Gives the focus back to what had it in the list that was replaced, else to the first paper.
function hold(held) {
  if (document.activeElement !== document.body) return;
  if (list.contains(held)) held.focus({ preventScroll: true });
  else if (waiting.length) go(null, 1);
  else field.focus({ preventScroll: true });
}
