"""The form of an arXiv address that a list uses: the abstract's page, the PDF or HTML."""

from collections import Counter
from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.markdown.values import ListedEntry

_FORM = re.compile(
    r"https?://(?:www\.)?arxiv\.org/(?P<kind>abs|pdf|html)/[^?#]*?(?P<end>\.pdf)?(?:[?#].*)?\Z",
    re.IGNORECASE,
)


def suited(identifier: ArxivId, near: Sequence[ListedEntry]) -> str:
    """Return the address of a paper as most entries near it give theirs, `.pdf` at its end too.

    Where two forms are as common the last entry decides; without any it is the abstract's page.
    """
    forms: Counter[tuple[str, str]] = Counter()
    for entry in reversed(near):
        match = _FORM.match(entry.url or "")
        if match is not None and arxiv_id.find(entry.url or "") is not None:
            forms[match["kind"].lower(), match["end"] or ""] += 1
    kinds = Counter(kind for kind, _ in forms.elements())
    if not kinds:
        return identifier.abs_url
    kind = kinds.most_common(1)[0][0]
    end = max(("", ".pdf"), key=lambda each: forms[kind, each])
    return f"https://arxiv.org/{kind}/{identifier.value}{end}"
