"""The registry: formats by name, loaded only when asked for."""

import subprocess
import sys

import pytest

from aiev.errors import UsageError
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from exporters.sample_papers import OUTLINE, PAPERS
from places import SOURCE


@pytest.mark.parametrize("name", registry.names())
def test_every_name_loads_the_format_of_that_name(name):
    exporter = registry.load(name)
    assert exporter.name == name
    assert exporter.suffix.startswith(".")
    assert exporter.description


def test_an_unknown_name_is_bad_usage_that_names_the_choices():
    with pytest.raises(UsageError, match="unknown export format: word") as caught:
        registry.load("word")
    assert "bibtex" in str(caught.value.hint)


def test_naming_the_formats_loads_none_of_them():
    """Help and completion name them at every start."""
    code = (
        "import sys; from aiev.exporters import registry; registry.names();"
        "print([m for m in sys.modules if m.startswith('aiev.exporters.')])"
    )
    source = str(SOURCE)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": source},
    )
    assert done.stdout.strip() == "['aiev.exporters.exporter', 'aiev.exporters.registry']"


# A page carries its own script: see test_html_export.py for what stands around it.
@pytest.mark.parametrize("name", [name for name in registry.names() if name != "html"])
def test_whole_documents_stay_as_they_are(golden, name):
    exporter = registry.load(name)
    written = "".join(exporter.render(PAPERS, ExportRequest(outline=OUTLINE)))
    golden(f"exporters/made-up{exporter.suffix}", written)


@pytest.mark.parametrize("name", registry.names())
def test_papers_given_once_only_make_the_same_document(name):
    exporter = registry.load(name)
    request = ExportRequest(outline=OUTLINE)
    assert list(exporter.render(iter(PAPERS), request)) == list(exporter.render(PAPERS, request))


@pytest.mark.parametrize("name", registry.names())
def test_no_papers_make_a_document_that_is_whole(name):
    exporter = registry.load(name)
    written = "".join(exporter.render((), ExportRequest()))
    assert written == "" or written.endswith("\n")


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_row_is_yielded_before_the_next_paper_is_asked_for(name):
    """A hundred thousand papers then need the memory of one."""
    asked = []

    def papers():
        for one in PAPERS:
            asked.append(one.id)
            yield one

    chunks = registry.load(name).render(papers(), ExportRequest())
    next(chunks)
    next(chunks)
    assert len(asked) <= 2
