"""The cover: title, 決裁欄, 改訂履歴, sums by tier, and how the cost avoided comes about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from models.approval.rules import CONFIRMED, REJECTED, STATES, WITHDRAWN
from models.costs.rules import Totals
from models.exports.agreed import Agreed
from models.exports.cells import Formats, SheetWriter, Value, Workbook, Worksheet, printed_money, thousand
from models.exports.layout import Layout
from models.exports.pages import day_text, edition_label, lines_of, set_page
from models.findings import Finding
from models.tiers.reasons import tier_label
from models.words import say

_TIERS = (1, 2, 3, 0, None)
_ENDS = (CONFIRMED, REJECTED, WITHDRAWN)
_ORDER = (*_ENDS, *(key for key in STATES if key not in _ENDS))
Span = tuple[int, int, Value]
Look = dict[str, Any]


def write_cover(
    book: Workbook, formats: Formats, layout: Layout, agreed: Agreed, findings: list[Finding]
) -> None:
    """Add the cover."""
    sheet = book.add_worksheet(say("exports.sheet.cover"))
    set_page(sheet, layout, agreed)
    for column, width in enumerate(layout.cover["widths"]):
        sheet.set_column(column, column, width)
    _Cover(sheet, formats, layout, agreed, findings).write()


class _Cover:
    def __init__(
        self,
        sheet: Worksheet,
        formats: Formats,
        layout: Layout,
        agreed: Agreed,
        findings: list[Finding],
    ) -> None:
        self._sheet = sheet
        self._writer = SheetWriter(sheet, findings)
        self._formats = formats
        self._layout = layout
        self._agreed = agreed
        self._last = len(layout.cover["widths"]) - 1
        self._row = 0

    def write(self) -> None:
        self._titles()
        self._stamps()
        self._revisions()
        self._tiers()
        self._saving()
        self._sheet.print_area(0, 0, self._row, self._last)

    def _titles(self) -> None:
        layout = self._layout
        title: Look = {"size": layout.title_size, "bold": True}
        second: Look = {"size": layout.heading_size}
        self._line([(0, self._last, say("exports.title"))], title, height=34)
        facts = {"name": self._agreed.name, "edition": edition_label(self._agreed)}
        self._line([(0, self._last, say("exports.subtitle", **facts))], second, height=22)
        states = Counter(gap.state.key for gap in self._agreed.gaps)
        counted = say("exports.join").join(
            say("exports.state_count", state=say(f"approval.state.{key}"), n=states[key])
            for key in _ORDER
            if states[key]
        )
        summary = say(
            "exports.summary",
            date=day_text(self._agreed.as_of),
            features=len(self._agreed.features),
            gaps=len(self._agreed.gaps),
            states=counted or say("exports.none"),
        )
        self._line([(0, self._last, summary)], {}, height=20)
        self._row += 1

    def _stamps(self) -> None:
        """Empty boxes for seals, the deciding one first, and the lines for the two dates."""
        boxes = self._layout.stamps
        first = self._last + 1 - len(boxes)
        heads: list[Span] = [
            (first + at, first + at, say(f"exports.stamp.{box}")) for at, box in enumerate(boxes)
        ]
        blanks: list[Span] = [(first + at, first + at, None) for at in range(len(boxes))]
        head = self._boxed(bg_color=self._layout.colours["heading"], align="center")
        dates = self._boxed(text_wrap=True)
        if first:
            heads.insert(0, (0, first - 1, say("exports.stamps")))
            blanks.insert(0, (0, first - 1, say("exports.stamp_dates")))
        self._line(heads, head)
        self._line(blanks, dates, height=self._layout.cover["stamp_height"])
        self._row += 1

    def _revisions(self) -> None:
        self._heading("revisions")
        spans = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 7), (8, self._last))
        names = ("number", "edition", "date", "name", "note", "member")
        self._table_head(
            [
                (start, end, say(f"exports.revision.{name}"))
                for (start, end), name in zip(spans, names, strict=True)
            ]
        )
        form = self._boxed(text_wrap=True)
        rows: list[Sequence[Value]] = [
            (
                place,
                say("baselines.edition", edition=one.number),
                day_text(one.frozen_at),
                one.name,
                one.note,
                one.member,
            )
            for place, one in enumerate(self._agreed.editions, 1)
        ]
        rows += [[None] * len(spans)] * max(0, self._layout.cover["blank_revisions"] - len(rows))
        for values in rows:
            cells = [(start, end, value) for (start, end), value in zip(spans, values, strict=True)]
            lines = max(lines_of(str(values[at] or ""), width) for at, width in ((3, 30), (4, 45), (5, 15)))
            self._line(cells, form, height=lines * self._layout.line_height + 4)
        self._row += 1

    def _tiers(self) -> None:
        years = self._agreed.costs.years
        self._heading("tiers")
        names = ("tier", "gaps", "asked", "agreed", "saving", "unknown")
        spans = ((0, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7))
        self._table_head(
            [
                (start, end, say(f"exports.tiers.{name}", years=years))
                for (start, end), name in zip(spans, names, strict=True)
            ]
        )
        groups = self._agreed.costs.by_tier
        for tier in _TIERS:
            if tier in groups:
                self._totals(spans, tier_label(tier), groups[tier], bold=False)
        self._totals(spans, say("exports.total"), self._agreed.costs.all, bold=True)
        self._row += 1

    def _totals(self, spans: Sequence[tuple[int, int]], label: str, sums: Totals, *, bold: bool) -> None:
        money = (sums.both_asked, sums.both_agreed, sums.saving)
        values: list[Value] = [label, sums.gaps, *(thousand(yen) for yen in money), sums.saving_unknown]
        fill = {"bg_color": self._layout.colours["group"]} if bold else {}
        cells = [(start, end, value) for (start, end), value in zip(spans, values, strict=True)]
        self._line(cells, self._boxed(bold=bold, **fill))

    def _saving(self) -> None:
        """The calculation, line by line, as it can be checked with a pencil."""
        sums = self._agreed.costs.all
        facts = {"n": sums.both_known, "years": self._agreed.costs.years}
        self._heading("saving")
        plain, strong = self._boxed(), self._boxed(bold=True)
        for key, yen, form in (
            ("asked", sums.both_asked, plain),
            ("agreed", sums.both_agreed, plain),
            ("saving", sums.saving, strong),
        ):
            label = say(f"exports.saving.{key}", **facts)
            self._line([(0, 3, label), (4, 4, thousand(yen)), (5, 5, say("exports.thousand_yen"))], form)
        rate = percent(sums.saving_rate)
        text = say("exports.saving.note", unknown=sums.saving_unknown, rate=rate)
        self._line([(0, self._last, text)], {"text_wrap": True}, height=18)

    def _heading(self, key: str) -> None:
        look: Look = {"size": self._layout.heading_size, "bold": True}
        self._line([(0, self._last, say(f"exports.heading.{key}"))], look, height=22)

    def _table_head(self, cells: list[Span]) -> None:
        form = self._boxed(bg_color=self._layout.colours["heading"], align="center", text_wrap=True)
        self._line(cells, form, height=26)

    def _boxed(self, **properties: Any) -> Look:
        return {"border": 1, "border_color": self._layout.colours["line"], **properties}

    def _line(self, cells: list[Span], look: Look, height: float | None = None) -> None:
        """Write one row; a cell may span several columns, never several rows."""
        self._sheet.set_row(self._row, self._layout.cover["row_height"] if height is None else height)
        for start, end, value in cells:
            properties = {"valign": "vcenter", **look}
            if isinstance(value, int | float):
                properties = {"align": "right", **properties, "num_format": printed_money(value)}
            elif "border" in look and "align" not in look:
                properties["indent"] = 1
            form = self._formats.get(**properties)
            if end > start:
                self._sheet.merge_range(self._row, start, self._row, end, "", form)
            self._writer.put(self._row, start, value, form)
        self._row += 1


def percent(share: Fraction | None) -> str:
    """One decimal, rounded half up; a dash where nothing was asked."""
    if share is None:
        return "—"
    tenths = int(share * 1000 + (Fraction(1, 2) if share >= 0 else Fraction(-1, 2)))
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"
