"""Preprints that were published: told with the command that writes it, and written by `--fix`."""

import shlex

import pytest

import knowledge
from aiev.store.writing.writer import open_writer

LIST = """\
# Things

- [Lapwing: Fast Things](https://dl.acm.org/doi/10.1145/1.2), SOSP'24
- [Kite](https://arxiv.org/abs/2405.00001), arXiv'24
- [Plover](https://www.usenix.org/conference/osdi24/presentation/plover), OSDI'24
- [Avocet](https://arxiv.org/abs/2405.00002)
- [Heron](https://arxiv.org/abs/2405.00003), ICML'25
- [Knot](https://arxiv.org/abs/2405.00004)
- [Ruff, an ICLR paper](https://arxiv.org/abs/2405.00005): at ICLR
"""
OTHER = "# Other\n\n- [Kite](https://arxiv.org/abs/2405.00001)\n"
ICLR = "'International Conference on Learning Representations', 'ICLR', 'conference', 2025"
SAID = (
    "insert into source_work (paper_id, source, outcome, asked_at, authors, is_agreed,"
    " venue, short_venue, kind, year, doi)"
    " select id, 'openalex', 'found', '2025-06-01T00:00:00+00:00', '', {}, {}, {}"
    " from paper where arxiv_id = '2405.0000{}'"
)


@pytest.fixture
def listed(home):
    """A list of a file, with what a source says of its papers."""
    path = home.folder / "things.md"
    path.write_text(LIST)
    with open_writer(home.database) as writer:
        knowledge.store_file(writer, path)
        knowledge.store_list(writer, OTHER, name="other")
    knowledge.change(
        home.database,
        SAID.format(1, ICLR, "null", 1),
        SAID.format(1, "'Journal of Loops', null, 'journal', 2024", "'10.5555/loop.1'", 2),
        SAID.format(1, ICLR, "null", 3),
        SAID.format(0, ICLR, "null", 4),
        SAID.format(1, ICLR, "null", 5),
    )
    return path


def commands(answer):
    return [line.partition("`")[2].partition("`")[0] for line in answer.out.splitlines()]


def test_what_a_list_calls_a_preprint_is_told_and_nothing_else(aiev, listed):
    """Not where the list names a venue, nor where the work may be another one."""
    answer = aiev("check", "--published", "things")
    assert answer.code == 0
    assert commands(answer) == [
        shlex.join(["aiev", "edit", "2405.00001", "--venue", "ICLR'25", "--list", "things"]),
        "aiev edit 2405.00002 --venue 'Journal of Loops 2024' --url https://doi.org/10.5555/loop.1",
    ]
    assert answer.out.startswith(
        "things:4: info published: “Kite” appeared in ICLR 2025 (OpenAlex, 2025-06-01): `aiev"
    )
    everywhere = aiev("check", "--published")
    assert commands(everywhere)[2:] == ["aiev edit 2405.00001 --venue 'ICLR 2025' --list other"]


def test_every_check_of_a_list_or_its_file_tells_it(aiev, listed):
    told = aiev("check", "--published", "things").out.splitlines()
    assert set(told) <= set(aiev("check", "things").out.splitlines())
    of_file = [line for line in aiev("check", listed).out.splitlines() if " published: " in line]
    assert of_file == [line.replace("things:", f"{listed}:", 1) for line in told]


def test_the_fix_writes_what_the_command_writes(aiev, listed, home):
    command = commands(aiev("check", "--published", "things"))[0]
    fixed = aiev("check", "--published", "--fix", "things")
    assert (fixed.code, fixed.out) == (0, "")
    assert "2 papers written into 1 list" in fixed.err
    lines = aiev("export", "source", "--list", "things").out.splitlines()
    assert lines[3] == "- [Kite](https://arxiv.org/abs/2405.00001), ICLR'25"
    assert lines[5].startswith("- [Avocet](https://doi.org/10.5555/loop.1)")
    assert aiev(*shlex.split(command)[1:]).code == 0
    assert aiev("export", "source", "--list", "things").out.splitlines() == lines
    assert aiev("check", "--published", "things").out == ""


def test_a_file_that_is_no_list_is_told_and_not_written(aiev, listed, home):
    strange = home.folder / "strange.md"
    strange.write_text(OTHER)
    assert "write ICLR 2025" in aiev("check", "--published", strange).out
    refused = aiev("check", "--published", "--fix", strange)
    assert refused.code == 2
    assert f"hint: run `aiev import {strange}` first" in refused.err


def test_a_question_that_nobody_was_asked_is_said(aiev, small):
    assert "aiev enrich --citations" in aiev("check", "--published").err
    assert aiev("check", "--published", "--links").code == 2
    assert aiev("check", "--fix").code == 2
    assert aiev("check", "--published", "nowhere").code == 1


def test_the_authors_own_word_at_arxiv_counts_before_another_source(aiev, small):
    knowledge.change(small, SAID.format(1, ICLR, "null", 1).replace("2405.00001", "2405.00011"))
    assert "Journal of Small Systems 2024 (arXiv)" in aiev("check", "--published").out


def test_bibtex_becomes_what_was_published_once_the_year_is_known(aiev, listed, home):
    found = aiev("export", "bibtex").out
    kite = found[found.index("Kite") - 200 :]
    assert "@inproceedings" in kite[:200]
    assert "booktitle     = {International Conference on Learning Representations}" in kite
    avocet = found[found.index("Avocet") - 150 :]
    assert "@article" in avocet[:150]
    assert "doi           = {10.5555/loop.1}" in avocet
    knowledge.change(home.database, "update source_work set year = null")
    assert "@article" not in aiev("export", "bibtex").out
