"""Records of review and approval 審査・決裁: each names the content it decided on."""

from __future__ import annotations

from models.records.authority import decision_step, never
from models.records.shape import Kind, Record, fixed, identifier

DECISION_RECORDS = (
    Record(
        "decision",
        (
            identifier("gap_id", indexed=True),
            fixed("step"),
            fixed("verdict"),
            identifier("section_id"),
            identifier("submission_id"),
            fixed("content", Kind.BYTES),
            fixed("points", Kind.JSON),
            fixed("reason"),
            fixed("lighter"),
            fixed("on_behalf", Kind.INTEGER),
        ),
        decision_step,
        never,
        undoable=False,
    ),
)
