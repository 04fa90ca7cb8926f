"""Draw sections of papers in the shapes that lists have; each paper has words of its own.

Every word that tells a paper stands in no other, so that a test finds it wherever it is repeated.
"""

import re
from collections import Counter
from typing import NamedTuple

from hypothesis import strategies as st

SHAPES = (
    # Items: the id, the address or a name as the text of the link.
    "- **{title}** [[arXiv:{id}]({url})]\n",
    "- [{id}]({url}) - {title}\n",
    "- {title}, [https://arxiv.org/abs/{id}]({url})\n",
    "- {title}, [{url}]({url})\n",
    "- **{title}** [{id}v1]({url})\n",
    "- **{title}** [arXiv]({url}) arXiv:{id}\n",
    "- {id} [{title}]({url})\n",
    "- [{title}]({url}) ({id})\n",
    "- [{title}]({url}) | {date}\n",
    "- ({date}) [{title}]({url})\n",
    "- [{title}]({url} \"{title}\"), {date}\n",
    "- [**{nick}**] [{title}]({url}), {people}, {date}\n",
    "- **{nick}**: \"{nick}: {title}\", *arXiv, {date}*. [[Paper]({url})]\n",
    "- **{title}**, {people}. [[pdf]({url})] [[{nick}]](https://github.com/{nick}/{nick})\n",
    "- [{title}]({url}) - {people} - {nick} words of its own\n",
    "- [{title}]({url}) {nick} > {date}\n",
    "- <a id=\"{nick}\"></a>[{title}]({url})\n",
    "- <a name='{id}' href=\"#{nick}\">#</a> [{title}]({url})\n",
    "- {title} [[Nature]({url})]\n",
    "- {title} <a href=\"{url}\">{id}</a>\n",
    "* <img src=\"figs/{nick}.png\" width=\"30\"> [{title}]({url})\n",
    "- **{title}** [![arXiv](https://img.shields.io/badge/arXiv-{id}-b31b1b.svg)]({url})\n",
    "- **{title}** [![{nick}](https://img.shields.io/badge/{nick}-{stars}-red)]({url})\n",
    "- **{title}** [![Star](https://img.shields.io/github/stars/{nick}/{nick}.svg)]({url})\n",
    "- **{title}** [![](figs/{id}.png)]({url})\n",
    "1. [{title}]({url}), {date}\n",
    "1. **{title}**\n\n   *{people}.* [[{id}]({url})], {date}\n\n",
    # Paragraphs and headings.
    "**{title}**\n\n[{id}]({url})\n\n",
    "**{title}**<br>\n{people}<br>\n[[arXiv:{id}]]({url}) {stars}\n\n",
    "### {title}\n\n[arXiv:{id}]({url})\n\n",
    # Rows of tables, each with its heading row.
    "|Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n§"
    "|**{date}**|**{title}**|{first} et.al.|[{id}](http://arxiv.org/abs/{id})|null|\n",
    "| Id | Title | Date |\n|---|---|---|\n§| [{id}]({url}) | {title} | {date} |\n",
    "| # | Title | Paper |\n|---|---|---|\n§| {id} | {title} | [pdf]({url}) |\n",
    "| Title | Paper | Stars |\n|---|---|---|\n§| **{title}** ({id}) | [pdf]({url}) | {stars} |\n",
    "| Title | Venue | Paper |\n|---|---|---|\n§| {title} | arXiv ({nick}) | [{id}v2]({url}) |\n",
    "| Title | Paper |\n|---|---|\n§| <img src='{nick}.gif'> {title} | [[{url}]]({url}) |\n",
    "|Title|Paper|\n|---|---|\n§|{title}|[![{nick}](https://img.shields.io/badge/{nick}-x)]({url})|\n",
    # Rows and items of HTML.
    "<table>\n§<tr id=\"{nick}\"><td><a href=\"{url}\">{title}</a></td><td>{date}</td>"
    "<td>{id}</td></tr>\n§</table>\n",
    "<table>\n§<tr><td><img src=\"{nick}.png\" alt='{title}'></td>"
    "<td><a href=\"{url}\" title=\"{title}\">{title}</a></td><td>{date}</td></tr>\n§</table>\n",
    "<table>\n§<tr><td>{title}</td><td><a href='{url}'>{id}</a></td></tr>\n§</table>\n",
    "<ul>\n§<li>{title} <a href=\"{url}\">{id}</a></li>\n§</ul>\n",
    "<ul>\n§<li><b>{nick}</b> <a href=\"{url}\">{title}</a>, {date}</li>\n§</ul>\n",
)  # fmt: skip
_NAMES = ["Ant", "Bee", "Crow", "Dove", "Elk", "Finch", "Gnu", "Hare"]
_WORDS = ("Stone", "Water", "Wind", "Sand", "Frost", "Ember", "Cloud", "Moss")
_PLACES = ("Hollow", "Meadow", "Canyon", "Harbor", "Glacier", "Prairie", "Lagoon", "Summit")
_PEOPLE = ("Abel", "Bruno", "Carla", "Diego", "Edith", "Felix", "Greta", "Hugo")


