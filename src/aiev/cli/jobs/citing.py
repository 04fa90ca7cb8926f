"""The work of an export that makes citation keys by a pattern, or holds what a document cites."""

from collections.abc import Sequence
from pathlib import Path

from aiev.cli.run import Run
from aiev.exporters.bibliography import key_pattern
from aiev.services.exchange import cited
from aiev.services.exchange.export import Choice
from aiev.sources.files import cited_keys
from aiev.store.reading.reader import Reader
from aiev.value import replace

_SHOWN = 20


def narrowed(
    run: Run, reader: Reader, choice: Choice, pattern: str | None, documents: Sequence[str]
) -> tuple[Choice, bool]:
    """Return the choice with what the options say, and whether every cited key has its paper.

    What has none is told. Raises UsageError for a pattern that cannot be read, InputError for a
    document.
    """
    made = key_pattern.parse(pattern) if pattern is not None else None
    choice = replace(choice, key_pattern=made)
    if not documents:
        return choice, True
    found = [cited_keys.read(Path(document)) for document in documents]
    keys = dict.fromkeys(key for one in found for key in one.keys)
    is_all = keys.pop(cited_keys.ALL, cited_keys) is None
    named = cited.find(reader, keys, made)
    missing_files = [str(path) for one in found for path in one.missing]
    _tell(run, "no file at this path, which a document takes in", missing_files)
    _tell(run, "no paper has this citation key", named.missing)
    _tell(run, "a paper is cited by a second key, which is left out", named.further)
    if named.missing and pattern is None:
        run.output.message(
            "hint: `--key-pattern` says how the document's keys are made, `aiev add` adds papers"
        )
    is_whole = not (named.missing or named.further or missing_files)
    if not keys and not is_all:
        run.output.message(f"nothing is cited in {', '.join(documents)}")
    return replace(choice, cited=dict(named.keys), has_all=is_all), is_whole


def _tell(run: Run, what: str, names: Sequence[str]) -> None:
    if names:
        rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        run.output.message(f"{what}: {', '.join(names[:_SHOWN])}{rest}")
