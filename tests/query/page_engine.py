"""The page's own files under V8, without a browser: they read queries and find papers there."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import assets, folder, page

# What a tree, a span and a text are, in the words of the cases.
_SHARED = """
const self = {};
const dayOfCase = (text) => new Date(`${text}T00:00:00Z`);
function told(tree) {
  if (tree === null) return null;
  if (tree.is === "not") return ["not", told(tree.part)];
  if (tree.parts) return [tree.is, ...tree.parts.map(told)];
  if (tree.is === "dates") return ["date", tree.low, tree.high];
  if (tree.is === "numbers") return ["citations", tree.low, tree.high];
  if (tree.is === "id") return ["id", arxivId(tree.id) ?? tree.id];
  if (tree.is === "name") return [tree.field, tree.text + (tree.form === "prefix" ? "*" : "")];
  return [tree.form, tree.words.join(" "), ...(tree.field ? [tree.field] : [])];
}
const treeOf = (text, today) => {
  const query = understand(`${text} `, dayOfCase(today));
  return { tree: told(query.written), problem: query.problem };
};
const spanFor = (field, text, today) => {
  try {
    const { low, high } = spanOf(field, text, dayOfCase(today));
    return [low, high];
  } catch (error) {
    return error.message;
  }
};
const wordsOf = (text) => tokens(text).map((word) => [word, stem(word)]);
"""
_FOUND = """
const find = (text, today) => {
  let query = understand(text, dayOfCase(today));
  const meant = new Spelling(index, source.common).meant(query.written);
  if (meant.size) query = understand(text, dayOfCase(today), meant);
  const found = new Search(index, new Names(papers, names, source)).find(query);
  return found.papers.map((number) => papers[number].id);
};
const nearTo = (word) => {
  const { written } = understand(`${word} `, new Date());
  const spelling = new Spelling(index, source.common);
  return [spelling.meant(written), spelling.suggested(written)].map(Object.fromEntries);
};
"""
# The data of a folder as it is handed over, and all of it there at once.
_FOLDER = """
const store = {};
self.aiev = (name, place, values) => (store[`${name}-${place}`] = values);
const aiev = self.aiev;
const load = async (name, place) => store[`${name}-${place}`];
"""
_FOLDER_READ = """
source.begin(() => {});
for (const [name, values] of Object.entries(store)) {
  if (name.startsWith("words-")) index.adopt(values);
}
source.common = store["spelling-0"];
venues = store["venues-0"];
"""
_PAGE_READ = """
const rest = reading();
while (!rest.next().done);
"""


class Engine:
    """Answers what the page's functions answer."""

    def __init__(self, *scripts: str) -> None:
        racer = pytest.importorskip("py_mini_racer", reason="needs mini-racer from the test extra")
        self._context = racer.MiniRacer()
        for script in (_SHARED, assets.query_script(), *scripts):
            self._context.eval(f"{script}\n;0")

    def close(self) -> None:
        """End the engine, without which the process does not end."""
        self._context.close()

    def run(self, name: str, calls: Iterable[Sequence[object]]) -> list[object]:
        """Return what a function answers to each of these lists of arguments."""
        text = json.dumps(json.dumps([list(each) for each in calls]))
        found = self._context.eval(
            f"JSON.stringify(JSON.parse({text}).map((one) => {name}(...one)))"
        )
        return json.loads(found)

    def find(self, queries: Iterable[str], today: date) -> list[object]:
        """Return the papers that each query finds, the best first."""
        return self.run("find", ([query, today.isoformat()] for query in queries))


def of_folder(papers: Sequence[Paper], request: ExportRequest) -> Engine:
    """Return the page that is a folder, with all of its data loaded."""
    data = [file.text for file in folder.render(papers, request) if file.path.startswith("data/")]
    parts = ("filters/facets.js", "papers/paper.js", "papers/folder.js")
    script = "const FACTS = store['facts-0'];\n" + "\n".join(map(assets.part, parts))
    return Engine(_FOLDER, *data, script, _FOLDER_READ, _FOUND)


def of_file(papers: Sequence[Paper], request: ExportRequest) -> Engine:
    """Return the page that is one file, with all of its texts read."""
    text = "".join(page.render(papers, request))
    start = text.index('class="names">') + len('class="names">')
    names = text[start : text.index("</script>", start)]
    document = (
        f"const document = {{ querySelector: () => ({{ textContent: {json.dumps(names)} }}),"
        " getElementById: () => ({ querySelectorAll: () => [],"
        f" innerHTML: {json.dumps(text)} }}) }};"
    )
    parts = ("filters/facets.js", "papers/paper.js", "papers/markup.js")
    return Engine(document, "\n".join(map(assets.part, parts)), _PAGE_READ, _FOUND)
