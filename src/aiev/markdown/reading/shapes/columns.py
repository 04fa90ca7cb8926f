"""What the columns of a table hold, told by what they are called and by what stands in them."""

from itertools import pairwise

from aiev import lazy_regex as re
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, phrases, venues

ROLES = {
    "title": (
        "title", "paper title", "name", "article", "paper name", "work", "method", "methods",
        "model", "models", "project", "approach", "system", "framework", "dataset", "benchmark",
        "tool", "survey", "title & authors", "paper & authors", "论文标题", "标题", "论文名称",
        "名称", "题目", "论文题目", "名前", "タイトル", "論文",
        "title and authors", "paper title & link", "paper", "papers", "publication",
        "title & paper", "论文", "model name", "method name", "course", "book",
    ),
    "date": (
        "date", "year", "time", "published", "month", "release", "release date", "released",
        "pub date", "publication date", "publish date", "submitted", "日期", "时间", "年份",
        "arxiv date", "release time",
    ),
    "venue": (
        "venue", "conference", "journal", "publication", "pub", "pub.", "published in",
        "publisher", "conf", "conf.", "conference/journal", "venue/year", "venue & year",
        "会议", "出处", "期刊", "published at", "accepted", "收录", "发表",
        "录用", "会議",
    ),
    "organizations": (
        "organization", "organizations", "organisation", "org", "orgs", "institution",
        "institutions", "institute", "institutes", "affiliation", "affiliations", "company",
        "team", "lab", "机构", "单位", "university", "company/institution", "developer",
        "first institution", "main affiliation",
    ),
    "authors": ("author", "authors", "first author", "作者", "authors & affiliation", "1st author"),
    "other": ("summary", "description", "introduction", "notes", "feature", "features"),
    "abstract": ("abstract", "摘要"),
    "keywords": ("keywords", "keyword", "key words", "tags", "tag", "关键词", "关键字", "标签"),
    # Its words are told as they are: `Science` is a field here and no journal.
    "noted": (
        "domain", "domains", "where", "field", "fields", "area", "areas", "task", "tasks",
        "category", "categories", "type", "types", "modality", "modalities", "language",
        "languages", "topic", "topics", "scenario", "application", "领域", "任务", "类别", "类型",
        "architecture", "architectures", "backbone", "backbones", "base model", "base models",
        "frameworks", "rl framework", "training framework", "technique", "techniques",
        "algorithm", "algorithms", "rl algorithm", "training", "training method",
        "training strategy", "strategy", "paradigm", "enhancement type", "external source",
        "characteristic", "characteristics", "highlight", "highlights", "core highlights",
        "input modality", "output modality", "task type", "parameter", "parameters", "params",
        "metric", "metrics", "source", "data source",
        "架构", "框架", "骨干", "方法", "亮点", "特点",
    ),
    "ignored": (
        "local file", "local path", "recom", "star", "stars", "rating", "#", "no", "no.", "id",
        "index", "rank", "citations",
        "citation", "recommend", "⭐", "stars⭐", "序号", "编号", "github stars", "score",
    ),
}  # fmt: skip
# What the work may be used under is said in the words of organizations: MIT, Apache, OpenRAIL.
_LICENCE = re.compile(r"licen[cs]|lizenz|许可|許可|协议|協議|授权|授權|ライセンス|라이선스")
_SAYING = (*ROLES["other"], *ROLES["abstract"], *ROLES["keywords"])
_ROLE_OF = {word: role for role, words in reversed(ROLES.items()) for word in words}
_FURTHER_ROLE_OF = {word: r for r, words in ROLES.items() if r != "title" for word in words}
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
# Beside a title and before it: what the work is called for short.
_NAMES = frozenset(
    (
        *("name", "model", "models", "method", "methods", "model name", "method name"),
        *("approach", "system", "framework", "work", "名称", "名前"),
    )
)
_LINK_WORDS = re.compile(r"[/&+,|]|\band\b")
_NUMBER = re.compile(r"\d{1,3}")
_QUOTES = ('"', "“")


def roles(table: Block) -> list[str]:
    """Return what each column holds; exactly one is the title.

    The others are `name` (of the work, beside its title), `date`, `venue`, `organizations`,
    `authors`, `keywords`, `abstract`, `links`, `licence`, `noted`, `ignored` or `other`.
    """
    head, rows = table.children[0], table.children[1:]
    names = [
        edges.unbracket(cell.inline.plain if cell.inline else "").lower() for cell in head.children
    ]
    found = [_role(name) for name in names]
    titled = []
    for index, role in enumerate(found):
        if role == "title" and _only_links(rows, index):
            found[index] = "links"
        elif role == "title" and _mostly_venues(rows, index):
            found[index] = "venue"
        elif role == "title":
            titled.append(index)
    titled = titled if len(titled) != 1 else _contested(rows, titled, found)
    if len(titled) != 1:
        best = _title_column(
            rows,
            titled
            or [
                i
                for i, r in enumerate(found)
                if r in ("other", "abstract", "keywords", "links") and names[i] not in _SAYING
            ]
            or list(range(len(found))),
        )
        for index in titled:
            further = _FURTHER_ROLE_OF.get(names[index])
            is_linked = _is_link_column(names[index]) and _links_in(rows, index)
            is_name = names[index] in _NAMES and index < best
            found[index] = further or ("links" if is_linked else "name" if is_name else "other")
        if found:
            found[best] = "title"
    return ["ignored" if r == "other" and _counts(rows, i) else r for i, r in enumerate(found)]


