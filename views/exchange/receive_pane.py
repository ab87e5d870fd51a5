"""受け取る and 渡す: choose or drop files of others, write a package for others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from models.words import say
from views.shared.buttons import Button
from views.shared.choices import Radio
from views.shared.empty import IconMark
from views.shared.labels import Label, separator
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import colour, px
from views.shared.written_line import WrittenLine

SUFFIXES = (".fgx", ".fitgap")


class ReceivePane(Pane):
    """`choose_asked`, `dropped(paths)`; `other_asked` chooses the other side's file, `write_asked` writes."""

    choose_asked = Signal()
    dropped = Signal(object)
    other_asked = Signal()
    write_asked = Signal()

    def __init__(self) -> None:
        keys = [
            (say(f"exchange_screen.key.{one}"), say(f"exchange_screen.key_word.{one}"))
            for one in ("receive", "give")
        ]
        super().__init__(say("exchange_screen.hand"), "right", keys=keys)
        self.head = ScreenHead(say("shell.screen.exchange"))
        self.add(self.head)
        self._known: frozenset[bytes] | None = None
        self.add(self._receive())
        self.add(separator())
        self.add(self._give())
        self.column.addStretch(1)

    def known(self) -> frozenset[bytes] | None:
        """What the other side has; None for a package of everything."""
        return self._known if self.lacking_radio.isChecked() else None

    def show_total(self, count: int) -> None:
        """Say how many changes all are."""
        self._all_note.setText(say("exchange_screen.give.all_note", n=count, count=f"{count:,}"))

    def show_other(self, names: str, known: frozenset[bytes], count: int) -> None:
        """Say what the other side's files hold, and how many changes it lacks."""
        self._known = known
        key = "exchange_screen.give.lacks" if count else "exchange_screen.give.lacks_nothing"
        self._other_note.setText(say(key, names=names, n=count, count=f"{count:,}"))
        self.lacking_radio.setChecked(True)
        self._settle()

    def show_signer(self, signed: bool) -> None:
        """Say when a package could not be signed."""
        self._unsigned.setVisible(not signed)

    def _receive(self) -> QFrame:
        part = _Part()
        part.column.addWidget(Label(say("exchange_screen.receive.title"), "title", bold=True))
        part.column.addWidget(Label(say("exchange_screen.receive.text"), "second", ink="text2", wrap=True))
        self.drop_area = DropArea()
        self.drop_area.dropped.connect(self.dropped)
        self.choose_button = Button(
            say("exchange_screen.receive.choose"),
            "primary",
            key="R",
            bind=True,
            clicked=self.choose_asked.emit,
        )
        self.drop_area.column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        part.column.addWidget(self.drop_area)
        return part

    def _give(self) -> QFrame:
        part = _Part()
        part.column.addWidget(Label(say("exchange_screen.give.title"), "title", bold=True))
        part.column.addWidget(Label(say("exchange_screen.give.text"), "second", ink="text2", wrap=True))
        self.all_radio = Radio(say("exchange_screen.give.all"))
        self.lacking_radio = Radio(say("exchange_screen.give.lacking"))
        self.all_radio.setChecked(True)
        for radio in (self.all_radio, self.lacking_radio):
            radio.toggled.connect(self._settle)
        self._all_note = Label("", "second", ink="text2")
        self._other_note = Label(say("exchange_screen.give.choose_other"), "second", ink="text2", wrap=True)
        self.other_button = Button(
            say("exchange_screen.give.their_file"), small=True, icon="file", clicked=self.other_asked.emit
        )
        for radio, note in ((self.all_radio, self._all_note), (self.lacking_radio, self._other_note)):
            part.column.addWidget(radio)
            row = QHBoxLayout()
            row.setContentsMargins(px(24), 0, 0, 0)
            row.addWidget(note, 1)
            if radio is self.lacking_radio:
                row.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignTop)
            part.column.addLayout(row)
        self._unsigned = Label(say("exchange_screen.give.unsigned"), "second", ink="warn", wrap=True)
        self._unsigned.hide()
        part.column.addWidget(self._unsigned)
        self.write_button = Button(
            say("exchange_screen.give.write"), key="W", icon="open", bind=True, clicked=self.write_asked.emit
        )
        part.column.addWidget(self.write_button)
        self.written = WrittenLine()
        part.column.addWidget(self.written)
        return part

    def _settle(self) -> None:
        lacking = self.lacking_radio.isChecked()
        self.write_button.disable(
            say("exchange_screen.give.choose_other") if lacking and self._known is None else ""
        )


class DropArea(QFrame):
    """A dashed place where files can be dropped."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(16), px(16), px(16))
        self.column.setSpacing(px(8))
        self.column.addWidget(IconMark("save"), 0, Qt.AlignmentFlag.AlignHCenter)
        text = Label(say("exchange_screen.receive.drop"), "second", ink="text2", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("accent" if self._over else "linestrong"), 1.5 if self._over else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colour("accenttint" if self._over else "surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.end()


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of a drag; any name is taken, since reading says what is wrong with a file."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class _Part(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(14), px(16), px(14))
        self.column.setSpacing(px(8))
