"""The one way in which a value becomes bytes, so that the same content has the same hash everywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

_BETWEEN = '","'
_FIRST_PLAIN = 0x20
"""Whatever stands below it is a control character, which JSON escapes."""


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


def canonical_list(values: Sequence[Any]) -> bytes:
    """The same bytes as `canonical(list(values))`, quickly for a column of texts that need no escaping."""
    try:
        joined = _BETWEEN.join(values).encode("utf-8")
    except TypeError:
        return canonical(list(values))
    plain = np.frombuffer(joined, np.uint8).min(initial=_FIRST_PLAIN) >= _FIRST_PLAIN
    if not values or not plain or b"\\" in joined or joined.count(b'"') != 2 * (len(values) - 1):
        return canonical(list(values))
    return b'["' + joined + b'"]'


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
