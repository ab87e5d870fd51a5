"""Fields in which several values stand side by side 要調整, with the way to settle them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.exchange.conflicts import Conflict, conflicts
from models.gaps.detail import GapDetail
from models.words import say
from views.gaps.part import GapPart
from views.shared.buttons import Button
from views.shared.inspector import Section
from views.shared.moments import full_moment
from views.shared.notes import Note
from views.shared.session import Session
from views.shared.tokens import px


class ContestedPart(GapPart):
    """Shown only while there is something to settle; `follow` leads to the screen 共有."""

    def __init__(self, section: Section, session: Session, follow: Callable[[str, object], object]) -> None:
        self._follow = follow
        super().__init__(section, session)

    def build(self) -> None:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self.section.add(holder)
        self.section.head.add(
            Button(say("gap_screen.contested.settle"), "quiet", small=True, clicked=self._settle)
        )
        self.section.hide()

    def fill(self, detail: GapDetail) -> None:
        self.section.setVisible(bool(detail.conflicts))
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in conflicts(self.project) if detail.conflicts else ():
            if one.table == "gap" and one.row == detail.row.id:
                self._column.addWidget(_note(one))

    def _settle(self) -> None:
        self._follow("exchange", self.gap)


def _note(conflict: Conflict) -> Note:
    parts: list[str | tuple[str, bool]] = [(conflict.field, True)]
    for side in conflict.sides:
        parts.append("\n" + say("gap_screen.contested.side", member=side.member, time=full_moment(side.time)))
        parts.append((f"　{side.text}", False))
    note = Note("bad")
    note.show_parts(parts)
    return note
