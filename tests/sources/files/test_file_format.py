"""Files that are no markdown lists are told by what they hold; every list stays a list."""

import json

import pytest

from aiev.sources.files.file_format import FileFormat, recognise
from places import DATA, SEEDS, SHARED

PAPER = {"title": "Order", "author": [{"family": "Bee"}]}
ZOTERO = {"itemType": "preprint", "title": "Order", "url": "https://arxiv.org/abs/2401.00001"}
OTHERS = {
    "bibtex": (
        FileFormat.BIBTEX,
        "@article{bee24,\n  title = {Order},\n  eprint = {2401.00001}\n}",
    ),
    "bibtex below words": (
        FileFormat.BIBTEX,
        "My papers, 2024.\n% kept by hand\n\n@STRING{x = {y}}\n@misc{a, title={B}}",
    ),
    "ris": (FileFormat.RIS, "\ufeff\r\nTY  - JOUR\r\nTI  - Order\r\nER  - \r\n"),
    "csv": (FileFormat.CSV, "title,authors,url\nOrder,Ada Bee,https://arxiv.org/abs/2401.00001"),
    "csv of semicolons": (FileFormat.CSV, '"Title";"Year";"DOI"\n"A;b";2024;10.1000/1'),
    "csv of zotero": (
        FileFormat.CSV,
        '"Key","Item Type","Publication Year","Author","Title","Extra","Place","A","B","C"\n'
        '"K","preprint","2024","Bee, Ada","Order","","","","",""',
    ),
    "tsv": (FileFormat.CSV, "id\ttitle\n2401.00001\tOrder"),
    "csl": (FileFormat.CSL_JSON, json.dumps([{"id": "a", "type": "article", **PAPER}])),
    "csl indented": (
        FileFormat.CSL_JSON,
        json.dumps([{"id": "a", "type": "article", **PAPER}], indent=2),
    ),
    "zotero": (FileFormat.ZOTERO_JSON, json.dumps([{"key": "K", "version": 1, "data": ZOTERO}])),
    "zotero plain": (FileFormat.ZOTERO_JSON, json.dumps([ZOTERO])),
    "better bibtex": (
        FileFormat.BETTER_BIBTEX_JSON,
        json.dumps({"config": {"id": "x"}, "collections": {}, "items": [ZOTERO]}),
    ),
    "json": (FileFormat.JSON, '{"a": [1]}'),
    "json of a list": (FileFormat.JSON, '["2401.00001"]'),
    "json lines": (FileFormat.JSON, '{"a": 1}\n{"a": 2}\n'),
    "json cut off": (FileFormat.JSON, '[{"title": "Order", "url": "https://arxiv.org/abs'),
    "backup": (FileFormat.BACKUP, '{"record": "list", "name": "l"}'),
    "bookmarks": (
        FileFormat.BOOKMARKS,
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
        '<DT><A HREF="https://arxiv.org/abs/2401.00001">Order</A>\n</DL>',
    ),
    "page": (FileFormat.HTML, "<!-- made by x -->\n<!doctype html><html><body><h1>L</h1>"),
    "rst": (
        FileFormat.RST,
        "Papers\n======\n\n* `Order <https://arxiv.org/abs/2401.00001>`_ by Bee\n",
    ),
    "rst of directives": (FileFormat.RST, ".. contents::\n\nPapers\n------\n\n- words\n"),
    "org": (FileFormat.ORG, "* Papers\n** Order\n[[https://arxiv.org/abs/2401.00001][Order]]\n"),
    "org of keywords": (FileFormat.ORG, "#+TITLE: Papers\n\n* Order\n  2401.00001\n"),
    "org of stars": (FileFormat.ORG, "* Papers\n** https://arxiv.org/abs/2401.00001\n"),
    "opml": (FileFormat.OPML, '<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>'),
    "rss": (FileFormat.RSS, '<rss version="2.0"><channel/></rss>'),
    "rss 1.0": (FileFormat.RSS, "<?xml version='1.0'?><!-- x --><rdf:RDF></rdf:RDF>"),
    "atom": (FileFormat.ATOM, '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>'),
    "xml": (FileFormat.XML, '<?xml version="1.0"?><records/>'),
    "ids": (FileFormat.IDS, "2401.00001\narXiv:2401.00002v1\n\nhep-th/9901001\n"),
    "ids of other kinds": (
        FileFormat.IDS,
        "https://arxiv.org/abs/2401.00001\n10.1145/1.2\ndoi: 10.48550/arXiv.2401.00002",
    ),
    "ids with remarks": (FileFormat.IDS, "// mine\n#those of May\n2401.00001\n% end\n"),
    "ids with a slip": (FileFormat.IDS, "2401.00001\n" * 9 + "no id\n"),
    "few ids with a slip": (FileFormat.IDS, "2401.00001\nno id\n2401.00002\n"),
    "ids with words": (FileFormat.IDS, "2401.00001 Order of Things\n2401.00002, Chaos\n"),
}
LISTS = {
    "a bullet above a bibliography": "- [Order](https://a.b)\n\n@article{bee,\n title={Order}}",
    "a comment": "<!--\n@misc{bee,\n title={L}}\n-->\n<br>\n\n- [Order](https://a.b)\n",
    "how to cite it, on top": "@misc{bee,\n title={L}}\n\n- [T](https://a.b)\n- [U](https://a.c)\n",
    "a fence": "Cite us:\n\n```bibtex\n@article{bee,\n title={Order}}\n```\n",
    "a heading above ids": "# Log\n\n2401.00001\n2401.00002\n",
    "addresses below their titles": "Order\nhttps://arxiv.org/abs/2401.00001\n" * 9,
    "a heading among ids": "2401.00001\n" * 9 + "## Read\n",
    "a bullet of an id": "- 2401.00001\n- 2401.00002\n",
    "a task": "- [ ] https://arxiv.org/abs/2401.00001\n",
    "a number before an id": "1. 2401.00001\n2. 2401.00002\n",
    "a linked title": "[Order](https://a.b), 2024\n",
    "tags": '<div align="center">\n<h1>L</h1>\n</div>\n\n- [Order](https://a.b)\n',
    "a table": "title | url\n---|---\nOrder | https://a.b\n",
    "a link in double brackets": "- Order [[paper](https://a.b)][[code](https://c.d)]\n",
    "a line of names": "Title, authors and links of what we read:\n\n- [Order](https://a.b)\n",
    "braces": "{a}\n\n- [T](https://a.b/c)\n",
    "brackets": "[1]\n\n- [T](https://a.b/c)\n",
    "words": "We collect papers.\n",
    "a bold line": "** Order **\n\n[[paper](https://arxiv.org/abs/2401.00001)]\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_each_format_is_known_by_its_content(name):
    expected, text = OTHERS[name]
    assert recognise(text) is expected
    assert recognise(text.replace("\n", "\r\n"), name="list.md") is expected


@pytest.mark.parametrize("name", LISTS)
def test_a_heading_a_bullet_or_a_link_makes_a_list(name):
    assert recognise(LISTS[name]) is None
    assert recognise(LISTS[name], name="list.md") is None


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.org", "* Papers\n\n  words\n", FileFormat.ORG),
        ("a.rst", "Papers\n======\n\n- words\n", FileFormat.RST),
        ("a.CSV", "Order\nChaos\n", FileFormat.CSV),
        ("a.org", "# L\n\n- [Order](https://a.b)\n", None),
        ("a.md", "* Papers\n\n  words\n", None),
        ("a.csv", "- Order\n- Chaos\n", None),
        ("a.bib", "", None),
    ],
)
def test_the_name_tells_what_the_content_leaves_open(name, text, expected):
    assert recognise(text, name=name) is expected


@pytest.mark.parametrize(
    "path",
    [
        *sorted(SEEDS.glob("*.md")),
        *sorted((DATA / "lists").rglob("*.md")),
        *sorted((SHARED / "lists").glob("*__*.md")),
    ],
    ids=lambda path: path.stem,
)
def test_every_list_is_a_list(path):
    assert recognise(path.read_bytes().decode("utf-8"), name=path.name) is None


def test_every_shape_is_a_list():
    shapes = (DATA / "list_shapes.txt").read_text(encoding="utf-8").split("\n%% shape: ")[1:]
    texts = [shape.partition("\n")[2].partition("\n%% gives")[0] for shape in shapes]
    assert len(texts) > 100
    headed = [text if text.startswith("# ") else f"# L\n\n## A\n\n{text}" for text in texts]
    assert [text for text in headed if recognise(text) is not None] == []
