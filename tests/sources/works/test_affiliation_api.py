"""DataCite and OpenAlex on loopback: what they say arrives, and their faults are bounded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import affiliation_server
import arxiv_server
from affiliation_server import AffiliationServer, authorship, creators, named, work
from aiev.domain.affiliation import Affiliation, Outcome, Question, Reply
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import SourceError
from aiev.sources.http.session import SessionSettings
from aiev.sources.works import affiliation_api, datacite, openalex
from arxiv_server import answer

DOI = "10.48550/arxiv.2405.00011"
QUESTIONS = [Question(n, ArxivId(f"2405.{n:05}")) for n in range(11, 41)]
KITE = QUESTIONS[0]


@dataclass
class Seen:
    replies: list[Reply] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    error: SourceError | None = None

    @property
    def outcomes(self) -> list[str]:
        return [str(reply.outcome) for reply in self.replies]

    @property
    def names(self) -> list[str]:
        return [one.text for reply in self.replies for one in reply.affiliations]


@pytest.fixture
def server() -> Iterator[AffiliationServer]:
    with AffiliationServer() as started:
        yield started


@pytest.fixture
def ask(server: AffiliationServer, fake_time, tmp_path: Path) -> Callable[..., Seen]:
    """Asks one of the two services on loopback, time passing only by sleeping."""

    def run(make=datacite.service, questions=(KITE,), url: str | None = None, **options) -> Seen:
        seen = Seen()
        settings = SessionSettings(tmp_path / "state", response_timeout_s=2.0)
        try:
            for reply in affiliation_api.iter_replies(
                make(url or server.url, **options),
                questions,
                settings=settings,
                sleep=fake_time.sleep,
                clock=fake_time.clock,
                report=seen.messages.append,
                trace=seen.traces.append,
            ):
                seen.replies.append(reply)
        except SourceError as error:
            seen.error = error
        return seen

    return run


def test_datacite_is_asked_as_documented(server, ask):
    server.datacite[DOI] = creators([named("Loopback University", "0abcdef12")], ["Meta AI"])
    seen = ask(mailto="ada@example.org")
    assert seen.replies == [
        Reply(
            KITE,
            Outcome.FOUND,
            (Affiliation("Loopback University", "0abcdef12"), Affiliation("Meta AI")),
        )
    ]
    assert server.requests[0].path == (
        "/dois/10.48550/arXiv.2405.00011?affiliation=true&enriched=true&mailto=ada%40example.org"
    )
    assert server.requests[0].user_agent.startswith("aiev")


def test_an_identifier_of_another_register_is_no_ror_id(server, ask):
    isni = {
        "name": "Loopback University",
        "affiliationIdentifier": "0000 0001 2345 6789",
        "affiliationIdentifierScheme": "ISNI",
    }
    server.datacite[DOI] = creators([isni])
    assert ask().replies[0].affiliations == (Affiliation("Loopback University"),)


def test_openalex_is_asked_by_the_published_doi_first(server, ask):
    """It often merges a preprint into what it was published as."""
    server.openalex["10.1000/kite"] = work()
    server.openalex[DOI] = work(authorship(("MIT", "042nb2s44"), raw=("EECS, MIT, USA",)))
    question = Question(1, KITE.arxiv_id, "10.1000/kite")
    seen = ask(openalex.service, [question], mailto="ada@example.org", key="SECRET")
    assert seen.replies[0].affiliations == (Affiliation("MIT", "042nb2s44"),)
    assert [request.path for request in server.requests] == [
        f"/works/doi:{doi}?select=id%2Cdoi%2Cauthorships&mailto=ada%40example.org&api_key=SECRET"
        for doi in ("10.1000/kite", "10.48550/arXiv.2405.00011")
    ]


def test_the_key_is_never_shown(server, ask):
    seen = ask(openalex.service, key="SECRET")
    assert "api_key=…" in seen.traces[0]
    server.always = answer(500)
    seen = ask(openalex.service, key="SECRET")
    assert "SECRET" not in " ".join((*seen.traces, *seen.messages, str(seen.error)))


def test_what_openalex_did_not_recognize_is_read_as_written(server, ask):
    server.openalex[DOI] = work(
        authorship(raw=("Ministry of Silly Walks, London",)), authorship(("CMU", None))
    )
    assert ask(openalex.service).names == ["Ministry of Silly Walks, London", "CMU"]


def test_old_style_ids_keep_their_slash(server, ask):
    ask(questions=[Question(1, ArxivId("hep-th/9901001"))])
    assert server.requests[0].path.startswith("/dois/10.48550/arXiv.hep-th/9901001?")


def test_an_unknown_doi_is_an_answer(server, ask):
    server.datacite["10.48550/arxiv.2405.00012"] = creators(["MIT"])
    assert ask(questions=QUESTIONS[:2]).outcomes == ["unknown", "found"]
    assert len(server.requests) == 2


@pytest.mark.parametrize("make", [datacite.service, openalex.service])
def test_a_record_without_affiliations_is_an_answer(server, ask, make):
    server.datacite[DOI] = creators([], [])
    server.openalex[DOI] = work(authorship())
    assert ask(make).outcomes == ["nothing"]


@pytest.mark.parametrize(
    "fault",
    [
        answer(503),
        answer(500),
        answer(429),
        answer(429, Retry_After="5"),
        arxiv_server.html,
        arxiv_server.reset,
        arxiv_server.truncated,
        arxiv_server.broken_body,
        arxiv_server.trickle,
        answer(200, b"[1, 2]"),
        answer(200, b"\xff\xfe"),
        answer(200, b"[" * 100_000),
        answer(200, b""),
    ],
)
def test_a_passing_fault_costs_a_second_request_and_nothing_else(server, ask, fault):
    server.datacite[DOI] = creators(["MIT"])
    server.script[1] = fault
    seen = ask()
    assert seen.names == ["MIT"]
    assert seen.error is None
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("fault", "tries", "said"),
    [
        (answer(503), 4, "DataCite failed 4 times in a row, at last: HTTP 503"),
        (answer(429), 3, "DataCite is too busy for us: HTTP 429"),
        (answer(429, Retry_After="7200"), 1, "DataCite asks for a pause of 7,200 s"),
        (answer(401), 1, "DataCite answered with HTTP 401"),
        (arxiv_server.reset, 4, "DataCite failed 4 times in a row"),
        (arxiv_server.html, 4, "an HTML page"),
        (arxiv_server.truncated, 4, "JSON that is cut off or broken"),
    ],
)
def test_a_lasting_fault_ends_the_run_and_keeps_what_came_before(server, ask, fault, tries, said):
    server.datacite[DOI] = creators(["MIT"])
    server.always = fault
    server.script[1] = affiliation_server.good
    seen = ask(questions=QUESTIONS)
    assert seen.names == ["MIT"]
    assert said in str(seen.error)
    assert seen.error is not None
    assert "--organizations" in (seen.error.hint or "") or "AIEV_DATACITE_URL" in (
        seen.error.hint or ""
    )
    assert len(server.requests) == 1 + tries


def test_openalex_says_403_for_too_many_requests(server, ask):
    """403 is its word for the second's limit, 429 for the day's."""
    server.openalex[DOI] = work(authorship(("MIT", None)))
    server.script[1] = answer(403)
    assert ask(openalex.service).names == ["MIT"]


def test_a_wrong_key_is_named_as_what_it_is(server, ask):
    server.always = answer(401)
    seen = ask(openalex.service, key="wrong")
    assert seen.error is not None
    assert seen.error.hint == "look whether AIEV_OPENALEX_KEY holds a key that OpenAlex knows"


def test_a_merged_work_is_followed(server, ask):
    server.openalex["10.48550/arxiv.2405.00012"] = work(authorship(("MIT", None)))
    server.script[1] = answer(301, b"", Location="/works/doi:10.48550/arXiv.2405.00012")
    assert ask(openalex.service).names == ["MIT"]


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"data": None},
        {"data": {"attributes": []}},
        {"errors": [{"title": "Something went wrong"}]},
    ],
)
def test_an_object_of_another_shape_fails_its_paper_alone(server, ask, record):
    server.datacite[DOI] = record
    server.datacite["10.48550/arxiv.2405.00012"] = creators(["MIT"])
    seen = ask(questions=QUESTIONS[:2])
    assert seen.outcomes == ["unusable", "found"]
    assert "DataCite's answer cannot be read" in (seen.replies[0].reason or "")


@pytest.mark.parametrize(
    "value", [None, 3, "text", [], {}, [None], [3], [{"affiliation": 3}], [{"affiliation": [3]}]]
)
def test_odd_values_within_an_answer_are_passed_over(server, ask, value):
    server.datacite[DOI] = {"data": {"attributes": {"creators": value}}}
    server.openalex[DOI] = {"authorships": value if isinstance(value, list) else []}
    assert ask().outcomes == ["nothing"]
    assert ask(openalex.service).outcomes == ["nothing"]


def test_half_characters_and_zeros_do_not_reach_the_store(server, ask):
    """JSON may hold both: the first stopped the whole run with a traceback."""
    server.datacite[DOI] = creators([named("\ud800MIT"), "Meta\0 AI"])
    assert [one.text for one in ask().replies[0].affiliations] == ["\ufffdMIT", "Meta AI"]


def test_an_address_of_ror_tells_its_scheme(server, ask):
    given = {"name": "A University", "affiliationIdentifier": "https://ror.org/0abcdef12"}
    server.datacite[DOI] = creators([given])
    assert ask().replies[0].affiliations == (Affiliation("A University", "0abcdef12"),)


def test_refusals_without_end_end_the_run(server, ask):
    server.always = answer(400, b'{"error": "Invalid query parameter"}')
    seen = ask(openalex.service, QUESTIONS)
    assert len(server.requests) == 9
    assert "no answer of OpenAlex is of use, at last: OpenAlex refuses" in str(seen.error)


def test_a_huge_answer_is_not_read_to_its_end(server, ask):
    server.datacite["10.48550/arxiv.2405.00012"] = creators(["MIT"])
    server.script[1] = arxiv_server.flood
    assert ask(questions=QUESTIONS[:2]).outcomes == ["unusable", "found"]


def test_a_collaboration_of_thousands_is_bounded(server, ask):
    server.datacite[DOI] = creators(*([f"Institute {n}"] for n in range(3000)), ["x" * 5000])
    reply = ask().replies[0]
    assert len(reply.affiliations) == affiliation_api.MOST_AFFILIATIONS


def test_a_closed_port_is_told_from_a_slow_server(ask, closed_url):
    seen = ask(url=closed_url)
    assert "DataCite cannot be reached" in str(seen.error)


def test_each_host_has_turns_of_its_own(server, ask, fake_time, tmp_path):
    """A pause that OpenAlex wants keeps nobody from asking DataCite."""
    server.datacite[DOI] = creators(["MIT"])
    server.openalex[DOI] = work(authorship(("CMU", None)))
    ask(questions=[KITE, KITE])
    assert fake_time.slept_s == [3.0]
    ask(openalex.service)
    assert fake_time.slept_s == [3.0]
    assert sorted(path.name for path in (tmp_path / "state").glob("*-pace")) == [
        "datacite-pace",
        "openalex-pace",
    ]
