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
    columns: dict[str, Sequence[object]] = {
        "id": new_ids(count),
        "list_id": [list_id] * count,
        "position": list(range(1, count + 1)),
        "source_row": [item.source_row for item in items],
        "section_id": [section] * count,
        "extra": [canonical_text(item.extra) if item.extra else None for item in items],
    }
    by_field = dict(zip(Item._fields, zip(*items, strict=True), strict=True))
    columns.update({name: by_field[name] for name in _TEXTS})
    paths = by_field["levels"]
    deepest = max(map(len, paths), default=0)
    for level in range(LEVELS):
        names = [_level(path, level) for path in paths] if level < deepest else [""] * count
        columns[f"level{level + 1}"] = names
    return Insert("feature", columns)


def _level(levels: tuple[str, ...], at: int) -> str:
    """The name at a depth; what lies deeper than the columns go stays readable in the last one."""
    if at == LEVELS - 1:
        return " / ".join(levels[at:])
    return levels[at] if at < len(levels) else ""
