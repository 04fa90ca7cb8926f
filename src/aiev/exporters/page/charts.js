// What the charts share: drawing, counting in words, and the topics that they tell apart.

const SERIES = 7;

function make(name, attributes = {}, ...children) {
  const isDrawn = "svg g path rect text line title".split(" ").includes(name);
  const element = isDrawn
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const digits = new Intl.NumberFormat("en");
// Where there is no room: 1200 as 1.2K.
const brief = new Intl.NumberFormat("en", { notation: "compact" });
const papersIn = (number) => `${digits.format(number)} paper${number === 1 ? "" : "s"}`;
const short = (text, length) =>
  text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;

// The topics that the charts tell apart: those below the one that is chosen, else the topmost.
function series(topic, limit, sizes = topic.sizes) {
  const [only] = topic.chosen.size === 1 ? topic.chosen : [];
  let among = only === undefined ? [] : topic.children[topic.numbers.get(only)];
  if (!among.length) among = topic.roots;
  while (among.length === 1 && topic.children[among[0]].length) among = topic.children[among[0]];
  const biggest = new Set(
    among
      .slice()
      .sort((a, b) => sizes[b] - sizes[a])
      .slice(0, limit),
  );
  return among.filter((number) => biggest.has(number) && sizes[number] > 0);
}

// Round counts up to the most, one to four of them.
function ticks(most) {
  let step = 1;
  for (let at = 0; most >= 5 * step; at++) step *= at % 3 === 1 ? 2.5 : 2;
  return Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step);
}

// Answers for each of a facet's numbers its place among these, or -1.
function placesOf(numbers, facet) {
  const answer = new Int16Array(facet.names.length).fill(-1);
  numbers.forEach((number, place) => (answer[number] = place));
  return answer;
}
