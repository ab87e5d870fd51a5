"""The fields a column of a feature list can hold; the order settles ties between columns."""

from __future__ import annotations

FIELDS = (
    "feature_id", "no", "name", "requirement", "rationale",
    "obligation", "effective_date", "remarks", "change",
)  # fmt: skip
LEVELS = ("level1", "level2", "level3", "level4", "level5")