class Paper(NamedTuple):
    """What is said of a paper; no two drawn papers share a word of it, nor of other drawn ones."""

    title: str
    url: str
    id: str
    date: str
    nick: str
    people: str
    first: str
    stars: str


def paper(number, form="https://arxiv.org/abs/{}"):
    """Return the paper of a number below 8, its address in one of the forms of arXiv's or not."""
    name, place = _NAMES[number], _PLACES[number]
    identifier = f"2{number}0{number + 1}.{number + 1}{number + 1}00{number + 1}"
    first = f"{_PEOPLE[number]} {name}son"
    return Paper(
        f"{name}s of {_WORDS[number]} in Deep {place}",
        form.format(identifier),
        identifier,
        f"20{10 + number}-0{number + 1}-1{number + 1}",
        f"{name}{_WORDS[number]}X",
        f"{first}, {_PEOPLE[number]} {place}man",
        first,
        f"{number + 1}{number + 3}7",
    )


FORMS = (
    "https://arxiv.org/abs/{}", "http://arxiv.org/pdf/{}v2", "https://arxiv.org/pdf/{}.pdf",
    "https://doi.org/10.1145/{}", "https://openreview.net/forum?id={}",
)  # fmt: skip


@st.composite
def sections(draw):
    """Return a list of one or two sections, the first titled A, and the papers that stand in it."""
    numbers = draw(st.permutations(range(7)))
    near = draw(st.integers(1, 4))
    far = draw(st.integers(0, 3))
    form = draw(st.sampled_from(FORMS))
    shapes = st.lists(st.sampled_from(SHAPES), min_size=1, max_size=2)
    above = draw(shapes)
    papers = [paper(number, form) for number in numbers[: near + far]]
    text = f"# L\n\n## A\n\n{_written(above, papers[:near])}"
    if far:
        text += f"\n## B\n\n{_written(draw(st.just(above) | shapes), papers[near:])}"
    return text, papers


def _written(shapes, papers):
    """Return papers written in shapes by turns; in one only where that has a head, as tables do."""
    head, *parts = shapes[0].split("§")
    if parts:
        row, end = parts[0], "".join(parts[1:])
        return head + "".join(row.format(**each._asdict()) for each in papers) + end
    plain = [shape for shape in shapes if "§" not in shape]
    # What stands right below an item of another shape would be read as more of it.
    return ("\n" if len(plain) > 1 else "").join(
        plain[at % len(plain)].format(**each._asdict()) for at, each in enumerate(papers)
    )


def words(text):
    """Return the words and numbers of a text with how often each stands in it."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def telling_words(papers):
    """Return the words that tell these papers from each other: each stands in one of them alone."""
    counts = Counter(word for each in papers for word in words(" ".join(each)))
    own = {word for word, count in counts.items() if count == 1} - set(words(" ".join(FORMS)))
    return {word for word in own if len(word) > 2 or word.isdigit()}
