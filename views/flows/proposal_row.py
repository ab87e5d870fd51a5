"""One proposed feature: number, name and likeness, below them the reasons and the package's answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.flows.suggestions import Suggestion
from models.words import say
from views.shared.chips import Chip, ChipText
from views.shared.labels import Label
from views.shared.tokens import px


class ProposalRow(QWidget):
    """`adopted` on Y or a double click, `refused` on N, `followed` on Enter."""

    adopted = Signal()
    refused = Signal()
    followed = Signal()

    def __init__(self, found: Suggestion, chip: ChipText | None) -> None:
        super().__init__()
        self.found = found
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", True)
        score = f"{found.score:.2f}"
        self.setAccessibleName(
            " ".join((found.key, found.name, say("flow_links.score", score=score), found.reason))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(2), px(3), px(2), px(3))
        column.setSpacing(px(2))
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(px(8))
            column.addLayout(line)
        first.addWidget(Label(found.key, "second", ink="text2", number=True))
        first.addWidget(Label(found.name, elide=True), 1)
        first.addWidget(Label(score, "second", ink="text2", number=True))
        reason = Label(found.reason, "second", ink="text2", elide=True)
        reason.setToolTip(found.reason)
        second.addWidget(reason, 1)
        if chip is not None:
            second.addWidget(Chip(chip.key, chip.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts = {Qt.Key.Key_Return: self.followed, Qt.Key.Key_Enter: self.followed, Qt.Key.Key_Y: self.adopted,
                Qt.Key.Key_N: self.refused}  # fmt: skip
        act = acts.get(Qt.Key(event.key())) if plain else None
        if act is not None:
            act.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.adopted.emit()
