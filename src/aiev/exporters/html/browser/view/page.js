// The page: takes its data from the list, answers what is typed and chosen, and shows it.

const FIRST = 5;
const SOON = 8;
const NEXT = 20;
const IDLE_MS = 120;
const LACKING = "Nearly, but lacking a word";
const MARKED = ".short, h3, .gist, .by, .at, .piece, details[open] > p";

const find = (id) => document.getElementById(id);
const [field, list, counted] = ["q", "list", "count"].map(find);
const [chosenLine, meantLine] = ["chosen", "meant"].map(find);
const [sorting, overview] = ["sort", "overview"].map(find);
const end = make("div", { class: "end", "aria-hidden": "true" });

const facets = new Facets(papers, names);
const byNode = new WeakMap();
const orders = sortOrders();
const search = new Search(index, new Names(papers, names, source));
let spelling = null;

const timeline = new Timeline(find("timeline"), find("strip"), facets, choose);
const heatmap = new Heatmap(find("heat"), facets, choose);
const panels = offered().map(
  (facet) => new FacetPanel(facets.all[facet], (name) => choose(facet, name)),
);
document.documentElement.style.setProperty("--digits", `${digits.format(papers.length).length}ch`);

// Whether the overview is open while there is nothing to search for, and while there is.
let isOpen = [false, false];
let isSeeking = false;
// Whether all texts are read, so that what is not found is not there.
let isReady = false;
// Whether the last word is still being typed, of which it is too early to say what is wrong.
let isTyping = false;
// Whether the address, as it stands, says what is asked for.
let isLinked = false;
let turn = 0;
let sort = "";
let highlighter = new Highlighter({ wanted: [] });
// The papers to show in their order, of which the first `shown` are in the list.
let waiting = [];
let shown = 0;
let headingAt = () => null;
// The papers among others that lack a word of what is asked for.
let lacking = new Set();
let pending = 0;

function sortOrders() {
  // As in `aiev search`: a month stands with its first day, a year too; what is not dated is last.
  const days = papers.map(({ day }) => (day ? day + "-01-01".slice(day.length - 4) : ""));
  const isDated = (paper) => (days[paper] ? 0 : 1);
  const older = compare((paper) => days[paper]);
  let titles = null;
  let cited = null;
  return {
    get cited() {
      const known = papers.map((one) => one.cited);
      return (cited ??= ranks((a, b) => known[b] - known[a] || older(b, a)));
    },
    new: ranks((a, b) => older(b, a)),
    old: ranks((a, b) => isDated(a) - isDated(b) || older(a, b)),
    get title() {
      return (titles ??= source.titles());
    },
  };
}

// The facets beside the list: those of which few papers have any value stand last.
function offered() {
  const few = papers.length / 20;
  const isRare = (name) => facets.all[name].of.filter((numbers) => numbers.length).length < few;
  const names = CHOICES.filter((name) => name !== "month");
  return names.sort((a, b) => isRare(a) - isRare(b));
}

