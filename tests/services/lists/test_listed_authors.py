"""Authors that only a list names are the paper's until a source tells them."""

import json

LIST = """# Birds

## Waders

- [Heron: Waders at Night](https://birds.test/heron.pdf), *Ada Bee\\*, Cay Dee et al.*
- [Stilt: Long Legs](https://birds.test/stilt.pdf)
- [Knot: Small Legs](https://birds.test/knot.pdf), *Robust Legs, Longer Wings, Cay Dee*
"""


def import_list(home, aiev, text=LIST):
    path = home.folder / "birds.md"
    path.write_text(text)
    assert aiev("import", path, "--no-enrich").code == 0
    return path


def authors(aiev, label):
    found = json.loads(aiev("search", label, "--json", "--no-close").out)["papers"]
    return [one["authors"] for one in found]


def test_they_are_found_and_shown(home, aiev):
    import_list(home, aiev)
    assert authors(aiev, "Heron") == [["Ada Bee", "Cay Dee"]]
    assert "Heron" in aiev("search", "--author", "A. Bee").out
    assert "Ada Bee" in aiev("authors", "bee").out


def test_what_is_no_clear_name_is_none(home, aiev):
    import_list(home, aiev)
    assert authors(aiev, "Knot") == [[]]


def test_they_follow_the_list(home, aiev):
    path = import_list(home, aiev)
    path.write_text(LIST.replace("Ada Bee\\*, ", "Eva Eff, "))
    assert aiev("sync", path).code == 0
    assert authors(aiev, "Heron") == [["Eva Eff", "Cay Dee"]]
    path.write_text(LIST.replace(", *Ada Bee\\*, Cay Dee et al.*", ""))
    assert aiev("sync", path).code == 0
    assert authors(aiev, "Heron") == [[]]


def test_those_that_the_user_gives_are_found(home, aiev):
    import_list(home, aiev)
    assert aiev("edit", "birds.test/stilt.pdf", "--author", "Gus Hay").code == 0
    assert "Stilt" in aiev("search", "--author", "hay").out
    options = ("--topic", "Waders", "--title", "Avocets Fly", "--author", "Ina Jay", "--no-enrich")
    aiev("add", "https://birds.test/avocet.pdf", *options)
    assert "Avocets" in aiev("search", "--author", "jay").out


def test_a_file_that_tells_them_is_believed(home, aiev):
    path = import_list(home, aiev)
    bib = home.folder / "b.bib"
    bib.write_text(
        "@misc{heron, title={Heron: Waders at Night}, author={Bee, Ada and Dee, Cay and Eff, Eva},"
        " url={https://birds.test/heron.pdf}}"
    )
    assert aiev("import", bib, "--no-enrich").code == 0
    assert authors(aiev, "Heron") == [["Ada Bee", "Cay Dee", "Eva Eff"]]
    path.write_text(LIST + "\nmore\n")
    assert aiev("sync", path).code == 0
    assert authors(aiev, "Heron") == [["Ada Bee", "Cay Dee", "Eva Eff"]]
