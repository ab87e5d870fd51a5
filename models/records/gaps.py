"""Records of gaps: what is missing, who asks, why, by which tier, at what cost (whole yen).

A cost that is not known stays NULL; `cost_unknown` then says why nobody can name it yet. `own_costs`
holds what single organisations bear alone of the amounts; the rest is shared among those who ask.
A gap that was merged into another is retired; `gap_merge` says which rows the other took over from it.
"""

from __future__ import annotations

from models.records.authority import (
    any_reviewer,
    anyone_at_work,
    asking_section,
    never,
    own_open_attachment,
    own_section_gap,
)
from models.records.shape import Kind, Record, edited, fixed, identifier

GAP_RECORDS = (
    Record(
        "gap",
        (
            fixed("serial", Kind.INTEGER),
            identifier("organisation_id"),
            identifier("section_id", indexed=True),
            edited("title"),
            edited("purpose"),
            edited("missing"),
            edited("legal_ground"),
            edited("frequency"),
            edited("persons"),
            edited("alternatives"),
            edited("disposition"),
            edited("lighter_reasons", Kind.JSON),
            edited("kinds", Kind.JSON),
            edited("tier_override", Kind.INTEGER),
            edited("override_reason"),
            edited("package_id", Kind.ID),
            edited("asked_initial", Kind.INTEGER),
            edited("asked_yearly", Kind.INTEGER),
            edited("agreed_initial", Kind.INTEGER),
            edited("agreed_yearly", Kind.INTEGER),
            edited("cost_unknown"),
            edited("own_costs", Kind.JSON),
        ),
        own_section_gap,
        asking_section,
    ),
    Record(
        "gap_asker",
        (identifier("gap_id", indexed=True), identifier("section_id")),
        anyone_at_work,
        anyone_at_work,
    ),
    Record(
        "gap_source",
        (
            identifier("gap_id", indexed=True),
            fixed("kind"),
            identifier("feature_id", indexed=True),
            identifier("package_id"),
            identifier("element_id", indexed=True),
            fixed("key"),
            fixed("place"),
        ),
        anyone_at_work,
        anyone_at_work,
    ),
    Record(
        "gap_merge",
        (
            identifier("gap_id", indexed=True),
            identifier("into_id", indexed=True),
            fixed("carried", Kind.JSON),
        ),
        anyone_at_work,
        anyone_at_work,
    ),
    Record(
        "gap_apart",
        (identifier("gap_id", indexed=True), identifier("other_id", indexed=True)),
        anyone_at_work,
        anyone_at_work,
    ),
    Record(
        "attachment",
        (
            identifier("gap_id", indexed=True),
            fixed("name"),
            fixed("sha256", Kind.BYTES),
            fixed("size", Kind.INTEGER),
            fixed("content", Kind.BYTES),
        ),
        any_reviewer,
        own_open_attachment,
    ),
    Record(
        "comment",
        (identifier("gap_id", indexed=True), fixed("text")),
        any_reviewer,
        never,
        undoable=False,
    ),
)
