"""Words that lists use around a paper: the texts of links, the labels of lines, dates."""

from functools import lru_cache

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.words import edges, trie

# A link that reads as one of these leads to a form of the paper or beside it; it is no title.
_PAPER_WORDS = (
    "paper", "papers", "pdf", "pdfs", "arxiv", "abs", "abstract", "html", "full text", "fulltext",
    "paper link", "link to paper", "paper page", "preprint", "publication", "publisher", "doi",
    "report", "tech report", "technical report", "techreport", "thesis", "论文", "原文", "论文链接",
    "paper pdf", "pdf link", "arxiv link", "hf paper", "spec", "manuscript", "proceedings",
    "research paper", "arxiv paper", "arxiv pdf", "arxiv version", "arxiv abs", "arxiv preprint",
    "paper arxiv", "original paper", "full paper", "pdf version", "read paper", "paper url",
    "journal", "journal version", "conference version", "published version", "arxiv page", "arxv",
    "arvix", "arixv", "axriv", "arxix", "airxiv", "papar", "papaer",
)  # fmt: skip
# Where that one paper lies; a link to another is called so only in a list that calls most so.
_PUBLISHERS = (
    "openreview", "acm", "ieee", "acl", "acl anthology", "usenix", "springer", "pmlr", "biorxiv",
    "nature", "science", "elsevier", "alphaxiv", "ssrn", "zenodo",
)  # fmt: skip
_OTHER_WORDS = (
    "code", "codes", "source", "source code", "github", "git", "gitlab", "repo", "repository",
    "official", "official code", "officialcode", "unofficial", "implementation", "pytorch",
    "pytorch code", "tensorflow", "tensorflow code", "tf", "jax", "keras", "third party",
    "torch", "caffe", "caffe2", "matlab", "theano", "mxnet", "chainer", "flax", "paddlepaddle",
    "project", "project page", "projectpage", "project website", "page", "pages", "homepage",
    "home page", "home", "website", "webpage", "web", "web page", "site", "official site", "demo",
    "demos", "live demo", "online demo", "app", "blog", "blogs", "blog post", "blogpost", "post",
    "article", "news", "video", "videos", "youtube", "bilibili", "talk", "slides", "slide",
    "poster", "presentation", "oral", "spotlight", "dataset", "datasets", "data", "benchmark",
    "leaderboard", "model", "models", "weights", "checkpoint", "checkpoints", "ckpt", "model card",
    "huggingface", "hugging face", "hf", "hf model", "hf models", "modelscope", "space", "spaces",
    "colab", "notebook", "docs", "doc", "documentation", "manual", "api", "readme", "wiki",
    "bib", "bibtex", "citation", "cite", "supplementary", "supplement", "supp", "appendix",
    "twitter", "x", "tweet", "thread", "discord", "reddit", "linkedin", "review", "reviews",
    "note", "notes", "summary", "link", "links", "url", "here", "this", "this link", "more",
    "read more", "download", "package", "pypi", "tool", "tools", "toolkit", "library", "others",
    "other", "resources", "resource", "related", "star", "stars", "code & data", "code and data",
    "data & code", "code/data", "paper/code", "paper & code", "paper and code", "paperswithcode",
    "papers with code", "pwc", "semantic scholar", "google scholar", "scholar", "connected papers",
    "media", "press", "press release", "announcement", "tutorial", "course", "book", "paper list",
    "awesome list", "survey", "explanation", "解读", "中文解读", "代码", "链接", "主页", "项目",
    "项目主页", "官网", "博客", "知乎", "数据集", "数据", "模型", "演示", "视频", "visit",
    "open source", "opensource", "software", "artifact", "artifacts", "simulator", "v1", "v2",
    "v3", "demo page", "demo video", "project link", "code link", "github link", "mindspore",
    "paddle", "gpt store", "playground", "platform", "gradio", "replicate", "kaggle", "medium",
    "zhihu", "wandb", "gist", "patent", "interview", "podcast", "transcript", "en", "zh", "cn",
    "chinese", "english", "中文", "dblp", "lecture", "lectures", "open database", "database",
    "github page", "github repo", "github repository", "github code", "google drive", "drive",
    "baidu pan", "code repo", "code repository", "code base", "codebase", "pytorch code",
    "code release", "website link", "blog link", "demo link", "project homepage", "project site",
    "dataset link", "data link", "model link", "hf dataset", "hf datasets", "hf space", "hf demo",
    "huggingface model", "huggingface dataset", "hugging face model", "wechat", "收录", "代码链接",
)  # fmt: skip
_QUALIFIER = (
    r"(?:official|unofficial|our|the|my|their|original|online|python|c\+\+|full|short|old|new"
    r"|extended|journal|conference|updated)"
)
_FORM_WORDS = (*_PAPER_WORDS, *_PUBLISHERS, *_OTHER_WORDS)
_FORM = trie.pattern(_FORM_WORDS)
# These are asked of texts in small letters.
_NUMBERED = r"(?: ?\(?(?:v?\d{1,2}|en|zh)\)?)?"
_PAPER_LINK = re.compile(
    rf"(?:{_QUALIFIER} )?{trie.pattern((*_PAPER_WORDS, *_PUBLISHERS))}{_NUMBERED}"
)
_FORM_LINK = re.compile(rf"(?:{_QUALIFIER} )?{_FORM}{_NUMBERED}")
_CODE_OF = re.compile(r"(?:code|codes|github|website|blog)(?: ?\([^()]{1,40}\)| by [^()]{1,40})")
_PAIR = re.compile(rf"{_FORM}(?: ?[/&+,|] ?| and | or ){_FORM}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:arxiv ?:? ?)?\d{4}\.\d{4,5}(?:v\d+)?")

