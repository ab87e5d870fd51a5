"""How people name a gap: G-017 for the seventeenth."""

from __future__ import annotations

import re
import unicodedata

from models.errors import UserError
from models.project.project import Project


def label_of(serial: int) -> str:
    """The label of the gap with that number, e.g. "G-017"."""
    return f"G-{serial:03d}"


def find_gap(project: Project, label: str) -> bytes:
    """The id of the gap called `label`: "G-017", "g17", "17", full-width digits too, or its id in hex.

    Two gaps drafted far from each other may bear the same number; then only the id will do.
    """
    text = unicodedata.normalize("NFKC", label).strip().lower()
    number = re.fullmatch(r"(?:g\s*-?\s*)?0*(\d{1,9})", text)
    found: list[bytes] = []
    if re.fullmatch(r"[0-9a-f]{32}", text):
        sql, fact = "SELECT id FROM gap WHERE id = ?", bytes.fromhex(text)
        found = list(project.connection.exec_driver_sql(sql, (fact,)).scalars())
    elif number:
        sql = "SELECT id FROM gap WHERE serial = ? ORDER BY id"
        found = list(project.connection.exec_driver_sql(sql, (int(number[1]),)).scalars())
    if not found:
        raise UserError("labels.no_gap", label=label)
    if len(found) > 1:
        raise UserError("labels.several_gaps", label=label, ids="、".join(one.hex() for one in found))
    return found[0]
