"""The row of fields above the sheet: what each column is read as, chosen where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from models.lists.workbook import column_index, letters
from models.words import say
from views.importing.changes import ALL_FIELDS, UNUSED
from views.importing.draft import Draft
from views.importing.picture import ANSWER_FIELDS
from views.importing.sheet_paint import field_tone
from views.shared.choices import Choice
from views.shared.signs import paint_icon
from views.shared.tokens import colour, px, tone
from views.shared.type import font

_MADE_AT_ONCE = 256


class FieldRow(QWidget):
    """One choice for each column, above it, following its header; `assigned(letters, field)` when changed."""

    assigned = Signal(str, str)
    chosen = Signal()
    """A field was chosen or the choice was left: the sheet takes the focus again."""

    def __init__(self, header: QHeaderView, gutter: QWidget) -> None:
        super().__init__()
        self._header, self._gutter = header, gutter
        self._fields: Sequence[tuple[str, str]] = ()
        self._known: dict[int, str] = {}
        self.boxes: dict[str, FieldChoice] = {}
        self.setFixedHeight(px(28))
        self.setAccessibleName(say("import_screen.columns"))
        header.sectionResized.connect(lambda *_: self.place())
        header.geometriesChanged.connect(self.place)

    def show_draft(self, draft: Draft) -> None:
        """Show what each column is read as."""
        offered = [
            (one, say(f"import_screen.field.{one}"))
            for one in ALL_FIELDS
            if draft.for_answers or one not in ANSWER_FIELDS
        ]
        fields = [(UNUSED, say("import_screen.field.unused")), *offered]
        width = draft.sheet.width if draft.sheet else 0
        self._known = {column: name for column, name in draft.picture.fields.items() if column < width}
        if fields != self._fields:
            self._fields = fields
            for box in self.boxes.values():
                box.set_choices(fields)
        for column in range(min(width, _MADE_AT_ONCE)):
            self.box(column)
        for at, box in list(self.boxes.items()):
            if column_index(at) >= width:
                box.deleteLater()
                del self.boxes[at]
            else:
                box.choose(self._known.get(column_index(at), UNUSED))
        self.place()

    def box(self, column: int) -> FieldChoice:
        """The choice of a column."""
        at = letters(column)
        if at not in self.boxes:
            made = FieldChoice(say("import_screen.field_of", column=at), self)
            made.set_choices(self._fields)
            made.choose(self._known.get(column, UNUSED))
            made.picked.connect(lambda field, at=at: self._pick(at, field))
            made.left.connect(self.chosen.emit)
            self.boxes[at] = made
        return self.boxes[at]

    def open(self, column: int) -> None:
        """Open the choice of a column (Alt+↓ on the sheet)."""
        box = self.box(column)
        self.place()
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.showPopup()

    def place(self) -> None:
        """Put every choice above its column."""
        gutter, room = self._gutter.width(), self._header.viewport().width()
        for at, box in self.boxes.items():
            column = column_index(at)
            left, wide = self._header.sectionViewportPosition(column), self._header.sectionSize(column)
            shown = left + wide > 0 and left < room
            box.setVisible(shown)
            if shown:
                cut = max(0, -left)  # the gutter stays free
                box.setGeometry(gutter + left + cut, 0, wide - cut, self.height())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface2"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _pick(self, at: str, field: str) -> None:
        self.assigned.emit(at, field)
        self.chosen.emit()


class FieldChoice(Choice):
    """A choice painted as a header: the field's word in its tone."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name=name, small=True, parent=parent)
        self.setProperty("focusRing", False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedHeight(px(28))
        self.setMinimumWidth(0)
        self.setSizeAdjustPolicy(FieldChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(px(60), px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(28))

    def showPopup(self) -> None:
        self.view().setMinimumWidth(px(170))
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name = self.key()
        ink = tone(field_tone(name))
        painter.fillRect(self.rect(), ink.fill if name else colour("surface2"))
        painter.setPen(QPen(colour("linesoft"), 1))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.setPen(QPen(ink.text if name else colour("line"), 2 if name else 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(font("second", bold=bool(name)))
        painter.setPen(ink.text if name else colour("text3"))
        marked = self.underMouse() or self.hasFocus()
        box = QRectF(px(3), 0, self.width() - px(6) - (px(14) if marked else 0), self.height() - 2)
        word = self.currentText() if name else "—"
        shown = QFontMetrics(painter.font()).elidedText(word, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
        if marked:
            arrow = QRectF(self.width() - px(16), self.height() / 2 - px(7), px(12), px(12))
            paint_icon(painter, arrow, "down", ink.text)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
