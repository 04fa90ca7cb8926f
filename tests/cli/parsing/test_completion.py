"""Completion: words that fit, from the knowledge base, in the shells that people use."""

import shutil
import subprocess
import sys

import pytest

import knowledge
from aiev.cli.parsing import command_line

HEAVY = {"typer", "click", "rich", "sqlmodel", "sqlalchemy", "inspect", "dataclasses"}


def offered(aiev, *words):
    done = aiev("complete-words", *words)
    assert (done.code, done.err) == (0, "")
    return [row[0] for row in done.rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["se"], ["search", "serve"]),
        (["--d"], ["--db"]),
        (["--no-color", "sho"], ["show"]),
        (["search", "--to"], ["--topic"]),
        (["search", "kite", "--sort", "d"], ["date"]),
        (["search", "--kind="], ["--kind=paper", "--kind=code", "--kind=web",
                                 "--kind=placeholder"]),
        (["export", "csl"], ["csl-json"]),
        (["export", "obs"], ["obsidian"]),
        (["completion", ""], ["bash", "zsh", "fish", "powershell", "man"]),
        (["search", "--topic", "OFF"], ["Offloading"]),
        (["search", "--topic=off"], ["--topic=Offloading"]),
        (["search", "--topic", "=", "off"], ["--topic=Offloading"]),
        (["search", "--topic", "Serving\\ >\\ o"], ["Serving > Offloading"]),
        (["search", "--topic", "\"Mixture of E"], ["Mixture of Experts"]),
        (["search", "--topic", "experts"], ["Mixture of Experts"]),
        (["add", "2405.00011", "--topic", "mix"], ["Mixture of Experts"]),
        (["edit", "2405.00011", "--from", "serv"], ["Serving"]),
        (["search", "--org", "byte"], ["ByteDance Seed"]),
        (["search", "--org", "CMU"], ["Carnegie Mellon University"]),
        (["search", "--author", "dan"], ["Dan Dao"]),
        (["search", "--author", "dao"], ["Dan Dao"]),
        (["search", "--author", "100%"], []),
        (["show", "2405"], ["2405.00011"]),
        (["show", "off"], ["Offloading"]),
        (["open", ""], ["2501.00033", "2406.00022", "2405.00011", "6", "4", "3"]),
        (["open", "6"], ["6"]),
        (["cite", "2405.00011", "25"], ["2501.00033"]),
        (["cite", "--format", "bibtex", "25"], ["2501.00033"]),
        (["cite", "2405.00011", "--format", "i"], ["ieee"]),
        (["search", "--category", "cs."], ["cs.DC", "cs.LG"]),
        (["search", "--list", "s"], ["small"]),
        (["check", "sm"], ["small"]),
        (["nothing", ""], []),
        (["--db"], ["--db"]),
        (["search", "kite", "mo"], []),
    ],
)  # fmt: skip
def test_what_fits_is_offered(aiev, small, words, expected):
    assert offered(aiev, *words) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["import", ""],
        ["sync", "li"],
        ["backup", ""],
        ["enrich", "--from", ""],
        ["orgs", "alias", "--from="],
        ["export", "csv", "-o", ""],
        ["check", "no-list-of-this-name"],
        ["--db", ""],
        ["--no-color", "--db", "kb"],
    ],
)
def test_where_a_file_is_named_the_shell_is_told_so(aiev, small, words):
    done = aiev("complete-words", *words)
    assert (done.code, done.out, done.err) == (1, "", "")


def test_nothing_typed_offers_the_commands(aiev):
    assert offered(aiev) == list(command_line.COMMANDS)


def test_ids_come_with_their_titles(aiev, small):
    assert aiev("complete-words", "show", "2501").rows == [
        ["2501.00033", "Avocet: Routing Mixture-of-Experts by Need"]
    ]


def test_of_more_ids_than_are_offered_each_way_to_go_on_is_there(aiev, small):
    """Bash typed the 2 that the newest hundred begin with, and no older paper could be reached."""
    ids = [*(f"2502.{number:05}" for number in range(1, 150)), "1704.04760", "hep-th/9901001"]
    assert aiev("add", *ids, "--no-enrich").code == 0
    found = offered(aiev, "open", "")
    assert {"1704.04760", "hep-th/9901001", "2502.00149"} <= set(found)
    assert len(found) < 120


def test_tags_are_offered(aiev, small):
    knowledge.change(small, "insert into tag (name) values ('to read')")
    assert offered(aiev, "search", "--tag", "to") == ["to read"]


def test_what_stands_for_further_authors_is_not_offered(aiev, small):
    knowledge.change(small, "insert into author (name) values ('et al.'), ('Eta Low')")
    assert offered(aiev, "search", "--author", "et") == ["Eta Low"]


def test_another_database_is_read_where_the_line_names_one(aiev, small, home):
    shutil.copyfile(small, home.folder / "other.db")
    knowledge.change(home.folder / "other.db", "update topic set title = 'Offshore' where id = 2")
    words = ["--db", str(home.folder / "other.db"), "search", "--topic", "offs"]
    assert offered(aiev, *words) == ["Offshore"]


@pytest.mark.parametrize("words", [["show", ""], ["search", "--topic", ""]])
def test_without_a_database_nothing_is_offered_and_nothing_said(aiev, words):
    assert offered(aiev, *words) == []


def test_a_name_that_a_line_cannot_hold_is_left_out(aiev, small):
    knowledge.change(
        small,
        "insert into tag (name) values ('two' || char(10) || 'lines'), ('esc' || char(27) || '[m'),"
        " ('good')",
    )
    assert offered(aiev, "search", "--tag", "") == ["good"]


def test_nothing_heavy_is_loaded(home, small):
    code = (
        "import os, sys; os.dup2(os.open(os.devnull, os.O_WRONLY), 1);"
        "from aiev.cli import main; main.run(['complete-words', 'search', '--topic', 'o']);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=home.environment, check=True
    )
    assert not set(done.stderr.decode().split()) & HEAVY


def test_typer_offers_no_second_way(aiev):
    assert "completion" in aiev("--help").out
    assert "--install-completion" not in aiev("--help").out
