"""The profile folder: the identity under its passphrase, and drafts that stay on the desk."""

from __future__ import annotations

import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from platformdirs import user_data_path

from models.errors import UserError
from models.identity.keys import Identity

_COST = 1 << 15
_FORMAT = "fitgap identity 1"


def default_profile() -> Path:
    """The profile folder of the person at this machine (`FITGAP_PROFILE` overrides it)."""
    chosen = os.environ.get("FITGAP_PROFILE")
    return Path(chosen) if chosen else user_data_path("fitgap", appauthor=False)


def has_identity(profile: Path) -> bool:
    """Whether somebody has an identity in this profile folder."""
    return _file(profile).is_file()


def identity_name(profile: Path) -> str:
    """The name of the profile's owner, without the passphrase."""
    return str(_load(profile)["name"])


def save_identity(profile: Path, identity: Identity, passphrase: str) -> None:
    """Keep an identity, encrypted under the passphrase (scrypt, ChaCha20-Poly1305)."""
    if has_identity(profile):
        raise UserError("identity.exists", path=str(profile))
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = ChaCha20Poly1305(_key(passphrase, salt, _COST)).encrypt(
        nonce, identity.seed, identity.name.encode("utf-8")
    )
    content = {
        "format": _FORMAT,
        "name": identity.name,
        "public_key": identity.public_key.hex(),
        "cost": _COST,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }
    profile.mkdir(parents=True, exist_ok=True)
    temporary = _file(profile).with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
    temporary.replace(_file(profile))


def open_identity(profile: Path, passphrase: str) -> Identity:
    """Unlock the profile's identity; a wrong passphrase is a `UserError`."""
    content = _load(profile)
    try:
        cost = int(content["cost"])
        if not 2 <= cost <= 1 << 20:
            raise ValueError(cost)
        key = _key(passphrase, bytes.fromhex(content["salt"]), cost)
        seed = ChaCha20Poly1305(key).decrypt(
            bytes.fromhex(content["nonce"]), bytes.fromhex(content["sealed"]), content["name"].encode("utf-8")
        )
    except InvalidTag as error:
        raise UserError("identity.wrong_passphrase", name=str(content["name"])) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise UserError("identity.unreadable", path=str(_file(profile))) from error
    return Identity(content["name"], seed)


def _load(profile: Path) -> dict[str, str]:
    try:
        content = json.loads(_file(profile).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError("identity.missing", path=str(profile)) from error
    except (OSError, ValueError) as error:
        raise UserError("identity.unreadable", path=str(_file(profile))) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise UserError("identity.unreadable", path=str(_file(profile)))
    return content


def _file(profile: Path) -> Path:
    return profile / "identity.json"


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode("utf-8"))
