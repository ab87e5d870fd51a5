"""The package file `.fgx`: changesets for another copy of the project, in one checked container.

    magic        17 bytes  "fitgap package 1" and a line feed
    length       4 bytes   of the manifest (all lengths big-endian)
    manifest               canonical JSON: project, name, author, made_at, count, size
    changesets   size bytes, count times:
                 4 bytes length, header · 64 bytes signature · 4 bytes length, compressed body
    sha256       32 bytes  over everything before
    signature    64 bytes  of the maker over the sha256 (zeros if nobody signed)

Bodies are compressed already, so nothing is compressed twice and every length is known beforehand.
"""

from __future__ import annotations

import hashlib
import json
import struct
import time
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.errors import UserError
from models.ledger.canonical import canonical
from models.ledger.changeset import Changeset
from models.project.project import Project
from models.storage.whole_file import written_whole

SUFFIX = ".fgx"
MAGIC = b"fitgap package 1\n"
LARGEST_FILE = 1 << 30
_LARGEST_MANIFEST = 1 << 16
_SIGNED = b"fitgap package\n"
_LENGTH = struct.Struct(">I")
_NO_SIGNATURE = bytes(64)
_FIELDS = {"project": str, "name": str, "author": str, "made_at": int, "count": int, "size": int}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Package:
    """What a file brings. `author` is the public key of its maker, proved by a signature, or None.

    `made_at` is UTC milliseconds as claimed by the maker. A project file can be read as a package too.
    """

    path: Path
    project: bytes
    name: str
    author: bytes | None
    made_at: int | None
    changesets: tuple[Changeset, ...]
    unreadable: int = 0

    @property
    def ids(self) -> frozenset[bytes]:
        """The ids of its changesets."""
        return frozenset(one.id for one in self.changesets)


def write_package(
    project: Project, path: Path, known: Set[bytes] | None = None, progress: Progress | None = None
) -> int:
    """Write the changesets that are not in `known` (all of them without it); returns how many.

    Quarantined and waiting ones travel too, so that every copy comes to the same tables.
    """
    chosen = _chosen(project, known or frozenset())
    size = sum(72 + header + body for _, header, body in chosen)
    manifest = canonical(_manifest(project, len(chosen), size))
    if path.exists() and not _is_package(path):
        raise UserError("exchange.would_overwrite", path=path.name)
    with written_whole(path) as unfinished, unfinished.open("wb") as file:
        whole = hashlib.sha256()
        for piece in _pieces(project, manifest, chosen, progress):
            whole.update(piece)
            file.write(piece)
        file.write(whole.digest())
        signer = project.signer
        file.write(signer.sign(_SIGNED + whole.digest()) if signer else _NO_SIGNATURE)
    return len(chosen)


def lacking(project: Project, known: Set[bytes]) -> int:
    """How many changesets a package would hold for somebody who has those in `known`."""
    return len(_chosen(project, known))


def read_package(path: Path) -> Package:
    """Read and check a package; anything but a whole package is a `UserError`."""
    content = _content(path)
    end = len(content) - 96
    manifest, at = _read_manifest(content, path, end)
    if at + manifest["size"] != end or hashlib.sha256(content[:end]).digest() != content[end:-64]:
        raise UserError("exchange.incomplete", path=path.name)
    changesets = tuple(_read_changesets(memoryview(content)[at:end], manifest["count"], path))
    author = bytes.fromhex(manifest["author"])
    signed = bool(author) and _is_signed(author, content[-64:], content[end:-64])
    return Package(
        path,
        bytes.fromhex(manifest["project"]),
        manifest["name"],
        author if signed else None,
        manifest["made_at"],
        changesets,
    )


def _chosen(project: Project, known: Set[bytes]) -> list[tuple[int, int, int]]:
    rows = project.connection.exec_driver_sql(
        "SELECT seq, id, length(header), length(body) FROM changeset ORDER BY seq"
    )
    return [(seq, header, body) for seq, one, header, body in rows if one not in known]


def _manifest(project: Project, count: int, size: int) -> dict[str, Any]:
    name = project.connection.exec_driver_sql("SELECT value FROM setting WHERE key = 'name'").scalar()
    return {
        "project": project.id.hex(),
        "name": str(json.loads(name)) if name else "",
        "author": project.signer.public_key.hex() if project.signer else "",
        "made_at": time.time_ns() // 1_000_000,
        "count": count,
        "size": size,
    }


def _pieces(
    project: Project, manifest: bytes, chosen: list[tuple[int, int, int]], progress: Progress | None
) -> Iterator[bytes]:
    yield MAGIC + _LENGTH.pack(len(manifest)) + manifest
    for done, (seq, _, _) in enumerate(chosen):
        header, signature, body = project.connection.exec_driver_sql(
            "SELECT header, signature, body FROM changeset WHERE seq = ?", (seq,)
        ).one()
        yield _LENGTH.pack(len(header)) + header + signature
        yield _LENGTH.pack(len(body)) + body
        if progress:
            progress(done + 1, len(chosen))


def _is_package(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserError("exchange.no_file", path=str(path)) from error
    if not content.startswith(MAGIC):
        newer = content.startswith(MAGIC[:-2])
        raise UserError("exchange.newer" if newer else "exchange.not_a_package", path=path.name)
    if len(content) > LARGEST_FILE:
        raise UserError("exchange.too_large", path=path.name, megabytes=LARGEST_FILE >> 20)
    return content


def _read_manifest(content: bytes, path: Path, end: int) -> tuple[dict[str, Any], int]:
    start = len(MAGIC) + _LENGTH.size
    try:
        (length,) = _LENGTH.unpack(content[len(MAGIC) : start])
        if length > min(_LARGEST_MANIFEST, end - start):
            raise UserError("exchange.incomplete", path=path.name)
        manifest: Any = json.loads(content[start : start + length].decode("utf-8"))
        right = isinstance(manifest, dict) and manifest.keys() == _FIELDS.keys()
        right = right and all(type(manifest[name]) is kind for name, kind in _FIELDS.items())
        right = right and len(bytes.fromhex(manifest["project"])) == 32
        right = right and len(bytes.fromhex(manifest["author"])) in (0, 32)
        right = right and 0 <= manifest["made_at"] < 1 << 53 and _is_text(manifest["name"])
    except (ValueError, RecursionError, struct.error) as error:
        raise UserError("exchange.incomplete", path=path.name) from error
    if not right:
        raise UserError("exchange.incomplete", path=path.name)
    return manifest, start + length


def _is_text(name: str) -> bool:
    """Half a character (a lone surrogate) can be written in JSON, but nowhere else."""
    return len(name) <= 1000 and not any("\ud800" <= sign <= "\udfff" for sign in name)


def _read_changesets(content: memoryview, count: int, path: Path) -> Iterator[Changeset]:
    at = 0

    def take(length: int) -> bytes:
        nonlocal at
        if length > len(content) - at:
            raise UserError("exchange.incomplete", path=path.name)
        at += length
        return bytes(content[at - length : at])

    for _ in range(count):
        header = take(_LENGTH.unpack(take(4))[0])
        signature = take(64)
        yield Changeset(header, signature, take(_LENGTH.unpack(take(4))[0]))
    if at != len(content):
        raise UserError("exchange.incomplete", path=path.name)


def _is_signed(author: bytes, signature: bytes, digest: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(author).verify(signature, _SIGNED + digest)
    except (InvalidSignature, ValueError):
        return False
    return True
