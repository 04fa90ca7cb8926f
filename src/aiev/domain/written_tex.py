"""What a source wrote of a text in TeX, kept by what differs from the text as it is read.

Most of an abstract in TeX is no TeX: packed with the help of what it was read as, it takes a tenth
of the place.
"""

import zlib

_LEVEL = 9


def pack(written: str | None, read: str | None) -> bytes | None:
    """Return `written` for the database, which has `read` beside; None where there is nothing."""
    if not written:
        return None
    packer = zlib.compressobj(_LEVEL, zdict=(read or "").encode())
    return packer.compress(written.encode()) + packer.flush()


def unpack(packed: bytes | None, read: str | None) -> str | None:
    """Return what `pack` was given with the same text as it is read."""
    if not packed:
        return None
    unpacker = zlib.decompressobj(zdict=(read or "").encode())
    return (unpacker.decompress(packed) + unpacker.flush()).decode()
