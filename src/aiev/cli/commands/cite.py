"""`aiev cite`: papers as references."""

from aiev.cli.parsing.options import Argument, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

References = Annotated[
    tuple[str, ...],
    Argument(
        "arXiv ids, addresses, numbers or citation keys of papers.", "ID...", is_required=True
    ),
]
Format = Annotated[
    str,
    Option(
        ("--format",),
        "bibtex, csl-json, ris, or a citation style: apa, ieee, chicago, mla, nature, ….",
        "FORMAT",
        offered=(
            "bibtex",
            "csl-json",
            "ris",
            "acm",
            "apa",
            "chicago",
            "harvard",
            "ieee",
            "lncs",
            "mla",
            "nature",
            "vancouver",
        ),
    ),
]


def cite(run: Run, references: References, *, format_name: Format = "bibtex") -> None:
    """Print papers as references, ready to paste."""
    from aiev.cli.terminal import printable
    from aiev.errors import AievError
    from aiev.services.exchange.cite import FORMATS
    from aiev.services.exchange.cite import cite as find
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        citations = find(reader, references)
    # In any case: there are styles named `bibtex` too, whose entries have another type and key.
    render = FORMATS.get(format_name.casefold())
    if render is not None:
        text = render(citations)
    else:
        try:
            from aiev.services.exchange import citation_style
        except ModuleNotFoundError as error:
            raise AievError(
                f"citation styles need a package that is not installed: {error.name}",
                hint="`pip install 'aiev[cite]'` installs it; bibtex, csl-json and ris need none",
            ) from None
        text = "".join(f"{citation_style.render(one, format_name)}\n" for one in citations)
    run.output.stdout.write(printable.lines(text) if run.output.is_terminal else text)
