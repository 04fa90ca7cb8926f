"""`aiev tags`: the user's tags with their counts."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson
from aiev.cli.run import Run

Words = Annotated[tuple[str, ...], Argument("Only tags in which these words stand.", "[WORDS]...")]


def tags(run: Run, words: Words = (), *, as_json: AsJson = False) -> None:
    """Show your tags with their counts, most papers first; with words, those of such names.

    A slip in a word is forgiven: without a match, the nearest names are shown.
    """
    from aiev.cli.views import counts
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = catalog.tags(reader)
    if words:
        from aiev.query import names

        asked = " ".join(words)
        known = [one.name for one in found]
        named = names.containing(asked, known)
        if not named:
            named = names.alike(asked, known)
            counts.tell_near(
                run, [one for one in found if one.name in named], asked=asked, kind="tag"
            )
        found = tuple([one for one in found if one.name in named])
    counts.show(run, found, name="tags", has_parents=False, as_json=as_json)
