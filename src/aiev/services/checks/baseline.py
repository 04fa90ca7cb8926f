"""What an earlier check said: `aiev check --format json`, read back."""

import json
from typing import Any

from aiev.domain.finding import CODES, Finding
from aiev.domain.knowledge import SCHEMA
from aiev.errors import FormatError
from aiev.services.checks.checked import Checked, ListFinding
from aiev.services.checks.new_findings import only_new
from aiev.value import replace, value


@value
class Baseline:
    """The findings of an earlier check and the names of the lists that it was of."""

    lists: tuple[str, ...]
    findings: tuple[ListFinding, ...]


def read(content: bytes, *, shown: str) -> Baseline:
    """Return what a check printed; `shown` names its file. Raises FormatError for anything else."""
    try:
        told = json.loads(content)
        if told["schema"] != SCHEMA:
            raise ValueError
        return Baseline(
            tuple(str(one["list"]) for one in told["links"]),
            tuple(_finding(one) for one in told["findings"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FormatError(
            f"this is not what `aiev check --format json` prints: {shown}",
            hint="make it anew: `aiev check FILE --format json > baseline.json`",
        ) from None


def without(checked: Checked, baseline: Baseline) -> Checked:
    """Return what is new beside a baseline.

    A list is known by its name; where both are of one list, it may have got another.
    """
    names = [name for name, _ in checked.links]
    is_one = len(names) == len(baseline.lists) == 1
    new: list[ListFinding] = []
    for name in names:
        here = [one for one in checked.findings if one.list == name]
        before = [one for one in baseline.findings if is_one or one.list == name]
        new += only_new(here, before)
    old = len(checked.findings) - len(new)
    return replace(checked, findings=tuple(new), old=checked.old + old)


def _finding(one: Any) -> ListFinding:
    # A code of another version of aiev matches nothing, and is no fault of the file.
    code = one["code"] if one["code"] in CODES else ""
    text = {name: one[name] for name in ("list", "message", "about")}
    is_text = all(isinstance(each, str) for each in (one["code"], *text.values()))
    if not is_text or not isinstance(one["line"], int):
        raise TypeError
    return ListFinding(text["list"], Finding(one["line"], code, text["message"]), text["about"], "")
