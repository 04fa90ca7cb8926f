"""The values of rows as the undo log keeps them: JSON, with what JSON lacks as an object.

What is only compared later is kept as a fingerprint where it is long.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b

Value = str | int | float | bytes | None
"""What SQLite keeps in a column."""

Row = Mapping[str, Value]

_BYTES, _REAL, _PRINT = "bytes", "real", "print"
# From so many characters on a fingerprint is kept of what is only compared.
_LONG = 48


class DamagedImageError(ValueError):
    """What the log keeps of a row is not what aiev writes there."""


def fingerprint(*values: Value) -> str:
    """Return what tells these values from others, in 16 characters."""
    # Unlike `repr`, it is the same in every version of Python: what is printable is not.
    return blake2b(ascii(values).encode("ascii"), digest_size=8).hexdigest()


def whole(columns: Sequence[str], values: Sequence[Value]) -> str:
    """Return the image of a row, from which it can be made again."""
    return _dump({name: _kept(one) for name, one in zip(columns, values, strict=True)})


def changed(columns: Sequence[str], values: Sequence[Value]) -> str:
    """Return the image of a change; the values are those before and after of each column."""
    pairs = zip(columns, values[::2], values[1::2], strict=True)
    return _dump({name: [_kept(old), _compared(new)] for name, old, new in pairs if old != new})


def read(text: str) -> dict[str, object]:
    """Return the columns of an image and what is kept of each; raises DamagedImageError."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise DamagedImageError(f"no image of a row: {str(text)[:60]!r}")
    return found


def read_key(text: str) -> tuple[Value, ...]:
    """Return the values of a primary key; raises DamagedImageError."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise DamagedImageError(f"no key of a row: {str(text)[:60]!r}")
    return tuple(map(value_of, found))


def value_of(kept: object) -> Value:
    """Return the value that is kept whole; raises DamagedImageError where it is none."""
    if kept is None or isinstance(kept, str | int):
        return kept
    try:
        [(kind, text)] = kept.items()  # type: ignore[attr-defined]  # else it is damaged
        return bytes.fromhex(text) if kind == _BYTES else float.fromhex({_REAL: text}[kind])
    except (AttributeError, KeyError, TypeError, ValueError):
        raise DamagedImageError(f"no value of a row: {str(kept)[:60]}") from None


def pair_of(kept: object) -> tuple[Value, object]:
    """Return a column's value before a change and what is kept of the one after it."""
    if not isinstance(kept, list) or len(kept) != 2:
        raise DamagedImageError(f"no change of a value: {str(kept)[:60]}")
    old, new = kept
    if not isinstance(new, dict) or _PRINT not in new:
        value_of(new)
    return value_of(old), new


def is_image_of(kept: object, value: Value) -> bool:
    """Return whether `kept` is of this value, or has its fingerprint."""
    if isinstance(kept, dict) and _PRINT in kept:
        return bool(kept[_PRINT] == fingerprint(value))
    return value_of(kept) == value


def _kept(value: Value) -> object:
    if isinstance(value, bytes):
        return {_BYTES: value.hex()}
    return {_REAL: value.hex()} if isinstance(value, float) else value


def _compared(value: Value) -> object:
    if isinstance(value, str | bytes) and len(value) >= _LONG:
        return {_PRINT: fingerprint(value)}
    return _kept(value)


def _dump(image: Mapping[str, object]) -> str:
    return json.dumps(image, ensure_ascii=False, separators=(",", ":"))
