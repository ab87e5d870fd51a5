"""Requests to join: a newcomer's name, place and public key in a small signed file (途中参加 too)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.errors import UserError
from models.identity.keys import Identity
from models.ledger.canonical import canonical
from models.storage.whole_file import written_whole

SUFFIX = ".fgjoin"
_SIGNED = b"fitgap join request\n"
_LARGEST = 20_000


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What the newcomer says; the secretariat compares it with the person before enrolling."""

    name: str
    title: str
    organisation: str
    section: str
    role: str
    public_key: str

    @property
    def fingerprint(self) -> str:
        """Eight groups of the public key, short enough to be read out on the telephone."""
        return fingerprint(self.public_key)


def fingerprint(public_key: str) -> str:
    """The first eight groups of a public key in hexadecimal digits."""
    return " ".join(public_key[at : at + 4] for at in range(0, 32, 4))


def write_join_request(
    path: Path, identity: Identity, *, title: str, organisation: str, section: str, role: str
) -> JoinRequest:
    """Write a signed request to `path`."""
    request = JoinRequest(identity.name, title, organisation, section, role, identity.public_key.hex())
    fields = asdict(request)
    signature = identity.sign(_SIGNED + canonical(fields)).hex()
    content = json.dumps({**fields, "signature": signature}, ensure_ascii=False, indent=1)
    with written_whole(path) as unfinished:
        unfinished.write_text(content, "utf-8")
    return request


def read_join_request(path: Path) -> JoinRequest:
    """Read a request; an unreadable or altered file is a `UserError`."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(path)
        fields = json.loads(path.read_text(encoding="utf-8"))
        signature = bytes.fromhex(fields.pop("signature"))
        request = JoinRequest(**fields)
        if not all(isinstance(value, str) for value in fields.values()):
            raise TypeError(path)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(request.public_key))
        key.verify(signature, _SIGNED + canonical(fields))
    except OSError as error:
        raise UserError("identity.no_file", path=str(path)) from error
    except InvalidSignature as error:
        raise UserError("identity.request_altered", path=path.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("identity.request_unreadable", path=path.name) from error
    return request
