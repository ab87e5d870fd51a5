"""The sheet a vendor fills in: what is asked is locked, only the answer's cells are open."""

from __future__ import annotations

from typing import Any

from models.findings import Finding, Severity
from models.lists.answer_kinds import Answer
from models.lists.forms.contents import FormContents, FormLine
from models.lists.forms.key import INPUTS, KEY_SHEET, MARKER, MARKS_ROW, MOST_UNITS, TEXTS, offered
from models.lists.forms.paper import (
    FormLayout,
    GrowingSheet,
    Look,
    Pen,
    Workbook,
    Worksheet,
    lines_of,
    set_page,
)
from models.lists.workbook import cell_name, letters
from models.words import joined, say

_CENTRED = ("no", "feature_id", "obligation")
HEAD = 4
"""The row of the column titles, from 0; the field names stand hidden in the first row."""
ALLOWED = {
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What remains possible on a protected sheet: filtering, and making columns and rows wider."""


def write_form(
    book: Workbook, pen: Pen, layout: FormLayout, contents: FormContents, findings: list[Finding]
) -> None:
    """Add the form's sheet."""
    sheet = book.add_worksheet(say("answer_forms.sheet.form"), worksheet_class=GrowingSheet)
    fields = (*contents.key.columns, *INPUTS)
    last = HEAD + len(contents.lines)
    _set_up(sheet, layout, contents, fields)
    _write_head(sheet, pen, layout, contents, fields)
    writer = _Lines(sheet, pen, layout, contents.key.columns, findings)
    for row, line in enumerate(contents.lines, HEAD + 1):
        writer.write(row, line)
    _set_rules(sheet, pen, layout, contents, fields, last)
    sheet.print_area(0, 1, last, len(fields))
    sheet.autofilter(HEAD, 1, last, len(fields))


def _set_up(sheet: Worksheet, layout: FormLayout, contents: FormContents, fields: tuple[str, ...]) -> None:
    set_page(sheet, layout, f"{contents.project_name} {contents.list_name}", contents.package_name)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    for column, field in enumerate(fields, 1):
        sheet.set_column(column, column, layout.widths[field])
    keys = [name for name in ("no", "feature_id") if name in fields]
    sheet.freeze_panes(HEAD + 1, 1 + len(keys))
    sheet.repeat_rows(HEAD)
    sheet.protect("", ALLOWED)


def _write_head(
    sheet: Worksheet, pen: Pen, layout: FormLayout, contents: FormContents, fields: tuple[str, ...]
) -> None:
    sheet.set_row(0, None, None, {"hidden": True})
    for column, text in enumerate((MARKER, *fields)):
        sheet.write_string(0, column, text)
    title = say("answer_forms.title", package=contents.package_name)
    sheet.set_row(1, 28)
    sheet.write_string(1, 1, title, pen.form(font_size=layout.title_size, bold=True, valign="vcenter"))
    facts = {
        "project": contents.project_name,
        "list": contents.list_name,
        "edition": contents.key.edition,
        "n": len(contents.lines),
    }
    sheet.write_string(2, 1, say("answer_forms.subtitle", **facts), pen.form(valign="vcenter"))
    legend = contents.key.legend
    marks = joined(
        say("answer_forms.mark_short", mark=mark, answer=say(f"features.answers.{legend.marks[mark].value}"))
        for mark in offered(legend)
    )
    sheet.write_string(3, 1, say("answer_forms.legend_line", marks=marks), pen.form(valign="vcenter"))
    sheet.set_row(HEAD, layout.head_height)
    look: dict[str, Any] = {"bg_color": layout.colours["heading"], "bold": True, "valign": "vcenter"}
    look |= {"font_size": layout.form_size, "align": "center"}
    for column, text in enumerate(contents.key.titles, 1):
        pen.text(sheet, HEAD, column, text, pen.look(**look))


class _Lines:
    """Writes line after line; a text too long for a cell is cut and reported."""

    def __init__(
        self,
        sheet: Worksheet,
        pen: Pen,
        layout: FormLayout,
        columns: tuple[str, ...],
        findings: list[Finding],
    ) -> None:
        self._sheet, self._pen, self._findings = sheet, pen, findings
        self._layout = layout
        self._shown = [(TEXTS.index(name), name) for name in columns]
        size = {"font_size": layout.form_size}
        fixed = {**size, "bg_color": layout.colours["fixed"]}
        self._fixed = {
            name: pen.look(**fixed, **({"align": "center"} if name in _CENTRED else {})) for name in columns
        }
        is_open = {**size, "bg_color": layout.colours["input"], "locked": False}
        # As text, so that "-" or "1-2" stays what was typed.
        self._open = pen.look(**is_open, num_format="@")
        self._mark = pen.look(**is_open, num_format="@", align="center")
        # A little room at the right edge, which an indent does not give everywhere.
        self._thousands = pen.boxed(**is_open, num_format="#,##0_ ")
        self._yen = pen.boxed(**is_open, num_format="#,##0.###_ ")

    def write(self, row: int, line: FormLine) -> None:
        self._sheet.set_row(row, self._height(line))
        self._sheet.write_string(row, 0, line.feature.hex())
        for column, (at, name) in enumerate(self._shown, 1):
            self._text(row, column, line.texts[at], self._fixed[name])
        first = len(self._shown) + 1
        self._text(row, first, line.mark, self._mark)
        self._text(row, first + 1, line.method, self._open)
        self._cost(row, first + 2, line.cost)
        self._text(row, first + 3, line.remarks, self._open)

    def _height(self, line: FormLine) -> float:
        """Enough for what is written; 409 points are the most a row can have."""
        widths = self._layout.widths
        texts = [(line.texts[at], widths[name]) for at, name in self._shown]
        texts += [(line.method, widths["method"]), (line.remarks, widths["remarks"])]
        lines = max(lines_of(text, width) for text, width in texts)
        return min(409, lines * self._layout.form_line_height + 4)

    def _text(self, row: int, column: int, text: str, look: Look) -> None:
        self._pen.text(self._sheet, row, column, text, look)
        if 2 * len(text) > MOST_UNITS and len(text.encode("utf-16-le")) >= 2 * MOST_UNITS - 2:
            where = f"{self._sheet.get_name()}!{cell_name(row, column)}"
            self._findings.append(Finding(Severity.WARNING, where, "answer_forms.cut", {"limit": MOST_UNITS}))

    def _cost(self, row: int, column: int, yen: int | None) -> None:
        if yen is None:
            self._sheet.write_blank(row, column, None, self._thousands)
        elif yen % 1000:
            self._sheet.write_number(row, column, yen / 1000, self._yen)
        else:
            self._sheet.write_number(row, column, yen // 1000, self._thousands)


def _set_rules(
    sheet: Worksheet,
    pen: Pen,
    layout: FormLayout,
    contents: FormContents,
    fields: tuple[str, ...],
    last: int,
) -> None:
    """What may be chosen and typed, and a stronger colour where an answer is still missing."""
    answer, cost = fields.index("answer") + 1, fields.index("cost") + 1
    marks = offered(contents.key.legend)
    row = MARKS_ROW + 1
    sheet.data_validation(
        HEAD + 1,
        answer,
        last,
        answer,
        {
            "validate": "list",
            "source": f"='{KEY_SHEET}'!$B${row}:${letters(len(marks))}${row}",
            "error_title": say("answer_forms.rule.answer_title"),
            "error_message": say("answer_forms.rule.answer"),
        },
    )
    sheet.data_validation(
        HEAD + 1,
        cost,
        last,
        cost,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1_000_000_000_000,
            "maximum": 1_000_000_000_000,
            "input_title": say("answer_forms.rule.cost_title"),
            "input_message": say("answer_forms.rule.cost"),
            "error_title": say("answer_forms.rule.cost_title"),
            "error_message": say("answer_forms.rule.cost"),
        },
    )
    if contents.key.legend.blank in (None, Answer.UNANSWERED):
        missing = pen.form(bg_color=layout.colours["missing"])
        sheet.conditional_format(HEAD + 1, answer, last, answer, {"type": "blanks", "format": missing})
