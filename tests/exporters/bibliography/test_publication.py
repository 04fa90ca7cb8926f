"""Where a paper appeared, read from journal references and venues as people write them."""

import pytest
from hypothesis import given

from aiev.exporters.bibliography import publication
from aiev.exporters.bibliography.publication import Form, Publication
from exporters.sample_papers import HOSTILE, entry, paper
from proportion import takes_time_in_proportion

J = Form.ARTICLE


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Phys. Rev. B 79, 054504 (2009)", ("Phys. Rev. B", "79", "", "054504", 2009)),
        ("Phys.Rev.Lett.102:182001,2009", ("Phys.Rev.Lett.", "102", "", "182001", 2009)),
        ("Mod.Phys.Lett.A24:277-289,2009", ("Mod.Phys.Lett.A", "24", "", "277--289", 2009)),
        ("Compos. Math. 146 (2010), no. 1, 102--128",
         ("Compos. Math.", "146", "1", "102--128", 2010)),
        ("J. Foo, Vol. 19, No. 12 (2010), 1597-1644", ("J. Foo", "19", "12", "1597--1644", 2010)),
        ("European J. Combin., 31 (5), 1464-1483, 2010",
         ("European J. Combin.", "31", "5", "1464--1483", 2010)),
        ("Phys. Rev. B 79, 140410(R) (2009)", ("Phys. Rev. B", "79", "", "140410", 2009)),
        ("AIP Conf.Proc.1141:3-9,2009", ("AIP Conf.Proc.", "1141", "", "3--9", 2009)),
        ("J. Foo A: Math. Bar., 42 (2009) 055101",
         ("J. Foo A: Math. Bar.", "42", "", "055101", 2009)),
        ("Annals of Foo 2010, Vol. 20, No. 2, 382-429",
         ("Annals of Foo", "20", "2", "382--429", 2010)),
        ("Foo Systems. 2008 Dec;94(3):248-52", ("Foo Systems.", "94", "3", "248--52", 2008)),
        ("Foo Intern. 177, 1 (2008) 52-65", ("Foo Intern.", "177", "1", "52--65", 2008)),
        ("Foo Phys., v.19, n.4, pp. 616-624 (2009).", ("Foo Phys.", "19", "4", "616--624", 2009)),
        ("Foo Letters, Volume 178, Number 2 (Nov 2009), 299--331",
         ("Foo Letters", "178", "2", "299--331", 2009)),
        ("Foo A 24 (8 & 9), 1796 (2009)", ("Foo A", "24", "8-9", "1796", 2009)),
        ("New Foo 11 (2009) 055014 (13pp)", ("New Foo", "11", "", "055014", 2009)),
        ("Foo Notices 2009, 2106-2145 (2009)", ("Foo Notices", "2009", "", "2106--2145", 2009)),
        ("EFL 84 (2008) 50007", ("EFL", "84", "", "50007", 2008)),
        ("IEEE Access 2024", ("IEEE Access", "", "", "", 2024)),
        ("Foo D 12-13 (2004)", ("Foo D 12-13 (2004)", "", "", "", 2004)),
        ("Foo Physics,Published online: 31 December 2008",
         ("Foo Physics,Published online: 31 December 2008", "", "", "", 2008)),
        ("Foo 7 (2007) 1.1 - 1.8, special", ("Foo 7 (2007) 1.1 - 1.8, special", "", "", "", 2007)),
        ("Nature", ("Nature", "", "", "", 2006)),
        ("Proc. VLDB Endow. 17(2): 101-113, 2024",
         ("Proc. VLDB Endow.", "17", "2", "101--113", 2024)),
        ("Proc. Natl. Acad. Sci. 121 (2024) e2312345121",
         ("Proc. Natl. Acad. Sci.", "121", "", "e2312345121", 2024)),
        ("Science 383, eadk1234 (2024)", ("Science", "383", "", "eadk1234", 2024)),
        ("PoS LATTICE2008:208,2008", ("PoS", "LATTICE2008", "", "208", 2008)),
        ("PoS(LATTICE2022)123", ("PoS", "LATTICE2022", "", "123", 2022)),
        ("PoS ICRC2021 (2021) 123", ("PoS", "ICRC2021", "", "123", 2021)),
        ("Proc. IEEE 105(12): 2295-2329 (2017)", ("Proc. IEEE", "105", "12", "2295--2329", 2017)),
        ("Proc. R. Soc. A 480, 20230500 (2024)", ("Proc. R. Soc. A", "480", "", "20230500", 2024)),
        ("ACM Comput. Foo 55, 9, Article 195 (May 2023), 35 pages",
         ("ACM Comput. Foo", "55", "9", "195", 2023)),
        ("Proc. ACM Program. Lang. 8, OOPSLA1, Article 100 (2024)",
         ("Proc. ACM Program. Lang.", "8", "OOPSLA1", "100", 2024)),
        ("Foo Reports 14, Article number: 1234 (2024)", ("Foo Reports", "14", "", "1234", 2024)),
        ("Foo Testing, Verification, 35(2):e1914, 2025",
         ("Foo Testing, Verification", "35", "2", "e1914", 2025)),
        ("IEEE Access, vol. 12, pp. 12-50, 2024, doi: 10.1109/ACCESS.2023.1",
         ("IEEE Access", "12", "", "12--50", 2024)),
        ("Transactions on Foo (05/2024)", ("Transactions on Foo (05/2024)", "", "", "", 2024)),
        ("2009 A&A, 495, 919", ("A&A", "495", "", "919", 2009)),
        ("JCAP 2021 012 (2021)", ("JCAP 2021 012 (2021)", "", "", "", 2021)),
        ("Vol. 38 No. 1, 100-108, 2024", ("Vol. 38 No. 1, 100-108, 2024", "", "", "", 2024)),
        ("R. H. Low, C. High, Journal of Foo 20 (22), 6897-6899",
         ("R. H. Low, C. High, Journal of Foo 20 (22), 6897-6899", "", "", "", 2006)),
    ],
)  # fmt: skip
def test_a_journal_reference_is_cut_where_it_can_be_cut_whole(reference, expected):
    found = publication.of(paper(journal_ref=reference, issued="2006-03-04"))
    assert found == Publication(J, *expected)


