"""Groups by subject take a new title by its words; groups of another kind do not."""

from aiev.markdown.reading import document
from aiev.markdown.writing.places import subjects

TITLES = {
    "Text to Audio": ["Audio Synthesis", "Speech and Audio Models", "Hearing Audio Scenes"],
    "Pose Estimation": ["Camera Pose from Noise", "Pose Priors", "Estimating Hand Poses"],
    "Robots": ["Robots that Walk", "Grasping Robots", "A Robot in the Kitchen"],
}


def entries(groups):
    text = "## A\n\n" + "".join(
        f"- {name}\n"
        + "".join(f"  - [{title}](https://arxiv.org/abs/2401.00001)\n" for title in of)
        for name, of in groups.items()
    )
    return document.parse(text, is_organization=lambda _: False).entries


def test_a_title_joins_the_group_whose_words_it_has():
    found = [subjects.find(entries(TITLES), t) for t in ("New Poses", "Audio for All", "Robot Two")]
    assert found == ["Pose Estimation", "Text to Audio", "Robots"]


def test_a_title_without_their_words_joins_none():
    assert subjects.find(entries(TITLES), "Attention Is All You Need") is None


def test_groups_whose_titles_are_alike_tell_nothing():
    """Venues, states and years hold papers on anything."""
    mixed = [[of[n] for of in TITLES.values()] for n in range(3)]
    groups = dict(zip(["Published", "Preprints", "Others"], mixed, strict=True))
    assert subjects.find(entries(groups), "New Poses") is None


def test_one_group_is_no_choice():
    assert subjects.find(entries({"Robots": TITLES["Robots"]}), "Robot Two") is None
