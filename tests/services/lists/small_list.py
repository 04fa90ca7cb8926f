"""A small list to edit, and what an edit did to its lines."""

import difflib

LIST = """# Awesome Small Things

## Serving

* [Alpha: A Server](https://arxiv.org/pdf/2401.00001) | 3 Jan 2024 | Google
* [Beta: Another Server](https://arxiv.org/pdf/2402.00002) | 5 Feb 2024 | MIT\\&CMU
* [Gamma](https://arxiv.org/pdf/2403.00003): A Third One | 7 Mar 2024 |

## Training

* [Delta: A Trainer](https://arxiv.org/pdf/2404.00004) | 9 Apr 2024 | Microsoft
* [Epsilon](https://github.com/example/epsilon) | Google
* [Zeta]()

## Empty
"""


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that left and the lines that came."""
    diff = list(difflib.ndiff(before.splitlines(True), after.splitlines(True)))
    return [d[2:] for d in diff if d[0] == "-"], [d[2:] for d in diff if d[0] == "+"]


def put(home, aiev, text):
    """Write a list into a file, import it and answer the file's path."""
    path = home.folder / "small.md"
    path.write_text(text, encoding="utf-8")
    assert aiev("import", path, "--no-enrich").code == 0
    return path
