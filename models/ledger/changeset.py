"""A changeset: one act by one member, with the acts it was built on, its hash and its signature."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.ledger.body import MalformedBody, pack, unpack
from models.ledger.canonical import canonical, digest
from models.ledger.operations import Operation

FORMAT = 1
LATEST_TIME = 32_503_000_000_000
"""UTC milliseconds in the year 2999: beyond it some calendars end."""
_SIGNED = b"fitgap changeset\n"
_LARGE = 1 << 18
_FIELDS = {"format", "project", "author", "parents", "time", "action", "facts", "body", "size"}


class Signer(Protocol):
    """Whoever can sign: an unlocked identity."""

    @property
    def public_key(self) -> bytes:
        """The 32 raw bytes of the Ed25519 public key."""

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""


@dataclass(frozen=True)
class Changeset:
    """`header` is canonical JSON, `packed` the compressed body. Neither ever changes.

    `packing` is the packed body, or the work that packs it beside what goes on here. `operations` are the
    body's own where it was signed here and now; nothing from outside sets them.
    """

    header: bytes
    signature: bytes
    packing: bytes | Future[bytes]
    operations: Sequence[Operation] | None = field(default=None, compare=False, repr=False)

    @property
    def packed(self) -> bytes:
        """The compressed body; waits for it where it is still being packed."""
        return self.packing if isinstance(self.packing, bytes) else self.packing.result()

    @cached_property
    def id(self) -> bytes:
        """SHA-256 over header and signature: a copy with another signature is another changeset."""
        return digest(self.header + self.signature)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The header's fields; raises `MalformedBody` unless the header is canonical and complete."""
        try:
            loaded: Any = json.loads(self.header)
            fields: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
            right = fields.keys() == _FIELDS and canonical(fields) == self.header
        except (ValueError, RecursionError, TypeError) as error:
            raise MalformedBody from error
        if not right or not _well_typed(fields):
            raise MalformedBody
        return fields

    @property
    def author(self) -> bytes:
        """The author's public key."""
        return bytes.fromhex(self.fields["author"])

    @property
    def parents(self) -> list[bytes]:
        """Ids of the changesets that the author had as the latest."""
        return [bytes.fromhex(one) for one in self.fields["parents"]]

    @property
    def project(self) -> bytes:
        """The id of the project's first changeset; empty in that one itself."""
        return bytes.fromhex(self.fields["project"])

    def body(self) -> bytes:
        """The body's bytes, checked against the header; raises `MalformedBody`."""
        content = unpack(self.packed, self.fields["size"])
        if digest(content).hex() != self.fields["body"]:
            raise MalformedBody("body_changed")
        return content

    def is_signed(self) -> bool:
        """Whether the signature is the author's over this header."""
        try:
            Ed25519PublicKey.from_public_bytes(self.author).verify(self.signature, _SIGNED + self.header)
        except (InvalidSignature, ValueError):
            return False
        return True


def make_changeset(
    signer: Signer,
    project: bytes,
    parents: list[bytes],
    time: int,
    action: str,
    facts: Mapping[str, str],
    body: bytes,
    operations: Sequence[Operation] | None = None,
) -> Changeset:
    """Sign an act. `time` is UTC milliseconds as claimed by the author; `facts` fill the act's sentence.

    `operations`, where given, must be exactly what decoding `body` gives.
    """
    header = canonical(
        {
            "format": FORMAT,
            "project": project.hex(),
            "author": signer.public_key.hex(),
            "parents": sorted(one.hex() for one in parents),
            "time": time,
            "action": action,
            "facts": dict(facts),
            "body": digest(body).hex(),
            "size": len(body),
        }
    )
    packing = pack(body) if len(body) < _LARGE else _beside().submit(pack, body)
    return Changeset(header, signer.sign(_SIGNED + header), packing, operations)


@cache
def _beside() -> ThreadPoolExecutor:
    """One thread that packs large bodies: zlib leaves Python free."""
    return ThreadPoolExecutor(1, "packing")


def _well_typed(fields: dict[str, Any]) -> bool:
    parents = fields["parents"]
    return (
        fields["format"] == FORMAT
        and all(type(fields[name]) is int for name in ("time", "size"))
        and 0 <= fields["time"] < LATEST_TIME
        and isinstance(fields["action"], str)
        and isinstance(fields["facts"], dict)
        and all(isinstance(value, str) for value in fields["facts"].values())
        and isinstance(parents, list)
        and all(_is_hash(one) for one in [*parents, fields["author"], fields["body"]])
        and (fields["project"] == "" or _is_hash(fields["project"]))
    )


def _is_hash(text: Any) -> bool:
    if not isinstance(text, str) or len(text) != 64 or text != text.lower():
        return False
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False
