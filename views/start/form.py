"""A plain form in the middle of the window: labelled fields, one primary button, one way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.error_line import ErrorLine
from views.shared.fields import TextField
from views.shared.focus_ring import FocusRing
from views.shared.labels import Label
from views.shared.tokens import px


class Form(QWidget):
    """Subclasses add fields and say in `submit` what happens. `left` when the person goes back."""

    left = Signal()

    def __init__(self, title: str, lead: str, action: str) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(say("shell.program"))
        self.errors = ErrorLine()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.errors)
        outer.addStretch(1)
        sheet = QWidget()
        sheet.setFixedWidth(px(520))
        self._column = QVBoxLayout(sheet)
        self._column.setSpacing(px(8))
        self._column.addWidget(Label(title, "page", bold=True))
        self._column.addWidget(Label(lead, ink="text2", wrap=True))
        self._column.addSpacing(px(8))
        outer.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        self.action = Button(action, "primary", clicked=self._submit)
        self._buttons.addWidget(self.action)
        self._buttons.addWidget(Button(say("start.back"), key="Esc", clicked=self.left.emit))
        self._buttons.addStretch(1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.left)
        self._ring = FocusRing(self)

    def add_field(self, name: str, prompt: str = "", text: str = "", *, secret: bool = False) -> TextField:
        """A labelled line of text; Enter in it submits the form."""
        label = Label(name, "second", ink="text2")
        field = TextField(name, prompt, text)
        if secret:
            field.setEchoMode(TextField.EchoMode.Password)
        field.returnPressed.connect(self._submit)
        label.setBuddy(field)
        self.add(label)
        self.add(field)
        return field

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self._column.addWidget(widget)

    def add_choice(self, button: Button) -> None:
        """A further button beside the primary one."""
        self._buttons.insertWidget(1, button)

    def finish_layout(self) -> None:
        """Put the buttons below the fields; call once all fields are there."""
        self._column.addSpacing(px(8))
        self._column.addLayout(self._buttons)

    def submit(self) -> None:
        """Do it; raise `UserError` with what is wrong."""
        raise NotImplementedError

    def _submit(self) -> None:
        from models.errors import UserError

        try:
            self.submit()
        except UserError as error:
            self.errors.show_error(error.message)
