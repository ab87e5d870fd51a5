"""Records of business flows: the original file, its elements, and their links to features."""

from __future__ import annotations

from models.records.authority import anyone_at_work, secretariat
from models.records.shape import Kind, Record, edited, fixed, identifier

FLOW_RECORDS = (
    Record(
        "flow",
        (
            edited("name"),
            edited("kind"),
            edited("package_id", Kind.ID),
            identifier("source_file_id"),
            fixed("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "flow_element",
        (
            identifier("flow_id", indexed=True),
            fixed("element"),
            fixed("kind"),
            fixed("name"),
            fixed("lane"),
            fixed("is_task", Kind.INTEGER),
            fixed("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "flow_link",
        (identifier("element_id", indexed=True), identifier("feature_id", indexed=True)),
        anyone_at_work,
        anyone_at_work,
    ),
    # A proposed link that somebody set aside; it is not proposed again while this row stands.
    Record(
        "flow_link_refusal",
        (identifier("element_id", indexed=True), identifier("feature_id", indexed=True)),
        anyone_at_work,
        anyone_at_work,
    ),
    # Two tasks that a person called the same work (or not): what proposals are overruled by.
    Record(
        "flow_match",
        (
            identifier("element_id", indexed=True),
            identifier("other_id", indexed=True),
            edited("same", Kind.INTEGER),
        ),
        anyone_at_work,
        anyone_at_work,
    ),
    Record(
        "scenario",
        (
            identifier("flow_id", indexed=True),
            fixed("serial", Kind.INTEGER),
            edited("walk", Kind.JSON),
            edited("title"),
            edited("purpose"),
            edited("steps", Kind.JSON),
            edited("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
    ),
)