@pytest.mark.parametrize(
    ("reference", "container", "pages", "year"),
    [
        (
            "In Proceedings of the 3rd Foo Conference, pp. 26-33, 2022",
            "Proceedings of the 3rd Foo Conference",
            "26--33",
            2022,
        ),
        ("Proc. of Foo (pp. 1-9). ACM (2022)", "Proc. of Foo. ACM (2022)", "1--9", 2022),
        ("Proc. of Foo 2022, pages 3-4", "Proc. of Foo 2022", "3--4", 2022),
        ("Foo Workshop 2022: p. 3-4 of Bar", "Foo Workshop 2022 of Bar", "3--4", 2022),
        ("ICML 2021", "ICML 2021", "", 2021),
        ("Published in ICLR 2024", "ICLR 2024", "", 2024),
        ("AAAI-24", "AAAI-24", "", 2024),
        ("Findings of ACL'23", "Findings of ACL'23", "", 2023),
        ("Advances in Neural Information Processing Systems 36 (2023)",
         "Advances in Neural Information Processing Systems 36 (2023)", "", 2023),
        ("ICRA, 2024", "ICRA", "", 2024),
        ("Proc. of Foo (FOO), 2024.", "Proc. of Foo (FOO)", "", 2024),
        ("Proc. of Foo, June, 2024", "Proc. of Foo, June, 2024", "", 2024),
        ("2021 Foo Workshop (FW)", "2021 Foo Workshop (FW)", "", 2021),
    ],
)  # fmt: skip
def test_a_conference_is_named_as_written(reference, container, pages, year):
    """But for a year that stands by itself behind the name, which styles print once more."""
    found = publication.of(paper(journal_ref=reference))
    assert found == Publication(Form.CONFERENCE, container, pages=pages, year=year)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Interspeech 2024, 100-104", ("Interspeech 2024", "", "", "100--104", 2024)),
        ("Findings of EMNLP 2024, 5000-5012",
         ("Findings of EMNLP 2024", "", "", "5000--5012", 2024)),
        ("AAAI 2024, Vol. 38 No. 1, 100-108", ("AAAI 2024", "38", "1", "100--108", 2024)),
        ("Proceedings of the AAAI Conference on Foo, 38(1), 100-108, 2024",
         ("Proceedings of the AAAI Conference on Foo", "38", "1", "100--108", 2024)),
        ("SIGCOMM '24, August 4-8, 2024, Sydney, Australia",
         ("SIGCOMM '24, August 4-8, 2024, Sydney, Australia", "", "", "", 2024)),
        ("ASPLOS 2024, April 27-May 1, 2024, Foo, CA",
         ("ASPLOS 2024, April 27-May 1, 2024, Foo, CA", "", "", "", 2024)),
        ("Interspeech 2023, 20-24 August 2023, Dublin",
         ("Interspeech 2023, 20-24 August 2023, Dublin", "", "", "", 2023)),
        ("Proc. Interspeech 2021, 3670-3674",
         ("Proc. Interspeech 2021", "", "", "3670--3674", 2021)),
        ("Proceedings of the 41st Foo Conference, PMLR 235:1234-1250, 2024",
         ("Proceedings of the 41st Foo Conference, PMLR", "235", "", "1234--1250", 2024)),
        ("Findings of the Foo: EMNLP 2024, pages 50-62",
         ("Findings of the Foo: EMNLP 2024", "", "", "50--62", 2024)),
        ("ACL (1) 2023: 100-110", ("ACL (1) 2023", "", "", "100--110", 2023)),
        ("LREC-COLING 2024, pages 1-9", ("LREC-COLING 2024", "", "", "1--9", 2024)),
        ("FAST 2023, pp. 1-14", ("FAST 2023", "", "", "1--14", 2023)),
        ("CVPR2024", ("CVPR2024", "", "", "", 2024)),
        ("InProceedings of the 31st Foo Symposium 2022 (pp. 28-31)",
         ("Proceedings of the 31st Foo Symposium 2022", "", "", "28--31", 2022)),
    ],
)  # fmt: skip
def test_proceedings_have_pages_and_volume_where_they_say_so(reference, expected):
    found = publication.of(paper(journal_ref=reference))
    assert found == Publication(Form.CONFERENCE, *expected)


