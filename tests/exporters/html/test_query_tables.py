"""The page reads queries and ranks by the command line's own tables."""

import json
import re

from aiev.domain.paper import Kind
from aiev.exporters.html import assets, query_tables
from aiev.query import acronyms, rank, stemmer, syntax


def tables() -> dict:
    return json.loads(re.fullmatch(r"const TABLES = (\{.*\});", query_tables.script())[1])


def test_the_page_ranks_by_the_command_lines_own_tables():
    table = tables()["ranking"]
    assert table["weights"] == rank.WEIGHTS
    assert {key: tuple(forms) for key, forms in table["unambiguous"].items()} == (
        acronyms.UNAMBIGUOUS
    )
    assert set(table["ambiguous"]) == set(acronyms.AMBIGUOUS)


def test_the_page_stems_by_the_command_lines_own_tables():
    assert tables()["text"]["step_2"] == stemmer.STEP_2
    assert set(tables()["text"]["step_4"]) == stemmer.STEP_4


def test_fields_that_a_page_does_not_hold_are_words_there():
    assert set(syntax.FIELDS) - set(tables()["syntax"]["fields"]) == {"list", "updated"}


def test_each_kind_of_paper_has_a_name_on_the_page():
    names = re.search(r"const KINDS = \{(.*)\};", assets.part("filters/facets.js"))[1]
    assert re.findall(r"(\w+):", names) == [kind.value for kind in Kind]


def test_nothing_in_the_tables_can_end_the_script():
    assert "</" not in query_tables.script()
    assert query_tables.script().isascii()
