"""What a reader keeps of papers: put there, searched, told where it goes, and shown to nobody."""

import json

import pytest

from aiev.exporters import registry

KITE, PLOVER, AVOCET = "2405.00011", "2406.00022", "2501.00033"
CANARIES = {"note": "canary-of-notes", "question": "canary-of-questions"}


def shown(aiev, name):
    return json.loads(aiev("show", name, "--json").out)


def kept(aiev, name):
    found = shown(aiev, name)
    return {field: found[field] for field in ("state", "rating", "tags", "notes")}


NOTHING = {"state": None, "rating": None, "tags": [], "notes": []}


def test_several_papers_are_kept_at_once_and_twice_is_once(aiev, small):
    words = (
        *("edit", KITE, "https://arxiv.org/abs/2501.00033v1", "--state", "to-read"),
        *("--rating", "4", "--add-tag", "moe", "--add-tag", " to  cite ", "--add-note", "fast"),
    )
    first, second = aiev(*words), aiev(*words)
    assert (first.code, first.err) == (0, "")
    assert [row[:2] for row in first.rows] == [["1", "changed"], ["5", "changed"]]
    assert [row[1] for row in second.rows] == ["unchanged", "unchanged"]
    wanted = {"state": "to-read", "rating": 4, "tags": ["moe", "to cite"], "notes": ["fast"]}
    assert kept(aiev, KITE) == kept(aiev, AVOCET) == wanted
    assert kept(aiev, PLOVER) == NOTHING


def test_an_empty_value_takes_one_out_and_all_is_as_before(aiev, small):
    aiev("edit", KITE, "--state", "read", "--rating", "1", "--add-tag", "x", "--add-note", "n")
    done = aiev(
        *("edit", KITE, "--state", "", "--rating", "", "--remove-tag", "x", "--remove-note", "1")
    )
    assert (done.code, done.err) == (0, "aiev: the note that was removed: n\n")
    assert kept(aiev, KITE) == NOTHING
    assert aiev("tags").out == ""


