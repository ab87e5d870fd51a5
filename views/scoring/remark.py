"""The remark 所見 with its wording hint: complaints without a purpose are underlined after a pause."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.wording.rules import find_hints
from models.words import say
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import px, tone
from views.shared.word_marks import WaveMarks

_PAUSE_MS = 300


class Remark(QWidget):
    """The field and the hint below it; `typed(text)` with every key. The hint never takes the focus."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.field = PlainText(say("scoring_screen.remark"), lines=4, most=12)
        self._marks = WaveMarks(self.field.document())
        self.hint = Hint()
        column.addWidget(self.field)
        column.addWidget(self.hint)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._showing = False
        self.field.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show what is kept; its hints at once."""
        self._showing = True
        self.field.show_text(text)
        self._showing = False
        self.check()

    def check(self) -> None:
        """Look for complaints now."""
        self._pause.stop()
        found = find_hints(self.field.toPlainText())
        self._marks.show([(one.start, one.end) for one in found])
        self.hint.show_message(found[0].message if found else "")

    def _tell(self) -> None:
        if not self._showing:
            self.typed.emit(self.field.toPlainText())
            self._pause.start()


class Hint(QFrame):
    """What is wrong with the wording, and what to write instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "demo")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(10))
        mark = _WarnMark()
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Label(say("scoring_screen.no_purpose"), "second", bold=True))
        self._text = Label("", "second", ink="text2", wrap=True)
        words.addWidget(self._text)
        row.addWidget(mark)
        row.addLayout(words, 1)
        self.hide()

    def show_message(self, message: str) -> None:
        """Show a message; an empty one hides the hint."""
        self._text.setText(message)
        self.setAccessibleName(message)
        self.setVisible(bool(message))

    def message(self) -> str:
        """What is shown now."""
        return "" if self.isHidden() else self._text.whole_text()


class _WarnMark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(14), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "warn", tone("warn").text)
        painter.end()
