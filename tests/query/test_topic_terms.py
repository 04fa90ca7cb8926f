"""What tells a topic from the rest: shared by its papers, rare elsewhere, titles first."""

from aiev.query import topic_terms

MODELS = [
    ("Offloading experts to the host", "We alleviate the memory wall of models."),
    ("Offloading caches to disks", "Memory of disks is large; we alleviate it."),
    ("Faster offloading", "Nothing else."),
    ("Offloading at last", "Nothing at all."),
]


def words(models, frequencies=None, papers=100, limit=9):
    found = topic_terms.shares(models)
    known = {each.word: 3 for each in found.values()} | (frequencies or {})
    terms = topic_terms.most_distinctive(found, frequencies=known, papers=papers, limit=limit)
    return [term.word for term in terms]


def test_titles_say_more_than_abstracts():
    assert words(MODELS)[0] == "offloading"


def test_a_word_of_one_paper_is_not_the_topics():
    assert "experts" not in words(MODELS)
    assert "experts" in words(MODELS[:1])


def test_what_stands_everywhere_tells_nothing():
    assert "memory" in words(MODELS)
    assert "memory" not in words(MODELS, {"memory": 90})


def test_without_papers_there_are_no_terms():
    assert words([]) == []


def test_the_spelling_is_the_commonest_one():
    assert words([("Caches", ""), ("Caches", ""), ("Caching", "")], {"caches": 1})[0] == "caches"
