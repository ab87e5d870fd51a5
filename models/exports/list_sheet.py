"""The printed list of gaps, grouped by section with subtotals, its head repeated on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from models.costs.rules import Totals, total
from models.exports.agreed import Agreed, AgreedGap
from models.exports.cells import Formats, SheetWriter, Value, Workbook, Worksheet, printed_money, thousand
from models.exports.data_sheets import last_stamp
from models.exports.layout import Layout
from models.exports.pages import day_text, lines_of, set_page
from models.findings import Finding
from models.tiers.catalogue import dispositions
from models.tiers.reasons import verdict_label
from models.words import say


def write_list(
    book: Workbook, formats: Formats, layout: Layout, agreed: Agreed, findings: list[Finding]
) -> None:
    """Add the list."""
    sheet = book.add_worksheet(say("exports.sheet.list"))
    set_page(sheet, layout, agreed)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    for column, one in enumerate(layout.columns):
        sheet.set_column(column, column, one.width)
    writer = _ListWriter(sheet, formats, layout, agreed, findings)
    sheet.print_area(0, 0, writer.write(), len(layout.columns) - 1)


class _ListWriter:
    def __init__(
        self, sheet: Worksheet, formats: Formats, layout: Layout, agreed: Agreed, findings: list[Finding]
    ) -> None:
        self._sheet = sheet
        self._cells = SheetWriter(sheet, findings)
        self._formats = formats
        self._layout = layout
        self._agreed = agreed
        self._years = agreed.costs.years
        self._row = 0

    def write(self) -> int:
        """Write everything; returns the last row."""
        colours = self._layout.colours
        heads = {one.id: say(f"exports.list.{one.id}", years=self._years) for one in self._layout.columns}
        head = {"bold": True, "bg_color": colours["heading"], "align": "center", "valign": "vcenter"}
        self._line(heads, {**head, "border_color": colours["line"]}, self._layout.head_height)
        for place, gaps in groupby(self._agreed.gaps, key=lambda gap: gap.row.section):
            listed = list(gaps)
            self._sums(say("exports.group", place=place or say("exports.no_section"), n=len(listed)), listed)
            for gap in listed:
                texts = self._texts(gap)
                self._line(texts, {"valign": "top"}, self._height(texts))
        if self._agreed.gaps:
            self._sums(say("exports.all_gaps", n=len(self._agreed.gaps)), self._agreed.gaps)
        else:
            empty = {self._layout.columns[0].id: say("exports.no_gaps")}
            self._line(empty, {"text_wrap": False}, merged=len(self._layout.columns))
        return self._row - 1

    def _texts(self, gap: AgreedGap) -> dict[str, Value]:
        asked, agreed = gap.cost.asked.over(self._years), gap.cost.agreed.over(self._years)
        unknown = say("costs.unknown")
        saving = None if asked is None or agreed is None else asked - agreed
        response = dispositions().get(gap.row.disposition or "")
        return {
            "label": gap.row.label,
            "title": gap.row.title,
            "purpose": gap.row.purpose,
            "marks": gap.row.marks,
            "disposition": response.short if response else say("tiers.undecided"),
            "tier": verdict_label(gap.row.verdict),
            "asked": unknown if asked is None else thousand(asked),
            "agreed": unknown if agreed is None else thousand(agreed),
            "saving": "—" if saving is None else thousand(saving),
            "state": say(f"approval.state.{gap.state.key}"),
            "decided": "\n".join(_decided(gap)),
        }

    def _sums(self, title: str, gaps: Iterable[AgreedGap]) -> None:
        sums: Totals = total([gap.cost for gap in gaps], self._years)
        first = self._layout.columns[0].id
        values: dict[str, Value] = {
            first: title,
            "asked": thousand(sums.both_asked),
            "agreed": thousand(sums.both_agreed),
            "saving": thousand(sums.saving),
        }
        if sums.saving_unknown:
            values["decided"] = say("exports.left_out", n=sums.saving_unknown)
        look = {"bold": True, "bg_color": self._layout.colours["group"], "text_wrap": False}
        texts = next((place for place, one in enumerate(self._layout.columns) if one.number), 1)
        self._line(values, {**look, "valign": "vcenter"}, 20, merged=texts)

    def _height(self, values: Mapping[str, Value]) -> float:
        """Excel would fit rows by itself, other programs keep them as they are written."""
        lines = max(lines_of(str(values.get(one.id) or ""), one.width) for one in self._layout.columns)
        return min(409.0, lines * self._layout.line_height + 5)

    def _line(
        self, values: Mapping[str, Value], look: dict[str, Any], height: float | None = None, merged: int = 1
    ) -> None:
        """Write one row; the first `merged` columns become one cell."""
        if height is not None:
            self._sheet.set_row(self._row, height)
        edges = {"border": 1, "border_color": self._layout.colours["soft_line"], "text_wrap": True}
        for column, one in enumerate(self._layout.columns):
            if 0 < column < merged:
                continue
            value = values.get(one.id)
            properties = {**edges, **look}
            if "align" not in look:
                properties |= {"align": "right" if one.number else "left", "indent": 1}
            if isinstance(value, int | float):
                properties |= {"num_format": printed_money(value), "indent": 0}
            form = self._formats.get(**properties)
            if column == 0 and merged > 1:
                self._sheet.merge_range(self._row, 0, self._row, merged - 1, "", form)
            self._cells.put(self._row, column, value, form)
        self._row += 1


def _decided(gap: AgreedGap) -> Iterable[str]:
    """Who approved the present content when, a line a step."""
    for step in ("chief", "third_party"):
        stamp = last_stamp(gap, step)
        if stamp is not None:
            facts = {
                "step": say(f"approval.step.{step}"),
                "member": stamp.member,
                "date": day_text(stamp.time),
            }
            yield say("exports.decided_on_behalf" if stamp.on_behalf else "exports.decided", **facts)