def test_a_pipe_names_the_papers(aiev, small):
    found = aiev("search", "offloading").out.encode()
    done = aiev("edit", "-", "--state", "skipped", "--json", stdin=found)
    told = json.loads(done.out)
    count = len(found.splitlines())
    assert [one["changed"] for one in told["papers"]] == [True] * count
    assert aiev("search", "--state", "skipped", "--count").out == f"{count}\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("edit", KITE, PLOVER, "--title", "x"), 2, "--title"),
        (("edit", KITE, PLOVER, "--venue", "x", "--link", "a=https://x.example"), 2, "--link"),
        (("edit", KITE, PLOVER, "--note", "x"), 2, "--note"),
        (("edit", KITE, PLOVER, "--remove-note", "1"), 2, "--remove-note"),
        (("edit", KITE, "--remove-note", "1"), 1, "no note of this number"),
        (("edit", KITE, "99", "2401.99999", "--state", "read"), 1, "99, 2401.99999"),
        (("edit", KITE, "--state", "done"), 2, "to-read, reading, read, skipped"),
        (("edit", KITE, "--rating", "6"), 2, "1 to 5"),
        (("edit", KITE, "--rating", "4.5"), 2, "1 to 5"),
        (("edit", KITE, "--add-tag", " "), 2, "the tag is empty"),
        (("edit", KITE, "--add-note", " "), 2, "the note is empty"),
        (("edit", KITE, "--add-tag", "a", "--remove-tag", "a"), 2, "added and removed"),
        (("edit", KITE, "--state", "read", "--from", "Serving"), 2, "--from"),
        (("edit", KITE), 2, "nothing to change"),
        (("edit", "--state", "read"), 2, "missing argument"),
        (("edit", "-", KITE, "--state", "read"), 2, "name no others"),
        (("edit", "-", "--state", "read"), 2, "standard input is empty"),
        (("edit", KITE, "--query", "moe", "--state", "read"), 2, "name no others"),
        (("edit", "--query", "kite", "--state", "read"), 2, "--yes"),
        (("edit", "--query", " ", "--state", "read", "--yes"), 2, "every paper"),
        (("edit", "--query", "avoct", "--state", "read", "--yes"), 1, "avocet"),
        (("search", "--rating", "good"), 2, "no number"),
        (("search", "state:done"), 2, "no such state"),
        (("search", "has:wings"), 2, "nothing that papers have"),
        (("search", "@nobody"), 1, "@nobody"),
        (("save", "a b", "moe"), 2, "not a name"),
        (("save", "empty"), 2, "nothing to ask for"),
        (("save", "x", "date:no"), 2, "no date"),
        (("save", "x", "--remove"), 1, "@x"),
        (("new", "nobody"), 1, "@nobody"),
        (("diff", "small", "nowhere"), 1, "nowhere"),
        (("diff", "-", "-"), 2, "once"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(aiev, small, words, code, told):
    before = aiev("backup", "-").out
    done = aiev(*words)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert aiev("backup", "-").out == before


@pytest.mark.parametrize(
    "option",
    [
        *("title", "url", "date", "org", "note", "topic", "venue", "author", "short-name"),
        *("keywords", "link", "no-link", "remove-note"),
    ],
)
def test_what_is_said_of_one_paper_is_refused_for_several_and_makes_nothing_of_none(
    aiev, small, option
):
    """`--organization` was told, which is no option, and of no papers the first was looked at."""
    value = {"link": "a=https://x.example", "remove-note": "1"}.get(option, "2024")
    several = aiev("edit", KITE, PLOVER, f"--{option}", value)
    assert (several.code, several.out) == (2, "")
    assert several.err.startswith(f"aiev: error: only for one paper at a time: --{option}\n")
    none = aiev("edit", "--query", "zzyzx", f"--{option}", value, "--yes")
    assert (none.code, none.out, none.err) == (0, "", "no paper has: zzyzx\n")


def test_all_that_a_search_finds_is_changed_by_who_is_sure(aiev, small):
    done = aiev("edit", "--query", "cache OR moe", "--rating", "5", "--yes", "--dry-run")
    assert {row[1] for row in done.rows} == {"would change"}
    assert aiev("search", "--rating", "5", "--count").out == "0\n"
    done = aiev("edit", "--query", "cache OR moe", "--rating", "5", "--yes")
    wanted = aiev("search", "cache OR moe", "--count", "--no-close").out
    assert f"{len(done.rows)}\n" == wanted == aiev("search", "--rating", ">=4", "--count").out


def test_a_list_says_nothing_of_what_is_kept(aiev, small):
    before = aiev("export", "source").out
    aiev("edit", KITE, "--state", "read", "--add-note", "x", "--title", "Kite, anew", "--json")
    after = aiev("export", "source").out
    assert after == before.replace("[Kite: Paged Caches for Long Answers]", "[Kite, anew]")
    assert kept(aiev, KITE) == {**NOTHING, "state": "read", "notes": ["x"]}


def test_states_ratings_and_what_papers_have_are_asked_for(aiev, small):
    aiev("edit", KITE, "--state", "reading", "--rating", "3")
    aiev("edit", AVOCET, "--state", "read", "--rating", "5", "--add-note", "n")
    for words, wanted in (
        (["state:reading"], [KITE]),
        (["state:read*"], [AVOCET, KITE]),
        (["--state", "read", "--state", "reading"], [AVOCET, KITE]),
        (["rating:4.."], [AVOCET]),
        (["rating>=3", "-state:read"], [KITE]),
        (["--rating", "<=3"], [KITE]),
        (["has:note"], [AVOCET]),
        (["has:rating", "--kind", "paper"], [AVOCET, KITE]),
        (["has:code"], ["3"]),
        (["has:doi"], [KITE]),
    ):
        assert [row[0] for row in aiev("search", *words).rows] == wanted, words
    told = json.loads(aiev("stats", "--json").out)
    assert told["by_state"] == {"read": 1, "reading": 1}
    assert json.loads(aiev("stats", "has:doi", "--json").out)["by_state"] == {"reading": 1}
    fields = dict(row[:2] for row in aiev("show", AVOCET).rows)
    assert (fields["state"], fields["rating"], fields["note"]) == ("read", "5", "n")


def test_tags_are_counted_and_found_by_name(aiev, small):
    aiev("edit", KITE, AVOCET, "--add-tag", "to read")
    aiev("edit", KITE, "--add-tag", "Speed")
    assert aiev("tags").rows == [["to read", "2"], ["Speed", "1"]]
    assert aiev("tags", "spe").rows == [["Speed", "1"]]
    assert aiev("tags", "read", "TÓ").rows == [["to read", "2"]]
    near = aiev("tags", "spead")
    assert (near.rows, "no tag is called so" in near.err) == ([["Speed", "1"]], True)
    told = {"schema": 1, "tags": [{"name": "Speed", "papers": 1}]}
    assert json.loads(aiev("tags", "speed", "--json").out) == told


def test_a_merged_paper_has_what_was_kept_of_both_and_conflicts_are_told(aiev, small):
    page = "https://example.org/product"
    aiev("edit", KITE, "--state", "read", "--add-tag", "a")
    aiev("edit", page, "--state", "to-read", "--rating", "2", "--add-tag", "b", "--add-note", "n")
    done = aiev("merge", KITE, page)
    assert "the state of the other was to-read; read is kept" in done.err
    assert kept(aiev, KITE) == {"state": "read", "rating": 2, "tags": ["a", "b"], "notes": ["n"]}


def test_an_address_that_makes_two_papers_one_tells_conflicts_too(aiev, small):
    page = "https://avocets.example/paper"
    aiev("add", page, "--title", "Avocet: Routing Mixture-of-Experts by Need", "--no-enrich")
    aiev("edit", page, "--state", "read", "--add-note", "n")
    aiev("edit", AVOCET, "--state", "skipped")
    done = aiev("edit", AVOCET, "--url", page)
    assert "the state of the other was read; skipped is kept" in done.err
    assert kept(aiev, AVOCET) == {**NOTHING, "state": "skipped", "notes": ["n"]}


def test_removing_a_paper_tells_what_goes_with_it(aiev, small):
    aiev("edit", KITE, "--rating", "2", "--add-tag", "a", "--add-note", "a thought")
    done = aiev("remove", KITE)
    assert done.err == (
        "aiev: what you kept of it goes with it: rating 2; tags a; note “a thought”\n"
    )
    assert aiev("search", "has:rating", "--count").out == "0\n"


def folder_of(aiev, home, name):
    """Return the files of an export into a folder, by their paths."""
    folder = home.folder / f"{name} {len(list(home.folder.iterdir()))}"
    assert aiev("export", name, "-o", f"{folder}/").code == 0
    return {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_no_export_tells_what_is_the_readers_own(aiev, small, home):
    """A table and a markdown list had the notes of their user in them."""
    folders = sorted({*registry.folder_names(), "html"})
    bare = {name: aiev("export", name).out for name in (*registry.names(), "source")}
    bare_folders = {name: folder_of(aiev, home, name) for name in folders}
    aiev("edit", "--query", "kite OR avocet", "--state", "skipped", "--rating", "1", "--yes")
    aiev("save", CANARIES["question"], "kite")
    assert {name: folder_of(aiev, home, name) for name in folders} == bare_folders
    aiev("edit", KITE, "--add-note", CANARIES["note"])
    for name, before in bare.items():
        text = aiev("export", name).out
        if name == "jsonl":
            assert '"state": "skipped", "rating": 1' in text
            assert CANARIES["note"] in text
        else:
            assert text == before, name
    # A vault is a folder of the user's own notes, in which that one has its place.
    assert folder_of(aiev, home, "html") == bare_folders["html"]


@pytest.mark.parametrize(("typed", "is_done"), [("y", True), ("Yes", True), ("", False)])
def test_on_a_terminal_the_user_is_asked(on_terminal, aiev, small, typed, is_done):
    done = on_terminal("edit", "--query", "cache OR moe", "--state", "read", typed=typed)
    assert "change 3 papers? [y/N] " in done.out
    assert ("nothing is changed" in done.out, done.code) == ((False, 0) if is_done else (True, 1))
    assert aiev("search", "state:read", "--count").out == ("3\n" if is_done else "0\n")


@pytest.mark.parametrize("form", ["db", "jsonl", "jsonl.gz"])
def test_a_backup_brings_all_of_it_back(aiev, small, home, form):
    aiev("edit", KITE, AVOCET, "--state", "reading", "--rating", "4", "--add-note", "n")
    aiev("save", "caches", "cache", "--kind", "paper")
    aiev("add", "2502.00001", "--title", "A cache of caches", "--no-enrich")
    before = aiev("backup", "-").out
    news = aiev("new", "--keep").out
    copy = home.folder / f"copy.{form}"
    assert aiev("backup", copy).code == 0
    home.database.unlink()
    if form == "db":
        copy.rename(home.database)
    else:
        assert aiev("import", copy, "--no-enrich").code == 0
    assert aiev("backup", "-").out == before
    assert (aiev("new", "--keep").out, news.count("\n")) == (news, 1)
    assert kept(aiev, KITE) == {"state": "reading", "rating": 4, "tags": [], "notes": ["n"]}


def test_taking_in_another_base_keeps_ours_and_tells_conflicts(aiev, small, home):
    aiev("edit", KITE, "--state", "read", "--rating", "4")
    aiev("save", "q", "kite")
    aiev("backup", home.folder / "theirs.jsonl")
    aiev("edit", KITE, "--state", "to-read", "--rating", "")
    aiev("save", "q", "avocet")
    done = aiev("import", home.folder / "theirs.jsonl", "--no-enrich")
    assert f"conflict in state of {KITE}: here “to-read”, there “read”" in done.err
    assert "conflict in question of @q" in done.err
    assert kept(aiev, KITE) == {**NOTHING, "state": "to-read", "rating": 4}
    assert aiev("save").rows == [["q", "avocet"]]
