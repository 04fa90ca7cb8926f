"""RIS, CSL-JSON, Zotero's JSON, CSV, ids, bookmarks, feeds and outlines; of our own making."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.errors import InputError
from aiev.services.exchange.read_works import _READERS, find_format, read
from aiev.sources.files.file_format import FileFormat

RIS = """\
TY  - JOUR
AU  - Roe, Ann
A1  - Öz, Kim
TI  - A Toy
T2  - Toys
VL  - 12
SP  - 1
EP  - 9
DA  - 2024/05//
KW  - moe; serving
KW  - caches
N1  - <p>Read it.</p>
L1  - /a.pdf
L1  - /b.pdf
DO  - https://doi.org/10.1000/A
TY - CPAPER
AU - Low, B., Jr.
T1 - No End Before It
UR - https://arxiv.org/abs/2406.01234
ID - low2024
ER - \r
TY  - UNPB
ER  -
TY  - GEN
TI  - Never closed"""
CSL = [
    {"id": "http://zotero.org/users/1/items/A", "type": "article-journal", "title": "A <i>Toy</i>",
     "author": [{"family": "Roe", "given": "Ann"}, {"literal": "The Team"}],
     "issued": {"date-parts": [["2024", 5]]}, "container-title": "Toys", "DOI": "10.1000/a",
     "note": "arXiv:2406.01234 [cs]\\nCitation Key: roe2024\\nRead it."},
    "no item",
    {"id": "b", "type": "book"},
    {"id": "c", "type": "webpage", "title": "Page", "URL": "https://kites.example.org/"},
]  # fmt: skip
BETTER = {
    "config": {"id": "36a3b0b5-bad0-4a04-b79b-441c7cef77db"},
    "collections": {
        "K1": {"key": "K1", "parent": "", "name": "Kites", "items": [7]},
        "K2": {"key": "K2", "parent": "K1", "name": "Small", "items": [7]},
        "K3": {"key": "K3", "parent": "K3", "name": "Its own parent", "items": []},
    },
    "items": [
        {"itemType": "preprint", "itemID": 7, "title": "A Toy", "citationKey": "roe2024",
         "creators": [{"firstName": "Ann", "lastName": "Roe", "creatorType": "author"}],
         "date": "2024-06-03", "archiveID": "arXiv:2406.01234", "tags": [{"tag": "moe"}],
         "notes": [{"note": "<p>Read &amp; think.</p>"}], "attachments": [{"path": "/a.pdf"}],
         "extra": ["tldr: short", "Kept."]},
        {"itemType": "attachment", "title": "a.pdf"},
    ],
}  # fmt: skip
CSV = """\
\ufeffKey,Item Type,Author,Title,DOI,Url,Date,File Attachments,Manual Tags,Extra,Weight
A1,paper,"Roe, Ann; Öz, Kim",'=A Toy,10.1000/a,,2024-05,/a.pdf; /b.pdf,moe; kites,arXiv:2406.01234,7
,,,,,,,,,,
B2,,,,,,,,,,
"""
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1">Bookmarks bar</H3>
  <DL><p>
    <DT><H3>Kites &amp; Co</H3>
    <DL><p>
      <DT><A HREF="https://arxiv.org/abs/2406.01234" TAGS="moe,b">[2406.01234] A Toy</A>
      <DD>Read it.
      <DT><A HREF="https://github.com/kite/kite">GitHub - kite/kite: A kite</A>
    </DL><p>
    <DT><A HREF="https://openreview.net/forum?id=x">A Review | OpenReview</A>
    <DT><A HREF="place:sort=8">Recent</A>
    <DT><A HREF="javascript:alert(1)">x</A>
  </DL><p>
</DL>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><id>http://arxiv.org/abs/2406.01234v1</id><title>A Toy</title>
<link href="http://arxiv.org/abs/2406.01234v1"/><published>2024-06-03T00:00:00Z</published>
<author><name>Ann Roe</name></author><summary>&lt;p&gt;Why.&lt;/p&gt;</summary></entry>
<entry><id>tag:x</id></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>t</title><item><title>A Page</title><link>https://kites.example.org/1</link>
<dc:creator>Ann Roe, Bo Low, Kim Öz</dc:creator><pubDate>Mon, 03 Jun 2024 00:00:00 GMT</pubDate>
</item></channel></rss>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Kites">
<outline text="A blog" type="rss" xmlUrl="https://b.example.org/feed" htmlUrl="https://b.example.org/"/>
<outline text="A paper" type="link" url="https://arxiv.org/abs/2406.01234"/></outline></body></opml>"""
IDS = """\
2406.01234v2 A Toy
arXiv:hep-th/9901001
doi:10.1000/a
https://openreview.net/forum?id=x\tReview me
10.48550/arXiv.2406.05678
"""


