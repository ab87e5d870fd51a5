"""The numbers by which people call gaps: G-017, and G-043青 where two towns took the same number."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from models.errors import UserError
from models.project.project import Project
from models.words import joined

_NUMBER = re.compile(r"(?:G-?)?0*(\d{1,9})(.*)", re.DOTALL)


def labels(rows: Iterable[tuple[bytes, int, str]]) -> dict[bytes, str]:
    """The label of each gap from (id, serial, town's mark).

    Gaps that were numbered apart from each other and met in a merge carry their town's mark, and from
    the second of one town on a count. Every copy of the project gives the same labels.
    """
    alike: dict[int, list[tuple[bytes, str]]] = defaultdict(list)
    for gap, serial, mark in rows:
        alike[serial].append((gap, mark))
    found: dict[bytes, str] = {}
    for serial, gaps in alike.items():
        seen: dict[str, int] = defaultdict(int)
        for gap, mark in sorted(gaps):
            seen[mark] += 1
            count = str(seen[mark]) if seen[mark] > 1 else ""
            found[gap] = f"G-{serial:03}" + (f"{mark}{count}" if len(gaps) > 1 else "")
    return found


def gap_labels(project: Project) -> dict[bytes, str]:
    """The labels of all gaps."""
    return labels(_numbered(project))


def label_of(project: Project, gap: bytes) -> str:
    """The label of one gap, from the gaps of the same number; `UserError` if there is no such gap."""
    serial = project.connection.exec_driver_sql(
        "SELECT coalesce(serial, 0) FROM gap WHERE id = ?", (gap,)
    ).scalar()
    if serial is None:
        raise UserError("gaps.unknown_id")
    return labels(_numbered(project, serial))[gap]


def find_gap(project: Project, text: str) -> bytes:
    """The gap that a person means by G-017, g17, 17, G-043青 or its hexadecimal id.

    The town's mark is understood on a number that needs it no longer, as on papers printed before a merge.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    parts = _NUMBER.fullmatch(plain)
    if parts:
        numbered = _numbered(project, int(parts[1]))
        found = labels(numbered)
        meant = [gap for gap, label in found.items() if label.upper() == f"G-{int(parts[1]):03}{parts[2]}"]
        if not meant:
            meant = [gap for gap, _, mark in numbered if parts[2] in ("", mark.upper())]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise UserError("gaps.ambiguous", gap=text, known=joined(sorted(found.values())))
    if len(plain) == 32 and re.fullmatch("[0-9A-F]+", plain):
        gap = bytes.fromhex(plain)
        if project.connection.exec_driver_sql("SELECT 1 FROM gap WHERE id = ?", (gap,)).scalar():
            return gap
    raise UserError("gaps.unknown", gap=text)


def _numbered(project: Project, serial: int | None = None) -> list[tuple[bytes, int, str]]:
    only, facts = ("", ()) if serial is None else (" WHERE coalesce(g.serial, 0) = ?", (serial,))
    rows = project.connection.exec_driver_sql(
        "SELECT g.id, coalesce(g.serial, 0), coalesce(o.mark, '') FROM gap AS g "
        f"LEFT JOIN organisation_rows AS o ON o.id = g.organisation_id{only}",
        facts,
    )
    return [(row[0], row[1], row[2]) for row in rows.all()]
