"""Exporting knowledge bases and taking them in: what users do before, and what is compared."""

import json
from datetime import date

from hypothesis import Phase
from hypothesis import strategies as st

import knowledge
from aiev.domain import reference
from aiev.domain.partial_date import PartialDate
from aiev.errors import AievError
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.services.arxiv.enrich import enrich
from aiev.services.curation.edit_papers import edit_papers
from aiev.services.curation.judged import Curation
from aiev.services.exchange import text_backup
from aiev.services.exchange.export import Choice, export
from aiev.services.exchange.import_backup import import_backup
from aiev.services.lists import edit_entry
from aiev.services.lists.add_paper import add_papers
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.words_to_add import Words
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer

# A failure here is short as it comes, and shrinking it takes minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
DERIVED = ("term", "spelling", "list_reading")
OTHER_LIST = """\
# Other Things

- [Kite](https://arxiv.org/abs/2405.00011) | May 2024 | Nobody Known Inc
- [Snipe: Cheap Decoding](https://arxiv.org/abs/2407.00044) | Jul 2024 | MIT

## Mixture of Experts

- [A blog](https://example.org/blog) - good words
"""
NEWER_SMALL = knowledge.SMALL_LIST.replace("### Offloading", "### Off-loading").replace(
    "- 2024 [A product", "- [Wren](https://arxiv.org/abs/2502.00055)\n- 2024 [A product"
)
IDS = ("2405.00011", "2406.00022", "2501.00033", "2407.00044", "https://github.com/kite/kite-serve")
WORDS = st.builds(
    Words,
    topic=st.sampled_from([None, "Offloading", "Mixture of Experts", "New > Topic"]),
    list=st.sampled_from([None, "small", "mine"]),
    organizations=st.sampled_from([(), ("MIT",), ("Garage & Sons",)]),
    date=st.sampled_from([None, PartialDate(2024), PartialDate(2025, 2, 3)]),
    note=st.sampled_from([None, "read this", "line\u2028end\tand “more”"]),
    tags=st.sampled_from([(), ("todo",), ("todo", "great")]),
    title=st.sampled_from([None, "My own title", "[bold]*x*"]),
)
CHANGES = st.builds(
    edit_entry.Changes,
    title=st.sampled_from([None, "Edited"]),
    date=st.sampled_from([None, "2024-05", ""]),
    organizations=st.sampled_from([None, ("DeepSeek",), ("Somebody New",)]),
    note=st.sampled_from([None, "a note of the list"]),
    topic=st.sampled_from([None, "Mixture of Experts", "Serving"]),
)
CURATIONS = st.builds(
    Curation,
    state=st.sampled_from([None, "read", "to-read"]),
    rating=st.sampled_from([None, "1", "5"]),
    add_note=st.sampled_from([None, "a note of mine"]),
)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(IDS), WORDS),
        st.tuples(st.just("edit"), st.sampled_from(IDS), CHANGES),
        st.tuples(st.just("curate"), st.sampled_from(IDS), CURATIONS),
        st.tuples(st.just("remove"), st.sampled_from(IDS), st.sampled_from([None, "Serving"])),
        st.tuples(st.just("import"), st.sampled_from(["small", "other", "newer"]), st.none()),
        st.tuples(st.just("enrich"), st.none(), st.none()),
    ),
    max_size=6,
)


def act(path, actions, *, now=knowledge.NOW):
    """Do what a user does; what is refused is simply not done."""
    with open_writer(path) as writer:
        for verb, what, how in actions:
            try:
                if verb == "add":
                    named = reference.parse(what)
                    add_papers(writer, [named], how, now=knowledge.NOW, can_create_topic=True)
                elif verb == "curate":
                    edit_papers(writer, [what], edit_entry.Changes(), how, now=now)
                elif verb == "edit":
                    edit_entry.edit_paper(writer, what, how)
                elif verb == "remove":
                    edit_entry.remove_paper(writer, what, under=how)
                elif verb == "enrich":
                    source = knowledge.answer(knowledge.RECORDS, unknown=["2406.00022"])
                    enrich(writer, source, clock=lambda: now)
                else:
                    text = {"small": knowledge.SMALL_LIST, "newer": NEWER_SMALL}
                    name = "other" if what == "other" else "small"
                    knowledge.store_list(writer, text.get(what, OTHER_LIST), name=name)
            except AievError:
                continue


def exported(path, filters, *, form="jsonl"):
    with open_reader(path) as reader:
        return "".join(
            export(
                reader,
                registry.load(form),
                ExportRequest(),
                Choice("", filters, None, date(2025, 6, 1)),
                tell=lambda advice: None,
                progress=lambda count, share: None,
            )
        )


def backup(path):
    with open_reader(path) as reader:
        return "".join(text_backup.iter_lines(reader))


def take_in(path, text, **more):
    with open_writer(path) as writer:
        lines = text.encode().splitlines(keepends=True)
        return import_backup(writer, lines, now=knowledge.NOW, **more)


def papers(text):
    found = [json.loads(line) for line in text.split("\n") if line]
    return {one["provenance"]["identity"]: one for one in found if "record" not in one}


def by_name(path):
    """All that is known of papers, without the numbers that a database gives its rows."""
    return knowledge.rows(
        path,
        "select identity, title, kind, url, abstract, issued, issued_low, issued_high, authors,"
        " organizations, topics, listed, enrichment, has_user_title, has_user_date"
        " from paper order by identity",
    )


def source(path, name):
    with open_reader(path) as reader:
        try:
            return export_source(reader, name, lists=ListReader(lambda text: False))
        except AievError:
            return None
