"""What helps with a query, told on stderr: corrections, unknown names, what found nothing."""

from aiev.cli.run import Run
from aiev.domain.paper import Kind
from aiev.services.search.advice import Advice, UnknownName

_CALLED = {
    "topic": "no topic is called so",
    "org": "no organization is called so",
    "list": "no list is called so",
    "tag": "no tag is called so",
    "author": "no author is called so",
    "category": "no paper is in this category",
    "venue": "no paper names this venue",
    "kind": "no paper is of this kind",
}
_WAY_OUT = {
    "topic": "`aiev topics` shows them",
    "org": "`aiev orgs` shows them",
    "list": "`aiev lists` shows them",
    "kind": f"the kinds are {', '.join(Kind)}",
}


def show(run: Run, advice: Advice) -> None:
    """Tell what was searched for instead, and what may help where nothing was found."""
    say = run.output.message
    if advice.has_no_papers:
        say("there are no papers yet")
        say("hint: `aiev import` reads a list of papers, `aiev add` takes single ones")
        return
    for one in advice.corrections:
        say(f"showing results for “{one.corrected}”; quote it to search for “{one.written}”")
    for one in advice.broadened:
        say(f"no paper is from {one.written}; those of {one.corrected} follow")
    for name in advice.unknown_names:
        say(_unknown(name))
    if advice.missing_words:
        say(f"no paper has: {', '.join(advice.missing_words)}")
    if advice.nearest_topics:
        say("\n  ".join(("topics with such a name:", *advice.nearest_topics)))
    if advice.nothing_is:
        say(f"no paper is all of: {advice.nothing_is}")
    elif advice.nothing_is is not None:
        say("nothing to search for: no letter and no digit")


def _unknown(name: UnknownName) -> str:
    text = f"{_CALLED[name.field]}: {name.text}"
    if name.nearest:
        return f"{text}; the nearest: {'; '.join(name.nearest)}"
    return f"{text}; {_WAY_OUT[name.field]}" if name.field in _WAY_OUT else text
