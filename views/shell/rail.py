"""The left rail: nine screens with their numbers; a filled number waits for me, a plain one is an amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from models.words import say
from views.shared.labels import Label
from views.shared.panes import Pane
from views.shared.signs import paint_icon, paint_sign
from views.shared.tokens import RAIL_NARROW, RAIL_WIDE, colour, height, px, tone
from views.shared.type import font
from views.shell.facts import ScreenEntry, ShellFacts


class Rail(Pane):
    """`chosen(key)` when a screen is picked; ↑↓ move, Enter or Space pick."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[ScreenEntry]) -> None:
        super().__init__(say("shell.rail.name"), edge="right", ground="bg")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.column.setContentsMargins(0, px(8), 0, px(8))
        self.items: dict[str, RailItem] = {}
        for number, entry in enumerate(entries, start=1):
            item = RailItem(entry.icon, say(entry.title_key), f"Ctrl+{number}")
            item.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
            item.stepped.connect(self._step)
            self.items[entry.key] = item
            self.column.addWidget(item)
            if entry.gap_after:
                self.column.addWidget(_Gap())
        self.column.addStretch(1)
        self._foot = _Foot()
        self.column.addWidget(self._foot)
        self._narrow = False
        self.use_narrow(False)

    def show_current(self, key: str) -> None:
        """Mark the screen in front; it is the rail's one stop for Tab."""
        for name, item in self.items.items():
            item.setChecked(name == key)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def use_narrow(self, narrow: bool) -> None:
        """Icons only (48 px) or with words (152 px)."""
        self._narrow = narrow
        self.setFixedWidth(px(RAIL_NARROW if narrow else RAIL_WIDE))
        self._foot.setVisible(not narrow)
        for item in self.items.values():
            item.use_narrow(narrow)

    def is_narrow(self) -> bool:
        """Whether only icons show."""
        return self._narrow

    def show_facts(self, facts: ShellFacts) -> None:
        """Show other numbers and foot lines."""
        for key, item in self.items.items():
            item.show_numbers(facts.amounts.get(key), facts.waiting.get(key, 0))
        self._foot.show_facts(facts)

    def _step(self, by: int) -> None:
        items = list(self.items.values())
        at = next((number for number, item in enumerate(items) if item.hasFocus()), 0)
        items[max(0, min(len(items) - 1, at + by))].setFocus(Qt.FocusReason.TabFocusReason)


class RailItem(QAbstractButton):
    """One screen: icon, word, number."""

    stepped = Signal(int)

    def __init__(self, icon: str, title: str, key: str) -> None:
        super().__init__()
        self._icon, self._key = icon, key
        self._amount: int | None = None
        self._waiting = 0
        self._narrow = False
        self.setText(title)
        self.setCheckable(True)
        self.setFixedHeight(height("rail"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_numbers(None, 0)

    def show_numbers(self, amount: int | None, waiting: int) -> None:
        """Show what waits, else the amount."""
        self._amount, self._waiting = amount, waiting
        title = self.text()
        if waiting:
            title = say("shell.rail.waiting", title=title, n=waiting)
        elif amount is not None:
            title = say("shell.rail.amount", title=title, n=amount)
        self.setAccessibleName(title)
        self.setToolTip(f"{title}  {self._key}")
        self.update()

    def use_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.update()

    def nextCheckState(self) -> None:
        """Being checked follows the screen in front, not the click."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(RAIL_WIDE), height("rail"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on:
            painter.fillRect(self.rect(), colour("surface"))
            painter.fillRect(0, 0, self.width(), 1, colour("line"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
            painter.fillRect(0, 0, px(3), self.height(), colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour("selidle"))
        ink = colour("accent" if on else "text2")
        side = px(16)
        paint_icon(painter, QRectF(px(16), (self.height() - side) / 2, side, side), self._icon, ink)
        if not self._narrow:
            painter.setFont(font(bold=on))
            painter.setPen(ink)
            box = QRectF(px(40), 0, self.width() - px(40), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_number(painter, on)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (1.5, 2.5):
                box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
                painter.drawRoundedRect(box, px(3), px(3))
        painter.end()

    def _paint_number(self, painter: QPainter, on: bool) -> None:
        if self._waiting:
            painter.setFont(font("small", bold=True))
            text = f"{self._waiting:,}"
            wide = max(px(16), QFontMetricsF(painter.font()).horizontalAdvance(text) + px(8))
            box = QRectF(self.width() - px(8) - wide, self.height() / 2 - px(8), wide, px(16))
            if self._narrow:
                box = QRectF(self.width() - px(6) - wide * 0.9, px(3), wide * 0.9, px(13))
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(box, px(4), px(4))
            painter.setPen(colour("onaccent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        elif self._amount is not None and not self._narrow:
            painter.setFont(font("small"))
            painter.setPen(colour("text" if on else "text3"))
            box = QRectF(0, 0, self.width() - px(8), self.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, f"{self._amount:,}")


class _Gap(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = px(12) if self.width() > px(60) else px(8)
        painter.fillRect(inset, self.height() // 2, self.width() - 2 * inset, 1, colour("line"))
        painter.end()


class _Foot(QFrame):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), 0, px(4), 0)
        column.setSpacing(px(1))
        self._edition = Label("", "small", ink="text2", elide=True)
        self._ledger = Label("", "small", ink="text2", number=True)
        self._verified = _Verified()
        for part in (self._edition, self._ledger, self._verified):
            column.addWidget(part)

    def show_facts(self, facts: ShellFacts) -> None:
        self._edition.setText(facts.edition)
        self._edition.setVisible(bool(facts.edition))
        count = facts.ledger_count
        self._ledger.setText("" if count is None else say("shell.rail.ledger", n=f"{count:,}"))
        self._verified.show_state(facts.verified)
        self._verified.setVisible(count is not None)


class _Verified(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._state: bool | None = True
        self.setFixedHeight(px(16))

    def show_state(self, state: bool | None) -> None:
        self._state = state
        self.setAccessibleName(self._words())
        self.setToolTip(self._words())
        self.update()

    def _words(self) -> str:
        which = "checking" if self._state is None else "verified" if self._state else "unverified"
        return say(f"shell.rail.{which}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name, sign = (
            ("neu", "wait") if self._state is None else ("ok", "check") if self._state else ("bad", "warn")
        )
        ink = tone(name).text
        paint_sign(painter, QRectF(0, (self.height() - px(12)) / 2, px(12), px(12)), sign, ink)
        painter.setFont(font("small"))
        painter.setPen(ink)
        box = QRectF(px(16), 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._words())
        painter.end()
