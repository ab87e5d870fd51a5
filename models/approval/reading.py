"""What whoever decides reads besides the gap: who may decide, what changed since the last revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.approval import rules
from models.approval.rules import GapState
from models.approval.states import asking_sections
from models.gaps.content import DECISION_FIELDS, FEATURE_FIELDS
from models.ledger.past import History, Place
from models.members.queries import Member
from models.project.project import Project

_Writes = list[tuple[Place, Any]]
STEPS = {rules.CHIEF_REVIEW: "chief", rules.THIRD_PARTY_REVIEW: "third_party"}


@dataclass(frozen=True, slots=True)
class Check:
    """One condition for deciding: not_drafter, is_chief, is_third_party, other_section, other_person,
    no_conflict."""

    key: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Revised:
    """A field that differs between two revisions; the values as the row holds them.

    `features` stands for a feature that the gap comes from: its key with the text that changed, None for
    one that is no longer in the list.
    """

    field: str
    before: Any
    after: Any


def deciding_step(state: GapState) -> str | None:
    """The step at which the gap waits: chief or third_party, None where nobody has to decide."""
    return STEPS.get(state.step)


def checks(project: Project, gap: bytes, state: GapState, member: Member | None) -> tuple[Check, ...]:
    """Whether the member may decide now, condition by condition; the ledger judges by the same rules."""
    step = deciding_step(state)
    if step is None or member is None:
        return ()
    drafter = project.connection.exec_driver_sql(
        "SELECT act.member_id FROM gap AS g JOIN act ON act.seq = g.origin WHERE g.id = ?", (gap,)
    ).scalar()
    found = [Check("not_drafter", member.id not in (drafter, state.submitted_by))]
    if step == "chief":
        waiting = any(("chief", section) in member.roles for section in state.waiting_sections)
        found.append(Check("is_chief", waiting))
    else:
        found.append(Check("is_third_party", member.has("third_party")))
        found.append(Check("other_section", member.section_id not in asking_sections(project, gap)[gap]))
        found.append(Check("other_person", member.id not in state.approvers))
    return (*found, Check("no_conflict", state.key != rules.CONFLICT))


def dealt_with(project: Project, member: Member | None) -> dict[bytes, int]:
    """The gaps about which the member has submitted or decided, with the time (UTC ms) of the latest.

    Without a member, or for one who only reads or keeps the project, all gaps that were ever submitted.
    """
    only = member if member is not None and member.has("staff", "chief", "third_party") else None
    where, facts = ("", ()) if only is None else (" WHERE act.member_id = ?", (only.id,))
    rows = project.connection.exec_driver_sql(
        "SELECT d.gap_id, max(act.time) FROM decision AS d JOIN act ON act.seq = d.origin "
        f"JOIN gap AS g ON g.id = d.gap_id{where} GROUP BY d.gap_id",
        facts,
    )
    return {row[0]: row[1] for row in rows}


def revised(project: Project, gap: bytes, *, since_submission: bool = False) -> tuple[Revised, ...]:
    """The decision fields that differ between the last two submissions, in the order of the form, then the
    features that the gap comes from.

    With `since_submission` those that differ between the last submission and now.
    """
    seqs = project.connection.exec_driver_sql(
        "SELECT act.seq FROM decision AS d JOIN act ON act.seq = d.origin WHERE d.gap_id = ? "
        "AND d.step = 'draft' AND d.verdict = 'submit' ORDER BY act.depth DESC, act.time DESC, act.id DESC "
        "LIMIT 2",
        (gap,),
    )
    history = History(project.connection)
    places: list[Place | None] = [history.place(seq) for seq in seqs.scalars()]
    if since_submission:
        places.insert(0, None)
    if len(places) < 2:
        return ()
    new, old = places[:2]
    writes: dict[str, _Writes] = {}
    for column, seq, value in project.connection.exec_driver_sql(
        "SELECT col, seq, value FROM cell_write WHERE tbl = 'gap' AND row = ?", (gap,)
    ):
        writes.setdefault(column, []).append((history.place(seq), value))
    found = []
    for field in DECISION_FIELDS:
        before, after = (_value_at(writes.get(field, []), place) for place in (old, new))
        if (before or None) != (after or None) or (before == 0) != (after == 0):
            found.append(Revised(field, before, after))
    return (*found, *_revised_features(project, history, gap, old, new))


def _revised_features(
    project: Project, history: History, gap: bytes, old: Place | None, new: Place | None
) -> Iterator[Revised]:
    """The features of a gap whose text a decision rests on and that was written between the two."""
    columns = (*FEATURE_FIELDS, "retired")
    writes: dict[tuple[str, str], _Writes] = {}
    for key, column, seq, value in project.connection.exec_driver_sql(
        "SELECT DISTINCT coalesce(nullif(f.feature_id, ''), f.no, ''), w.col, w.seq, w.value "
        "FROM gap_source AS s JOIN feature_rows AS f ON f.id = s.feature_id "
        "JOIN cell_write AS w ON w.tbl = 'feature' AND w.row = f.id WHERE s.gap_id = ? "
        "ORDER BY f.position, f.id, w.seq",
        (gap,),
    ):
        if column in columns:
            writes.setdefault((key, column), []).append((history.place(seq), value))
    for (key, column), listed in writes.items():
        before, after = (_value_at(listed, place) for place in (old, new))
        if (before or None) == (after or None):
            continue
        if column == "retired":
            yield Revised("features", None if before else key, None if after else key)
        else:
            yield Revised("features", f"{key} {before or ''}".strip(), f"{key} {after or ''}".strip())


def _value_at(writes: _Writes, place: Place | None) -> Any:
    """The latest value that was known there, or that is known now."""
    seen = [(one.depth, one.seq, value) for one, value in writes if place is None or place.sees(one)]
    return max(seen, key=lambda entry: entry[:2])[2] if seen else None
