"""The index has the words that are meant, whoever wrote the text."""

import pytest

import small_base
from aiev.store.writing import paper_words, terms


@pytest.fixture
def base():
    opened = small_base.make()
    yield opened
    opened.close()


def found(base, match):
    rows = base.execute("select rowid from paper_fts where paper_fts match ? order by 1", (match,))
    return [row[0] for row in rows]


def checked(base):
    base.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
    return base.execute("select count(*) from paper_words").fetchone()[0]


def test_another_programs_text_is_indexed_at_once_and_spelt_by_the_next_writer(base):
    number = small_base.add_paper(base, "大语言模型综述", abstract="In C++.")
    other = small_base.add_paper(base, "Plain * signs")
    assert (found(base, '"大语言模型综述"'), found(base, '"语言 言模"'), checked(base)) == (
        [number],
        [],
        2,
    )
    terms.refresh(base)
    assert (found(base, '"语言 言模 模型"'), found(base, "c\ue02b\ue02b"), checked(base)) == (
        [number], [number], 1
    )  # fmt: skip
    assert (found(base, "signs"), found(base, "c")) == ([other], [])
    base.execute("update paper set title = 'Kites' where id = ?", (number,))
    assert (found(base, "kites"), found(base, '"语言 言模"'), checked(base)) == ([number], [], 1)
    terms.refresh(base)
    assert found(base, "c\ue02b\ue02b") == [number]
    base.execute("update paper set abstract = null where id = ?", (number,))
    terms.refresh(base)
    assert checked(base) == 1, "the label on its list has such words"
    base.execute("delete from paper")
    assert (found(base, "kites OR signs"), checked(base)) == ([], 0)


def test_what_lists_say_is_spelt_too(base):
    number = small_base.add_paper(base, "Kites", topics=["推理加速"], note="用C#")
    paper_words.spell(base)
    for words in ('"推理 理加 加速"', "c\ue023", "topics : 加速"):
        assert found(base, words) == [number]
    base.execute("insert into paper_fts(paper_fts) values ('rebuild')")
    assert found(base, "topics : 加速") == [number]
    checked(base)