# What stands between bars or brackets and names no organization.
_NOTE_WORDS = (
    "survey", "surveys", "review", "new", "hot", "must-read", "must read", "recommended", "oral",
    "spotlight", "poster", "highlight", "workshop", "demo", "position paper", "position",
    "preprint", "in submission", "under review", "accepted", "withdrawn", "retracted",
    "coming soon", "soon", "tbd", "tba", "na", "n/a", "none", "null", "unknown", "todo", "wip",
    "deprecated", "archived", "free", "paid", "beta", "alpha", "rc", "latest", "classic",
    "important", "interesting", "inference", "training", "serving", "benchmark", "theory",
    "application", "applications", "system", "systems", "framework", "frameworks", "method",
    "methods", "multimodal", "long", "short", "industry", "academia", "main", "findings",
    "text", "image", "images", "audio", "nlp", "cv", "rl", "llm", "llms", "vlm", "vlms", "moe",
    "gpu", "cpu", "tpu", "fpga", "asic", "npu",
)  # fmt: skip
_NOTE = re.compile(
    rf"{trie.pattern((*_FORM_WORDS, *_NOTE_WORDS))}"
    r"|best paper.*|outstanding paper.*|award.*|(?:open|closed)[- ]?sourced?"
)

_NOTHING = re.compile(r"[-–—/\\.?]*|n/?a|nan|none|null|unknown|tbd|tba|todo", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z .;/&-]{1,24}"
    r"|[\u4e00-\u9fff]{2,6}(?:\s?[/|]\s?[A-Za-z][A-Za-z ]{1,24})?)"
    r"(?:\s?[(（][^()（）\n]{1,20}[)）])?\s*(?:\*\*\s*)?[:：]\s*(?P<rest>.*)",
    re.DOTALL,
)
_TWICE = re.compile(r"(?P<other>[\u4e00-\u9fff]+)\s?[/|]\s?(?P<name>[a-z ]+)")
_LABELS = {
    "authors": (
        "author", "authors", "by", "作者", "corresponding author", "corresponding authors",
        "first authors", "lead authors", "equal contribution",
    ),
    "organizations": (
        "institution", "institutions", "institute", "affiliation", "affiliations", "org", "orgs",
        "organization", "organizations", "organisation", "company", "team", "lab", "机构", "单位",
        "institutes", "university",
    ),
    "venue": (
        "venue", "publisher", "publication", "published in", "conference", "journal",
        "published at", "conf", "会议", "期刊",
    ),
    "date": (
        "date", "published", "year", "time", "submitted", "released", "release date", "pub date",
        "publish date", "publication date", "日期", "时间", "last updated",
    ),
    "links": (
        "link", "links", "paper", "papers", "code", "codes", "url", "urls", "github", "pdf",
        "arxiv", "project", "website", "webpage", "homepage", "project page", "demo", "dataset",
        "datasets", "data", "model", "models", "blog", "video", "slides", "repo", "repository",
        "doc", "docs", "poster", "bibtex", "resources", "resource", "implementation",
        "supplementary", "doi", "source code", "official code", "论文", "代码", "链接",
    ),
    "keywords": (
        "keyword", "keywords", "key words", "key word", "tag", "tags", "关键词", "关键字", "标签",
        "キーワード",
    ),
    "note": (
        "tldr", "tl;dr", "tl dr", "summary", "abstract", "description", "note", "notes", "task",
        "tasks", "env", "environment", "comment", "comments", "highlights", "highlight",
        "contribution", "key", "experiment environment", "experiment environments", "method",
        "methods", "idea", "motivation", "摘要", "简介", "category", "topic", "topics", "type",
        "domain", "license",
    ),
}  # fmt: skip
_ABSTRACT = ("abstract", "摘要")
_LABEL_KINDS = {word: kind for kind, words in _LABELS.items() for word in words}
_WORDS_OF_FORMS = frozenset(
    word for phrase in (*_PAPER_WORDS, *_LABEL_KINDS) for word in re.findall(r"\w+", phrase)
)

