"""The seal: a checksum of every page, written behind the database's last page when the file is closed.

SQLite ignores what follows its last page, so the file stays an ordinary database. With the seal a
changed byte anywhere is found when the file is opened, even in slack that no table reads. A file
without a seal was not closed in an orderly way; its contents are then checked by their signatures.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"fitgap seal 1\n\0\0"
_TAIL = struct.Struct(">16sI32s")
_HEADER_BYTES = 100


@dataclass(frozen=True, slots=True)
class SealState:
    """`sealed`: a seal was there. `broken_page`: the first page that differs; 0 is the seal itself."""

    sealed: bool
    broken_page: int | None = None


def database_size(path: Path) -> tuple[int, int]:
    """Page size and number of pages as the database's own header tells; (0, 0) if it is no database."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        return 0, 0
    size = int.from_bytes(header[16:18], "big")
    return (65536 if size == 1 else size), int.from_bytes(header[28:32], "big")


def write_seal(path: Path) -> None:
    """Append the seal to a closed file; an old one is replaced."""
    remove_seal(path)
    page_size, pages = database_size(path)
    if not page_size or path.stat().st_size != page_size * pages:
        return
    with path.open("r+b") as file:
        sums = _page_sums(file.read(), page_size)
        file.seek(0, os.SEEK_END)
        file.write(sums + _TAIL.pack(_MAGIC, pages, hashlib.sha256(sums).digest()))
        file.flush()
        os.fsync(file.fileno())


def remove_seal(path: Path) -> None:
    """Cut off what follows the database, before the first write."""
    page_size, pages = database_size(path)
    if page_size and path.stat().st_size > page_size * pages:
        os.truncate(path, page_size * pages)


def check_seal(path: Path) -> SealState:
    """Compare every page with the seal."""
    content = path.read_bytes()
    if len(content) < _TAIL.size:
        return SealState(False)
    magic, pages, whole = _TAIL.unpack(content[-_TAIL.size :])
    if magic != _MAGIC:
        page_size, pages = database_size(path)
        tidy = page_size and len(content) == page_size * pages
        return SealState(False, None if tidy or not page_size else 0)
    sums_at = len(content) - _TAIL.size - 4 * pages
    sums = content[sums_at : len(content) - _TAIL.size]
    if sums_at <= 0 or hashlib.sha256(sums).digest() != whole or sums_at % pages:
        return SealState(True, 0)
    found = _page_sums(content[:sums_at], sums_at // pages)
    for page in range(pages):
        if found[4 * page : 4 * page + 4] != sums[4 * page : 4 * page + 4]:
            return SealState(True, page + 1)
    return SealState(True)


def _page_sums(content: bytes, page_size: int) -> bytes:
    view = memoryview(content)
    sums = (zlib.crc32(view[at : at + page_size]) for at in range(0, len(content), page_size))
    return b"".join(one.to_bytes(4, "big") for one in sums)
