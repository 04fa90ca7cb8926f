"""The templates by which a list may write a new entry, learnt from the entries it has."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry, ParsedList, Shape
from aiev.markdown.writing.forms import habits, shared_words
from aiev.markdown.writing.forms.entry_template import learn
from aiev.markdown.writing.forms.link_fields import PREFIX
from aiev.markdown.writing.forms.shared_words import SharedWords
from aiev.markdown.writing.forms.templates import FIELDS, Template, closing

_MOST = 12
_AROUND = re.compile(r"[\s,;:|·–—-]*[(（\[【]?[*_]*@?\Z")


def find(
    text: str,
    neighbours: Iterable[ListedEntry],
    elsewhere: Callable[[], Sequence[Template]],
    fields: frozenset[str],
    *,
    shared: SharedWords,
    bullet: str | None,
) -> Iterator[Template]:
    """Yield templates for exactly `fields`, the likeliest first, at most twelve.

    First come the templates of the neighbours; then those of entries elsewhere that write alike
    what the neighbours write; then those of the neighbours with a missing field added; then those
    of others that begin alike; then any of the list. With a `bullet` all begin with it, or with
    none where it is empty. Lazy: `elsewhere` is asked when no neighbour's template served.
    """
    seen: set[Template] = set()
    for template in _ranked(text, neighbours, elsewhere, fields, shared=shared, bullet=bullet):
        if template not in seen:
            yield template
            seen.add(template)
            if len(seen) == _MOST:
                return


@habits.of_list
def of_items(listed: ParsedList, fields: frozenset[str]) -> Sequence[Template]:
    """Return how each entry of a list is written that is no row, by the words that all share."""
    shared = shared_words.find(listed, ())
    items = (e for e in listed.entries if e.shape not in (Shape.ROW, Shape.HTML))
    learnt = (learn(listed.text, entry, shared, fields) for entry in items)
    return tuple(template for template in learnt if template is not None)


def _ranked(
    text: str,
    neighbours: Iterable[ListedEntry],
    elsewhere: Callable[[], Sequence[Template]],
    fields: frozenset[str],
    *,
    shared: SharedWords,
    bullet: str | None,
) -> Iterator[Template]:
    near = _under(
        bullet, [t for entry in neighbours if (t := learn(text, entry, shared, fields)) is not None]
    )
    yield from _fitting(near, fields)
    far = _under(bullet, elsewhere())
    shapes = Counter(t.shape for t in near)
    shape = shapes.most_common(1)[0][0] if shapes else None
    alike = _fitting([t for t in far if t.shape == shape], fields)
    yield from (template for template in alike if _is_as(near, template))
    yield from _grown(near, fields, near + far)
    yield from alike
    yield from _fitting(far, fields)
    yield from _grown(far, fields, far)


def _under(bullet: str | None, templates: Sequence[Template]) -> list[Template]:
    if bullet is None:
        return list(templates)
    alike = [t for t in templates if bool(t.bullet) == bool(bullet)]
    return [Template(bullet, t.order, t.literals) for t in alike]


def _fitting(templates: Sequence[Template], fields: frozenset[str]) -> list[Template]:
    """Return the templates that have the fields, others taken out; the usual order first."""
    fitting = [(t, _reduced(t, fields)) for t in templates if fields <= set(t.order)]
    orders = Counter(reduced.order for _, reduced in fitting)
    counts = Counter(reduced for _, reduced in fitting)
    exact = {t for t, reduced in fitting if t == reduced}
    return sorted(counts, key=lambda t: (-orders[t.order], t not in exact, -counts[t]))


def _is_as(near: Sequence[Template], template: Template) -> bool:
    """Return whether a template marks its fields as the neighbours mark those that they give."""
    marks: dict[str, set[str]] = {}
    for each in near:
        for name, literal in zip(each.order, each.literals, strict=False):
            marks.setdefault(name, set()).add(_mark(literal))
    return all(
        _mark(literal) in marks.get(name, (_mark(literal),))
        for name, literal in zip(template.order, template.literals, strict=False)
    )


def _mark(literal: str) -> str:
    """Return the separator and brackets right before a field."""
    match = _AROUND.search(literal)
    return match.group().strip() if match is not None else ""


def _grown(
    templates: Sequence[Template], fields: frozenset[str], seen: Sequence[Template]
) -> list[Template]:
    """Return the templates that lack a field with it added; those that lack least first."""
    counts = Counter(templates)
    ranked = sorted(counts, key=lambda t: (-len(fields & set(t.order)), -counts[t]))
    return [grown for template in ranked[:3] for grown in _extended(template, fields, seen)]


def _reduced(template: Template, fields: frozenset[str]) -> Template:
    for name in [name for name in template.order if name not in fields]:
        template = template.without(name)
    return template


def _extended(
    template: Template, fields: frozenset[str], seen: Sequence[Template]
) -> list[Template]:
    """Return a template that has what an entry needs at least, with the missing fields added.

    None where it lacks one that is never added, such as authors.
    """
    further = tuple(sorted(name for name in fields if name.startswith(PREFIX)))
    if not {"label", "url", *fields.difference(FIELDS, further)} <= set(template.order):
        return []
    template = _reduced(template, fields)
    answers = []
    for usual in (True, False):
        grown = template
        for name in FIELDS:
            if name in fields and name not in grown.order:
                grown = grown.with_field(name, _before(name, seen) if usual else " | ")
        for name in further:
            if name not in grown.order:
                grown = grown.with_link(name)
        answers.append(grown)
    return answers


def _before(field: str, seen: Sequence[Template]) -> str:
    """Return what most often stands before a field in this list: a separator, a bracket."""
    counts: Counter[str] = Counter()
    for template in seen:
        if field not in template.order:
            continue
        at = template.order.index(field)
        match = _AROUND.search(template.literals[at])
        found = match.group() if match is not None else ""
        if found.strip() and "\n" not in found:
            closed = "".join(closing(char) for char in reversed(found))
            if template.literals[at + 1].startswith(closed):
                counts[found if found[0].isspace() or found[0] in ",;:" else f" {found}"] += 1
    usual = ": " if field == "note" else " | "
    return counts.most_common(1)[0][0] if counts else usual