_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_LIKE_DATE = re.compile(
    r"\W*(?:\d{1,2}(?:st|nd|rd|th)?[\s.,-]+[A-Za-z]{3,9}\.?[\s,.-]+(?:19|20)\d\d"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)\W*"
)
_COMMA_YEAR = re.compile(r",\s*(?:[A-Z][a-z]{2,8}\.?\s+)?(?:19|20)\d\d$")
_COMMA_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d),\s?(?P<month>1[0-2]|0?[1-9])(?!\d)")


@lru_cache(maxsize=4096)
def is_paper_link(text: str) -> bool:
    """Return whether a link of this text leads to the paper itself: `[pdf]`, `arXiv:2401.00001`."""
    text = edges.unbracket(text).lower()
    return bool(_PAPER_LINK.fullmatch(text) or _ADDRESS.fullmatch(text))


@lru_cache(maxsize=4096)
def is_generic(text: str) -> bool:
    """Return whether a link's text names a form of the work (`code`, `slides`), not the work."""
    text = edges.unbracket(text).lower()
    return not text or bool(
        _FORM_LINK.fullmatch(text)
        or _ADDRESS.fullmatch(text)
        or _PAIR.fullmatch(text)
        or _CODE_OF.fullmatch(text)
    )


def is_form_word(word: str) -> bool:
    """Return whether a word in small letters names a form or a label of any work: `pdf`, `venue`.

    No name of a publisher is one, and no number.
    """
    return word in _WORDS_OF_FORMS or word.removesuffix("s") in _WORDS_OF_FORMS


def is_form_name(text: str) -> bool:
    """Return whether a link's text names a form of any work: no address, no `code by Ada Bee`."""
    text = edges.unbracket(text).lower()
    return bool(_FORM_LINK.fullmatch(text) or _PAIR.fullmatch(text))


def is_note_word(text: str) -> bool:
    """Return whether `text` is a word of lists that names no organization: `blog`, `oral`."""
    return _NOTE.fullmatch(text.strip().lower()) is not None


def is_nothing(text: str) -> bool:
    """Return whether `text` stands where a list knows nothing: `-`, `N/A`, `unknown`."""
    return _NOTHING.fullmatch(text.strip()) is not None


def find_label(text: str) -> tuple[str, str, int] | None:
    """Return (kind, name, where the rest starts) of a line such as `Keywords: a, b`, or None.

    The kind is `authors`, `organizations`, `venue`, `date`, `links`, `keywords` or `note`.
    """
    if ":" not in text and "：" not in text:
        return None
    match = _LABEL.match(text, edges.strip_decoration(text, 0, len(text)))
    if match is None:
        return None
    name = _SPACE.sub(" ", match["name"]).strip().lower()
    kind = _LABEL_KINDS.get(name) or _LABEL_KINDS.get(name.removesuffix("s"))
    if kind is None and (twice := _TWICE.fullmatch(name)) is not None:
        # `代码/Code: …` says it in two languages.
        name = twice["name"]
        kind = _LABEL_KINDS.get(name) if _LABEL_KINDS.get(twice["other"]) else None
    return (kind, name, match.start("rest")) if kind else None


def is_abstract(label: str) -> bool:
    """Return whether a label in small letters says that the paper's abstract follows."""
    return label in _ABSTRACT


def find_date(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the date that is all that `text` says, and where it stands in it."""
    comma = _COMMA_MONTH.fullmatch(text)
    if comma is not None:
        return PartialDate(int(comma["year"]), int(comma["month"])), 0, len(text)
    found = partial_date.find_span(text)
    if found is None or text[: found[1]].strip() or text[found[2] :].strip(" .,;"):
        return None
    return found


def has_listed_date(text: str) -> bool:
    """Return whether a comma parts a date from what it stands beside.

    `ICCV, 2025` and `RSS Workshop, Nov 2023` list a date; `ICCV 2025` is a venue's name.
    """
    return _COMMA_YEAR.search(text) is not None


def is_impossible_date(text: str) -> bool:
    """Return whether a text that is no date was meant as one: `31 Feb 2024`."""
    return _LIKE_DATE.fullmatch(text) is not None
