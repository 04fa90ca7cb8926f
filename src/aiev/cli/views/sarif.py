"""Findings as SARIF 2.1.0, which code scanning reads.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and for what GitHub wants
beyond it https://docs.github.com/code-security/reference/code-scanning/sarif-support.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from aiev.cli.files.repository import path_within
from aiev.cli.terminal import printable
from aiev.domain.finding import CODES
from aiev.domain.knowledge import Json
from aiev.services.checks.checked import ListFinding
from aiev.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}


def log(found: Sequence[ListFinding]) -> Json:
    """Return a log with one run that holds all findings, and the rules that they are of."""
    codes = [code for code in CODES if any(one.finding.code == code for one in found)]
    seen: Counter[str] = Counter()
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "aiev",
                        "version": VERSION,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                # Where a repository has reports of several tools, this tells them apart.
                "automationDetails": {"id": "aiev/"},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, codes, seen) for one in found],
            }
        ],
    }


def _rule(code: str) -> Json:
    level, meaning = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {"text": f"{meaning}; `AIEV_CHECK_OFF={code}` switches it off"},
        "defaultConfiguration": {"level": _LEVELS[level]},
        "properties": {"tags": ["awesome-list"], "problem.severity": _SEVERITIES[level]},
    }


def _result(one: ListFinding, codes: Sequence[str], seen: Counter[str]) -> Json:
    of = one.finding
    # The same whatever line it moves to; the count tells alike ones apart.
    key = hashlib.sha256(f"{of.code}\n{one.about}".encode("utf-8", "replace")).hexdigest()[:16]
    seen[key] += 1
    return {
        "ruleId": of.code,
        "ruleIndex": codes.index(of.code),
        "level": _LEVELS[of.level],
        "message": {"text": printable.one_line(of.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path_within(one.list))},
                    "region": {
                        "startLine": of.line,
                        "startColumn": 1,
                        "endLine": of.line,
                        "endColumn": len(one.text) + 1,
                    },
                }
            }
        ],
        "partialFingerprints": {"aiev/v1": f"{key}:{seen[key]}"},
    }