def _counts(rows: list[Block], index: int) -> bool:
    """Return whether the cells of a column number the rows: `1`, `2`, `3`."""
    cells = [row.children[index].inline for row in rows if index < len(row.children)]
    texts = [inline.plain.strip(" .#") for inline in cells if inline is not None]
    numbers = [int(text) for text in texts if _NUMBER.fullmatch(text)]
    return len(numbers) > 1 and len(numbers) == len(texts) and _are_consecutive(numbers)


def _are_consecutive(numbers: list[int]) -> bool:
    return all(abs(other - one) == 1 for one, other in pairwise(numbers))


def _role(name: str) -> str:
    """Return what a column of this name holds: `Institute (first)`, `Paper/Project`."""
    name = _ASIDE.sub("", name).strip() or name
    if _LICENCE.search(name) is not None:
        return "licence"
    if name in _ROLE_OF:
        return _ROLE_OF[name]
    if _is_link_column(name):
        return "links"
    parts = [part.strip() for part in _LINK_WORDS.split(name)]
    return next((_ROLE_OF[part] for part in parts if part in _ROLE_OF), "other")


def _contested(rows: list[Block], titled: list[int], roles: list[str]) -> list[int]:
    """Return the one column named for titles, and any other that holds linked titles instead.

    `Model | Paper` names the short name first, `Publication` may be the paper or its venue.
    """
    claims = [i for i, role in enumerate(roles) if i in titled or _holds_titles(rows, i)]
    return claims if len(claims) == 1 or not _holds_titles(rows, titled[0]) else titled


def _holds_titles(rows: list[Block], index: int) -> bool:
    """Return whether most cells of a column are titles, linked or quoted, of three words."""
    found = 0
    sample = rows[:40]
    for row in sample:
        inline = row.children[index].inline if index < len(row.children) else None
        if inline is not None and inline.anchors and _may_hold_title(inline):
            titles_of = [line_title.find(inline, *line) for line in inline.lines()]
            found += any(
                title.kind in ("linked", "named")
                and plain_title.words(inline.plain[title.start : title.end]) >= 3
                and (title.kind == "linked" or inline.plain[title.start - 1] in _QUOTES)
                for title in titles_of
            )
    return 2 * found > len(sample)


def _may_hold_title(inline: Inline) -> bool:
    """Return whether a cell has a quote or a link that names no form of a work; quickly asked."""
    return any(quote in inline.plain for quote in _QUOTES) or not all(
        link_forms.is_form(inline, anchor) for anchor in inline.anchors
    )


def _only_links(rows: list[Block], index: int) -> bool:
    """Return whether the cells of a column hold nothing but links to forms of the works."""
    cells = [row.children[index].inline for row in rows[:40] if index < len(row.children)]
    said = [
        inline
        for inline in cells
        if inline is not None
        and inline.plain.strip(" -–—")
        # `Paper` without a link stands where others have theirs.
        and (inline.anchors or not phrases.is_generic(edges.unbracket(inline.plain)))
    ]
    return bool(said) and all(
        inline.anchors
        and all(link_forms.is_form(inline, anchor) for anchor in inline.anchors)
        and line_title.find(inline, 0, len(inline.plain)).kind == "none"
        for inline in said
    )


def _mostly_venues(rows: list[Block], index: int) -> bool:
    """Return whether most cells of a column say where a work appeared: `Paper` over `ICML 2024`."""
    cells = [row.children[index].inline for row in rows[:40] if index < len(row.children)]
    said = [c for c in cells if c is not None and any(map(str.isalnum, c.plain))]
    # A link in such a cell would be the paper.
    names = [edges.squeeze(c.plain).partition(" (")[0] for c in said if not c.anchors]
    found = sum(venues.find(name) is not None for name in names)
    return 2 * found > len(said)


def _links_in(rows: list[Block], index: int) -> bool:
    cells = (row.children[index].inline for row in rows[:40] if index < len(row.children))
    return any(inline is not None and inline.anchors for inline in cells)


def _is_link_column(name: str) -> bool:
    parts = [part.strip() for part in _LINK_WORDS.split(name) if part.strip()]
    return bool(parts) and all(phrases.is_generic(part) for part in parts)


def _title_column(rows: list[Block], among: list[int]) -> int:
    """Return the column whose cells say most, leaving out the texts of generic links."""

    def weight(index: int) -> float:
        total = 0
        for row in rows[:40]:
            if index < len(row.children) and (inline := row.children[index].inline) is not None:
                forms = [link_forms.is_form(inline, a) for a in inline.anchors]
                links = sum(
                    a.end - a.start for a, form in zip(inline.anchors, forms, strict=True) if form
                )
                if plain_title.is_date(inline.plain.strip()):
                    continue
                total += min(len(inline.plain) - links, 120)
                # A linked title outweighs a long description in the next column.
                total += 200 * (False in forms and not inline.plain.strip().startswith("["))
        return total

    return max(among, key=lambda index: (weight(index), -index)) if among else 0


def is_known(name: str) -> bool:
    """Return whether a column of this name is known for what it holds: `License`, `论文`."""
    return _role(edges.unbracket(name).lower()) not in ("other", "ignored")
