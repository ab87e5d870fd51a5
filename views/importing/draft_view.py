"""The four parts of a draft: the sheet over its findings, the resulting items over the legend."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.words import joined, say
from views.importing.draft import Draft
from views.importing.finding_panel import FindingPanel
from views.importing.legend_panel import LegendPanel
from views.importing.picture import Role
from views.importing.places import Place
from views.importing.preview import ItemLine, item_lines, item_table, level_groups, result_note
from views.importing.sheet_paint import paint_letter
from views.importing.sheet_view import SheetView
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.table import RecordTable
from views.shared.tokens import colour, height, px
from views.shared.type import font

_SHEET_KEYS = (("Alt+↓", "field"), ("Space", "role"), ("F8", "next_finding"), ("Ctrl+Z", "undo"))
_SHOWN_ROLES = (Role.HEADER, Role.SECTION, Role.ITEM, Role.LEGEND, Role.PROSE)


class DraftView(QWidget):
    """Shows a draft and its outcome; the legend only for answers."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sheet, self.legend, self.findings = SheetView(), LegendPanel(), FindingPanel()
        self.columns = self.sheet.fields
        self.tables = {False: item_table(False), True: item_table(True)}
        self._following = False
        sheet_head = _head(say("import_screen.sheet_pane"))
        sheet_head.show_note(say("import_screen.sheet_note"))
        sheet_head.add_right(_RoleKey())
        self._item_head = _head(say("import_screen.result"))
        keys = [(key, say(f"import_screen.keys.{word}")) for key, word in _SHEET_KEYS]
        self.sheet_pane = Pane(say("import_screen.sheet_pane"), keys=keys)
        self.sheet_pane.add(sheet_head)
        self.sheet_pane.add(self.sheet, 1)
        result = Pane(say("import_screen.result"), keys=keys[2:])
        result.add(self._item_head)
        for table in self.tables.values():
            result.add(table, 1)
            table.row_chosen.connect(self._follow_item)
        left = Splitter(self.sheet_pane, self.findings, vertical=True)
        right = Splitter(result, self.legend, vertical=True)
        for side in (left, right):
            side.setSizes([px(400), px(214)])
        both = Splitter(left, right)
        both.setStretchFactor(1, 1)
        both.setSizes([px(640), px(520)])
        column.addWidget(both)
        self.findings.jumped.connect(self.jump)
        self.sheet.table.row_moved.connect(self._follow_row)

    def show_draft(self, draft: Draft) -> None:
        """Show what is understood now."""
        self._following = True
        self.sheet.show_draft(draft)
        self.findings.show_draft(draft)
        self.legend.setVisible(draft.for_answers)
        self.legend.show_draft(draft)
        for kind, table in self.tables.items():
            table.setVisible(kind == draft.for_answers)
        self.tables[draft.for_answers].show_rows(
            item_lines(draft), level_groups(draft.items), lambda line: line.item.levels
        )
        self._item_head.show_note(result_note(draft))
        self._following = False

    def jump(self, place: Place, into: bool = False) -> None:
        """Put the sheet's cursor on a place; `into` gives it the focus too."""
        self.sheet.table.go_to(place)
        if into:
            self.sheet.table.setFocus()

    def _items(self) -> RecordTable[ItemLine]:
        return self.tables[not self.tables[True].isHidden()]

    def _follow_item(self, line: ItemLine | None) -> None:
        if line is None or self._following or not self._items().hasFocus():
            return
        self._following = True
        row = line.item.source_row - 1
        self.sheet.table.go_to(Place(row, None, row))
        self._following = False

    def _follow_row(self, row: int) -> None:
        if self._following:
            return
        self._following = True
        self._items().choose(row + 1)
        self._following = False


class _RoleKey(QWidget):
    """What the letters of the gutter mean."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [(role, say(f"import_screen.role.{role.word}")) for role in _SHOWN_ROLES]
        self.setAccessibleName(joined(word for _, word in self._words))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(sum(metrics.horizontalAdvance(word) + px(32) for _, word in self._words), px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0.0
        for role, word in self._words:
            paint_letter(painter, QRectF(left, self.height() / 2 - px(8), px(18), px(17)), role)
            painter.setFont(font("second"))
            painter.setPen(colour("text2"))
            wide = painter.fontMetrics().horizontalAdvance(word)
            box = QRectF(left + px(22), 0, wide + 4, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), word)
            left += wide + px(30)
        painter.end()


def _head(title: str) -> ScreenHead:
    head = ScreenHead(title)
    head.setFixedHeight(height("tabs"))
    return head
