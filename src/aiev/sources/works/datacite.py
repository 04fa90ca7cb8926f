"""DataCite, which registers the DOIs of arXiv, Zenodo and others: affiliations, and whole works.

Source: https://support.datacite.org/docs/api (GET /dois/{id}; `affiliation=true` gives objects
with name and identifier instead of texts, `enriched=true` what others have added; 500 requests in
five minutes, 1,000 with a `mailto`). arXiv itself registers few affiliations.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from aiev.domain import arxiv_id
from aiev.domain.affiliation import Affiliation, Question
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import WorkRecord
from aiev.sources.http.host import DATACITE
from aiev.sources.wording import texts
from aiev.sources.works.affiliation_api import Json, Service, affiliation, items, mapping

_SAME_WORK = ("IsVersionOf", "IsIdenticalTo", "IsPreprintOf", "HasPreprint")


def service(url: str, *, mailto: str | None = None) -> Service:
    """Return the service at `url`, which is the address before `/dois`."""
    options = {"affiliation": "true", "enriched": "true"} | ({"mailto": mailto} if mailto else {})

    def addresses(question: Question) -> list[str]:
        doi = quote(f"10.48550/arXiv.{question.arxiv_id.value}", safe="/")
        return [f"{url}/dois/{doi}?{urlencode(options)}"]

    return Service(DATACITE, addresses, _read)


def _read(answer: Json) -> Iterator[Affiliation]:
    attributes = mapping(mapping(answer.get("data"), "data").get("attributes"), "attributes")
    for creator in items(attributes.get("creators")):
        for given in items(creator.get("affiliation")) if isinstance(creator, dict) else ():
            if isinstance(given, dict):
                identifier = given.get("affiliationIdentifier")
                scheme = str(given.get("affiliationIdentifierScheme") or "").casefold()
                # What depositors leave out is told by the address.
                is_ror = scheme == "ror" or "ror.org/" in str(identifier)
                found = affiliation(given.get("name"), identifier if is_ror else None)
            else:
                found = affiliation(given)
            if found is not None:
                yield found


def work_address(url: str, doi: str, *, mailto: str | None) -> str:
    """Return the address of a work at the service, whose address `url` is."""
    asked = f"?{urlencode({'mailto': mailto})}" if mailto else ""
    return f"{url}/dois/{quote(doi, safe='/')}{asked}"


def read_work(answer: Json) -> WorkRecord:
    """Return what an answer says of a work; raises ValueError for what is none of DataCite's."""
    told = mapping(mapping(answer.get("data"), "data").get("attributes"), "attributes")
    doi = texts.line(told.get("doi"))
    if doi is None:
        raise ValueError("no DOI in it")
    kinds = told.get("types")
    kind = kinds.get("resourceTypeGeneral") if isinstance(kinds, Mapping) else None
    container = told.get("container")
    publisher = told.get("publisher")
    dates = {one.get("dateType"): one.get("date") for one in _objects(told.get("dates"))}
    named = [texts.line(one.get("identifier")) for one in _objects(told.get("identifiers"))]
    related = [
        texts.line(one.get("relatedIdentifier"))
        for one in _objects(told.get("relatedIdentifiers"))
        if one.get("relationType") in _SAME_WORK
    ]
    names = [_person(one) for one in _objects(told.get("creators"))]
    return WorkRecord(
        type=texts.line(kind),
        title=next(
            iter([texts.line(one.get("title")) for one in _objects(told.get("titles"))]), None
        ),
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=next(
            filter(
                None,
                (
                    *(texts.date(dates.get(name)) for name in ("Submitted", "Available", "Issued")),
                    texts.date(told.get("publicationYear")),
                ),
            ),
            None,
        ),
        arxiv_id=next(
            filter(None, (arxiv_id.find(one) for one in (*named, *related) if one)), None
        ),
        doi=doi,
        abstract=next(
            iter(
                [
                    texts.paragraphs(texts.of_html(str(one.get("description") or "")))
                    for one in _objects(told.get("descriptions"))
                    if one.get("descriptionType") == "Abstract"
                ]
            ),
            None,
        ),
        container=texts.line(container.get("title")) if isinstance(container, Mapping) else None,
        publisher=texts.line(
            publisher.get("name") if isinstance(publisher, Mapping) else publisher
        ),
        keywords=texts.words(
            [texts.line(one.get("subject")) for one in _objects(told.get("subjects"))]
        ),
    )


def _objects(value: object) -> list[Json]:
    return [one for one in items(value) if isinstance(one, Mapping)]


def _person(creator: Json) -> PersonName | str | None:
    """Return a name in its parts; of a group as a whole."""
    family, given = texts.line(creator.get("familyName")), texts.line(creator.get("givenName"))
    if family:
        return texts.person(family, given)
    name = texts.line(creator.get("name"))
    if name is None:
        return None
    is_group = creator.get("nameType") == "Organizational"
    return PersonName(name, is_group=True) if is_group else texts.turned(name)
