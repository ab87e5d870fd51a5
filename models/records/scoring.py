"""Records of demonstrations 実機検証: rounds, scenes, declarations, sheets, scores, closings."""

from __future__ import annotations

from models.records.authority import (
    never,
    own_rows,
    own_sheet_of_open_round,
    scores_with_their_sheet,
    secretariat,
)
from models.records.shape import Kind, Record, edited, fixed, identifier

SCORING_RECORDS = (
    Record(
        "round",
        (
            fixed("number", Kind.INTEGER),
            edited("name"),
            edited("closes_on"),
            fixed("rule", Kind.JSON),
            fixed("packages", Kind.JSON),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "scene",
        (
            identifier("round_id", indexed=True),
            fixed("code"),
            fixed("title"),
            fixed("purpose"),
            identifier("section_id"),
            fixed("features", Kind.JSON),
            fixed("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "interest",
        (
            identifier("round_id", indexed=True),
            identifier("member_id"),
            fixed("has_interest", Kind.INTEGER),
            fixed("note"),
        ),
        own_rows,
        never,
        undoable=False,
    ),
    Record(
        "score_sheet",
        (
            identifier("round_id", indexed=True),
            identifier("package_id"),
            identifier("member_id"),
            fixed("sealed", Kind.BYTES),
        ),
        own_sheet_of_open_round,
        never,
        undoable=False,
    ),
    Record(
        "score",
        (
            identifier("sheet_id", indexed=True),
            identifier("scene_id"),
            fixed("choice"),
            fixed("operability", Kind.INTEGER),
            fixed("means", Kind.INTEGER),
            fixed("evidence", Kind.JSON),
            fixed("remark"),
        ),
        scores_with_their_sheet,
        never,
        undoable=False,
    ),
    Record(
        "round_closing",
        (identifier("round_id", indexed=True), fixed("sheets", Kind.JSON)),
        secretariat,
        never,
        undoable=False,
    ),
)
