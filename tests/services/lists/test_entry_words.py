"""Venue, authors, short name, keywords and links said by the user, from the line to the file."""

import json

from services.lists import small_list

LIST = """# Kites

## Serving

- **[Ant]** [Alpha: A Server of Old](https://arxiv.org/abs/2401.00001) (ICML 2023) [[code](https://github.com/a/alpha)]
  - Keywords: old, server
- [Beta: Another Server of Old](https://arxiv.org/abs/2402.00002)
"""
SAID = (
    "--venue", "NeurIPS 2024", "--short-name", "KiteX", "--keywords", "new, server",
    "--link", "code=https://github.com/a/beta",
)  # fmt: skip
NEW = (
    "- **[KiteX]** [Beta: Another Server of Old](https://arxiv.org/abs/2402.00002)"
    " (NeurIPS 2024) [[code](https://github.com/a/beta)]\n  - Keywords: new, server\n"
)
OLD = LIST.splitlines(keepends=True)[-1]


def entry(aiev):
    return json.loads(aiev("show", "2402.00002", "--json").out)["entries"][0]


def test_what_is_said_waits_is_written_and_is_taken_out(home, aiev):
    path = small_list.put(home, aiev, LIST)
    assert aiev("edit", "2402.00002", *SAID, "--dry-run").code == 0
    assert aiev("export", "source").out == LIST
    assert aiev("edit", "2402.00002", *SAID).code == 0
    said = entry(aiev)
    assert (said["short_name"], said["keywords"]) == ("KiteX", "new, server")
    assert "2402.00002" in aiev("search", "KiteX new").out
    assert aiev("import", path, "--no-enrich").code == 0, "what waits outlives an import"
    assert aiev("sync", path).code == 0
    assert path.read_text(encoding="utf-8") == LIST.replace(OLD, NEW)
    assert entry(aiev) == {**said, "line": 7}
    out = ("--venue", "", "--short-name", "", "--keywords", "", "--no-link", "code")
    assert aiev("edit", "2402.00002", *out).code == 0
    assert aiev("export", "source").out == LIST


def test_what_is_said_of_a_new_entry_is_written_with_it(home, aiev):
    small_list.put(home, aiev, LIST.replace(OLD, ""))
    words = ("--title", "Beta: Another Server of Old", "--topic", "Serving", "--no-enrich")
    assert aiev("add", "2402.00002", *words, *SAID).code == 0
    assert aiev("export", "source").out == LIST.replace(OLD, NEW)


def test_links_that_both_changed_are_a_conflict_in_plain_words(home, aiev):
    path = small_list.put(home, aiev, LIST)
    aiev("edit", "2401.00001", "--link", "code=https://github.com/b/mine")
    path.write_text(LIST.replace("a/alpha", "c/theirs"), encoding="utf-8")
    answer = aiev("sync", path)
    assert answer.code == 5
    assert "the file says “code https://github.com/c/theirs”" in answer.err
    assert "you said “code https://github.com/b/mine”" in answer.err


def test_a_link_that_is_not_there_cannot_be_taken_out(home, aiev):
    small_list.put(home, aiev, LIST)
    answer = aiev("edit", "2401.00001", "--no-link", "slides")
    assert (answer.code, "hint: there are: code" in answer.err) == (1, True)
    assert aiev("edit", "2401.00001", "--link", "slides=").code == 2


def test_the_address_of_the_conference_is_a_further_one_of_the_same_work(home, aiev):
    path = small_list.put(home, aiev, LIST)
    aiev("add", "2401.00001", "--tag", "mine", "--note", "read it", "--no-enrich")
    own, page = "https://arxiv.org/abs/2401.00001", "https://openreview.net/forum?id=alpha"
    path.write_text(LIST.replace(own, page), encoding="utf-8")
    assert "0 entries added, 1 changed, 0 removed" in aiev("sync", path).out
    paper = json.loads(aiev("show", page, "--json").out)
    assert (paper["arxiv_id"], paper["tags"], paper["notes"]) == (
        "2401.00001",
        ["mine"],
        ["read it"],
    )
    assert paper["addresses"] == [own, page]
    assert (
        aiev("edit", "2402.00002", "--url", "https://aclanthology.org/2024.acl-long.1/").code == 0
    )
    assert "1 line added, 1 removed" in aiev("sync", path).out
    assert json.loads(aiev("show", "2402.00002", "--json").out)["entries"][0]["line"] == 7
    path.write_text(LIST, encoding="utf-8")
    assert "0 entries added, 2 changed, 0 removed" in aiev("sync", path).out, "and back"
