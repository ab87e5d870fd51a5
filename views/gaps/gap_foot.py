"""The foot of the inspector: submit, withdraw with a reason, and what is still missing beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.words import say
from views.gaps.submission import SECTION_OF, Submission
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.fields import TextField
from views.shared.inspector import Inspector
from views.shared.labels import Label
from views.shared.tokens import px


class GapFoot(QWidget):
    """`submitted`, `withdrawn(reason)`, and `wanted(section)` when the open condition is clicked."""

    submitted = Signal()
    withdrawn = Signal(str)
    wanted = Signal(int)

    def __init__(self, inspector: Inspector) -> None:
        super().__init__(inspector)
        self.hide()
        self._open = ""
        self.submit = Button(
            say("gap_screen.submit.button"),
            "primary",
            key="Ctrl+Enter",
            clicked=self.submitted.emit,
        )
        self.withdraw = Button(say("gap_screen.withdraw.button"), clicked=self._ask_reason)
        inspector.add_action(self.submit)
        inspector.add_action(self.withdraw)
        self.count = Chip("other.agreed", plain=True)
        inspector.add_condition(self.count)
        self._why = QFrame()
        self._why.setProperty("ground", "surface")
        self._why.setProperty("edge", "top")
        row = QHBoxLayout(self._why)
        row.setContentsMargins(px(16), px(4), px(16), px(2))
        self.why = Label("", "second", ink="warn", wrap=True)
        row.addWidget(self.why, 1)
        self.go = Button(say("gap_screen.submit.go"), "quiet", small=True, clicked=self._go)
        row.addWidget(self.go)
        self._asking = self._reason_line()
        parent = inspector.action_bar.parentWidget()
        column = parent.layout() if parent is not None else None
        if column is not None:
            column.removeWidget(inspector.action_bar)
            for part in (self._why, self._asking, inspector.action_bar):
                column.addWidget(part)

    def show_submission(self, found: Submission) -> None:
        """Enable what is possible and say what stands in the way of the rest."""
        self.submit.disable(found.reason)
        self.withdraw.disable(found.withdraw_reason)
        words = say("gap_screen.submit.count", met=found.met, all=found.all)
        self.count.show_chip("other.notagreed" if found.open else "other.agreed", words)
        self.count.setToolTip("\n".join(one.sentence for one in found.open))
        self._open = found.open[0].key if found.open else ""
        self.go.setVisible(found.reason_is_open)
        self.why.setText(found.reason)
        self._why.setVisible(bool(found.reason) and not self._asking.isVisible())

    def cancel(self) -> bool:
        """Leave the reason of a withdrawal; False if it is not asked."""
        if self._asking.isHidden():
            return False
        self._asking.hide()
        self.withdraw.setFocus()
        return True

    def _ask_reason(self) -> None:
        self._why.hide()
        self._asking.show()
        self.field.setFocus()

    def _withdraw(self) -> None:
        self._asking.hide()
        reason = self.field.text().strip()
        self.field.clear()
        self.withdrawn.emit(reason)

    def _go(self) -> None:
        if self._open:
            self.wanted.emit(SECTION_OF[self._open])

    def _reason_line(self) -> QFrame:
        line = QFrame()
        line.setProperty("ground", "surface2")
        line.setProperty("edge", "top")
        row = QHBoxLayout(line)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(8))
        self.field = TextField(say("gap_screen.withdraw.reason"), say("gap_screen.withdraw.prompt"))
        self.field.returnPressed.connect(self._withdraw)
        row.addWidget(self.field, 1)
        row.addWidget(Button(say("gap_screen.withdraw.do"), "destructive", clicked=self._withdraw))
        row.addWidget(Button(say("gap_screen.cancel"), "quiet", clicked=self.cancel))
        line.hide()
        return line
