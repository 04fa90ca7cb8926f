"""Further links, venues and badges of a new entry, written as its neighbours have them."""

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.values import Link
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms import link_fields
from aiev.markdown.writing.forms.new_entry import NewEntry

NEW = "https://arxiv.org/abs/2510.01234"
ID = "https://arxiv.org/abs/2401.0000"
CODE = Link("code", "https://github.com/kite/kite")


def added(text, **fields):
    listed = document.parse(text, is_organization=lambda name: name in ("MIT", "CMU"))
    new = NewEntry(**{"label": "Things that Fly Far", "url": NEW, **fields})
    old = text.split("\n")
    after = edit.add(listed, new, topic=("A",)).text
    return [line for line in after.split("\n") if line not in old]


def lines(*entries):
    return "## A\n\n" + "".join(f"{each}\n" for each in entries)


STARS = "![](https://img.shields.io/github/stars/o/r{0}?style=social)"
DATED = "![](https://img.shields.io/badge/pdf-2024.01-red)"


@pytest.mark.parametrize(
    ("entry", "fields", "expected"),
    [
        (
            f"- [T{{0}}]({ID}{{0}}) [[Github]](https://github.com/o/r{{0}})",
            {"links": (CODE,)},
            f"- [Things that Fly Far]({NEW}) [[Github]]({CODE.url})",
        ),
        (
            f"- **T{{0}}** | [[paper]]({ID}{{0}}) | [[code]](https://github.com/o/r{{0}})",
            {"links": (CODE,)},
            f"- **Things that Fly Far** | [[paper]]({NEW}) | [[code]]({CODE.url})",
        ),
        (
            f"- **T{{0}}**, 2024. \\[[paper]({ID}{{0}})\\]\\[[code](https://github.com/o/r{{0}})\\]",
            {"links": (CODE,), "date": PartialDate(2025)},
            f"- **Things that Fly Far**, 2025. \\[[paper]({NEW})\\]\\[[code]({CODE.url})\\]",
        ),
        # A place kept for code that there is not yet.
        (
            f"- **T{{0}}** | [[paper]]({ID}{{0}}) | [code]",
            {},
            f"- **Things that Fly Far** | [[paper]]({NEW}) | [code]",
        ),
        # The link to the paper once more.
        (
            f"- [T{{0}}]({ID}{{0}}). *Ada Bee, Cay Dee.* [[Paper]]({ID}{{0}})",
            {"authors": ("Ian Jay", "Kim Lee")},
            f"- [Things that Fly Far]({NEW}). *Ian Jay, Kim Lee.* [[Paper]]({NEW})",
        ),
        # Badges say of the new paper what they say of the others.
        (
            f"- T{{0}} [[Paper]]({ID}{{0}}) {DATED}",
            {},
            f"- Things that Fly Far [[Paper]]({NEW}) ![](https://img.shields.io/badge/pdf-2025.10-red)",
        ),
        (
            f"- [T{{0}}]({ID}{{0}}) [[code]](https://github.com/o/r{{0}}) {STARS}",
            {"links": (CODE,)},
            f"- [Things that Fly Far]({NEW}) [[code]]({CODE.url})"
            " ![](https://img.shields.io/github/stars/kite/kite?style=social)",
        ),
        (
            f"- T{{0}} (ICML'2{{0}}) [[pdf]]({ID}{{0}})",
            {"venue": "SOSP'25"},
            f"- Things that Fly Far (SOSP'25) [[pdf]]({NEW})",
        ),
        # The list's own word for what appeared nowhere yet.
        (
            f"- **T{{0}}.** `Preprint` [[pdf]]({ID}{{0}})",
            {},
            f"- **Things that Fly Far.** `Preprint` [[pdf]]({NEW})",
        ),
        (
            f"- **T{{0}}.** *Ada Bee (MIT) et al. arXiv.* [[paper]({ID}{{0}})]",
            {"authors": ("Ian Jay", "Kim Lee"), "organizations": "CMU"},
            f"- **Things that Fly Far.** *Ian Jay (CMU) et al. arXiv.* [[paper]({NEW})]",
        ),
        (
            f'<a id="{{0}}">[{{0}}]</a> Thing Number {{0}} that Works [[Paper]]({ID}{{0}})\n',
            {},
            f'<a id="4">[4]</a> Things that Fly Far [[Paper]]({NEW})',
        ),
    ],
)
def test_what_neighbours_have_beside_their_links_a_new_entry_has(entry, fields, expected):
    come = added(lines(*(entry.format(number) for number in (1, 2, 3))), **fields)
    assert come == [expected]


def pictured(badge, url):
    word = badge.split("/")[-1].split("-")[0]
    return f"[![{word}](https://img.shields.io/{badge}.svg)]({url})"


