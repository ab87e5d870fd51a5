"""The items of a list as one columnar insert, so that ten thousand rows cost one pass each column."""

from __future__ import annotations

from collections.abc import Sequence

from models.ledger.canonical import canonical_text
from models.ledger.operations import Insert, new_ids
from models.lists.table import Item

LEVELS = 5
_TEXTS = (
    "no", "feature_id", "name", "requirement", "rationale",
    "obligation", "effective_date", "remarks", "change",
)  # fmt: skip


def feature_insert(list_id: bytes, items: Sequence[Item], section: bytes | None = None) -> Insert:
    """All items as features of a list, owned by `section` where one is given."""
    count = len(items)
    by_field = dict(zip(Item._fields, zip(*items, strict=True), strict=True))
    extras = by_field["extra"]
    columns: dict[str, Sequence[object]] = {
        "id": new_ids(count),
        "list_id": [list_id] * count,
        "position": list(range(1, count + 1)),
        "source_row": by_field["source_row"],
        "section_id": [section] * count,
        "extra": [canonical_text(extra) if extra else None for extra in extras]
        if any(extras)
        else [None] * count,
    }
    columns.update({name: by_field[name] for name in _TEXTS})
    paths = by_field["levels"]
    names = {path: _levels(path) for path in set(paths)}
    by_level = zip(*map(names.__getitem__, paths), strict=True)
    columns.update({f"level{level}": texts for level, texts in enumerate(by_level, 1)})
    return Insert("feature", columns)


def _levels(path: tuple[str, ...]) -> tuple[str, ...]:
    """A name for each level column; what lies deeper stays readable in the last one."""
    return (
        (*path[: LEVELS - 1], " / ".join(path[LEVELS - 1 :]))
        if len(path) >= LEVELS
        else (
            *path,
            *[""] * (LEVELS - len(path)),
        )
    )
