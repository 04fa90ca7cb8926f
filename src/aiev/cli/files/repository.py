"""Where a file stands in its repository."""

from pathlib import Path


def path_within(name: str) -> str:
    """Return the path of a file from the root of its repository, with `/`, else as it was given.

    The root is the nearest folder with a `.git`. What is no file (a list's name, `-`) stays.
    """
    path = Path(name)
    if not path.is_file():
        return name
    # The file's own name is kept where it is a link: GitHub knows no other.
    folder = path.parent.resolve()
    for root in (folder, *folder.parents):
        if (root / ".git").exists():
            return (folder / path.name).relative_to(root).as_posix()
    return path.as_posix()
