"""The key pair with which a person signs."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class Identity:
    """An unlocked identity: it can sign. `name` is how the person is called on this machine."""

    name: str
    seed: bytes

    @classmethod
    def new(cls, name: str) -> Identity:
        """Make a new key pair."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public_key(self) -> bytes:
        """The 32 raw bytes of the public key."""
        return self._private().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature (64 bytes)."""
        return self._private().sign(message)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def __repr__(self) -> str:
        return f"Identity({self.name!r})"
