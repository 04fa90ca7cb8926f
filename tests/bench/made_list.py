"""A made-up awesome list from a seed, in the shapes that lists have, a section a shape."""

import random

import made_text

_ORGANIZATIONS = ("Google", "MIT", "Stanford", "Microsoft", "Tsinghua University", "NVIDIA", "CMU")
_VENUES = ("NeurIPS 2024", "ICML'23", "OSDI'22", "arXiv", "ACL 2025", "ICLR 2024")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_PER_SECTION = 40

_TABLE = "|Date|Title|Paper|Code|Recom|\n|:---:|:---:|:---:|:---:|:---:|\n"
# What stands above the entries of a section, and an entry.
_SHAPES = (
    ("", "- [{title}]({url}) | {day} {month} {year} | {org}"),
    ("", '* **{short}**: "{title}", *{venue}*. [[Paper]({url})] [[Code]({code})]'),
    (_TABLE, "|{year}.{number}|{title} (@{org})|[[pdf]]({url})|[[code]]({code}) |⭐️ |"),
    (
        "",
        "- [{title}]({url})\n  - {authors}\n  - Publisher: {venue}\n  - Keyword: {short}\n"
        "  - Code: [Official]({code})",
    ),
    ("", "- **{title}**\n    - {authors}\n    - [[paper]({url})] {venue}, {month} {year}"),
    ("", "[**{title}**]({url}) （**{year}.{number}.{day}**）\n"),
)


def write(sections: int, *, seed: int = 1) -> str:
    """Return a list of so many sections of forty entries, each paper listed once."""
    rng = random.Random(seed)
    drawer = made_text.drawer(seed)
    parts = ["# Awesome Made-up Papers\n"]
    number = 0
    for section in range(sections):
        head, template = _SHAPES[section % len(_SHAPES)]
        topic = " ".join(drawer.draw(2)).title()
        lines = []
        for _ in range(_PER_SECTION):
            number += 1
            month = rng.randrange(12)
            year = 15 + rng.randrange(10)
            lines.append(template.format(
                title=drawer.text(rng.sample(made_text.PHRASES, k=1), count=7).title(),
                url=f"https://arxiv.org/abs/{year:02}{month + 1:02}.{number:05}",
                code=f"https://github.com/{drawer.draw(1)[0]}/{drawer.draw(1)[0]}",
                authors=", ".join(drawer.names(rng.randint(2, 6))),
                org=rng.choice(_ORGANIZATIONS), venue=rng.choice(_VENUES),
                short=drawer.draw(1)[0].title(), day=f"{rng.randint(1, 28):02}",
                month=_MONTHS[month], number=f"{month + 1:02}", year=f"20{year:02}",
            ))  # fmt: skip
        parts.append(f"## {topic} {section + 1}\n\n{head}" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def write_digests(weeks: int, *, seed: int = 1) -> str:
    """Return a list of so many weeks of ten papers, each with a paragraph and points about it."""
    drawer = made_text.drawer(seed)
    parts = ["# Papers of the Week\n"]
    for week in range(1, weeks + 1):
        rows = []
        for number in range(10):
            title = drawer.text((), count=7).title()
            points = "<br>".join(
                f"● {point.capitalize()} – {drawer.text((), count=24)}, {drawer.text((), count=9)}."
                for point in (" ".join(drawer.draw(3)) for _ in range(4))
            )
            prose = f"{drawer.text(made_text.PHRASES[:1], count=40).capitalize()}. <br>{points}"
            url = f"https://arxiv.org/abs/24{week % 12 + 1:02}.{week * 10 + number:05}"
            rows.append(f"| {number + 1}) **{title}** - {prose} | [Paper]({url}) |")
        head = "| **Paper** | **Links** |\n| ------------- | ------------- |"
        parts.append(f"## Week {week}\n\n{head}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)
