"""All that there is to know of one gap, for whoever works on it or decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.costs.queries import contract_years
from models.costs.rules import Amount, counted_agreement
from models.costs.shares import Own, own_in
from models.errors import UserError
from models.gaps.attachments import Attachment, attachments
from models.gaps.netting.merging import Merged, merged_into
from models.gaps.queries import GapRow, gap_row
from models.gaps.rules import Condition, SubmissionFacts, submission_conditions
from models.gaps.surroundings import (
    AnswerView,
    AskingSection,
    CommentView,
    SourceView,
    answers_to_sources,
    asking_sections,
    comments,
    sources,
)
from models.project.project import Project
from models.tiers.cells import texts_in
from models.tiers.reasons import reason_sentence
from models.tiers.rules import disagrees


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the cost table in yen: asked, agreed or saving; None where not known."""

    key: str
    amount: Amount
    total: int | None


@dataclass(frozen=True, slots=True)
class GapDetail:
    """One gap. `row` holds what lists show; `drafter` and `drafted_at` (UTC ms) who raised it.

    `step_differs` says that the response promises another tier than the kinds lead to;
    `conflicts` are the columns for which several values stand side by side. `merged` are the gaps that
    were merged into this one, with their own texts.
    """

    row: GapRow
    missing: str
    legal_ground: str
    frequency: str
    persons: str
    alternatives: str
    lighter_reasons: dict[str, str]
    tier_override: int | None
    override_reason: str
    cost_unknown: str
    package: str
    drafter_id: bytes | None
    drafter: str
    drafted_at: int
    tier_sentence: str
    step_differs: bool
    years: int
    costs: tuple[CostLine, ...]
    askers: tuple[AskingSection, ...]
    sources: tuple[SourceView, ...]
    answers: tuple[AnswerView, ...]
    comments: tuple[CommentView, ...]
    attachments: tuple[Attachment, ...]
    merged: tuple[Merged, ...]
    own_costs: Own
    conflicts: tuple[str, ...]
    conditions: tuple[Condition, ...]

    @property
    def can_be_submitted(self) -> bool:
        """Whether every condition is met."""
        return all(one.is_met for one in self.conditions)


def gap_detail(project: Project, gap: bytes) -> GapDetail:
    """Everything about one gap; `UserError` if there is none."""
    row = gap_row(project, gap)
    texts = _texts(project, gap)
    conflicts = gap_conflicts(project, gap)
    years = contract_years(project)
    reasons = texts_in(texts["lighter_reasons"])
    return GapDetail(
        row=row,
        missing=texts["missing"],
        legal_ground=texts["legal_ground"],
        frequency=texts["frequency"],
        persons=texts["persons"],
        alternatives=texts["alternatives"],
        lighter_reasons=reasons,
        tier_override=row.verdict.tier if row.verdict.is_overridden else None,
        override_reason=row.verdict.override_reason,
        cost_unknown=texts["cost_unknown"],
        package=texts["package"],
        drafter_id=texts["drafter_id"],
        drafter=texts["drafter"],
        drafted_at=texts["drafted_at"],
        tier_sentence=reason_sentence(row.verdict),
        step_differs=disagrees(row.disposition, row.verdict),
        years=years,
        costs=cost_lines(row.disposition, row.asked, row.agreed, years),
        askers=asking_sections(project, gap),
        sources=sources(project, gap),
        answers=answers_to_sources(project, gap),
        comments=comments(project, gap),
        attachments=attachments(project, gap),
        merged=merged_into(project, gap),
        own_costs=own_in(texts["own_costs"]),
        conflicts=conflicts,
        conditions=_conditions(project, row, reasons, texts["cost_unknown"], conflicts),
    )


def cost_lines(disposition: str | None, asked: Amount, agreed: Amount, years: int) -> tuple[CostLine, ...]:
    """The cost table of a gap: what was asked, what counts as agreed, and what that saves."""
    counted = counted_agreement(disposition, agreed)
    saved = Amount(_less(asked.initial, counted.initial), _less(asked.yearly, counted.yearly))
    lines = {"asked": asked, "agreed": counted, "saving": saved}
    return tuple(CostLine(key, amount, amount.over(years)) for key, amount in lines.items())


def conditions_of(project: Project, gap: bytes) -> tuple[Condition, ...]:
    """The conditions for submitting a gap, met or not."""
    texts = _texts(project, gap)
    return _conditions(
        project,
        gap_row(project, gap),
        texts_in(texts["lighter_reasons"]),
        texts["cost_unknown"],
        gap_conflicts(project, gap),
    )


def gap_conflicts(project: Project, gap: bytes) -> tuple[str, ...]:
    """The columns of a gap for which several values stand side by side 要調整."""
    found = project.connection.exec_driver_sql(
        "SELECT col FROM conflict WHERE tbl = 'gap' AND row = ? ORDER BY col", (gap,)
    )
    return tuple(found.scalars())


def _conditions(
    project: Project, row: GapRow, reasons: dict[str, str], cost_unknown: str, conflicts: tuple[str, ...]
) -> tuple[Condition, ...]:
    agreed = project.connection.exec_driver_sql(
        "SELECT 1 FROM agreement WHERE organisation_id = ? LIMIT 1", (row.organisation_id,)
    ).scalar()
    facts = SubmissionFacts(
        title=row.title,
        purpose=row.purpose,
        disposition=row.disposition,
        lighter_reasons=reasons,
        verdict=row.verdict,
        asked=row.asked,
        cost_unknown=cost_unknown,
        has_agreed=bool(agreed),
        conflicts=conflicts,
    )
    return submission_conditions(facts)


def _less(asked: int | None, agreed: int | None) -> int | None:
    return None if asked is None or agreed is None else asked - agreed


_TEXTS = (
    *("missing", "legal_ground", "frequency", "persons", "alternatives", "cost_unknown"),
    *("lighter_reasons", "own_costs"),
)


def _texts(project: Project, gap: bytes) -> dict[str, Any]:
    names = ", ".join(f"coalesce(g.{name}, '')" for name in _TEXTS)
    found = project.connection.exec_driver_sql(
        f"SELECT {names}, coalesce(p.name, ''), act.member_id, coalesce(m.name, ''), act.time "
        "FROM gap AS g JOIN act ON act.seq = g.origin LEFT JOIN package_rows AS p ON p.id = g.package_id "
        "LEFT JOIN member_rows AS m ON m.id = act.member_id WHERE g.id = ?",
        (gap,),
    ).one_or_none()
    if found is None:
        raise UserError("gaps.unknown_id")
    return dict(zip((*_TEXTS, "package", "drafter_id", "drafter", "drafted_at"), found, strict=True))
