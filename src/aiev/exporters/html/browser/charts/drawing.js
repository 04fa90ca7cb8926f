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

// How much larger than usual the reader's letters are: charts are measured with the usual ones, and
// drawn as much larger.
function enlarged() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

function drawing(width, height, scale, attributes = {}) {
  const size = { width: width * scale, height: height * scale };
  return make("svg", { viewBox: `0 0 ${width} ${height}`, ...size, ...attributes });
}

const digits = new Intl.NumberFormat("en");
// Where there is no room: 1200 as 1.2K.
const brief = new Intl.NumberFormat("en", { notation: "compact" });
const papersIn = (number) => `${digits.format(number)} paper${number === 1 ? "" : "s"}`;
const short = (text, length) =>
  text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;

// A topic and those above it, the nearest first.
function lineOf(topic, number) {
  const answer = [];
  for (let at = number; at >= 0; at = topic.parents[at]) answer.push(at);
  return answer;
}

// The topic whose subtopics the charts tell apart, -1 for the topmost ones: the chosen one, or the
// nearest that holds all that is chosen. What has no subtopics stays where it was chosen.
function chosenAbove(topic) {
  const lines = Array.from(topic.chosen, (path) => {
    const number = topic.numbers.get(path);
    return lineOf(topic, topic.children[number].length ? number : topic.parents[number]);
  });
  const held = (lines[0] || []).find((number) => lines.every((line) => line.includes(number)));
  return held === undefined ? -1 : held;
}

// The topics that the charts tell apart. `above` holds them and is told with them, to be chosen or
// taken back; -1 where there is none.
function series(topic, limit, sizes = topic.sizes) {
  const above = chosenAbove(topic);
  const [among, usual] = [below(topic, above), below(topic, -1)];
  // One that holds them while nothing is chosen need not be told.
  const isTold = among[0] !== usual[0] || topic.chosen.has(topic.names[above]);
  return { above: isTold ? above : -1, among: few(topic, among, limit, sizes) };
}

function below(topic, above) {
  let among = above < 0 ? topic.roots : topic.children[above];
  while (among.length === 1 && topic.children[among[0]].length) among = topic.children[among[0]];
  return among;
}

// The few of these with the most papers, in their own order: what is chosen is one of them.
function few(facet, numbers, limit, sizes) {
  const isChosen = (number) => facet.chosen.has(facet.names[number]);
  const first = new Set(
    numbers
      .slice()
      .sort((a, b) => isChosen(b) - isChosen(a) || sizes[b] - sizes[a])
      .slice(0, limit),
  );
  return numbers.filter((number) => first.has(number) && sizes[number] > 0);
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
