"""Reading the JSON cells of a gap: texts by key. Whatever else stands in such a cell counts as nothing."""

from __future__ import annotations

import json


def texts_in(cell: str | None) -> dict[str, str]:
    """The entries of a JSON object of texts; empty when the cell holds anything else."""
    try:
        found = json.loads(cell or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
