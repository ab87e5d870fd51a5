"""What a decision about a gap decides on: its fields and what its features ask for, and one hash over all.

An approval names the hash that it approved, so a later change of any of these shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.errors import UserError
from models.ledger.canonical import canonical, digest
from models.project.project import Project
from models.tiers.cells import texts_in

TEXTS = ("title", "purpose", "missing", "legal_ground", "frequency", "persons", "alternatives", "disposition")
DECISION_FIELDS = (
    *TEXTS,
    "lighter_reasons",
    "kinds",
    "tier_override",
    "override_reason",
    "package_id",
    "asked_initial",
    "asked_yearly",
    "agreed_initial",
    "agreed_yearly",
    "cost_unknown",
    "own_costs",
)
"""The columns of a gap that a decision covers; the askers and the features it comes from belong to it too."""
FEATURE_FIELDS = ("name", "requirement", "obligation")
"""The columns of such a feature that a decision covers: what is asked for, and whether it must be."""

_JSON = frozenset({"lighter_reasons", "kinds", "own_costs"})


def content_of(project: Project, gap_id: bytes) -> dict[str, Any]:
    """The decision fields that hold something, ids in hex; an empty field is left out, a cost of 0 is not.

    `features` holds the texts of each feature that the gap comes from, None for one no longer in the list.
    """
    for found, content in _contents(project, gap_id):
        if found == gap_id:
            return content
    raise UserError("gaps.unknown_id")


def content_hash(project: Project, gap_id: bytes) -> bytes:
    """SHA-256 of the gap's content in its canonical form."""
    return digest(canonical(content_of(project, gap_id)))


def content_hashes(project: Project) -> dict[bytes, bytes]:
    """The content hash of every gap, by gap id, in three queries."""
    return {gap: digest(canonical(content)) for gap, content in _contents(project)}


def _contents(project: Project, only: bytes | None = None) -> Iterator[tuple[bytes, dict[str, Any]]]:
    connection = project.connection
    askers: dict[bytes, set[str]] = {}
    one, facts = ("", ()) if only is None else (" WHERE gap_id = ?", (only,))
    for gap, section in connection.exec_driver_sql(f"SELECT gap_id, section_id FROM gap_asker{one}", facts):
        askers.setdefault(gap, set()).add(section.hex())
    features: dict[bytes, dict[str, list[str] | None]] = {}
    texts = ", ".join(f"coalesce(f.{name}, '')" for name in FEATURE_FIELDS)
    for gap, feature, retired, *said in connection.exec_driver_sql(
        f"SELECT s.gap_id, f.id, f.retired, {texts} FROM gap_source AS s "
        f"JOIN feature_rows AS f ON f.id = s.feature_id{one}",
        facts,
    ):
        features.setdefault(gap, {})[feature.hex()] = None if retired else said
    one = one.replace("gap_id", "id")
    names = ", ".join(DECISION_FIELDS)
    for gap, *values in connection.exec_driver_sql(f"SELECT id, {names} FROM gap{one}", facts):
        content = _content(values, sorted(askers.get(gap, ())))
        if gap in features:
            content["features"] = features[gap]
        yield gap, content


def _content(values: Sequence[Any], askers: list[str]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name, value in zip(DECISION_FIELDS, values, strict=True):
        if name in _JSON:
            # A cell that is no object of texts still counts, as it stands.
            value = texts_in(value) or (value if value != "{}" else None)
        elif isinstance(value, bytes):
            value = value.hex()
        # Left out when empty, so that a field added by a later program changes no older hash.
        if value is not None and value != "":
            content[name] = value
    if askers:
        content["askers"] = askers
    return content
