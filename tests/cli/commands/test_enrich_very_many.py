"""Very many changes and failures are told by their number, and not one by one."""

import pytest

import arxiv_server
import knowledge
from aiev.services.arxiv import enrich
from arxiv_server import Paper


@pytest.fixture
def few(monkeypatch):
    for name in ("MOST_CHANGES", "MOST_FAILURES"):
        monkeypatch.setattr(enrich, name, 1)


def test_very_many_changes_are_told_by_their_number(small, aiev, arxiv, few):
    arxiv.add(*(Paper(one.arxiv_id.value, version=9) for one in knowledge.RECORDS))
    done = aiev("enrich", "--refresh", AIEV_ARXIV_URL=arxiv.url)
    assert "changes more: `aiev show --history` shows all" in done.out
    assert "2 changed" in done.out


def test_very_many_failures_are_told_by_their_number(small, aiev, arxiv, few):
    arxiv.always = arxiv_server.answer(500)
    done = aiev("enrich", "--refresh", AIEV_ARXIV_URL=arxiv.url)
    assert done.code == 4
    assert "aiev: not answered: 2405.00011\naiev: not answered: 2 more\n" in done.err
