"""What a source knows of a paper as a work in the world: how often it is cited, where it appeared.

What a source says stays together and is never mixed with another's: its venue may be that of the
publication while its date and DOI are still the preprint's.
"""

from datetime import date
from unicodedata import normalize

from aiev import lazy_regex as re
from aiev.domain import doi as dois
from aiev.domain import title_likeness
from aiev.domain.affiliation import Outcome
from aiev.value import value

_NO_VENUE = re.compile(
    r"arxiv|preprint|biorxiv|medrxiv|techrxiv|chemrxiv|\bcorr\b|\bssrn\b|social science research"
    r"|research square|\bosf\b|zenodo|openreview|hugging ?face|\bhal\b|cornell",
    re.IGNORECASE,
)
# A source that knows a month only gives its first day.
_NEAR_DAYS = 31
_LETTERS = re.compile(r"[^\W\d_]+")


@value
class WorkQuestion:
    """A paper to ask about: by its arXiv id without a version, by DOIs in lower case, or both.

    `title` and `authors` are held against the answer; with `is_titled` they are arXiv's own, else
    what a list calls the paper. `published` is the day of the preprint.
    """

    paper_id: int
    arxiv_id: str | None
    dois: tuple[str, ...]
    title: str
    authors: tuple[str, ...] = ()
    is_titled: bool = True
    published: str | None = None

    @property
    def name(self) -> str:
        """What the paper is called in messages."""
        return self.arxiv_id or (self.dois[0] if self.dois else str(self.paper_id))


@value
class Work:
    """A work as one source describes it; what it does not tell is None or empty.

    `citations` are counted by the source, of which it takes `influential` ones for telling. `venue`
    is no archive of preprints, and `doi` none of theirs; `kind` of the venue is `conference` or
    `journal`. `year` is known to be that of the publication. `open_url` is a free PDF.
    """

    title: str
    authors: tuple[str, ...] = ()
    citations: int | None = None
    influential: int | None = None
    venue: str | None = None
    short_venue: str | None = None
    kind: str | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    year: int | None = None
    open_url: str | None = None


@value
class WorkReply:
    """A source's answer for one paper; `reason` says why there is no work, where there is none."""

    question: WorkQuestion
    outcome: Outcome
    work: Work | None = None
    reason: str | None = None


def is_of_publication(day: str | None, question: WorkQuestion) -> bool:
    """Return whether a source's date of a paper may be that of its publication.

    Sources often date a publication by its preprint; where a date is near it, nobody can tell.
    """
    if day is None or question.published is None or len(question.published) < len("2024-05-28"):
        return day is not None and question.arxiv_id is None
    try:
        apart = date.fromisoformat(day) - date.fromisoformat(question.published)
    except ValueError:
        return False
    return apart.days > _NEAR_DAYS


def venue(text: object) -> str | None:
    """Return the name of a venue, or None for none and for what only holds preprints."""
    name = " ".join(text.split()) if isinstance(text, str) else ""
    return name if name and not _NO_VENUE.search(name) else None


def published_doi(text: object) -> str | None:
    """Return the DOI of a publication in lower case; None for none and for a preprint's."""
    found = dois.find(text) if isinstance(text, str) else None
    return found if found and not dois.is_preprint(found) else None


def are_one(question: WorkQuestion, work: Work) -> bool:
    """Return whether title and an author say that a work is the paper: where one is lacking, no."""
    return (
        title_likeness.are_the_same(question.title, work.title)
        and title_likeness.key(question.title) != ""
        and share_author(question.authors, work.authors)
    )


def share_author(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two lists of authors have a family name in common.

    Their order proves nothing, as some sources sort by the alphabet.
    """
    return bool(set(map(_family, some)) & set(map(_family, others)) - {""})


def _family(name: str) -> str:
    """Return what is compared of a name: its last word that is none of `Jr.` and `III`."""
    given = name.partition(",")[0] if "," in name else name
    plain = "".join(one for one in normalize("NFKD", given) if not "\u0300" <= one <= "\u036f")
    words = [word.casefold() for word in _LETTERS.findall(plain)]
    while len(words) > 1 and words[-1] in ("jr", "sr", "ii", "iii", "iv", "phd", "md"):
        words.pop()
    return words[-1] if words else ""
