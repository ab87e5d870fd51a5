"""How the sheet is painted: tints of roles and fields, gutter letters, corner marks, hidden rows striped."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from models.findings import Severity
from models.words import say
from views.importing.picture import Role, is_level
from views.importing.sheet_model import SheetModel
from views.shared.tokens import colour, height, px, tone
from views.shared.type import font, number_font

Index = QModelIndex | QPersistentModelIndex
_CORNER, _LOOK_LEFT = 7, 60
_TONES = {
    Role.SECTION: "conf",
    Role.LEGEND: "warn",
    Role.OUT: "neu",
}
_INKS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "proc"}
_RUNS_ON = (Role.PROSE, Role.LEGEND, Role.SECTION, Role.OUT)


def field_tone(name: str) -> str:
    """The tone of a field: levels, texts, answers and the rest stand apart."""
    if is_level(name):
        return "param"
    if name in ("name", "requirement"):
        return "ok"
    if name in ("answer", "method", "cost"):
        return "warn"
    return "proc" if name else "neu"


def half(over: QColor, ground: QColor) -> QColor:
    """The colour between two."""
    return QColor(
        (over.red() + ground.red()) // 2,
        (over.green() + ground.green()) // 2,
        (over.blue() + ground.blue()) // 2,
    )


class SheetDelegate(QStyledItemDelegate):
    """Paints one cell as its row's role and its column's field ask."""

    def __init__(self, table: QTableView, model: SheetModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), height("sheetrow"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row, column = index.row(), index.column()
        role = self._model.picture.role(row)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._ground(row, column, role, bool(state & QStyle.StateFlag.State_Selected)))
        self._paint_stripes(painter, rect, row)
        painter.setPen(QPen(colour("linesoft"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if role in (Role.ITEM, Role.HEADER):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        self._paint_text(painter, rect, row, column, role)
        self._paint_corner(painter, rect, row, column)
        if index == self._table.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent" if self._table.hasFocus() else "linestrong"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, row: int, column: int, role: Role, selected: bool) -> QColor:
        if selected:
            return colour("accenttint" if self._table.hasFocus() else "selidle")
        if role is Role.HEADER:
            return colour("accenttint")
        if role in _TONES:
            return tone(_TONES[role]).fill
        if role is Role.ITEM:
            name = self._model.picture.fields.get(column, "")
            known = field_tone(name) in ("param", "ok", "warn") if name else False
            return half(tone(field_tone(name)).fill, colour("surface")) if known else colour("surface")
        return colour("surface2")

    def _paint_stripes(self, painter: QPainter, rect: QRect, row: int) -> None:
        sheet = self._model.sheet
        if sheet is not None and row in sheet.hidden_rows:
            painter.fillRect(rect, QBrush(colour("line"), Qt.BrushStyle.BDiagPattern))

    def _paint_text(self, painter: QPainter, rect: QRect, row: int, column: int, role: Role) -> None:
        text = self._model.text(row, column)
        box = QRectF(rect).adjusted(px(5), 0, -px(4), -1)
        ink, bold = "text", role in (Role.SECTION, Role.HEADER)
        align = Qt.AlignmentFlag.AlignLeft
        if not text and role in _RUNS_ON:
            start = self._running_from(row, column)
            if start is not None:
                header = self._table.horizontalHeader()
                left = header.sectionViewportPosition(start)
                text = self._model.text(row, start)
                box.setLeft(left + px(5))
        elif self._model.picture.is_above(row, column, text):
            text, ink, align = "〃", "text3", Qt.AlignmentFlag.AlignHCenter
        if not text:
            return
        runs_on = role in _RUNS_ON
        if role in (Role.PROSE, Role.OUT):
            ink = "text2"
        if self._model.picture.fields.get(column) == "answer" and role is Role.ITEM:
            align = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(font("second", bold=bold))
        painter.setPen(colour(ink))
        line = text.partition("\n")[0][:200]
        if runs_on:
            box.setWidth(max(box.width(), 4000.0))
        else:
            metrics = QFontMetricsF(painter.font())
            more = "…" if "\n" in text.strip() and not line.endswith("…") else ""
            line = metrics.elidedText(line + more, Qt.TextElideMode.ElideRight, box.width() + 0.5)
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, int(flags), line)

    def _running_from(self, row: int, column: int) -> int | None:
        """The filled cell at the left whose text runs on into this empty one."""
        for at in range(column - 1, max(-1, column - _LOOK_LEFT), -1):
            if self._model.text(row, at):
                return at
        return None

    def _paint_corner(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        worst = self._model.picture.worst(row, column)
        ink = tone(_INKS[worst]).text if worst else None
        if ink is None and (row, column) in self._model.read_as:
            ink = colour("accent")
        if ink is None:
            return
        side, right, top = px(_CORNER), rect.right(), rect.top()
        corner = [QPointF(right - side, top), QPointF(right + 1, top), QPointF(right + 1, top + side + 1)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF(corner))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_gutter(painter: QPainter, rect: QRect, row: int, role: Role, current: bool) -> None:
    """The head of a row: its number and the letter of its role."""
    painter.fillRect(rect, colour("accenttint" if current else "surface2"))
    painter.setPen(QPen(colour("linesoft"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.drawLine(QLineF(rect.right() + 0.5, rect.top(), rect.right() + 0.5, rect.bottom() + 1))
    side = px(18)
    painter.setFont(number_font("small"))
    painter.setPen(colour("text2"))
    number = QRectF(rect).adjusted(px(2), 0, -side - px(6), -1)
    painter.drawText(number, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(row + 1))
    box = QRectF(rect.right() - side - px(2), rect.center().y() - px(8), side, px(17))
    paint_letter(painter, box, role)


def paint_letter(painter: QPainter, box: QRectF, role: Role) -> None:
    """The letter of a role in a small tinted box."""
    ink = colour("text2")
    if role in _TONES and role is not Role.OUT:
        painter.fillRect(box, tone(_TONES[role]).fill)
        ink = tone(_TONES[role]).text
    elif role is Role.HEADER:
        painter.fillRect(box, colour("accenttint"))
        ink = colour("accent")
    elif role is Role.ITEM:
        ink = colour("text")
    painter.setFont(font("small", bold=role in (Role.HEADER, Role.SECTION, Role.LEGEND)))
    painter.setPen(ink)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), say(f"import_screen.letter.{role.word}"))
