"""`aiev export atom|rss`: what came into the knowledge base, the last first."""

from xml.etree import ElementTree

import pytest

import knowledge


def titles(text):
    return [one.findtext("{*}title") for one in ElementTree.fromstring(text).findall("{*}entry")]


@pytest.fixture
def dated(small):
    """Papers that came on three days, in another order than they were issued."""
    knowledge.change(
        small,
        "update paper set added_at = '2025-01-01T08:00:00+00:00'",
        "update paper set added_at = '2025-03-01T08:00:00+00:00' where arxiv_id = '2405.00011'",
        "update paper set added_at = null where arxiv_id = '2501.00033'",
    )


def test_a_feed_tells_what_was_added_last(aiev, dated):
    assert titles(aiev("export", "atom").out)[0].startswith("Kite")
    assert titles(aiev("export", "atom").out)[-1].startswith("Avocet")
    assert titles(aiev("export", "atom", "--by", "issued").out)[0].startswith("Avocet")
    assert len(titles(aiev("export", "atom", "-n", "1").out)) == 1
    found = ElementTree.fromstring(aiev("export", "atom", "kite").out)
    assert found.findtext("{*}entry/{*}published") == "2025-03-01T08:00:00Z"


def test_a_paper_keeps_the_moment_when_it_came(aiev, small, home):
    """Neither a refresh nor a second import brings it once more."""
    before = aiev("export", "atom").out
    assert "2025-06-01T12:00:00" in before
    assert aiev("export", "atom").out == before
    (home.folder / "l.md").write_text("# L\n\n- [Kite](https://arxiv.org/abs/2405.00011)\n")
    aiev("import", home.folder / "l.md", "--no-enrich")
    assert aiev("export", "atom", "--list", "small").out.count("2025-06-01T12:00:00") == (
        before.count("2025-06-01T12:00:00")
    )
    aiev("add", "2407.00044", "--title", "Snipe", "--no-enrich")
    assert titles(aiev("export", "atom").out)[0] == "Snipe"


def test_each_question_is_a_feed_of_its_own(aiev, small):
    def id_of(*words):
        return ElementTree.fromstring(aiev("export", "atom", *words).out).findtext("{*}id")

    questions = [(), ("kite",), ("kite", "--topic", "Serving"), ("--topic", "Serving")]
    assert len({id_of(*words) for words in questions}) == 4
    assert id_of("kite") == id_of(" kite ", "--title", "My kites", "--url", "https://a.test/f.xml")
    assert id_of("--kind", "code", "--kind", "web") == id_of("--kind", "web", "--kind", "code")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("atom", "--url", "papers.atom"), "not an address: papers.atom"),
        (("csv", "--url", "https://a.test/"), "--url changes nothing in csv"),
        (("bibtex", "--by", "issued"), "--by changes nothing in bibtex"),
        (("rss", "--by", "title"), "title"),
    ],
)
def test_what_cannot_be_done_is_told(aiev, small, words, message):
    done = aiev("export", *words)
    assert (done.code, message in done.err) == (2, True)
