"""`aiev open`: show a paper in the browser."""

from aiev.cli.parsing.options import Argument, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Reference = Annotated[
    str, Argument("An arXiv id, address or number of a paper.", "ID", is_required=True)
]
Pdf = Annotated[bool, Option(("--pdf",), "Open the PDF instead of the page about it.")]


def open_(run: Run, reference: Reference, *, pdf: Pdf = False) -> None:
    """Show a paper in the browser that the system or BROWSER names."""
    import webbrowser

    from aiev.errors import AievError, NotFoundError
    from aiev.services.search.find_paper import find_paper
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        paper = find_paper(reader, reference)
    url = paper.pdf_url if pdf else paper.url
    # Lists come from anywhere: `file:` and `javascript:` are no pages to open.
    if url is None or not url.lower().startswith(("https://", "http://")):
        kind = "PDF" if pdf else "web address"
        hint = "without --pdf its page is opened" if pdf and paper.url else None
        raise NotFoundError(f"no {kind} is known of it: {paper.title}", hint=hint)
    if not webbrowser.open(url):
        raise AievError(f"no browser could be started for {url}", hint="BROWSER names one")
