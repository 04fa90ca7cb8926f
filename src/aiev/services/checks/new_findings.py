"""Which findings are new: those about an entry, a link or a line of which there were fewer before.

A finding is old when the same code about the same entry stood in the other version, at whatever
line, and each old finding accounts for one. So that the newcomer is told and not its neighbour,
those whose line and words are the same are matched first.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from aiev import lazy_regex as re
from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.markdown import source
from aiev.markdown.reading import document
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.checks import checked, list_file, unchanged_lines
from aiev.services.checks.checked import ListFinding

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|st|nd|rd|th"
)


def only_new(
    found: Sequence[ListFinding], earlier: Sequence[ListFinding]
) -> tuple[ListFinding, ...]:
    """Return the findings that have no counterpart among earlier ones, in their order."""
    left, before = list(found), list(earlier)
    for likeness in (_all, _line, _words, _entry):
        waiting: dict[tuple[str, ...] | None, list[ListFinding]] = defaultdict(list)
        for one in before:
            waiting[likeness(one)].append(one)
        rest = []
        for one in left:
            key = likeness(one)
            if key is not None and waiting.get(key):
                waiting[key].pop()
            else:
                rest.append(one)
        left, before = rest, list(chain.from_iterable(waiting.values()))
    return tuple(left)


def of_list(
    parsed: ParsedList,
    earlier: ParsedList,
    *,
    name: str,
    directory: Directory,
    today: date,
    off: Sequence[str],
) -> tuple[tuple[ListFinding, ...], int]:
    """Return what is new in a list since an earlier version, and how many findings are old."""
    unchanged = unchanged_lines.pairs(earlier.text, parsed.text)
    stood_before = standing_before(parsed, earlier, unchanged)
    found = list_file.check(
        parsed, name=name, directory=directory, today=today, off=off, is_old=stood_before
    )
    told = {(one.finding.line, one.finding.code) for one in found}
    further = [*_unknown_sections(parsed, earlier), *_slips_of(parsed, stood_before)]
    further = [one for one in further if (one.line, one.code) not in told]
    found += checked.of_list(name, parsed, further, off=off)
    before = list_file.check(earlier, name=name, directory=directory, today=today, off=off)
    # Of two alike, the one in a line that was there is the old one.
    found.sort(key=lambda one: one.finding.line not in unchanged)
    new = sorted(only_new(found, before), key=lambda one: one.finding.line)
    return tuple(new), len(found) - len(new)


def _all(one: ListFinding) -> tuple[str, ...] | None:
    return (*_entry(one), one.text, _plain(one)) if one.text else None


def _line(one: ListFinding) -> tuple[str, ...] | None:
    return (*_entry(one), one.text) if one.text else None


def _words(one: ListFinding) -> tuple[str, ...] | None:
    return *_entry(one), _plain(one)


def _entry(one: ListFinding) -> tuple[str, ...]:
    return one.finding.code, one.about


def _plain(one: ListFinding) -> str:
    """Return the message without the numbers of other lines."""
    return _NUMBER.sub("0", one.finding.message)


def standing_before(
    parsed: ParsedList, earlier: ParsedList, unchanged: Mapping[int, int] | None = None
) -> Callable[[ListedEntry], bool]:
    """Return what says whether an entry stood in the earlier version, in these very words.

    Where the same words stand twice now, the entry whose line is `unchanged` is the old one.
    """
    if unchanged is None:
        unchanged = unchanged_lines.pairs(earlier.text, parsed.text)
    lines, olds = source.read(parsed.text), source.read(earlier.text)
    known = Counter(_written(earlier, entry) for entry in earlier.entries)
    at_line = Counter((olds.line_number(e.span[0]), _written(earlier, e)) for e in earlier.entries)

    def is_unmoved(entry: ListedEntry) -> bool:
        line = unchanged.get(lines.line_number(entry.span[0]))
        return line is not None and at_line[line, _written(parsed, entry)] > 0

    old = set()
    for entry in sorted(parsed.entries, key=lambda entry: not is_unmoved(entry)):
        words = _written(parsed, entry)
        if known[words]:
            known[words] -= 1
            old.add(entry.span)
    return lambda entry: entry.span in old


def _written(parsed: ParsedList, entry: ListedEntry) -> str:
    return " ".join(parsed.text[slice(*entry.span)].split())


def _unknown_sections(parsed: ParsedList, earlier: ParsedList) -> Iterator[Finding]:
    """Yield the headings that no section had before; a heading that is a paper is no section."""
    known = {"", *(_words_of(heading.title) for heading in earlier.headings)}
    standing = {h.title.casefold(): h.title for h in parsed.headings if _words_of(h.title) in known}
    papers = {entry.line for entry in parsed.entries}
    for heading in parsed.headings:
        words = _words_of(heading.title)
        if words in known or heading.line in papers or exclusions.is_colophon(heading.title):
            continue
        near = difflib.get_close_matches(heading.title.casefold(), standing, n=1, cutoff=0.8)
        message = f"a section that was not there before: {heading.title}"
        if near:
            message += f" (near: {standing[near[0]]})"
        yield Finding(heading.line, "unknown-section", message)


def _words_of(title: str) -> str:
    """Return a title without numbers and months: the next week's section is none unheard of."""
    return " ".join(word for word in _WORD.findall(title.casefold()) if not _MONTH.fullmatch(word))


def _slips_of(parsed: ParsedList, stood_before: Callable[[ListedEntry], bool]) -> Iterator[Finding]:
    """Yield the broken links of new entries one by one.

    What a list does throughout is one finding at its first place. So the list is read without the
    lines of its old entries.
    """
    lines = source.read(parsed.text)
    gone: set[int] = set()
    for entry in parsed.entries:
        if stood_before(entry):
            last = max(entry.span[1] - 1, entry.span[0])
            gone.update(range(lines.line_number(entry.span[0]), lines.line_number(last) + 1))
    for entry in parsed.entries:
        if not stood_before(entry):
            gone.difference_update([entry.line])
    starts = [*lines.line_starts, len(parsed.text)]
    kept = [number for number in range(1, len(starts)) if number not in gone]
    text = "".join(parsed.text[starts[number - 1] : starts[number]] for number in kept)
    for one in document.read_again(parsed, text).findings:
        if one.code == "broken-link":
            yield Finding(kept[one.line - 1], one.code, one.message)
