"""The discussion about a gap: what was said, and a field to add to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.gaps.commands import comment
from models.gaps.detail import GapDetail
from models.words import say
from views.gaps.part import GapPart
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.moments import full_moment
from views.shared.tokens import px


class TalkPart(GapPart):
    """Comments stay as they were written; Ctrl+Enter in the field records one."""

    def build(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self.section.add(self._inside)
        self.field = CommentField(say("gap_screen.talk.field"), say("gap_screen.talk.prompt"), lines=1)
        self.field.submitted.connect(self._record)
        self.section.add(self.field)
        self._drafts: dict[bytes, str] = {}

    def show(self, detail: GapDetail, editable: bool) -> None:
        """A comment half written waits for its own gap."""
        if self.gap is not None and self.gap != detail.row.id:
            self._drafts[self.gap] = self.field.toPlainText()
            self.field.show_text(self._drafts.pop(detail.row.id, ""))
        super().show(detail, editable)

    def fill(self, detail: GapDetail) -> None:
        self.section.head.show_note(say("gap_screen.talk.count", n=len(detail.comments)))
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in detail.comments:
            who = f"{one.author}　{full_moment(one.time)}"
            self._column.addWidget(Label(who, "second", ink="text2"))
            self._column.addWidget(Label(one.text, wrap=True))

    def _record(self) -> None:
        text = self.field.toPlainText()
        if text.strip() and self.run(lambda gap: comment(self.project, gap, text)):
            self.field.clear()


class CommentField(PlainText):
    """Ctrl+Enter belongs to the comment while it is being written."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        return super().event(event)
