"""The Chinese README says what the English one says: the same blocks, links and headings."""

import re

from console_blocks import FENCED
from places import ROOT

ENGLISH = ROOT / "README.md"
CHINESE = ROOT / "docs" / "README.zh-CN.md"
LINK = re.compile(r"\]\(([^()\s]+)\)")


def targets(path):
    prose = FENCED.sub("", path.read_text(encoding="utf-8"))
    for link in LINK.findall(prose):
        name, _, anchor = link.partition("#")
        yield (path.parent / name).resolve(), anchor


def test_the_blocks_are_the_same():
    english, chinese = (FENCED.findall(one.read_text("utf-8")) for one in (ENGLISH, CHINESE))
    assert english == chinese
    assert len(english) >= 5


def test_links_and_pictures_lead_to_the_same_places_in_the_same_order():
    assert list(targets(ENGLISH)) == list(targets(CHINESE))


def test_headings_and_list_items_are_as_many():
    counts = []
    for path in (ENGLISH, CHINESE):
        prose = FENCED.sub("", path.read_text(encoding="utf-8"))
        counts.append(
            [sum(line.startswith(mark) for line in prose.split("\n")) for mark in ("#", "- ", "**")]
        )
    assert counts[0] == counts[1]


def test_commands_named_in_words_are_named_in_both():
    named = []
    for path in (ENGLISH, CHINESE):
        prose = FENCED.sub("", path.read_text(encoding="utf-8"))
        named.append(sorted(re.findall(r"`([^`\n]+)`", prose)))
    assert named[0] == named[1]


def test_it_is_chinese():
    prose = FENCED.sub("", CHINESE.read_text(encoding="utf-8"))
    assert len(re.findall(r"[\u4e00-\u9fff]", prose)) > 500
