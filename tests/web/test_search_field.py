"""What the search field tells besides the papers that it finds."""

from serving import address, get

TOLD = "showing results for “serving”; quote it to search for “servng”"


def pages(papers, words):
    query = papers.replace("/paper", "/search")
    return get(address(papers, _search=words)), get(address(query, words=words))


def test_a_corrected_word_is_told(papers):
    """The page showed papers "where search matches" a word that none of them has."""
    for page in pages(papers, "servng kite"):
        assert TOLD in page


def test_nothing_is_told_where_nothing_is_corrected(papers):
    for words in ("serving", '"servng"', "nosuchword"):
        for page in pages(papers, words):
            assert "showing results" not in page


def test_a_corrected_word_is_text(papers):
    for page in pages(papers, "servng <b>kite"):
        assert TOLD in page
        assert "<b>kite" not in page
