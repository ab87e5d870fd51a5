"""Filters that a person keeps as tabs of their own: a tab, a text and a grouping under a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QSettings

from views.gaps.listing import GROUPINGS, TABS

OWN = "own:"
"""What the key of a tab of one's own begins with."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with its name: one of `TABS`, the text of the filter field, one of `GROUPINGS`."""

    name: str
    tab: str
    text: str
    grouping: str

    @property
    def key(self) -> str:
        """The key of its tab."""
        return OWN + self.name


class SavedFilters:
    """The kept filters of one project: a person's own, so they stand in the settings of the profile."""

    def __init__(self, project_id: bytes) -> None:
        self._place = f"gaps/filters/{project_id.hex()}"

    def all(self) -> list[SavedFilter]:
        """The filters in the order in which they were kept; what cannot be read is left out."""
        try:
            found = json.loads(str(QSettings().value(self._place, "[]")))
        except ValueError:
            return []
        kept = [_read(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return [one for one in kept if one is not None]

    def keep(self, one: SavedFilter) -> None:
        """Keep a filter behind the others."""
        self._write([*self.all(), one])

    def remove(self, name: str) -> None:
        """Forget a filter."""
        self._write([one for one in self.all() if one.name != name])

    def _write(self, filters: list[SavedFilter]) -> None:
        QSettings().setValue(self._place, json.dumps([asdict(one) for one in filters], ensure_ascii=False))


def _read(cells: dict[str, object]) -> SavedFilter | None:
    name, tab, grouping = (str(cells.get(key, "")) for key in ("name", "tab", "grouping"))
    if not name or tab not in TABS or grouping not in GROUPINGS:
        return None
    return SavedFilter(name, tab, str(cells.get("text", "")), grouping)
