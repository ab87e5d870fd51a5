"""Names and values below each other, as a person's papers show them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from views.shared.blocks import clear
from views.shared.labels import Label
from views.shared.tokens import px


class FactsGrid(QWidget):
    """Pairs of a name and a value that can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        clear(self._grid)
        for number, (name, value) in enumerate(facts):
            title = Label(name, "second", ink="text2")
            text = Label(value or "—", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, number, 1)
        self.setAccessibleName("\n".join(f"{name} {value}" for name, value in facts))