def test_links_that_are_pictures_are_so_for_a_new_paper_with_its_own_values():
    """Each on its line below; the stars are those of its own repository."""
    entries = [
        f"+ [T{n}]({ID}{n}) (Oct., 2024)\n  [![Star](https://img.shields.io/github/stars/o/r{n}.svg)]"
        f"(https://github.com/o/r{n})\n  {pictured('badge/arXiv-b31b1b', f'{ID}{n}')}\n"
        f"  {pictured('badge/Website-9cf', f'https://o.io/{n}')}"
        for n in (1, 2, 3)
    ]
    links = (Link("Star", CODE.url), Link("page", "https://kite.io"))
    assert added(lines(*entries), links=links, date=PartialDate(2025, 6)) == [
        f"+ [Things that Fly Far]({NEW}) (Jun., 2025)",
        f"  [![Star](https://img.shields.io/github/stars/kite/kite.svg)]({CODE.url})",
        f"  {pictured('badge/arXiv-b31b1b', NEW)}",
        f"  {pictured('badge/Website-9cf', 'https://kite.io')}",
    ]


def test_nothing_is_left_of_a_picture_of_the_neighbours_that_leads_nowhere():
    head = "## A\n\n|Title|Code|\n|---|---|\n"
    rows = "".join(
        f"|[![Star](https://img.shields.io/github/stars/o/r{n})](https://github.com/o/r{n})"
        f"[![Publish](https://img.shields.io/badge/Conference-ICML'2{n}-blue)]()<br>[T{n}]({ID}{n})"
        f"|[Github](https://github.com/o/r{n})|\n"
        for n in (1, 2, 3)
    )
    assert added(head + rows, links=(CODE,)) == [
        f"|[![Star](https://img.shields.io/github/stars/kite/kite)]({CODE.url})"
        f"<br>[Things that Fly Far]({NEW})|[Github]({CODE.url})|"
    ]


def test_a_picture_that_names_the_venue_of_others_is_none_for_a_new_paper():
    entries = [
        f"- [T{n}]({ID}{n}) {pictured('badge/Code-ICML_2024-red', f'https://github.com/o/r{n}')}"
        for n in (1, 2, 3)
    ]
    [line] = added(lines(*entries), links=(CODE,))
    assert "ICML" not in line
    assert CODE.url in line


def test_a_venue_of_others_is_never_that_of_a_new_paper():
    entries = [f"- [[ACL]({ID}{n})] Thing Number {n} that Works" for n in (1, 2, 3)]
    [line] = added(lines(*entries))
    assert "ACL" not in line


def test_a_further_link_has_a_place_in_any_list():
    entries = [f"- [T{n}]({ID}{n}) | 2024" for n in (1, 2, 3)]
    [line] = added(lines(*entries), links=(Link("my slides", "https://x.io/s.pdf"),))
    assert "my slides" in line
    assert "https://x.io/s.pdf" in line


def test_a_row_has_its_code_in_the_column_of_code():
    head = "## A\n\n|Title|Paper|Code|\n|---|---|---|\n"
    rows = "".join(f"|T{n}|[[pdf]]({ID}{n})|[[r{n}]](https://github.com/o/r{n})|\n" for n in (1, 2))
    assert added(head + rows, links=(Link("kite", CODE.url),)) == [
        f"|Things that Fly Far|[[pdf]]({NEW})|[[kite]]({CODE.url})|"
    ]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("official", "https://x.io", "code"),
        ("project", "https://github.com/a/b", "code"),
        ("project page", "https://a.io", "page"),
        ("QAQ", "https://github.com/a/b", "code"),
        ("slides", "https://x.io", "slides"),
    ],
)
def test_a_link_has_the_kind_of_its_words_or_its_address(text, url, expected):
    assert link_fields.kind(text, url) == expected


def test_a_row_gets_code_with_its_stars_though_their_picture_has_no_words():
    """`![](…)` is seen by a reader; it is no link whose words an edit has taken out."""
    row = "|2024.05| {}(@MIT)|[[pdf]](https://arxiv.org/pdf/2405.0000{})|{}|\n"
    code = (
        "[[{0}]](https://github.com/ada/{0}) ![](https://img.shields.io/github/stars/ada/{0}.svg)"
    )
    text = "## T\n\n|Date|Title|Paper|Code|\n|:--|:--|:--|:--|\n" + "".join(
        row.format(title, number, cell)
        for number, (title, cell) in enumerate(
            [
                ("One Thing", code.format("One")),
                ("Two Things", code.format("Two")),
                ("Three Things", "⚠️"),
            ]
        )
    )
    listed = document.parse(text, is_organization=lambda _: False)
    entry = listed.entries[2]
    url = "https://github.com/ada/kite"
    after = edit.change_links(listed, entry, [Link(text="code", url=url)])
    stars = "![](https://img.shields.io/github/stars/ada/kite.svg)"
    assert f"[[code]]({url}) {stars}" in after.text.splitlines()[-1]
    assert after.entries[2].links == (Link(text="code", url=url),)
