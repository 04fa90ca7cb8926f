"""Questions about papers of the tests' own, and what came of asking them."""

from dataclasses import dataclass, field

from aiev.domain.published_work import WorkQuestion, WorkReply
from aiev.errors import SourceError

NAMES = ("Kite", "Plover", "Avocet", "Heron", "Dunlin", "Knot", "Ruff", "Whimbrel")


def title(number: int) -> str:
    return f"{NAMES[number % 8]}: Reading Lists of Birds, Part {number}"


def question(number: int, **changes: object) -> WorkQuestion:
    given = {"arxiv_id": f"2405.{number:05}", "dois": (), "title": title(number)}
    given |= {"authors": ("Ada Asker",), "published": "2024-05-02", **changes}
    return WorkQuestion(number, **given)


@dataclass
class Seen:
    replies: list[WorkReply] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    error: SourceError | None = None

    @property
    def outcomes(self) -> dict[int, str]:
        return {one.question.paper_id: str(one.outcome) for one in self.replies}

    @property
    def counts(self) -> dict[int, int | None]:
        return {one.question.paper_id: one.work.citations for one in self.replies if one.work}