def of(text, found):
    return read(text.encode(), found, path=None)


FILES = {
    FileFormat.RIS: RIS,
    FileFormat.CSL_JSON: json.dumps(CSL, indent=1),
    FileFormat.BETTER_BIBTEX_JSON: json.dumps(BETTER, indent=1),
    FileFormat.CSV: CSV,
    FileFormat.BOOKMARKS: BOOKMARKS,
    FileFormat.ATOM: ATOM,
    FileFormat.RSS: RSS,
    FileFormat.OPML: OPML,
    FileFormat.IDS: IDS,
}


@pytest.mark.parametrize("found", FILES, ids=lambda found: found.name)
def test_each_file_is_recognised_by_its_content(found):
    assert find_format(FILES[found].encode(), path=None) is found


def test_ris_without_ends_with_one_blank_and_with_two_spellings_of_a_tag():
    reading = of(RIS, FileFormat.RIS)
    first, second, third = reading.records
    assert first.authors == ("Ann Roe", "Kim Öz")
    assert (first.container, first.volume, first.pages) == ("Toys", "12", "1-9")
    assert (first.doi, first.date) == ("10.1000/A", PartialDate(2024, 5))
    assert (first.keywords, first.files) == (("moe", "serving", "caches"), ("/a.pdf", "/b.pdf"))
    assert first.notes == ("Read it.",)
    assert (second.title, second.authors, second.key) == (
        "No End Before It", ("B. Low, Jr.",), "low2024",
    )  # fmt: skip
    assert (second.arxiv_id.value, second.line) == ("2406.01234", 16)
    assert third.title == "Never closed"
    assert [(one.line, one.code) for one in reading.findings] == [(22, "bad-record")]


def test_csl_with_texts_for_years_and_zoteros_extra():
    reading = of(json.dumps(CSL, indent=1).replace("\\\\n", "\\n"), FileFormat.CSL_JSON)
    first, page = reading.records
    assert (first.title, first.authors) == ("A Toy", ("Ann Roe", "The Team"))
    assert (first.date, first.doi, first.key) == (PartialDate(2024, 5), "10.1000/a", "roe2024")
    assert (first.arxiv_id.value, first.notes) == ("2406.01234", ("Read it.",))
    assert page.url == "https://kites.example.org/"
    assert [one.code for one in reading.findings] == ["bad-record"] * 2
    assert reading.findings[1].line > reading.findings[0].line > first.line


def test_better_bibtex_with_collections_within_each_other():
    [found] = of(json.dumps(BETTER), FileFormat.BETTER_BIBTEX_JSON).records
    assert (found.arxiv_id.value, found.key) == ("2406.01234", "roe2024")
    assert found.groups == ("Kites", "Kites/Small")
    assert (found.keywords, found.files) == (("moe",), ("/a.pdf",))
    assert found.notes == ("Read & think.", "Kept.")


