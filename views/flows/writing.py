"""Taking a flow out of the project: the file as it came, or a picture of the plane."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.exports.shown_table import ShownColumn, write_shown_table
from models.flows.queries import flow_file, original_bytes
from models.flows.steps.writing import step_cells, step_heads
from models.project.project import Project
from models.storage.whole_file import written_whole
from models.words import say
from views.flows.compared import Compared
from views.flows.comparison_pages import write_comparison
from views.flows.export import export_plane
from views.flows.scene import FlowScene
from views.flows.shown import ShownFlow

PICTURES = ("png", "svg", "pdf")
TABLE = "xlsx"
"""The flow as a step table."""
COMPARISON = "comparison"
TEMPLATE = "template"
"""An empty step table."""
"""The shown flow and the one it is compared with, as PDF pages."""


def file_name(shown: ShownFlow, ending: str) -> str:
    """What an exported file is called at first; the original keeps its name."""
    if ending not in (*PICTURES, TABLE, COMPARISON):
        return shown.row.file
    ending = "pdf" if ending == COMPARISON else ending
    kept = ["_" if one in '\\/:*?"<>|' or not one.isprintable() else one for one in shown.row.name]
    return f"{''.join(kept)}.{ending}"


def write_compared(compared: Compared, path: Path) -> Path:
    """Write what differs between two flows, with both pictures, and tell where."""
    wanted = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
    first, second = compared.rows
    listed = [one.difference for one in compared.comparison.differences]
    write_comparison(compared.files, (first.name, second.name), compared.comparison.pairs, listed, wanted)
    return wanted


def write_flow(
    project: Project, shown: ShownFlow, plane: int, ending: str, path: Path, marks: Mapping[str, str]
) -> Path:
    """Write the plane as a picture, the flow as a step table, or else the original bytes, and tell where.

    A picture has fit, gaps and the `marks` of differences on it as shown. `UserError` if it can't be written.
    """
    if ending in PICTURES:
        wanted = path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
        export_plane(shown.file, plane, wanted, prepare=lambda scene: _as_shown(scene, shown, marks))
        return wanted
    if ending == TABLE:
        wanted = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(f"{path.name}.xlsx")
        columns = [ShownColumn(title, width) for title, width in step_heads()]
        features = {key: [one.key for one in element.features] for key, element in shown.elements.items()}
        rows = step_cells(flow_file(project, shown.row.id), features)
        write_shown_table(wanted, say("step_table.title", name=shown.row.name), columns, rows)
        return wanted
    _, data = original_bytes(project, shown.row.id)
    with written_whole(path) as unfinished:
        unfinished.write_bytes(data)
    return path


def _as_shown(scene: FlowScene, shown: ShownFlow, marks: Mapping[str, str]) -> None:
    scene.set_marks(marks)
    scene.set_fit(shown.fits)
    scene.set_badges(shown.badges, shown.tiers)
