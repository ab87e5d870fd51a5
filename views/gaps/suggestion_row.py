"""One proposed kind of change with the words that led to it: Y takes it, N puts it aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.tiers.catalogue import ChangeKind
from models.tiers.suggestion import Word
from models.words import say
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.signs import paint_sign
from views.shared.tokens import colour, px
from views.shared.word_marks import MarkedWords

_NAME_SHARE = 0.4
_NEAR = 10
"""Letters between two words that are shown; more become …"""


class SuggestionRow(QWidget):
    """`taken` on Y or 採用, `put_aside` on N or 外す. Nothing is filled in before that."""

    taken = Signal()
    put_aside = Signal()

    def __init__(self, kind: ChangeKind, text: str, words: Sequence[Word]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(18), 0, 0, 0)
        row.setSpacing(px(8))
        self._name = Label(say("gap_screen.kinds.proposed", kind=kind.label), ink="text2", elide=True)
        self.words = MarkedWords()
        self.words.show_parts(excerpt(text, words))
        take = Button(say("gap_screen.kinds.take"), "quiet", key="Y", small=True, clicked=self.taken.emit)
        aside = Button(
            say("gap_screen.kinds.put_aside"), "quiet", key="N", small=True, clicked=self.put_aside.emit
        )
        for button, key in ((take, "take_it"), (aside, "put_it_aside")):
            button.setAccessibleName(say(f"gap_screen.kinds.{key}", kind=kind.label))
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._name)
        row.addWidget(self.words, 1)
        row.addWidget(take)
        row.addWidget(aside)
        said = "、".join(word.word for word in words)
        self.setAccessibleName(say("gap_screen.kinds.proposed_for", kind=kind.label, words=said))
        self.setToolTip(self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name leaves room for the words."""
        super().resizeEvent(event)
        room = int(self.width() * _NAME_SHARE)
        self._name.setMaximumWidth(min(self._name.sizeHint().width(), room))

    def event(self, event: QEvent) -> bool:
        """Keep N from raising a new gap, as it does elsewhere on this screen."""
        key = event.key() if isinstance(event, QKeyEvent) and not event.modifiers() else None
        if event.type() == QEvent.Type.ShortcutOverride and key in (Qt.Key.Key_Y, Qt.Key.Key_N):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Y:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_N:
            self.put_aside.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = px(10)
        paint_sign(painter, QRectF(px(3), (self.height() - side) / 2, side, side), "plus", colour("text2"))
        painter.end()


def excerpt(text: str, words: Sequence[Word]) -> list[tuple[str, bool]]:
    """The words, marked, with the little that stands between them."""
    parts: list[tuple[str, bool]] = []
    for number, word in enumerate(words):
        if number:
            between = text[words[number - 1].end : word.start]
            parts.append((" ".join(between.split()) if len(between) <= _NEAR else "…", False))
        parts.append((word.word, True))
    return [(part, is_marked) for part, is_marked in parts if part]
