"""The line that says where a file was written, with ways to get there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from models.words import say
from views.shared.buttons import Button
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.tokens import px


class WrittenLine(QFrame):
    """Hidden until a file was written; then its name, what it holds, 開く and the path to copy."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        head, acts = QHBoxLayout(), QHBoxLayout()
        self._chip, self._name = Chip("other.done"), Label("", "second", bold=True, elide=True)
        self._note = Label("", "second", ink="text2", wrap=True)
        head.addWidget(self._chip)
        head.addWidget(self._name, 1)
        self.open_button = Button(say("shell.written.open"), "quiet", small=True, clicked=self._open)
        self.folder_button = Button(say("shell.written.folder"), "quiet", small=True, clicked=self._folder)
        self.copy_button = Button(say("shell.written.copy"), "quiet", small=True, clicked=self._copy)
        for button in (self.open_button, self.folder_button, self.copy_button):
            acts.addWidget(button)
        acts.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addLayout(acts)
        self.hide()

    def show_file(self, path: Path, note: str, can_open: bool = True) -> None:
        """Say that `path` was written; without `can_open` no program of the desk can show it."""
        self._path = path
        self._name.setText(path.name)
        self._note.setText(note)
        self.open_button.setVisible(can_open)
        self.setAccessibleName(f"{path.name} {note}")
        self.show()

    def path(self) -> Path:
        """The file shown last."""
        return self._path

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._path))
