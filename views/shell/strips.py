"""The strips around the screens: top strip, demo bar, status line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from models.words import say
from views.shared.buttons import Button
from views.shared.empty import IconMark
from views.shared.fields import SearchBox
from views.shared.labels import KeyHint, Label, separator
from views.shared.signs import paint_sign
from views.shared.tokens import colour, height, px, tone
from views.shared.type import font
from views.shell.facts import ShellFacts


class TopStrip(QFrame):
    """Menu bar, project name, search, online state, member. `member_asked` when the member is clicked."""

    member_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(height("top"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), 0, px(8), 0)
        row.setSpacing(px(8))
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setFont(font("second"))
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(self.menus)
        line = separator(vertical=True)
        line.setFixedHeight(px(18))
        row.addWidget(line)
        row.addSpacing(px(4))
        self._project = Label("", "second", bold=True, elide=True)
        row.addWidget(self._project, 1)
        self.search = SearchBox(say("shell.top.search_prompt"), key=say("shell.top.search_key"))
        self.search.setMinimumWidth(px(180))
        self.search.setMaximumWidth(px(300))
        self.search.setFixedHeight(px(26))
        row.addWidget(self.search, 1)
        row.addSpacing(px(4))
        self._cloud = IconMark("cloud-off", 16)
        self._online = Label("", "second", ink="text2")
        row.addWidget(self._cloud)
        row.addWidget(self._online)
        self.member = Button("", "bare", icon="person", small=True)
        self.member.clicked.connect(lambda *_: self.member_asked.emit())
        row.addWidget(self.member)

    def show_facts(self, facts: ShellFacts) -> None:
        """Show another project, member and online state."""
        self._project.setText(facts.project_name)
        self._online.setText(say("shell.top.online" if facts.online else "shell.top.offline"))
        self._cloud.show_icon("online" if facts.online else "cloud-off")
        self.member.retitle(facts.member)
        self.member.setAccessibleName(say("shell.top.member", member=facts.member))
        self.member.setVisible(bool(facts.member))


class DemoBar(QFrame):
    """Says that this is a sample with made-up identities; `switch_asked` to play another role."""

    switch_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "demo")
        self.setFixedHeight(height("demo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 1)
        row.setSpacing(px(8))
        self._sentence = Label("", "second", ink="warn", elide=True)
        self.button = Button(say("shell.demo.switch"), key=say("shell.demo.key"), small=True)
        self.button.clicked.connect(lambda *_: self.switch_asked.emit())
        row.addWidget(_Info())
        row.addWidget(self._sentence, 1)
        row.addWidget(self.button)
        self.hide()

    def show_facts(self, facts: ShellFacts) -> None:
        """Show for samples only."""
        self._sentence.setText(say("shell.demo.sentence", member=facts.member))
        self.setVisible(facts.demo)


class StatusLine(QFrame):
    """Where I am at the left; the keys of the focused pane; what is saved at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setProperty("edge", "top")
        self.setAccessibleName(say("shell.status.name"))
        self.setFixedHeight(height("status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(12))
        self._where = Label("", "small", ink="text2", elide=True)
        row.addWidget(self._where, 1)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(px(12))
        row.addLayout(self._keys)
        line = separator(vertical=True)
        line.setFixedHeight(px(12))
        row.addWidget(line)
        self._saved = Label("", "small", ink="text2")
        self._ledger = Label("", "small", ink="text2", number=True)
        self._mark = _Saved()
        for part in (self._mark, self._saved, self._ledger):
            row.addWidget(part)
        row.setSpacing(px(8))
        self._shown: list[tuple[str, str]] = []

    def show_where(self, text: str) -> None:
        """Show where I am."""
        self._where.setText(text)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show at most five keys and their words."""
        wanted = list(keys)[:5]
        if wanted == self._shown:
            return
        self._shown = wanted
        while self._keys.count():
            item = self._keys.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, word in wanted:
            self._keys.addWidget(KeyHint(key, word))

    def show_facts(self, facts: ShellFacts) -> None:
        """Show what is saved."""
        saved = say("shell.status.saved", time=facts.saved_at) if facts.saved_at else ""
        self._saved.setText(say("shell.status.readonly") if facts.readonly else saved)
        self._mark.setVisible(bool(saved) and not facts.readonly)
        count = facts.ledger_count
        self._ledger.setText("" if count is None else say("shell.status.ledger", n=f"{count:,}"))


class _Info(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "info", tone("warn").text, 1.3)
        painter.end()


class _Saved(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(12), px(12))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), "check", colour("text2"))
        painter.end()