@pytest.mark.parametrize(
    ("venue", "form", "year"),
    [
        ("OSDI'25", Form.CONFERENCE, 2025),
        ("ICML 2024 spotlight", Form.CONFERENCE, 2024),
        ("NeurIPS", Form.CONFERENCE, 2023),
        ("TMLR 2024", Form.ARTICLE, 2024),
        ("Nature Communications", Form.ARTICLE, 2023),
    ],
)
def test_a_venue_says_where_and_perhaps_when(venue, form, year):
    listed = paper(issued="2023-05", entries=(entry(1, None, "x", venue=venue),))
    assert publication.of(listed) == Publication(form, venue, year=year)


@pytest.mark.parametrize("venue", ["arXiv 2024", "Preprint", "CoRR", "OpenReview'24"])
def test_a_preprint_server_is_no_venue(venue):
    listed = paper(
        arxiv_id="2305.00001", issued="2023-05", entries=(entry(1, None, "x", venue=venue),)
    )
    assert publication.of(listed) == Publication(Form.PREPRINT, year=2023, month=5)


@pytest.mark.parametrize(
    ("kind", "form"), [("code", Form.SOFTWARE), ("web", Form.WEB), ("paper", Form.DOCUMENT)]
)
def test_other_works_are_cited_by_their_kind(kind, form):
    assert publication.of(paper(kind=kind, issued="2024-11-18")).form is form


@given(HOSTILE)
def test_any_journal_reference_is_a_publication(text):
    found = publication.of(paper(journal_ref=text, issued="2024"))
    assert found.year


def test_dates_stay_as_precise_as_they_are_known():
    assert publication.of(paper(issued="2024-11-18")).day == 18
    assert publication.of(paper(issued="2024-11")).day is None
    assert publication.of(paper()).year is None


def test_the_year_of_a_venue_stands_by_its_own_sign():
    """A list writes it of all of its forty-seven papers."""
    found = publication.of(paper(entries=(entry(1, "T", "x", venue="EuroSys' 26 (Best)"),)))
    assert (found.container, found.year) == ("EuroSys '26 (Best)", 2026)


@pytest.mark.parametrize("piece", ["A", "A: ", "A1 ", "1-", "(2009) ", "A. 2009 ", "AA ", "Jan "])
def test_a_long_reference_takes_a_moment(piece):
    read = lambda text: publication.of(paper(journal_ref=text))  # noqa: E731  # short
    assert takes_time_in_proportion(read, piece, end=";")
