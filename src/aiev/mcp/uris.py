"""The addresses of resources: `aiev://topic/…` with its path, and the cursor of a further page."""

from urllib.parse import quote, unquote

SCHEME = "aiev://"
_CURSOR = "?cursor="


def made(kind: str, name: str = "", *, cursor: str | None = None) -> str:
    """Return the address of a resource, whose name may hold any sign."""
    path = f"{kind}/{quote(name, safe='')}" if name else kind
    return f"{SCHEME}{path}{_CURSOR}{cursor}" if cursor else f"{SCHEME}{path}"


def read(uri: str) -> tuple[str, str, str | None]:
    """Return the kind, the name and the cursor of an address; a kind of '' for any other scheme.

    A name may be quoted or not: some clients put it in as it is, with blanks, `>` and `/`.
    """
    rest = uri.removeprefix(SCHEME)
    if rest == uri:
        return "", "", None
    rest, _, cursor = rest.partition(_CURSOR)
    kind, _, name = rest.partition("/")
    return kind, unquote(name), cursor or None