// As the reader's calendar has it, at midnight of a calendar without time zones.
function today() {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

// Hits come before the overview, which each way stays as the reader left it.
function makeRoom() {
  const is = field.value.trim() !== "";
  if (is === isSeeking) return;
  isOpen[+isSeeking] = overview.open;
  isSeeking = is;
  if (!isOpen[+is] && overview.lastElementChild.contains(document.activeElement)) {
    overview.firstElementChild.focus({ preventScroll: true });
  }
  overview.open = isOpen[+is];
}

// Answers what is asked for, with typos corrected, and what must be loaded before it can be found.
function asked(text, today) {
  const query = understand(text, today);
  const arriving = source.wordsFor(query) ?? source.commonFor(query);
  if (arriving !== null || source.common === null) return { query, arriving };
  spelling ??= new Spelling(index, source.common);
  const suggested = spelling.suggested(query.written);
  const meant = spelling.meant(query.written);
  if (!meant.size) return { query, arriving, suggested };
  const better = understand(text, today, meant);
  return { query: better, arriving: source.wordsFor(better), suggested };
}

function update({ isStep = false, keepsHash = false } = {}) {
  makeRoom();
  isLinked = keepsHash;
  if (!keepsHash) document.title = TITLE;
  if (!keepsHash) missing = [];
  const { query, arriving, suggested = new Map() } = asked(field.value, today());
  const mine = ++turn;
  if (arriving !== null) {
    const again = () => update({ isStep, keepsHash });
    list.setAttribute("aria-busy", "true");
    return arriving.then(
      () => mine === turn && again(),
      (error) => mine === turn && replaceWithFailure(error, again),
    );
  }
  const isSearch = query.wanted.length > 0;
  const found = search.find(query);
  // What comes close is shown too, and the choices count all that they would show.
  const close = new Set(found.partial);
  const kept = facets.filter(found.papers.concat(found.partial));
  const whole = kept.filter((paper) => !close.has(paper));
  const partial = kept.filter((paper) => close.has(paper));
  if (isSearch && !isReady && !whole.length && !partial.length) {
    // What is not read yet may hold it: what stood before stays until then.
    list.setAttribute("aria-busy", "true");
    counted.textContent = "Reading…";
    return null;
  }
  const order = sort || (isSearch ? "best" : "new");
  sorting.value = isSearch || order !== "best" ? order : "new";
  sorting.options[0].hidden = sorting.options[0].disabled = !isSearch;
  if (order !== "best" || !isSearch) {
    const places = orders[order === "best" ? "new" : order];
    whole.sort((a, b) => places[a] - places[b]);
    partial.sort((a, b) => places[a] - places[b]);
  }
  highlighter = new Highlighter(query);
  const isByDay = order === "new" || order === "old";
  shown = 0;
  // By score what is close stands among the others and is told, as on the command line.
  const isMixed = isSearch && order === "best" && whole.length > 0 && partial.length > 0;
  const mixed = isMixed ? new Set(kept) : null;
  waiting = isMixed ? found.ranked.filter((paper) => mixed.has(paper)) : whole.concat(partial);
  lacking = isMixed ? close : new Set();
  headingAt = (place) => {
    if (!isMixed && place >= whole.length) return LACKING;
    return isByDay ? papers[waiting[place]].day.slice(0, 4) || "Undated" : null;
  };
  highlighter.show();
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  list.replaceChildren();
  const first = append(reach(held));
  if (held !== null) Promise.resolve(first).then(() => hold(held));
  showStatus(whole.length, partial.length, isTyping ? query.problem : problemOf(field.value, today()));
  showCorrections(query.meant, suggested);
  end.remove();
  clearTimeout(pending);
  const others = found.papers.length + found.partial.length;
  soon(() => mine === turn && follow({ isStep, keepsHash, query, others }));
  return first;
}

// What may come a frame after the first papers.
function follow(how) {
  for (const panel of panels) panel.update();
  if (waiting.length) append(SOON);
  else if (papers.length) list.replaceChildren(emptyResults(how.query, how.others));
  // What need not be seen at every key waits until the typing rests.
  pending = setTimeout(later, how.isStep || how.keepsHash ? 0 : IDLE_MS, how);
}

function soon(act) {
  if (document.hidden) setTimeout(act);
  else requestAnimationFrame(() => setTimeout(act));
}

function later({ isStep, keepsHash }) {
  if (!keepsHash) writeHash(field.value.trim(), sort, facets, { isStep });
  if (shown < waiting.length && !failure.isConnected) list.after(end);
  if (!overview.open) {
    if (facets.all.year.names.length) timeline.drawStrip();
    return;
  }
  timeline.draw();
  pending = setTimeout(() => heatmap.draw());
}

function append(limit) {
  const upTo = Math.min(shown + limit, waiting.length);
  const arriving = source.papersFor(waiting.slice(shown, upTo));
  if (arriving !== null) {
    const mine = turn;
    list.setAttribute("aria-busy", "true");
    const again = () => append(limit);
    return arriving.then(
      () => mine === turn && again(),
      (error) => mine === turn && showFailure(error, again),
    );
  }
  const resumed = clearFailure() ? waiting[shown] : undefined;
  for (; shown < upTo; shown++) {
    const item = papers[waiting[shown]];
    const heading = headingAt(shown);
    item.dress(names);
    closePanel(item);
    byNode.set(item.node, item);
    if (highlighter.units.length) item.tell(highlighter);
    else item.quiet();
    let group = list.lastElementChild;
    if (!group || (heading !== null && group.dataset.of !== heading)) {
      const isTold = heading !== null;
      list.append(make("h2", { class: isTold ? null : "unseen" }, isTold ? heading : "Papers"));
      group = make("ol", { "data-of": heading });
      list.append(group);
    }
    if (lacking.has(waiting[shown])) item.node.dataset.lacking = LACKING;
    else delete item.node.dataset.lacking;
    group.append(item.node);
    for (const part of item.node.querySelectorAll(MARKED)) highlighter.mark(part);
  }
  highlighter.show();
  if (shown >= waiting.length) end.remove();
  arrive();
  if (resumed !== undefined) linkOf(papers[resumed].node).focus();
  return null;
}

// Chooses a name in a facet, or takes it back; `both` is a topic and an organization at once, and
// with `isAll` the names are all that is to be chosen.
function choose(facet, name, { isAlone = false, isAll = false } = {}) {
  if (isAll) facets.all[facet].choose(name);
  else if (facet === "both") {
    const { topic, org } = facets.all;
    const had = topic.chosen.has(name[0]) && org.chosen.has(name[1]);
    topic.choose(had ? [] : [name[0]]);
    org.choose(had ? [] : [name[1]]);
  } else if (isAlone && !facets.all[facet].chosen.has(name)) facets.all[facet].choose([name]);
  else facets.all[facet].toggle(name);
  update({ isStep: true });
}
