"""DataCite, which registers arXiv's DOIs: the affiliations of a paper's creators.

Source: https://support.datacite.org/docs/api (GET /dois/{id}; `affiliation=true` gives objects
with name and identifier instead of texts, `enriched=true` what others have added; 500 requests in
five minutes, 1,000 with a `mailto`). arXiv itself registers few affiliations.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from aiev.domain.affiliation import Affiliation, Question
from aiev.sources.http.host import DATACITE
from aiev.sources.works.affiliation_api import Json, Service, affiliation, items, mapping


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
