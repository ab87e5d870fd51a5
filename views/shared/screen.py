"""What a screen is to the window: a widget with a name, hints, a search and a way to refresh."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.words import say
from views.shared.error_line import ErrorLine
from views.shared.session import Session
from views.shared.undo_bar import UndoBar
from views.shared.work_bar import WorkBar


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One find of the search at the top: where it leads, and its words. `screen` is a key of the rail."""

    screen: str
    item_id: Hashable
    title: str
    note: str = ""
    icon: str = "list"
    act: Callable[[], object] | None = field(default=None, compare=False)


class Screen(QWidget):
    """Base of the screens on the rail. Put the content with `set_content`.

    Override `refresh` (called when shown first, and for every change with the tables it touched),
    `status_text`, `key_hints`, `search_records`, `open_item`; call `note_status()` when the status changed.
    The error line stands above the content, undo and work bar below it; `narrow_rail` gives the room of the
    rail's words to the screen; with `owns_f6` panes go round by Ctrl+F6 alone. Ctrl+F goes to `filter_box`.
    """

    key = ""
    title_key = ""
    icon = "list"
    narrow_rail = False
    owns_f6 = False

    status_changed = Signal()
    room_asked = Signal()
    """`narrow_rail` is another one now."""
    open_asked = Signal(str, object)
    """(screen key, item id): ask the window for another screen's item."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.filter_box: QLineEdit | None = None
        self.setAccessibleName(say(self.title_key) if self.title_key else "")
        self.errors, self.undo_bar, self.work_bar = ErrorLine(), UndoBar(), WorkBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.errors)
        column.addWidget(self.work_bar)
        column.addWidget(self.undo_bar)
        self._column = column

    def set_content(self, widget: QWidget) -> None:
        """The widget between the error line and the bars."""
        self._column.insertWidget(1, widget, 1)

    def host_bars(self, pane_column: QVBoxLayout) -> None:
        """Move undo and work bar to the foot of a list's own column instead of the screen's whole width."""
        for bar in (self.work_bar, self.undo_bar):
            shown = not bar.isHidden()
            self._column.removeWidget(bar)
            pane_column.addWidget(bar)
            bar.setVisible(shown)

    def shown(self) -> None:
        """The screen came to the front."""

    def refresh(self, tables: frozenset[str]) -> None:
        """Read anew what `tables` touched; an empty set means everything."""

    def status_text(self) -> str:
        """Where I am, for the left of the status bar."""
        return ""

    def key_hints(self) -> list[tuple[str, str]]:
        """(key, word) of the focused pane; panes with `keys` of their own come first."""
        return []

    def search_records(self, text: str) -> list[SearchHit]:
        """The records of this screen that match, best first, at most 20; must be quick."""
        return []

    def open_item(self, item_id: Hashable) -> None:
        """Put the cursor on an item."""

    def item_actions(self) -> list[QAction]:
        """What can be done with the chosen item, for the menu 項目 and the search."""
        return []

    def back(self) -> bool:
        """Esc: leave what is open in the screen; False when there is nothing to leave."""
        return False

    def note_status(self) -> None:
        """Tell the window that status text or key hints changed."""
        self.status_changed.emit()
