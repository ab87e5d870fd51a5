"""The files of a gap: attach, write out, take back; what is larger than the bound is kept by its hash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.errors import UserError
from models.gaps.attachments import Attachment, attach, detach, save_attachment
from models.gaps.detail import GapDetail
from models.words import say
from views.gaps.part import GapPart
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.moments import moment
from views.shared.tokens import px


class AttachmentsPart(GapPart):
    """A line a file with its buttons, and one button to attach another."""

    def build(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self.section.add(inside)
        self.add = Button(say("gap_screen.files.add"), "quiet", small=True, clicked=self._ask)
        self.section.add(self.add)

    def fill(self, detail: GapDetail) -> None:
        self.add.setVisible(self.editable)
        clear(self._column)
        for one in detail.attachments:
            self._column.addWidget(self._line(one))

    def attach_file(self, path: Path) -> None:
        """Attach a file to the gap shown."""
        self.run(lambda gap: attach(self.project, gap, path))

    def save_file(self, one: Attachment, path: Path) -> None:
        """Write a file's content to `path`."""
        try:
            save_attachment(self.project, one.id, path)
        except UserError as error:
            self.session.failed.emit(error.message)

    def _line(self, one: Attachment) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        name = Label(one.name, elide=True)
        name.setToolTip(f"{one.member}　{moment(one.added_at)}\nSHA-256 {one.sha256}")
        row.addWidget(name, 1)
        kept = "" if one.is_kept else say("gaps.files.hash_only")
        row.addWidget(Label(" ".join(filter(None, (_size(one.size), kept))), "second", ink="text2"))
        if one.is_kept:
            save = Button(say("gap_screen.files.save"), "quiet", small=True)
            save.clicked.connect(lambda *_: self._ask_place(one))
            save.setAccessibleName(say("gap_screen.files.save_of", file=one.name))
            row.addWidget(save)
        if self.editable and one.member_id == self.project.member_id:
            back = Button(
                say("gap_screen.files.detach"),
                "quiet",
                small=True,
                clicked=lambda: self.run(lambda gap: detach(self.project, one.id)),
            )
            back.setAccessibleName(say("gap_screen.files.detach_of", file=one.name))
            row.addWidget(back)
        return line

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self.section.window(), say("gap_screen.files.add"))
        for name in chosen:
            self.attach_file(Path(name))

    def _ask_place(self, one: Attachment) -> None:
        title = say("gap_screen.files.save_of", file=one.name)
        chosen, _ = QFileDialog.getSaveFileName(self.section.window(), title, one.name)
        if chosen:
            self.save_file(one, Path(chosen))


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, round(size / 2**10)):,} KB"
