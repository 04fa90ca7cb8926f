"""Adding by hand: any way to name a paper, all or nothing, and the user's words kept."""

from dataclasses import replace

import pytest

import knowledge
from aiev.domain import reference
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.errors import AmbiguousError, NotFoundError, UsageError
from aiev.services.arxiv.enrich import enrich
from aiev.services.lists.add_paper import add_papers
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.words_to_add import Words
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_for_dry_run, open_writer


@pytest.fixture
def writer(small):
    with open_writer(small) as writer:
        yield writer


def add(writer, *texts, can_create_topic=False, **words):
    named = [reference.parse(text) for text in texts]
    return add_papers(
        writer, named, Words(**words), now=knowledge.NOW, can_create_topic=can_create_topic
    )


def paper(writer, paper_id):
    with open_reader(writer.path) as reader:
        (found,) = reader.papers([paper_id])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2411.11217",
        "arXiv:2411.11217",
        "2411.11217v2",
        "https://arxiv.org/abs/2411.11217",
        "http://www.arxiv.org/pdf/2411.11217v1.pdf",
        "arxiv.org/html/2411.11217",
        "https://export.arxiv.org/abs/2411.11217",
        "https://huggingface.co/papers/2411.11217",
        "https://www.alphaxiv.org/abs/2411.11217",
        "https://ar5iv.org/abs/2411.11217",
        "https://doi.org/10.48550/arXiv.2411.11217",
    ],
)
def test_every_form_of_an_id_is_one_paper(writer, text):
    first = add(writer, "2411.11217").papers[0]
    assert (first.is_new, first.arxiv_id) == (True, "2411.11217")
    again = add(writer, text).papers[0]
    assert (again.id, again.is_new) == (first.id, False)


def test_several_are_added_at_once_in_order(writer):
    named = ("2411.11217", "hep-th/9901001", "https://example.org/post", "2411.11217v3")
    found = add(writer, *named, topic="Offloading", tags=("mine",)).papers
    assert [one.is_new for one in found] == [True, True, True, False]
    assert [one.filed_under for one in found] == ["Serving > Offloading"] * 3 + [None]
    assert found[0].id == found[3].id
    assert paper(writer, found[2].id).kind == "web"
    assert all(paper(writer, one.id).tags == ("mine",) for one in found)


def test_a_known_paper_gets_the_further_topic(writer):
    (added,) = add(writer, "2501.00033", topic="Serving").papers
    assert (added.is_new, added.filed_under) == (False, "Serving")
    assert paper(writer, added.id).topics == ("Mixture of Experts", "Serving")
    (again,) = add(writer, "2501.00033", topic="serving").papers
    assert again.filed_under is None


def test_a_topic_is_named_by_its_end_or_its_whole_path_in_any_case(writer):
    for text in ("offloading", "SERVING>Offloading", "Serving > offloading"):
        assert add(writer, "2411.11217", topic=text).papers[0].title
    assert paper(writer, add(writer, "2411.11217").papers[0].id).topics == ("Serving > Offloading",)


def test_an_unknown_topic_names_the_nearest_and_stores_nothing(writer):
    before = knowledge.dump(writer.path)
    with pytest.raises(NotFoundError, match="no topic is called so: Offlaoding") as caught:
        add(writer, "2411.11217", topic="Offlaoding", tags=("new",), organizations=("New Org",))
    assert "Serving > Offloading" in (caught.value.hint or "")
    assert "--create-topic" in (caught.value.hint or "")
    assert knowledge.dump(writer.path) == before


def test_a_topic_is_made_when_that_is_wanted_with_those_above_it(writer):
    (added,) = add(
        writer, "2411.11217", topic="Serving>Paging > Cold", can_create_topic=True
    ).papers
    assert added.filed_under == "Serving > Paging > Cold"
    made = knowledge.rows(
        writer.path, "select path, level, origin from topic where origin = 'user' order by position"
    )
    assert made == [("Serving > Paging", 2, "user"), ("Serving > Paging > Cold", 3, "user")]


def test_an_ambiguous_topic_is_refused_with_its_candidates(writer):
    add(writer, "2411.11217", topic="Mixture of Experts > Offloading", can_create_topic=True)
    with pytest.raises(AmbiguousError, match="several topics are called so: Offloading") as caught:
        add(writer, "2411.11218", topic="Offloading")
    assert "Serving > Offloading (small)" in (caught.value.hint or "")
    assert "Mixture of Experts > Offloading (small)" in (caught.value.hint or "")


def test_a_topic_of_two_lists_needs_the_list(writer):
    knowledge.store_list(writer, knowledge.SMALL_LIST, name="other")
    with pytest.raises(AmbiguousError, match="several topics"):
        add(writer, "2411.11218", topic="Serving")
    (added,) = add(writer, "2411.11218", topic="Serving", list="other").papers
    assert [entry.list for entry in paper(writer, added.id).entries] == ["other"]
    with pytest.raises(NotFoundError, match="no list has this name: third"):
        add(writer, "2411.11218", topic="Serving", list="third")
    with pytest.raises(UsageError, match="several lists could take the new topic"):
        add(writer, "2411.11218", topic="Quite new", can_create_topic=True)
    add(writer, "2411.11218", topic="Quite new", list="third", can_create_topic=True)


def test_the_first_topic_of_an_empty_knowledge_base_makes_a_list(tmp_path):
    with open_writer(tmp_path / "new.db") as writer:
        (added,) = add(writer, "2411.11217", topic="MoE", can_create_topic=True).papers
        assert [(e.list, e.topic) for e in paper(writer, added.id).entries] == [("papers", "MoE")]


