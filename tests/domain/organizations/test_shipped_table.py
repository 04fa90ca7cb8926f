"""The table that ships: facts that no other test would miss until a reader did."""

import csv
import re

import pytest

from aiev.domain import organization
from aiev.domain.organizations import text as organization_text
from places import SEEDS

TABLE = SEEDS / "organizations.csv"
# Crockford's alphabet, as ROR uses it; the last two digits are a check modulo 97.
# Source: https://ror.readme.io/docs/identifier
ROR = re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

rows = list(csv.DictReader(TABLE.read_bytes().decode("utf-8").splitlines()))
names = {row["name"] for row in rows}


def test_it_holds_the_names_that_matter() -> None:
    assert len(rows) >= 400
    assert {"OpenAI", "Anthropic", "Google DeepMind", "DeepSeek", "Meta", "NVIDIA"} <= names


def test_it_is_plain_utf_8_with_unix_line_ends() -> None:
    content = TABLE.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_its_rows_are_sorted_so_that_a_new_one_has_its_place() -> None:
    assert [row["name"] for row in rows] == sorted(names, key=lambda name: (name.casefold(), name))


def test_no_key_leads_to_two_organizations_and_none_is_written_twice() -> None:
    owners: dict[str, str] = {}
    for row in rows:
        for text in (row["name"], *filter(None, row["aliases"].split(";"))):
            known = organization.key(text)
            assert known, text
            assert known not in owners, (text, row["name"], owners[known])
            owners[known] = row["name"]


def test_every_parent_is_in_the_table_and_none_is_its_own_ancestor() -> None:
    parents = {row["name"]: row["parent"] for row in rows if row["parent"]}
    assert set(parents.values()) <= names
    for name in parents:
        line = [name]
        while line[-1] in parents:
            line.append(parents[line[-1]])
            assert len(set(line)) == len(line), line


@pytest.mark.parametrize("row", rows, ids=[row["name"] for row in rows])
def test_every_row_is_in_form(row: dict[str, str]) -> None:
    assert row["kind"] in organization.KINDS
    assert re.fullmatch(r"([A-Z]{2})?", row["country"])
    assert all(value == value.strip() for value in row.values())
    assert all(alias and alias == alias.strip() for alias in row["aliases"].split(";") if alias)
    if row["ror"]:
        assert ROR.fullmatch(row["ror"])
        number = 0
        for digit in row["ror"][:7]:
            number = number * 32 + ALPHABET.index(digit)
        assert int(row["ror"][7:]) == 98 - number * 100 % 97


def test_no_ror_id_is_given_twice() -> None:
    rors = [row["ror"] for row in rows if row["ror"]]
    assert len(rors) == len(set(rors))


def test_no_name_or_alias_is_a_word_that_lists_use_as_a_note() -> None:
    for row in rows:
        for text in (row["name"], *row["aliases"].split(";")):
            assert not text or not organization_text.is_note(text), text
