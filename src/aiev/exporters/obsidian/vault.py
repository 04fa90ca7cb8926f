"""A folder for Obsidian: a note a paper, a note a topic, and links between them.

Notes have YAML front matter, which Obsidian shows as properties. Links are by path, so that two
topics of one name are two.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from aiev.domain.knowledge import OutlineList, OutlineTopic, Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.exporters.bibliography import maths, tex_text
from aiev.exporters.exporter import ExportRequest, FolderExporter, FolderFile
from aiev.exporters.markdown import text as markdown_text
from aiev.exporters.markdown.text import destination
from aiev.exporters.obsidian.names import NoteNames, link, plain_title, tag
from aiev.exporters.plain_text import is_linkable, many_lines, one_line
from aiev.sources.arxiv import tex_maths

_INDEX = "Index.md"
# Obsidian has more markup than markdown: `%%` would hide all that follows, `==` mark it, `#word`
# make a tag of it.
_MARKUP = re.compile(r"%(?=%)|(?<=%)%|=(?==)|(?<==)=|(?<!\\)#(?=\w)")
# A YAML string in double quotes is a JSON string, but for line ends and signs that YAML forbids.
_NOT_IN_YAML = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")

# A sign that is taken out of texts: stands for a piece of maths.
_ASIDE = "\N{OBJECT REPLACEMENT CHARACTER}"

YamlValue = str | int | bool | Sequence[str] | None


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[FolderFile]:
    """Yield the index, the topics and the papers, in the order given.

    Reads the papers twice: a topic's note names those that lie in it. Topics without a paper are
    left out of a choice.
    """
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    names = NoteNames([_INDEX], request.kept_names)
    paths: dict[int, str] = {}
    filed: dict[tuple[str, str], dict[str, str]] = {}
    for paper in papers:
        paths[paper.id] = names.paper(paper)
        for entry in paper.entries:
            if entry.topic is not None:
                place = filed.setdefault((entry.list, entry.topic), {})
                place[paths[paper.id]] = plain_title(paper)
    frames = [_Frame(frame, filed, is_filtered=request.is_filtered) for frame in request.outline]
    topics = {
        (frame.name, topic.path): names.topic(frame.name, topic.path)
        for frame in frames
        for topic in frame.topics
    }
    yield _index(frames, topics, title=request.title)
    for frame in frames:
        for topic in frame.topics:
            papers_here = filed.get((frame.name, topic.path), {})
            yield _topic_note(frame, topic, topics, papers_here)
    for paper in papers:
        key = (request.citation_keys or {}).get(paper.id)
        yield _paper_note(paper, paths[paper.id], topics, key=key)


class _Frame:
    """A list's topics as far as they are in the vault."""

    def __init__(
        self,
        outline: OutlineList,
        filed: dict[tuple[str, str], dict[str, str]],
        *,
        is_filtered: bool,
    ) -> None:
        self.name = outline.name
        self.title = one_line(outline.title or outline.name)
        used = [path for name, path in filed if name == outline.name]
        self.topics = tuple(
            topic
            for topic in outline.topics
            if not is_filtered
            or any(
                f"{path}{TOPIC_SEPARATOR}".startswith(topic.path + TOPIC_SEPARATOR) for path in used
            )
        )

    def above(self, topic: OutlineTopic) -> OutlineTopic | None:
        """Return the nearest topic above, which a list may leave out."""
        path = topic.path
        while TOPIC_SEPARATOR in path:
            path = path.rpartition(TOPIC_SEPARATOR)[0]
            for one in self.topics:
                if one.path == path:
                    return one
        return None

    def below(self, topic: OutlineTopic | None) -> tuple[OutlineTopic, ...]:
        """Return the topics right below one, or those with none above."""
        return tuple([one for one in self.topics if self.above(one) == topic])


_Topics = dict[tuple[str, str], str]


def _index(frames: Sequence[_Frame], topics: _Topics, *, title: str | None) -> FolderFile:
    lines = [f"# {_heading(title or 'Papers')}", ""]
    for frame in frames:
        lines += [f"## {_heading(frame.title)}", ""]
        for topic in frame.topics:
            depth = topic.path.count(TOPIC_SEPARATOR)
            lines.append(f"{'  ' * depth}- {link(topics[frame.name, topic.path], topic.title)}")
        lines.append("")
    return FolderFile(_INDEX, "\n".join(lines).rstrip() + "\n")


def _topic_note(
    frame: _Frame, topic: OutlineTopic, topics: _Topics, papers: dict[str, str]
) -> FolderFile:
    lines = [
        *front_matter({"list": frame.name, "topic": topic.path, "papers": len(papers)}),
        f"# {_heading(topic.title)}",
        "",
    ]
    above, below = frame.above(topic), frame.below(topic)
    if above is not None:
        lines += [f"Up: {link(topics[frame.name, above.path], above.title)}", ""]
    if below:
        lines += ["## Topics", ""]
        lines += [f"- {link(topics[frame.name, one.path], one.title)}" for one in below]
        lines.append("")
    if papers:
        lines += ["## Papers", ""]
        lines += [f"- {link(path, title)}" for path, title in papers.items()]
        lines.append("")
    return FolderFile(topics[frame.name, topic.path], "\n".join(lines).rstrip() + "\n")


