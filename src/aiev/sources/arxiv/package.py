"""The `arxiv` package asking by our rules: its queries and records, our transport and patience."""

import logging
from dataclasses import dataclass

import arxiv

from aiev.sources.arxiv import atom
from aiev.sources.http.retry import Asker, Refusal

# Without a handler, logging prints the package's warnings on the user's terminal.
logging.getLogger("arxiv").addHandler(logging.NullHandler())


def ask(
    asker: Asker, url: str, search: arxiv.Search, *, size: int, start: int = 0
) -> list[arxiv.Result] | Refusal:
    """Return one page of at most `size` results, from the one at `start`, of the address `url`.

    The search must have no limit of its own: the package then looks at the whole page.
    """
    session = _Session(asker)
    client = arxiv.Client(page_size=size, delay_seconds=0.0, num_retries=0)
    # The package puts the address through str.format.
    client.query_url_format = url.replace("{", "{{").replace("}", "}}") + "?{}"
    client._session = session
    try:
        return list(client.results(search, offset=start))
    except arxiv.HTTPError:
        assert session.refusal is not None
        return session.refusal


class _Session:
    """Stands in for the package's HTTP session.

    The package knows no timeout, drops the body of an error and takes any 200 for a feed.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.refusal: Refusal | None = None

    def get(self, url: str, headers: dict[str, str]) -> "_Reply":
        """Return a status and a body that the package can trust; `headers` are its own name."""
        answer = self._asker.ask(url, atom.parse)
        if not isinstance(answer, Refusal) and atom.find_error(answer) is not None:
            answer = Refusal(400, atom.render(answer))
        if isinstance(answer, Refusal):
            self.refusal = answer
            return _Reply(answer.status, b"")
        return _Reply(200, atom.render(answer))


@dataclass(frozen=True, slots=True)
class _Reply:
    """The part of an HTTP response that the package looks at."""

    status_code: int
    content: bytes
