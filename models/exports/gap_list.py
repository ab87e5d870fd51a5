"""The list of gaps as one table, for whoever goes on with it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.exports.agreed import GAP_TEXTS, AgreedGap, gather
from models.exports.cells import thousand
from models.exports.shown_table import Cell, ShownColumn, write_shown_table
from models.findings import Finding
from models.project.project import Project
from models.tiers.catalogue import dispositions
from models.tiers.reasons import kind_label, tier_label
from models.words import joined, say

BEFORE = ("label", "state", "section", "marks", "title", "purpose")
AFTER = ("disposition", "kinds", "tier_name", "package")
MONEY = (
    *("asked_initial", "asked_yearly", "asked_total"),
    *("agreed_initial", "agreed_yearly", "agreed_total"),
)
_WIDE = {"title": 32, "purpose": 44, "missing": 44, "alternatives": 32, "legal_ground": 24}


def export_gaps(
    project: Project, path: Path, only: Sequence[bytes] | None = None
) -> tuple[int, list[Finding]]:
    """Write all gaps to `path` (.xlsx or .csv), or `only` these in their order; how many they are, and
    findings about texts that were cut.

    Amounts are in thousand yen as numbers; what is unknown is blank.
    """
    agreed = gather(project)
    years = agreed.costs.years
    columns = [
        ShownColumn(say(f"exports.data.gap.{key}", years=years), _WIDE.get(key, 14))
        for key in (*BEFORE, *GAP_TEXTS, *AFTER, *MONEY)
    ]
    gaps = sorted(agreed.gaps, key=lambda one: (one.row.serial, one.row.id))
    if only is not None:
        by_id = {one.row.id: one for one in gaps}
        gaps = [by_id[one] for one in only if one in by_id]
    rows = [_row(gap, years) for gap in gaps]
    return len(rows), write_shown_table(path, say("exports.sheet.gaps"), columns, rows)


def _row(gap: AgreedGap, years: int) -> list[Cell]:
    row, response = gap.row, dispositions().get(gap.row.disposition or "")
    asked, agreed = gap.cost.asked, gap.cost.agreed
    money = (
        *(asked.initial, asked.yearly, asked.over(years)),
        *(agreed.initial, agreed.yearly, agreed.over(years)),
    )
    return [
        row.label,
        say(f"approval.state.{gap.state.key}"),
        row.section,
        row.marks,
        row.title,
        row.purpose,
        *gap.texts.values(),
        response.label if response else row.disposition,
        joined(kind_label(kind) for kind in row.kinds),
        tier_label(row.tier),
        gap.package,
        *(thousand(yen) for yen in money),
    ]