def test_aievs_own_number_names_a_paper(writer):
    (added,) = add(writer, "2", tags=("t",)).papers
    assert (added.id, added.is_new) == (2, False)
    with pytest.raises(NotFoundError, match="no paper has this number: 999"):
        add(writer, "2411.11217", "999")
    assert knowledge.rows(writer.path, "select 1 from paper where arxiv_id = '2411.11217'") == []


@pytest.mark.parametrize(
    ("url", "kind", "title"),
    [
        ("https://github.com/kite/plover", "code", "plover"),
        ("10.1145/0000001.0000002", "paper", "doi:10.1145/0000001.0000002"),
        ("https://example.org/papers/heron.pdf", "paper", "heron"),
        ("https://example.org/", "web", "example.org"),
        ("example.org/some%20post", "web", "some post"),
    ],
)
def test_an_address_that_is_not_arxivs_is_a_work_of_its_kind(writer, url, kind, title):
    (added,) = add(writer, url).papers
    found = paper(writer, added.id)
    assert (found.kind, found.title, found.enrichment) == (kind, title, "pending")
    if url.startswith("10."):
        url = f"https://doi.org/{url}"
    spelled = "http://www." + url.removeprefix("https://").rstrip("/") + "/#top"
    assert add(writer, spelled).papers[0].id == added.id


@pytest.mark.parametrize("text", ["", "moe", "2411.1121777", "ftp:x", "-1", "12 13", "2411.99999x"])
def test_what_names_no_paper_is_refused(text):
    with pytest.raises(UsageError, match="neither an arXiv id"):
        reference.parse(text)


def test_organizations_are_resolved_and_strangers_kept_as_written(writer):
    outcome = add(writer, "2411.11217", organizations=("UC Berkeley", "MIT&CMU", "Qwxz Institute"))
    assert outcome.new_organizations == ("Qwxz Institute",)
    assert paper(writer, outcome.papers[0].id).organizations == (
        "University of California, Berkeley",
        "Massachusetts Institute of Technology",
        "Carnegie Mellon University",
        "Qwxz Institute",
    )
    again = add(writer, "2411.11218", organizations=("qwxz institute",))
    assert again.new_organizations == ()
    assert paper(writer, again.papers[0].id).organizations == ("Qwxz Institute",)


def test_running_twice_changes_nothing(writer):
    words = {
        "topic": "Offloading", "organizations": ("MIT", "Qwxz Institute"), "note": "A note.",
        "tags": ("one", "two", "one"), "title": "Called so", "date": PartialDate(2024, 5),
    }  # fmt: skip
    add(writer, "2411.11217", **words)
    before = knowledge.dump(writer.path)
    outcome = add(writer, "2411.11217", **words)
    assert outcome.papers[0].filed_under is None
    assert outcome.new_organizations == ()
    assert knowledge.dump(writer.path) == before


def test_the_users_words_stand_on_the_paper(writer):
    (added,) = add(
        writer, "2411.11217", topic="Serving", note="Read\nagain.", tags=("a",), title="Mine",
        date=PartialDate(2024, 5), organizations=("MIT",),
    ).papers  # fmt: skip
    found = paper(writer, added.id)
    assert (found.title, found.issued, found.notes) == ("Mine", "2024-05", ("Read\nagain.",))
    (entry,) = found.entries
    assert (entry.label, entry.listed_date, entry.listed_organizations, entry.line) == (
        "Mine", "2024-05", "MIT", None)  # fmt: skip


@pytest.mark.parametrize("field", ["topic", "list", "title", "tags", "organizations"])
def test_an_empty_word_is_refused(writer, field):
    before = knowledge.dump(writer.path)
    value = (" \n",) if field in ("tags", "organizations") else " \n"
    with pytest.raises(UsageError, match="is empty"):
        add(writer, "2411.11217", **{field: value})
    assert knowledge.dump(writer.path) == before


def test_words_from_outside_are_composed_and_in_one_line(writer):
    (added,) = add(
        writer, "2411.11217", title="Cafe\u0301\n au  lait", tags=("a\nb",), note="e\u0301",
        organizations=("Qwxz\nInstitute",), topic="Ne\nw", can_create_topic=True,
    ).papers  # fmt: skip
    found = paper(writer, added.id)
    assert (found.title, found.tags, found.notes) == ("Café au lait", ("a b",), ("é",))
    assert found.organizations == ("Qwxz Institute",)
    assert found.topics == ("Ne w",)


def test_one_title_is_not_for_several_papers(writer):
    with pytest.raises(UsageError, match="one title"):
        add(writer, "2411.11217", "2411.11218", title="Both")


def test_a_trial_adds_nothing(small, tmp_path):
    before = knowledge.dump(small)
    for path in (small, tmp_path / "none.db"):
        with open_for_dry_run(path) as writer:
            outcome = add_papers(
                writer,
                [reference.parse("2411.11217")],
                Words(topic="Sprouts", tags=("t",)),
                now=knowledge.NOW,
                can_create_topic=True,
                is_dry_run=True,
            )
        assert outcome.papers[0].filed_under == "Sprouts"
    assert knowledge.dump(small) == before
    assert not (tmp_path / "none.db").exists()


def test_what_arxiv_calls_a_paper_never_keeps_a_list_from_being_written(writer):
    """The list's reader leaves the stop of a title out; the file has the title as arXiv does."""
    add(writer, "2411.11217", topic="Offloading")
    record = replace(
        knowledge.RECORDS[0], arxiv_id=ArxivId("2411.11217", 1), title="Short Is Better."
    )
    enrich(writer, knowledge.answer([record]), clock=lambda: knowledge.NOW)
    with open_reader(writer.path) as reader:
        text = export_source(reader, "small", lists=ListReader(lambda text: False))
    assert b"[Short Is Better.](" in text
