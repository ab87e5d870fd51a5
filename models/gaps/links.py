"""Links of a gap to features, places in flows and demonstration scenarios, added and taken away by hand."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import UserError
from models.gaps.labels import label_of
from models.gaps.sources import Source
from models.ledger.operations import insert, retire
from models.project.changed import Changed
from models.project.project import Project


def scenario_source(scenario: bytes, name: str) -> Source:
    """A demonstration scenario as something that a gap is linked to; `name` is what it is called by."""
    return Source("scenario", key=scenario.hex(), place=name)


def link_sources(project: Project, gap: bytes, sources: Sequence[Source]) -> Changed:
    """Link a gap to more features, places or scenarios; what it is linked to already stays as it is."""
    label = label_of(project, gap)
    held = {
        Source(*cells)
        for cells in project.connection.exec_driver_sql(
            "SELECT kind, feature_id, package_id, element_id, key FROM gap_source WHERE gap_id = ?", (gap,)
        )
    }
    rows = [
        {
            "gap_id": gap,
            "kind": one.kind,
            "feature_id": one.feature_id,
            "package_id": one.package_id,
            "element_id": one.element_id,
            "key": one.key,
            "place": one.place,
        }
        for one in dict.fromkeys(sources)
        if one not in held
    ]
    operations = [insert("gap_source", rows)] if rows else []
    return project.act("gaps.link", operations, gap=label, n=str(len(rows)))


def unlink_source(project: Project, gap: bytes, source: bytes) -> Changed:
    """Take a link away; an answer or a task that lost its gap by this may be derived anew."""
    label = label_of(project, gap)
    rows = project.connection.exec_driver_sql(
        "SELECT o.id FROM gap_source AS s JOIN gap_source AS o ON o.gap_id = s.gap_id AND o.kind IS s.kind "
        "AND o.feature_id IS s.feature_id AND o.package_id IS s.package_id "
        "AND o.element_id IS s.element_id AND o.key IS s.key WHERE s.id = ? AND s.gap_id = ?",
        (source, gap),
    ).scalars()
    found = list(rows)
    if not found:
        raise UserError("gaps.no_link")
    return project.act("gaps.unlink", [retire("gap_source", found)], gap=label)
