"""Keeping the files that were imported: the original bytes, and how they were read."""

from __future__ import annotations

import hashlib
from typing import Any

from models.ledger.canonical import canonical_text
from models.ledger.operations import Insert, insert

LARGEST_KEPT = 20 * 2**20
"""Bytes. A larger list is stored by its hash only; what was read of it is in the features anyway."""


def original(row: bytes, name: str, data: bytes, reading: dict[str, Any], *, always: bool = False) -> Insert:
    """The insert that keeps a file under the id `row`; with `always` however large it is."""
    kept = always or len(data) <= LARGEST_KEPT
    return insert(
        "source_file",
        [
            {
                "id": row,
                "name": name,
                "sha256": hashlib.sha256(data).digest(),
                "size": len(data),
                "content": data if kept else None,
                "reading": canonical_text(reading),
            }
        ],
    )
