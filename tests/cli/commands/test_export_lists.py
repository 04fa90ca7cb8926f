"""`export --list`: what a list says of its papers, and nothing that another does."""

import csv
import io
import json

import pytest

FIRST = "# First Things\n\n## Caches\n\n- [Kite](https://arxiv.org/abs/2405.00011) the first says\n"
OTHER = (
    "# Other Things\n\n## Birds\n\n- [Kite](https://arxiv.org/abs/2405.00011) the other says\n"
    "- [Heron](https://arxiv.org/abs/2405.00012)\n"
)


@pytest.fixture
def two_lists(aiev, tmp_path):
    for name, text in (("first", FIRST), ("other", OTHER)):
        (tmp_path / f"{name}-things.md").write_text(text, encoding="utf-8")
        assert aiev("import", "--no-enrich", str(tmp_path / f"{name}-things.md")).code in (0, 5)
    return aiev


@pytest.mark.parametrize("name", ["first-things", "first"])
def test_topics_of_other_lists_do_not_leak(two_lists, name):
    """They did: a paper of two lists came with the headings of both, in each format."""
    [row] = csv.DictReader(io.StringIO(two_lists("export", "csv", "--list", name).out))
    assert (row["arxiv_id"], row["topics"]) == ("2405.00011", "Caches")
    [one] = map(json.loads, two_lists("export", "jsonl", "--list", name).out.splitlines())
    assert one["topics"] == ["Caches"]
    assert [entry["list"] for entry in one["entries"]] == ["first-things"]
    for form in ("html", "markdown", "atom"):
        written = two_lists("export", form, "--list", name).out
        assert "Kite" in written, form
        assert "Birds" not in written, form
        assert "the other says" not in written, form
    assert "<title>First Things</title>" in two_lists("export", "html", "--list", name).out


def test_all_lists_say_all(two_lists):
    rows = list(csv.DictReader(io.StringIO(two_lists("export", "csv").out)))
    assert {row["topics"] for row in rows} == {"Caches; Birds", "Birds"}


def test_a_page_tells_where_its_list_lives(two_lists):
    address = "https://github.com/ada/things"
    page = two_lists("export", "html", "--list", "first", "--repository", address).out
    assert f"{address}/issues/new" in page
    for wrong in ("github.com/ada/things", "javascript:alert(1)"):
        done = two_lists("export", "html", "--repository", wrong)
        assert done.code == 2
        assert "hint: write it like https://" in done.err
    assert two_lists("export", "csv", "--repository", address).code == 2
