"""A newer edition of a list of requests: a numbered line that says something else changes its own gap."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from bpmn.matching.likeness import likeness
from models.gaps.requests.reading import AMOUNTS, TEXTS, Request
from models.gaps.requests.words import folded
from models.ledger.canonical import canonical
from models.ledger.operations import Write
from models.matching.catalogue import known_words
from models.project.project import Project

COLUMNS = (*TEXTS, *AMOUNTS)
IMPORTS = ("gaps.import_requests", "gaps.import_revised")
_EDITION = re.compile(
    r"\d+|第|版|改訂?|訂|修正|最新|最終|更新|edition|final|rev|ver|[\s_\-.()\[\]]|v(?=\d|$)"
)
_ALIKE = 0.35
"""A line less like the one that had its number is another request, as in a list of the next year."""


def line_key(file: str, number: str, section: bytes) -> str:
    """What makes a numbered line the same line in another edition of its list; "" without a number.

    Dates and editions in the file's name are left out: 「要望一覧_第2版.xlsx」 is the list 「要望一覧」.
    """
    if not number.strip():
        return ""
    name = _EDITION.sub("", folded(PurePath(file).stem))
    return hashlib.sha256(canonical([name, folded(number), section.hex()])).hexdigest()[:32]


def is_revision(one: Request, held: Mapping[str, Any]) -> bool:
    """Whether a line with the number of an earlier one still asks for the same."""
    names = ("title", "missing", "purpose")
    before = " ".join(filter(None, (held[name] for name in names)))
    now = " ".join(filter(None, (one.texts[name] for name in names)))
    return float(likeness([before], [now], known_words())[0, 0]) >= _ALIKE


def revised_cells(one: Request, held: Mapping[str, Any], touched: frozenset[str]) -> dict[str, Any]:
    """The cells that the newer line changes: what it says, differs, and nobody has touched since."""
    said: dict[str, Any] = {name: text for name, text in one.texts.items() if text}
    said |= {name: yen for name, yen in one.amounts.items() if yen is not None}
    return {
        name: value
        for name, value in said.items()
        if value != (held[name] or ("" if name in TEXTS else None)) and name not in touched
    }


def touched_cells(project: Project) -> dict[bytes, frozenset[str]]:
    """By gap the cells that people wrote after the import."""
    marks = ",".join("?" * len(IMPORTS))
    found: dict[bytes, set[str]] = {}
    for gap, column in project.connection.exec_driver_sql(
        "SELECT w.row, w.col FROM cell_write AS w JOIN act ON act.seq = w.seq "
        f"WHERE w.tbl = 'gap' AND act.action NOT IN ({marks})",
        IMPORTS,
    ):
        found.setdefault(gap, set()).add(column)
    return {gap: frozenset(columns) for gap, columns in found.items()}


def writes(cells_of: Mapping[bytes, Mapping[str, Any]]) -> list[Write]:
    """A write per column over all gaps that it changes."""
    found = []
    for column in COLUMNS:
        rows: Sequence[bytes] = [gap for gap, cells in cells_of.items() if column in cells]
        if rows:
            found.append(Write("gap", column, rows, [cells_of[gap][column] for gap in rows]))
    return found
