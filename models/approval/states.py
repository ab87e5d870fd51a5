"""The states of all gaps at once, or of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from models.approval.rules import Decision, GapState, Present, state_of
from models.errors import UserError
from models.gaps.content import FEATURE_FIELDS, content_hash, content_hashes
from models.project.project import Project

_FEATURE_CELLS = ", ".join(f"'{name}'" for name in (*FEATURE_FIELDS, "retired"))


def gap_states(project: Project) -> dict[bytes, GapState]:
    """The state of every gap in use, by gap id, in one pass."""
    return _states(project, None)


def gap_state(project: Project, gap: bytes) -> GapState:
    """The state of one gap; `UserError` if it is not in use."""
    found = _states(project, gap).get(gap)
    if found is None:
        raise UserError("approval.unknown_gap")
    return found


def asking_sections(project: Project, only: bytes | None = None) -> dict[bytes, frozenset[bytes]]:
    """The sections that ask for each gap, by gap id: its own and those that joined it."""
    found: dict[bytes, set[bytes]] = {}
    for gap, section in _select(project, "SELECT id, section_id FROM gap", "id", only):
        found[gap] = {section}
    for gap, section in _select(project, "SELECT gap_id, section_id FROM gap_asker", "gap_id", only):
        if gap in found:
            found[gap].add(section)
    return {gap: frozenset(sections) for gap, sections in found.items()}


def _states(project: Project, only: bytes | None) -> dict[bytes, GapState]:
    decisions = _decisions(project, only)
    hashes = _hashes(project, only, bool(decisions))
    chiefs = _chiefs(project)
    contested = _contested(project)
    edited = _edited(project, only) if decisions else {}
    states = {}
    for gap, sections in asking_sections(project, only).items():
        present = Present(
            content=hashes.get(gap, b""),
            chiefs={section: chiefs[section] for section in sections if section in chiefs},
            has_conflict=gap in contested,
            edited_at=edited.get(gap),
        )
        states[gap] = state_of(decisions.get(gap, ()), present)
    return states


def _hashes(project: Project, only: bytes | None, needed: bool) -> dict[bytes, bytes]:
    if not needed:
        return {}
    return content_hashes(project) if only is None else {only: content_hash(project, only)}


def _decisions(project: Project, only: bytes | None) -> dict[bytes, list[Decision]]:
    found: dict[bytes, list[Decision]] = defaultdict(list)
    rows = _select(
        project,
        "SELECT d.gap_id, d.id, d.step, d.verdict, d.submission_id, d.section_id, d.content, "
        "act.member_id, act.time, act.depth, act.id FROM decision AS d JOIN act ON act.seq = d.origin",
        "d.gap_id",
        only,
    )
    for gap, own, step, verdict, submission, section, content, member, time, depth, act in rows:
        order = (depth, time, act)
        found[gap].append(Decision(own, step, verdict, submission, section, content, member, time, order))
    return found


def _chiefs(project: Project) -> dict[bytes, int]:
    rows = project.connection.exec_driver_sql(
        "SELECT r.section_id, min(act.depth) FROM role AS r JOIN act ON act.seq = r.origin "
        "JOIN member AS m ON m.id = r.member_id "
        "WHERE r.role = 'chief' AND r.section_id IS NOT NULL GROUP BY r.section_id"
    )
    return {row[0]: int(row[1]) for row in rows}


def _contested(project: Project) -> set[bytes]:
    rows = project.connection.exec_driver_sql("SELECT DISTINCT row FROM conflict WHERE tbl = 'gap'")
    return set(rows.scalars())


def _edited(project: Project, only: bytes | None) -> dict[bytes, int]:
    """When the gap's cells, its askers or the features it comes from changed last."""
    latest: dict[bytes, int] = {}
    for sql, column in (
        (
            "SELECT w.row, act.time FROM cell_write AS w JOIN act ON act.seq = w.seq AND w.tbl = 'gap'",
            "w.row",
        ),
        ("SELECT a.gap_id, act.time FROM gap_asker_rows AS a JOIN act ON act.seq = a.origin", "a.gap_id"),
        ("SELECT s.gap_id, act.time FROM gap_source_rows AS s JOIN act ON act.seq = s.origin", "s.gap_id"),
        (
            "SELECT s.gap_id, act.time FROM gap_source AS s JOIN cell_write AS w ON w.tbl = 'feature' "
            f"AND w.row = s.feature_id AND w.col IN ({_FEATURE_CELLS}) JOIN act ON act.seq = w.seq",
            "s.gap_id",
        ),
    ):
        for gap, time in _select(project, sql, column, only):
            latest[gap] = max(time, latest.get(gap, 0))
    return latest


def _select(project: Project, sql: str, column: str, only: bytes | None) -> Iterator[tuple[Any, ...]]:
    wanted, facts = ("", ()) if only is None else (f" WHERE {column} = ?", (only,))
    for row in project.connection.exec_driver_sql(sql + wanted, facts):
        yield tuple(row)
