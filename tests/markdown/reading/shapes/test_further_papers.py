"""Several papers in one item of a list, and what looks like several but is one."""

import pytest

from aiev.markdown.reading import document
from aiev.markdown.values import Shape

ONE, TWO = "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00002"
PDF = "https://arxiv.org/pdf/2401.00001"
CODE = "https://github.com/ada/lovelace"
DOI = "https://doi.org/10.1145/3600006.3613165"
FIRST, SECOND = "Deep Scheduling of Things", "Orderly Chaos in Models"


def read(text):
    return document.parse(text, is_organization=lambda name: name in ("Google", "MIT")).entries


@pytest.mark.parametrize(
    "item",
    [
        f"- [{FIRST}]({ONE})\n\n  [{SECOND}]({TWO})\n",
        f"- [{FIRST}]({ONE})\\\n  [{SECOND}]({TWO})\n",
        f"- [{FIRST}]({ONE})  \n  [{SECOND}]({TWO})\n",
        f"- [{FIRST}]({ONE})<br>[{SECOND}]({TWO})\n",
        f"- **{FIRST}** [[paper]]({ONE})\\\n  **{SECOND}** [[paper]]({TWO})\n",
        f"- **{FIRST}** [[paper]]({ONE})  \n  **{SECOND}** [[paper]]({TWO})\n",
        f"1. **{FIRST}** [[paper]]({ONE})\n\n   **{SECOND}** [[paper]]({TWO})\n",
        f"- **{FIRST}**\n  [[paper]]({ONE})\n\n  **{SECOND}**\n  [[paper]]({TWO})\n",
        f"- [{FIRST}]({ONE})\n\n  - Google\n\n  [{SECOND}]({TWO})\n",
    ],
)
def test_each_part_that_is_a_paper_by_itself_is_an_entry(item):
    first, second = read("# L\n\n## T\n\n" + item)
    assert [(e.label, e.url, e.note, e.links) for e in (first, second)] == [
        (FIRST, ONE, None, ()),
        (SECOND, TWO, None, ()),
    ]
    assert second.shape is Shape.ITEM_PART
    assert first.span[1] <= second.span[0]
    assert first.topic == second.topic == ("T",)


def test_each_of_several_papers_keeps_its_own_facts():
    item = (
        f"- **{FIRST}**  \n  Ada Bee, Cay Dee  \n  [[paper]]({ONE}) [[code]]({CODE})\n\n"
        f"  **{SECOND}**  \n  Eva Eff, Gus Hay  \n  [[paper]]({DOI}) ICML 2024\n\n"
        "  - Keyword: chaos\n"
    )
    first, second = read(item)
    assert (first.authors, second.authors) == ("Ada Bee, Cay Dee", "Eva Eff, Gus Hay")
    assert [link.url for link in first.links] == [CODE]
    assert (second.url, second.venue, second.keywords) == (DOI, "ICML 2024", "chaos")


@pytest.mark.parametrize(
    ("more", "links"),
    [
        (f"\n\n  [[code]]({CODE}) [[project]](https://deep.io)", [CODE, "https://deep.io"]),
        (f"\n\n  [Lovelace, the code of it all]({CODE})", [CODE]),
        (f"\\\n  **Code and data of it** [[code]]({CODE})", [CODE]),
        (f"\n\n  [{FIRST}, second version]({ONE}v2)", [ONE + "v2"]),
        (f"\n\n  **{FIRST}** [[pdf]]({PDF})", [PDF]),
        (f"\n\n  Follow-up: [{SECOND}]({TWO})", [TWO]),
        (f"\n\n  **Ada Bee, Cay Dee** [[paper]]({DOI})", [DOI]),
        (f"\n\n  We think that it is much like [{SECOND}]({TWO}).", [TWO]),
        (f"\n\n  [v2]({TWO})", [TWO]),
    ],
)
def test_further_links_of_one_paper_stay_with_it(more, links):
    (entry,) = read(f"- [{FIRST}]({ONE}){more}\n")
    assert (entry.label, entry.url) == (FIRST, ONE)
    assert [link.url for link in entry.links] == links