def test_zoteros_csv_with_its_mark_and_guarded_cells():
    reading = of(CSV, FileFormat.CSV)
    [found] = reading.records
    assert (found.title, found.authors) == ("=A Toy", ("Ann Roe", "Kim Öz"))
    assert (found.arxiv_id.value, found.doi) == ("2406.01234", "10.1000/a")
    assert (found.groups, found.files) == (("moe", "kites"), ("/a.pdf", "/b.pdf"))
    assert found.more == (("Weight", "7"),)
    assert [one.line for one in reading.findings] == [4]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ann Roe, Bo Low", ("Ann Roe", "Bo Low")),
        ("Roe, Ann", ("Ann Roe",)),
        ("Ann Roe and Bo Low", ("Ann Roe", "Bo Low")),
        ("Ann Roe, Bo Low, and Kim Öz", ("Ann Roe", "Bo Low", "Kim Öz")),
        ("Jo Doe, Jr.; Bo Low", ("Jo Doe, Jr.", "Bo Low")),
    ],
)
def test_authors_of_a_cell_are_parted_as_people_write_them(cell, expected):
    [found] = of(f'title,authors,year\nx,"{cell}",2024\n', FileFormat.CSV).records
    assert found.authors == expected


def test_bookmarks_keep_their_folders_and_what_stands_below():
    reading = of(BOOKMARKS, FileFormat.BOOKMARKS)
    paper, code, review = reading.records
    assert (paper.title, paper.arxiv_id.value) == ("A Toy", "2406.01234")
    assert (paper.groups, paper.keywords, paper.notes) == (
        ("Kites & Co",), ("moe", "b"), ("Read it.",),
    )  # fmt: skip
    assert (code.title, code.groups) == ("kite", ("Kites & Co",))
    assert (review.title, review.groups) == ("A Review", ())
    assert len(reading.findings) == 2


def test_feeds_and_outlines():
    [entry] = of(ATOM, FileFormat.ATOM).records
    assert (entry.title, entry.authors, entry.abstract) == ("A Toy", ("Ann Roe",), "Why.")
    assert (entry.arxiv_id.value, entry.date) == ("2406.01234", PartialDate(2024, 6, 3))
    [item] = of(RSS, FileFormat.RSS).records
    assert (item.authors, item.date) == (("Ann Roe", "Bo Low", "Kim Öz"), PartialDate(2024, 6, 3))
    blog, link = of(OPML, FileFormat.OPML).records
    assert (blog.url, blog.groups) == ("https://b.example.org/", ("Kites",))
    assert link.arxiv_id.value == "2406.01234"


def test_ids_and_addresses_one_a_line():
    found = of(IDS, FileFormat.IDS).records
    assert [one.arxiv_id.value if one.arxiv_id else one.url for one in found] == [
        "2406.01234", "hep-th/9901001", "https://doi.org/10.1000/a",
        "https://openreview.net/forum?id=x", "2406.05678",
    ]  # fmt: skip
    assert [one.title for one in found] == ["A Toy", None, None, "Review me", None]


BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (FileFormat.ATOM, f"{BOMB}<feed>&b;</feed>"),
        (FileFormat.CSL_JSON, "[" * 100_000),
        (FileFormat.BETTER_BIBTEX_JSON, '{"items": ' + "[" * 100_000),
    ],
)
def test_what_is_made_to_harm_is_refused(found, text):
    with pytest.raises(InputError, match="cannot be read"):
        of(text, found)


def test_an_outline_with_entities_or_without_end_is_told():
    for text in (f"{BOMB}<opml>&b;</opml>", "<opml><body>" + "<outline>" * 1000, "<opml"):
        reading = of(text, FileFormat.OPML)
        assert [one.code for one in reading.findings] == ["bad-record"]


@pytest.mark.parametrize("found", FILES, ids=lambda found: found.name)
@given(data=st.data())
def test_a_file_that_was_cut_or_spoiled_is_read_or_refused(found, data):
    text = FILES[found]
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(st.sampled_from(["", "<", '"', "{", "}", "\0", "&#0;", "\ud800", "- ", "]"]))
    spoiled = (text[:at] + put + text[at + data.draw(st.integers(0, 40)) :]).encode(
        "utf-8", "replace"
    )
    for one in dict.fromkeys((found, *_READERS)) if not at % 7 else (found,):
        try:
            reading = read(spoiled, one, path=None)
        except InputError:
            continue
        assert all(record.names_a_work() for record in reading.records)
