"""Taking a flow out of the project: the file as it came, or a picture of the plane."""

from __future__ import annotations

from pathlib import Path

from models.exports.shown_table import ShownColumn, write_shown_table
from models.flows.queries import original_bytes
from models.flows.steps.writing import step_cells, step_heads
from models.project.project import Project
from models.storage.whole_file import written_whole
from models.words import say
from views.flows.export import export_plane
from views.flows.shown import ShownFlow

PICTURES = ("png", "svg", "pdf")
TABLE = "xlsx"
"""The flow as a step table."""


def file_name(shown: ShownFlow, ending: str) -> str:
    """What an exported file is called at first; the original keeps its name."""
    if ending not in (*PICTURES, TABLE):
        return shown.row.file
    kept = ["_" if one in '\\/:*?"<>|' or not one.isprintable() else one for one in shown.row.name]
    return f"{''.join(kept)}.{ending}"


def write_flow(project: Project, shown: ShownFlow, plane: int, ending: str, path: Path) -> Path:
    """Write the plane as a picture, the flow as a step table, or else the original bytes, and tell where.

    `UserError` if it can't be written.
    """
    if ending in PICTURES:
        wanted = path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
        export_plane(shown.file, plane, wanted)
        return wanted
    if ending == TABLE:
        wanted = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(f"{path.name}.xlsx")
        columns = [ShownColumn(title, width) for title, width in step_heads()]
        features = {key: [one.key for one in element.features] for key, element in shown.elements.items()}
        rows = step_cells(shown.file, features)
        write_shown_table(wanted, say("step_table.title", name=shown.row.name), columns, rows)
        return wanted
    _, data = original_bytes(project, shown.row.id)
    with written_whole(path) as unfinished:
        unfinished.write_bytes(data)
    return path
