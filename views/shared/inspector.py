"""The inspector beside a list: a head that stays, numbered sections, history drawer and actions below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from models.words import say
from views.shared.buttons import Button
from views.shared.chips import Asker, AskerBoxes, Chip, ChipText
from views.shared.empty import EmptyState
from views.shared.history import HistoryDrawer, HistoryLine
from views.shared.labels import KeyHint, Label
from views.shared.panes import Pane, SectionHead
from views.shared.tokens import px

_WIDE = 640


class Section(QFrame):
    """A numbered section: `add` puts widgets below its head. Alt+number gives its first field the focus."""

    def __init__(self, title: str, number: int = 0, note: str = "") -> None:
        super().__init__()
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "surface")
        self.setAccessibleName(title)
        self.number = number
        self.first: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(8), px(16), px(12))
        self.column.setSpacing(px(6))
        self.head = SectionHead(title, number, note, say("shell.inspector.jump", n=number) if number else "")
        self.column.addWidget(self.head)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self.column.addWidget(widget)

    def enter(self) -> bool:
        """Give the focus to `first` or else the first field; False if there is none."""
        if self.first is not None and self.first.isVisibleTo(self):
            self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        for child in self.findChildren(QWidget):
            if (
                child.focusPolicy() & Qt.FocusPolicy.TabFocus
                and child.isVisibleTo(self)
                and child.isEnabled()
            ):
                child.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False


class Inspector(Pane):
    """A pane about one item. Fill it with `show_head`, `add_section`, `show_history` and `add_action`.

    From 640 px on the sections stand in two columns, the first half left. Without an item it shows `empty`.
    `step_asked(±1)` on Alt+↑↓: connect it to the table's `step`.
    """

    step_asked = Signal(int)

    def __init__(
        self, name: str, empty: EmptyState | None = None, keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(name, keys=keys)
        self.setMinimumWidth(px(280))
        self.sections: list[Section] = []
        self._columns = 1
        self._stack = QStackedLayout()
        self.column.addLayout(self._stack)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = _Head()
        column.addWidget(self._head)
        column.addWidget(self._scroll(), 1)
        self.drawer = HistoryDrawer()
        column.addWidget(self.drawer)
        self.action_bar, self._actions = _action_bar()
        column.addWidget(self.action_bar)
        self._empty = empty or EmptyState("list", say("shell.inspector.empty"))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)
        for number in range(1, 10):
            jump = QShortcut(QKeySequence(f"Alt+{number}"), self)
            jump.activated.connect(lambda number=number: self.jump(number))
        for combination, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            step = QShortcut(QKeySequence(combination), self)
            step.activated.connect(lambda by=by: self.step_asked.emit(by))
        grow = QShortcut(QKeySequence(say("shell.inspector.history_key")), self)
        grow.activated.connect(self.drawer.toggle)

    def show_head(
        self,
        item_id: str,
        title: str,
        chips: Sequence[ChipText] = (),
        sub: str = "",
        askers: Sequence[Asker] = (),
    ) -> None:
        """Show an item: its number, chips, title, and a line about it."""
        self._head.show_item(item_id, title, chips, sub, askers)
        self._stack.setCurrentIndex(1)

    def show_empty(self) -> None:
        """Show that no item is chosen."""
        self._stack.setCurrentIndex(0)

    def add_section(self, title: str, number: int = 0, note: str = "") -> Section:
        """A new section at the end."""
        made = Section(title, number, note)
        self.sections.append(made)
        self._arrange()
        return made

    def add_action(self, button: Button) -> None:
        """A button in the bar at the bottom."""
        self._actions.insertWidget(self._actions.count() - 1, button)
        self.action_bar.show()

    def add_condition(self, widget: QWidget) -> None:
        """What stands at the right of the actions (提出の条件 5／5)."""
        self._actions.addWidget(widget)
        self.action_bar.show()

    def show_history(self, lines: Sequence[HistoryLine], note: str = "") -> None:
        """The latest lines of the item's history, newest first."""
        self.drawer.show_lines(lines, note)

    def jump(self, number: int) -> None:
        """Scroll to a section and give it the focus."""
        for section in self.sections:
            if section.number == number and section.isVisibleTo(self):
                self._area.ensureWidgetVisible(section, 0, px(12))
                section.enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = 2 if self.width() >= px(_WIDE) else 1
        if wanted != self._columns:
            self._columns = wanted
            self._arrange()

    def _scroll(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._sides: list[QVBoxLayout] = []
        for _ in range(2):
            part = QFrame()
            part.setProperty("ground", "surface")
            side = QVBoxLayout(part)
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(0)
            side.addStretch(1)
            self._sides.append(side)
            row.addWidget(part, 1)
        self._second = part
        self._second.setProperty("edge", "left")
        self._sides[1].setContentsMargins(1, 0, 0, 0)
        self._second.hide()
        self._area.setWidget(inside)
        return self._area

    def _arrange(self) -> None:
        two = self._columns == 2
        half = len(self.sections) - sum(not section.isHidden() for section in self.sections) // 2
        focused = self.window().focusWidget()
        self._second.setVisible(two)
        for number, section in enumerate(self.sections):
            side = self._sides[1 if two and number >= half else 0]
            for other in self._sides:
                other.removeWidget(section)
            put_away = section.isHidden() and section.testAttribute(
                Qt.WidgetAttribute.WA_WState_ExplicitShowHide
            )
            side.insertWidget(side.count() - 1, section)
            section.setVisible(not put_away)
        if self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)  # a widget loses it when it moves


class _Head(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("edge", "bottom")
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(3))
        self._top, self._low = QHBoxLayout(), QHBoxLayout()
        self._top.setSpacing(px(8))
        self._low.setSpacing(px(8))
        self._id = Label("", "second", ink="text2", number=True)
        self._title = Label("", "title", bold=True, wrap=True)
        self._sub = Label("", "second", ink="text2", elide=True)
        self._askers = AskerBoxes()
        self._chips: list[Chip] = []
        self._top.addWidget(self._id)
        self._top.addStretch(1)
        self._top.addWidget(Label(say("shell.inspector.step"), "small", ink="text2"))
        self._top.addWidget(KeyHint(say("shell.inspector.step_key")))
        self._low.addWidget(self._askers)
        self._low.addWidget(self._sub, 1)
        column.addLayout(self._top)
        column.addWidget(self._title)
        column.addLayout(self._low)

    def show_item(
        self, item_id: str, title: str, chips: Sequence[ChipText], sub: str, askers: Sequence[Asker]
    ) -> None:
        self._id.setText(item_id)
        self._title.setText(title)
        self._sub.setText(sub)
        self._askers.show_askers(askers)
        self._askers.setVisible(bool(askers))
        for old in self._chips:
            self._top.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [Chip(chip.key, chip.text) for chip in chips]
        for number, chip in enumerate(self._chips):
            self._top.insertWidget(1 + number, chip)


def _action_bar() -> tuple[QFrame, QHBoxLayout]:
    bar = QFrame()
    bar.setProperty("ground", "surface")
    bar.setProperty("edge", "top")
    row = QHBoxLayout(bar)
    row.setContentsMargins(px(16), px(6), px(16), px(6))
    row.setSpacing(px(8))
    row.addStretch(1)
    bar.hide()
    return bar, row
