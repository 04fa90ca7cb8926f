"""What is wrong or doubtful in a list beyond its markup: repeats, wrong links, organizations."""

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import ListedEntry, ParsedList

_ALIKE = 70.0
_NAME = 6


def find_all(parsed: ParsedList, directory: Directory) -> tuple[Finding, ...]:
    """Return all findings of a list in the order of its lines."""
    findings = {*parsed.findings, *_organizations(parsed, directory), *_repeats(parsed)}
    return tuple(sorted(findings, key=lambda f: (f.line, f.code, f.message)))


def are_alike(title: str, other: str) -> bool:
    """Return whether two labels may name one paper: one in the other, or much alike."""
    words, others = set(_words(title)), set(_words(other))
    if words <= others or others <= words:
        return True
    # A name that one writes in a word and another in two: DeepSeekMoE.
    short, long = sorted(("".join(_words(title)), "".join(_words(other))), key=len)
    if len(short) >= _NAME and short in long:
        return True
    return fuzz.token_set_ratio(" ".join(words), " ".join(others)) >= _ALIKE


def _words(title: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in title.casefold()).split()


def _organizations(parsed: ParsedList, directory: Directory) -> Iterator[Finding]:
    for entry in parsed.entries:
        if entry.organizations is None:
            continue
        for unknown in directory.resolve(entry.organizations).unknown:
            message = f"organization not known: {unknown.text}"
            if unknown.suggestions:
                message += f" (near: {', '.join(unknown.suggestions)})"
            yield Finding(entry.line, "unknown-organization", message)


def _repeats(parsed: ParsedList) -> Iterator[Finding]:
    by_id: dict[str, list[ListedEntry]] = defaultdict(list)
    for entry in parsed.entries:
        if entry.arxiv_id is not None:
            by_id[entry.arxiv_id.value].append(entry)
    for value, (first, *others) in by_id.items():
        for entry in others:
            if not are_alike(first.label, entry.label):
                yield Finding(
                    entry.line,
                    "unlike-titles",
                    f"{value} is called “{entry.label}” here and “{first.label}”"
                    f" in line {first.line}",
                )
            else:
                yield Finding(
                    entry.line,
                    "repeated-entry",
                    f"{value} stands in line {first.line} too"
                    f" ({TOPIC_SEPARATOR.join(first.topic) or 'no topic'})",
                )
