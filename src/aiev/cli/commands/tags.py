"""`aiev tags`: the user's tags with their counts."""

from aiev.cli.parsing.options import Argument, AsJson
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Words = Annotated[tuple[str, ...], Argument("Only tags in which these words stand.", "[WORDS]...")]


def tags(run: Run, words: Words = (), *, as_json: AsJson = False) -> None:
    """Show your tags with their counts, most papers first; with words, those of such names.

    A slip in a word is forgiven: without a match, the nearest names are shown.
    """
    from aiev.cli.views import counts
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        if words:
            from aiev.services.search import found_names

            named = found_names.tags(reader, words)
            found = named.counts
            if named.is_near:
                counts.tell_near(run, found, asked=" ".join(words), kind="tag")
        else:
            found = catalog.tags(reader)
    counts.show(run, found, name="tags", has_parents=False, as_json=as_json)