def _paper_note(paper: Paper, path: str, topics: _Topics, *, key: str | None) -> FolderFile:
    places = [(entry.list, entry.topic) for entry in paper.entries if entry.topic is not None]
    links = {
        place: link(topics[place], place[1].rpartition(TOPIC_SEPARATOR)[2])
        for place in places
        if place in topics
    }
    url = one_line(paper.url or "") if is_linkable(paper.url) else ""
    pdf = one_line(paper.pdf_url or "") if is_linkable(paper.pdf_url) else ""
    title = one_line(tex_text.title(paper))
    lines = front_matter(
        {
            "title": plain_title(paper),
            "aliases": [text for text in (plain_title(paper), paper.arxiv_id) if text],
            "citekey": key,
            "authors": list(paper.authors),
            "issued": paper.issued,
            "organizations": list(paper.organizations),
            "topics": list(links.values()),
            "arxiv": paper.arxiv_id,
            "doi": paper.doi,
            "url": url,
            "pdf": pdf,
            "categories": list(paper.categories),
            "journal": paper.journal_ref,
            "kind": paper.kind,
            "withdrawn": paper.is_withdrawn,
            "tags": [tag(name) for name in paper.tags if tag(name)],
        }
    )
    lines += [f"# {_heading(title or url or 'Untitled')}", ""]
    said = [
        ", ".join(paper.authors),
        " · ".join(filter(None, [paper.issued, *paper.organizations])),
    ]
    lines += [line for text in said if text for line in (_escape_line(text), "")]
    if url:
        shown = f"[{_escape(paper.arxiv_id or url)}](<{destination(url)}>)"
        lines += [shown if not pdf or pdf == url else f"{shown} · [PDF](<{destination(pdf)}>)", ""]
    if links:
        lines += [f"Topics: {' · '.join(links.values())}", ""]
    if paper.abstract:
        lines += ["## Abstract", "", _escape_line(paper.abstract), ""]
    notes = [text for text in paper.notes if one_line(text)]
    if notes:
        lines += ["## Notes", ""]
        for note in notes:
            lines += [f"- {_escape_line(line)}" for line in many_lines(note).split("\n") if line]
        lines.append("")
    mentions = (
        text
        for one in paper.entries
        for text in (one.short_name, one.note, one.keywords, one.abstract)
    )
    listed = [words for each in mentions if (words := one_line(each or ""))]
    further = [
        f"- [{_escape(one.text or one.url)}](<{destination(one.url)}>)"
        for entry in paper.entries
        for one in entry.links
        if is_linkable(one.url)
    ]
    if listed or further:
        lines += ["## Listed", ""]
        lines += [f"- {_escape_line(text)}" for text in dict.fromkeys(listed)]
        lines += dict.fromkeys(further)
        lines.append("")
    return FolderFile(path, "\n".join(lines).rstrip() + "\n")


def front_matter(fields: Mapping[str, YamlValue]) -> list[str]:
    """Return YAML front matter, from `---` to `---`; what is absent or empty is left out."""
    lines = ["---"]
    for name, value in fields.items():
        if value is None or value in ("", [], ()):
            continue
        if isinstance(value, bool):
            lines.append(f"{name}: {'true' if value else 'false'}")
        elif isinstance(value, int):
            lines.append(f"{name}: {value}")
        elif isinstance(value, str):
            lines.append(f"{name}: {_quoted(value)}")
        else:
            lines += [f"{name}:", *(f"  - {_quoted(one)}" for one in value)]
    return [*lines, "---", ""]


def _quoted(text: str) -> str:
    quoted = json.dumps(one_line(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _escape(text: str) -> str:
    """Return the text as inline markdown, to stand anywhere but first in a line."""
    return _with_maths(text, markdown_text.escape)


def _escape_line(text: str) -> str:
    """Return the text as inline markdown that may stand first in a line."""
    return _with_maths(text, markdown_text.escape_line)


def _heading(text: str) -> str:
    """Return the text as the content of a heading."""
    return _with_maths(text, markdown_text.heading)


def _with_maths(text: str, escape: Callable[[str], str]) -> str:
    r"""Return the text escaped, but for its maths, which Obsidian shows: `$x_1$`, `\(x\)`.

    The maths is put aside and not cut out: what is escaped depends on what stands around it.
    """
    pieces = tex_maths.split(one_line(text).replace(_ASIDE, ""))
    kept: list[str] = []
    for at in range(1, len(pieces), 2):
        body = tex_maths.body(pieces[at]).strip()
        if body and maths.is_harmless(body):
            pieces[at] = _ASIDE
            kept.append(f"${body}$")
    parts = _MARKUP.sub(r"\\\g<0>", escape("".join(pieces))).split(_ASIDE)
    return "".join(part + one for part, one in zip_longest(parts, kept, fillvalue=""))


EXPORTER = FolderExporter(
    name="obsidian",
    description="a folder of notes for Obsidian, one a paper and one a topic",
    render=render,
    needs_keys=True,
)
