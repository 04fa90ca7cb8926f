"""Topics under their names: where papers are added, found and moved, and in bases of before."""

import pytest

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.reference import Reference
from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.services.lists.add_paper import add_papers
from aiev.services.lists.changes import Changes
from aiev.services.lists.edit_entry import edit_paper
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.read_list import import_list, read_file
from aiev.services.lists.words_to_add import Words
from aiev.services.organizations import table
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer

TEXT = """\
# Kites

## 📖Contents

### 📖Nets/Knots (©️back👆🏻)

- [Slow Knots Hold Longer](https://arxiv.org/abs/2401.00001)
- [No Address Yet]()

### 📖Tails (©️back👆🏻)

- [Tails of Paper](https://arxiv.org/abs/2401.00003)
- [Tails of Cloth](https://arxiv.org/abs/2401.00004)

## 🎉Contributing

Write to us.
"""
WRITTEN = "📖Contents > 📖Nets/Knots (©️back👆🏻)"


def put(path):
    with open_writer(path) as writer:
        file = read_file(TEXT.encode(), path=None, name="l")
        return import_list(writer, file, now=knowledge.NOW)


def exported(path):
    with open_reader(path) as reader:
        known = table.shipped().is_organization
        return export_source(reader, "l", lists=ListReader(known)).decode()


def paths(path):
    with open_reader(path) as reader:
        return [topic.path for topic in catalog.topics(reader)]


def add(path, topic, number="2402.00009", **more):
    words = Words(topic=topic, title="Added Here")
    with open_writer(path) as writer:
        return add_papers(
            writer, [Reference(arxiv_id=ArxivId(number))], words, now=knowledge.NOW, **more
        )


def change(path):
    """All that a user may say of a list before its file has it."""
    add(path, WRITTEN)
    with open_writer(path) as writer:
        edit_paper(writer, "2401.00003", Changes(topic=WRITTEN))
        edit_paper(writer, "2401.00004", Changes(note="mine"))
        writer_rows = "insert into tag (id, name) values (1, 'mine')"
    knowledge.change(
        path,
        writer_rows,
        "insert into paper_tag select id, 1 from paper where kind = 'placeholder'",
    )


def test_the_base_has_the_names_and_the_bytes_are_kept(tmp_path):
    path = tmp_path / "a.db"
    imported = put(path)
    assert paths(path) == ["Nets/Knots", "Tails"]
    assert imported.topics == 2
    assert exported(path) == TEXT


@pytest.mark.parametrize(
    "topic",
    [WRITTEN, "📖Nets/Knots (©️back👆🏻)", "Nets/Knots", "nets/knots", "Contents > Nets/Knots"],
)
def test_a_paper_is_added_under_a_topic_by_its_name_or_as_it_is_written(tmp_path, topic):
    path = tmp_path / "a.db"
    put(path)
    assert add(path, topic).papers[0].filed_under == "Nets/Knots"
    line = "- [Added Here](https://arxiv.org/abs/2402.00009)\n"
    at = TEXT.index("\n### 📖Tails")
    assert exported(path) == TEXT[:at] + line + TEXT[at:]


def test_furniture_is_no_topic_and_is_told_so(tmp_path):
    path = tmp_path / "a.db"
    put(path)
    for can_create in (False, True):
        with pytest.raises(UsageError, match="it is about the list"):
            add(path, "Contributing", can_create_topic=can_create)


def test_a_topic_that_is_made_here_stands_beside_the_names(tmp_path):
    path = tmp_path / "a.db"
    put(path)
    add(path, "Nets/Knots > Bows", can_create_topic=True)
    text = exported(path)
    assert "#### Bows\n\n- [Added Here]" in text
    with open_writer(path) as writer:
        import_list(writer, read_file(text.encode(), path=None, name="l"), now=knowledge.NOW)
    assert paths(path) == ["Nets/Knots", "Nets/Knots > Bows", "Tails"]


def test_a_base_of_an_older_reader_gets_the_names_and_keeps_what_the_user_said(
    tmp_path, monkeypatch
):
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    put(new)
    change(new)
    with monkeypatch.context() as patch:
        # As the reader of then.
        patch.setattr(document, "read", document.parse)
        put(old)
        assert WRITTEN in paths(old)
        change(old)
        written = exported(old)
    knowledge.change(old, "update list_reading set key = 'of an older reader'")
    assert (put(old).conflicts, put(new).conflicts) == ((), ())
    assert paths(old) == paths(new)
    assert exported(old) == exported(new) == written
    # The rows are numbered as they were made; what they say is the same.
    told = (
        "select paper.identity, topic.path, note, entry.origin, entry.position, paper.topics,"
        " (select group_concat(tag_id) from paper_tag where paper_id = paper.id)"
        " from entry join paper on paper.id = paper_id left join topic on topic.id = topic_id"
        " order by entry.position, paper.identity"
    )
    assert knowledge.rows(old, told) == knowledge.rows(new, told)
    edits = "select field, listed from entry_edit order by field"
    assert knowledge.rows(old, edits) == knowledge.rows(new, edits)
