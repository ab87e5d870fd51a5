"""Texts of derived gaps that follow their sources: only those that nobody has touched since."""

from __future__ import annotations

from collections.abc import Sequence

from models.gaps.derived_texts import missing_text, title_of
from models.gaps.editing import may_edit
from models.gaps.sources import Origin, Subject
from models.ledger.operations import Write
from models.members.queries import acting_member
from models.project.project import Project
from models.words import LANGUAGES, language

_ACTIONS = "('gaps.derive', 'gaps.derive_again')"


def texts_that_follow(project: Project, found: Sequence[Origin], gaps: dict[Subject, bytes]) -> list[Write]:
    """The writes of titles and of what is missing, for gaps that the acting member may edit.

    A text that says the same in another language is left as it is.
    """
    held = _untouched(project)
    if not held:
        return []
    by_gap: dict[bytes, list[Origin]] = {}
    for origin in found:
        gap = gaps.get(origin.subject)
        if gap in held:
            by_gap.setdefault(gap, []).append(origin)
    member = acting_member(project)
    titles: dict[bytes, str] = {}
    missing: dict[bytes, str] = {}
    for gap, origins in by_gap.items():
        section, title, text = held[gap]
        # What a difference says is there in the language in use only, so it cannot be told from another text.
        if any(origin.kind == "difference" for origin in origins):
            continue
        if not may_edit(member, [section]):
            continue
        if title is not None and title not in [title_of(origins[0], one) for one in LANGUAGES]:
            titles[gap] = title_of(origins[0], language())
        if text is not None and text not in [missing_text(origins, one) for one in LANGUAGES]:
            missing[gap] = missing_text(origins, language())
    written = {"title": titles, "missing": missing}
    return [
        Write("gap", column, list(cells), list(cells.values())) for column, cells in written.items() if cells
    ]


def _untouched(project: Project) -> dict[bytes, tuple[bytes, str | None, str | None]]:
    """By derived gap its section, and title and missing as deriving wrote them; None once edited."""
    touched = {
        (row, column)
        for row, column in project.connection.exec_driver_sql(
            "SELECT w.row, w.col FROM cell_write AS w JOIN act ON act.seq = w.seq WHERE w.tbl = 'gap' "
            f"AND w.col IN ('title', 'missing') AND act.action NOT IN {_ACTIONS}"
        )
    }
    rows = project.connection.exec_driver_sql(
        "SELECT g.id, g.section_id, coalesce(g.title, ''), coalesce(g.missing, '') FROM gap AS g "
        f"JOIN act ON act.seq = g.origin WHERE act.action IN {_ACTIONS}"
    )
    return {
        gap: (
            section,
            None if (gap, "title") in touched else title,
            None if (gap, "missing") in touched else missing,
        )
        for gap, section, title, missing in rows
    }
