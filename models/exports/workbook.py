"""The workbook of agreed requirements: a cover and a list to print, and data sheets for everything else.

No cell holds a formula: values are written as values, and text that begins like a formula stays text.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.baselines.queries import Edition
from models.errors import UserError
from models.exports.agreed import Agreed, gather
from models.exports.cells import Formats, Workbook, XlsxWriterException
from models.exports.cover_sheet import write_cover
from models.exports.data_sheets import write_data_sheets
from models.exports.layout import layout
from models.exports.list_sheet import write_list
from models.exports.pages import edition_label
from models.findings import Finding
from models.project.project import Project
from models.storage.whole_file import written_whole

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""


def export_workbook(project: Project, path: Path, edition: Edition | None = None) -> list[Finding]:
    """Write the workbook of an edition (default: the present state) to `path`.

    The same edition always gives the same bytes. Findings name texts too long for a cell, which are cut.
    """
    agreed = gather(project, edition)
    if len(agreed.features) > MOST_ROWS:
        raise UserError("exports.too_many_rows", rows=len(agreed.features), most=MOST_ROWS)
    findings: list[Finding] = []
    with written_whole(path) as unfinished:
        try:
            _write(agreed, unfinished, findings)
        except XlsxWriterException as error:
            raise UserError("project.not_written", path=str(path)) from error
    return findings


def _write(agreed: Agreed, path: Path, findings: list[Finding]) -> None:
    shape = layout()
    # Rows go to disk as they are written, so a list of 100,000 features does not fill the memory.
    book = Workbook(str(path), {"constant_memory": True})
    made = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=min(agreed.as_of, 1 << 46))
    book.set_properties(
        {
            "title": f"{agreed.name} {edition_label(agreed)}",
            "author": agreed.edition.member if agreed.edition else "",
            "created": made.replace(tzinfo=None, microsecond=0),
        }
    )
    formats = Formats(book, shape)
    write_cover(book, formats, shape, agreed, findings)
    write_list(book, formats, shape, agreed, findings)
    write_data_sheets(book, formats, shape, agreed, findings)
    book.close()
