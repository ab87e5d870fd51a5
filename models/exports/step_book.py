"""The empty step table as a workbook: headings, room to write, a sheet that says how, and an example."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.exports.cells import Formats, SheetWriter, Workbook, XlsxWriterException
from models.exports.layout import layout
from models.exports.pages import lines_of, set_paper
from models.flows.steps.writing import step_heads
from models.resources import template
from models.storage.whole_file import written_whole
from models.words import knows, say

_KINDS = (
    "userTask",
    "manualTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "subProcess",
    "startEvent",
    "endEvent",
)

_GUIDE_WIDTH = 92


@cache
def _shape() -> dict[str, Any]:
    return tomllib.loads(template("workbooks", "step_table.toml").read_text(encoding="utf-8"))


def write_step_template(path: Path) -> None:
    """Write it to `path` (.xlsx)."""
    if path.suffix.lower() != ".xlsx":
        raise UserError("scenarios.cli.not_xlsx", file=path.name)
    with written_whole(path) as unfinished:
        try:
            book = Workbook(str(unfinished))
            formats = Formats(book, layout())
            _empty_sheet(book, formats)
            _guide(book, formats)
            book.close()
        except XlsxWriterException as error:
            raise UserError("project.not_written", path=str(path)) from error


def _empty_sheet(book: Workbook, formats: Formats) -> None:
    shape, look = _shape(), layout()
    name = say("step_table.template.sheet")
    sheet = book.add_worksheet(name)
    set_paper(sheet, look, name)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    edge = {"border": 1, "border_color": look.colours["soft_line"], "text_wrap": True, "valign": "top"}
    head = formats.get(size=look.data_size, bold=True, bg_color=look.colours["heading"], border=1,
                       border_color=look.colours["line"], valign="vcenter", align="center")  # fmt: skip
    # Numbers such as 1-2 must not turn into days.
    cell = formats.get(size=look.data_size, num_format="@", **edge)
    heads = step_heads()
    for column, (title, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
        for row in range(1, shape["rows"] + 1):
            sheet.write_blank(row, column, None, cell)
    sheet.set_row(0, shape["head_height"])
    for row in range(1, shape["rows"] + 1):
        sheet.set_row(row, shape["row_height"])
    if shape["kinds"]:
        source = [say(f"step_table.kind.{kind}") for kind in _KINDS]
        last = len(heads) - 1
        sheet.data_validation(1, last, shape["rows"], last, {"validate": "list", "source": source})


def _guide(book: Workbook, formats: Formats) -> None:
    """How to fill it in, and a worked example; its headings are spelt so that it is not read as a table."""
    look = layout()
    name = say("step_table.template.guide")
    sheet = book.add_worksheet(name)
    set_paper(sheet, look, name)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _GUIDE_WIDTH)
    cells = SheetWriter(sheet, [])
    title = formats.get(size=look.heading_size, bold=True)
    word = formats.get(size=look.data_size, bold=True, valign="top", border=1, bg_color=look.colours["group"],
                       border_color=look.colours["soft_line"])  # fmt: skip
    text = formats.get(size=look.data_size, text_wrap=True, valign="top", border=1,
                       border_color=look.colours["soft_line"])  # fmt: skip
    cells.put(0, 0, say("step_table.template.title"), title)
    row = 2
    for key in ("number", "task", "who", "condition", "next", "data", "features", "kind"):
        guide = f"step_table.template.about.{key}"
        if knows(guide):
            cells.put(row, 0, f"【{say(f'step_table.column.{key}')}】", word)
            cells.put(row, 1, say(guide), text)
            sheet.set_row(row, lines_of(say(guide), _GUIDE_WIDTH) * (look.line_height + 2) + 5)
            row += 1
