"""What a shell offers begins as the user began, literally, and stands for something."""

import pytest

import small_base
from aiev.store.reading import completion


@pytest.fixture
def base():
    base = small_base.make()
    small_base.add_paper(
        base,
        "Kite",
        arxiv_id="2405.00011",
        authors=["Ada Chen", "et al."],
        organizations=["Peking University"],
        topics=["Serving > Mixture of Experts"],
        tags=["50%_off"],
        issued="2024-05",
    )
    small_base.add_paper(base, "Eagle", url="https://example.org/eagle")
    small_base.add_paper(base, "Owl", topics=["大模型推理"])
    small_base.add_organization(base, "Peking University", aliases=["PKU"])
    yield base
    base.close()


@pytest.mark.parametrize(
    ("of", "begun", "names"),
    [
        (completion.topics, "mix", ["Mixture of Experts"]),
        (completion.topics, "exp", ["Mixture of Experts"]),
        (completion.topics, "serving >", ["Serving > Mixture of Experts"]),
        (completion.topics, "推理", ["大模型推理"]),
        (completion.organizations, "pku", ["Peking University"]),
        (completion.authors, "", ["Ada Chen"]),
        (completion.authors, "ch", ["Ada Chen"]),
        (completion.papers, "2405", ["2405.00011"]),
        (completion.papers, "2", ["2405.00011", "2"]),
        (completion.tags, "50%_", ["50%_off"]),
        (completion.tags, "50__", []),
        (completion.lists, "p", ["papers"]),
        (completion.papers_and_topics, "serv", ["Serving"]),
    ],
)
def test_names_are_offered_by_how_they_begin(base, of, begun, names):
    assert [name for name, _ in of(base, begun)] == names


def test_of_very_many_papers_one_is_offered_for_each_way_to_go_on(base):
    for number in range(150):
        small_base.add_paper(base, "New", arxiv_id=f"2501.{number:05}", issued="2025")
    small_base.add_paper(base, "Old", arxiv_id="1901.00001", issued="2019")
    names = [name for name, _ in completion.papers(base, "")]
    assert {"1", "2"} <= {name[0] for name in names if "." in name}
