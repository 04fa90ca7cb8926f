"""Ids or addresses one a line, with words behind them or none."""

import re

from aiev.domain import arxiv_id
from aiev.domain.doi import address_of, find_doi
from aiev.domain.finding import Finding
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import texts

_PREFIX = re.compile(r"(?:doi|arxiv)\s*:\s*(?=\S)", re.IGNORECASE)
_COMMENT = ("#", "//", "%")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)


def read(text: str) -> Reading:
    """Return a work for each line that names one; the words behind it are its title."""
    records: list[WorkRecord] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        shown = texts.line(line)
        if shown is None or shown.startswith(_COMMENT):
            continue
        record = _record(shown, number)
        if record.names_a_work():
            records.append(record)
        else:
            told = f"neither an arXiv id, a DOI nor an address: {shown[:80]}"
            findings.append(Finding(number, "bad-record", told))
    return Reading(tuple(records), tuple(findings))


def _record(line: str, number: int) -> WorkRecord:
    word, _, rest = _PREFIX.sub("", line).partition(" ")
    word = word.strip(",;")
    title = texts.line(rest.strip(" -–—:|,;\t"))
    arxiv = arxiv_id.find(word)
    if arxiv is not None:
        return WorkRecord(line=number, arxiv_id=arxiv, title=title)
    if word.startswith("10."):
        doi = find_doi(word)
        return WorkRecord(line=number, doi=doi, url=address_of(doi) if doi else None, title=title)
    if texts.address(word):
        return WorkRecord(line=number, url=word, doi=find_doi(word), title=title)
    url = f"https://{word}" if _HOST.fullmatch(word) else None
    return WorkRecord(line=number, url=url, doi=find_doi(url), title=title if url else None)
