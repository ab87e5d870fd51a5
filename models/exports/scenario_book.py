"""Scenarios as a workbook: one sheet to print and to fill in by hand, one sheet of plain data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.exports.cells import Formats, SheetWriter, Value, Workbook, Worksheet, XlsxWriterException
from models.exports.layout import Layout, layout
from models.exports.pages import lines_of, set_paper
from models.findings import Finding
from models.scenarios.shown import ShownScenario
from models.storage.whole_file import written_whole
from models.words import say

_PRINTED = (
    ("number", 5.0),
    ("lane", 17.0),
    ("when", 27.0),
    ("text", 39.0),
    ("features", 41.0),
    ("seen", 16.0),
)
_DATA = (
    ("scenario", 9), ("flow", 24), ("title", 36), ("purpose", 44), ("number", 6), ("lane", 18),
    ("when", 30), ("text", 36), ("feature", 14), ("name", 36), ("dropped", 9),
)  # fmt: skip


def export_scenarios(
    path: Path, name: str, scenarios: Sequence[ShownScenario], uncovered: Sequence[Finding] = ()
) -> list[Finding]:
    """Write the scenarios of a project or flow called `name`; `uncovered` stands at the end of the print."""
    findings: list[Finding] = []
    with written_whole(path) as unfinished:
        try:
            book = Workbook(str(unfinished), {"constant_memory": True})
            book.set_properties({"title": say("scenarios.book.title", name=name)})
            shape = layout()
            formats = Formats(book, shape)
            _Print(book, formats, shape, name, findings).write(scenarios, uncovered)
            _write_data(book, formats, shape, scenarios, findings)
            book.close()
        except XlsxWriterException as error:
            raise UserError("project.not_written", path=str(path)) from error
    return findings


class _Print:
    """The printed sheet: under each scenario its purpose and a table of steps with room for marks."""

    def __init__(
        self, book: Workbook, formats: Formats, shape: Layout, name: str, findings: list[Finding]
    ) -> None:
        self._sheet: Worksheet = book.add_worksheet(say("scenarios.book.print"))
        self._formats, self._shape = formats, shape
        self._cells = SheetWriter(self._sheet, findings)
        self._name = name
        self._row = 0
        set_paper(self._sheet, shape, say("scenarios.book.title", name=name))
        for column, (_, width) in enumerate(_PRINTED):
            self._sheet.set_column(column, column, width)

    def write(self, scenarios: Sequence[ShownScenario], uncovered: Sequence[Finding]) -> None:
        title = say("scenarios.book.title", name=self._name)
        self._across(title, {"bold": True}, 30, size=self._shape.title_size)
        count = say("scenarios.book.count", n=len(scenarios))
        self._across(count, {"valign": "vcenter"}, 18)
        for scenario in scenarios:
            self._row += 1
            self._scenario(scenario)
        if uncovered:
            self._row += 1
            self._across(say("scenarios.book.uncovered"), {"bold": True}, 20, size=self._shape.heading_size)
            for one in uncovered:
                self._across(f"・{one.message}", {"text_wrap": True}, 16)
        self._sheet.print_area(0, 0, max(0, self._row - 1), len(_PRINTED) - 1)

    def _scenario(self, scenario: ShownScenario) -> None:
        edge = {"border": 1, "border_color": self._shape.colours["line"]}
        head = {**edge, "bold": True, "bg_color": self._shape.colours["heading"], "valign": "vcenter"}
        title = f"{scenario.label}　{scenario.title}"
        if scenario.flow not in ("", scenario.title):
            title = say("scenarios.book.of_flow", title=title, flow=scenario.flow)
        self._across(title, {**head, "text_wrap": True, "indent": 1}, self._tall(title, 22, 1.2), size=11)
        purpose = say("scenarios.book.purpose", purpose=scenario.purpose)
        look = {**edge, "text_wrap": True, "valign": "vcenter", "indent": 1}
        self._across(purpose, look, self._tall(purpose, 18, 1.0))
        soft = {"border": 1, "border_color": self._shape.colours["soft_line"], "text_wrap": True}
        names = [say(f"scenarios.book.column.{key}") for key, _ in _PRINTED]
        grey = {**soft, "bold": True, "bg_color": self._shape.colours["group"], "align": "center"}
        self._line(names, [{**grey, "valign": "vcenter"}] * len(names), 18)
        for number, step in enumerate(scenario.kept, 1):
            features = "\n".join(f"{key} {name}".strip() for key, name in step.features)
            values: list[Value] = [number, step.lane, step.when, step.text, features, None]
            looks: list[dict[str, Any]] = [{**soft, "valign": "top", "indent": 1}] * len(values)
            looks[0] = {**soft, "valign": "top", "align": "center"}
            widths = [width for _, width in _PRINTED]
            lines = max(lines_of(str(v or ""), w) for v, w in zip(values, widths, strict=True))
            self._line(values, looks, min(409.0, lines * self._shape.line_height + 5))

    def _tall(self, text: str, least: float, factor: float) -> float:
        lines = lines_of(text, sum(width for _, width in _PRINTED) / factor)
        return max(least, lines * self._shape.line_height * factor + 6)

    def _across(self, text: str, look: dict[str, Any], height: float, size: int | None = None) -> None:
        form = self._formats.get(size=size, **look)
        self._sheet.set_row(self._row, height)
        self._sheet.merge_range(self._row, 0, self._row, len(_PRINTED) - 1, "", form)
        self._cells.put(self._row, 0, text, form)
        self._row += 1

    def _line(self, values: Sequence[Value], looks: Sequence[dict[str, Any]], height: float) -> None:
        self._sheet.set_row(self._row, height)
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            self._cells.put(self._row, column, value, self._formats.get(**look))
        self._row += 1


def _write_data(
    book: Workbook,
    formats: Formats,
    shape: Layout,
    scenarios: Sequence[ShownScenario],
    findings: list[Finding],
) -> None:
    sheet = book.add_worksheet(say("scenarios.book.data"))
    cells = SheetWriter(sheet, findings)
    head = formats.get(size=shape.data_size, bold=True, bg_color=shape.colours["heading"], border=1,
                       border_color=shape.colours["line"])  # fmt: skip
    body = formats.get(size=shape.data_size, valign="top", text_wrap=True)
    for column, (key, width) in enumerate(_DATA):
        sheet.set_column(column, column, width)
        cells.put(0, column, say(f"scenarios.book.data_column.{key}"), head)
    sheet.freeze_panes(1, 0)
    set_paper(sheet, shape, say("scenarios.book.data"))
    sheet.repeat_rows(0)
    row = 0
    for one in scenarios:
        for number, step in enumerate(one.steps, 1):
            for key, name in step.features or (("", ""),):
                row += 1
                dropped = say("scenarios.book.is_dropped") if step.is_dropped else ""
                values: list[Value] = [one.label, one.flow, one.title, one.purpose, number, step.lane,
                                       step.when, step.text, key, name, dropped]  # fmt: skip
                for column, value in enumerate(values):
                    cells.put(row, column, value, body)
    sheet.autofilter(0, 0, max(row, 1), len(_DATA) - 1)
