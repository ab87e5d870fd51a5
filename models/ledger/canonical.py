"""The one way in which a value becomes bytes, so that the same content has the same hash everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no blanks. Floats have no single spelling and never occur."""
    text = json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        check_circular=False,
    )
    return text.encode("utf-8")


def canonical_text(value: Any) -> str:
    """`canonical` as text, for JSON columns; a float in it is our own mistake."""
    _refuse_floats(value)
    return canonical(value).decode("utf-8")


def digest(content: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(content).digest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} has no single spelling: use a decimal text")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            _refuse_floats(one)
