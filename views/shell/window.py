"""The main window: strips, rail and the stack of screens, and what holds them together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from models.words import say
from views.shared.focus_ring import FocusRing
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.tokens import px, use_theme
from views.shell.facts import ScreenEntry, ShellFacts
from views.shell.feedback import Feedback
from views.shell.finder import find_hits
from views.shell.focus_keeper import FocusKeeper
from views.shell.frame import above, below
from views.shell.key_list import KeyList
from views.shell.menus import Menus, ShellActs
from views.shell.pane_round import all_keys, enter_first, enter_next, pane_keys, panes_of
from views.shell.places import (
    keep_language,
    keep_places,
    keep_screen,
    keep_theme,
    kept_theme,
    last_screen,
    place_splitters,
    place_window,
)
from views.shell.rail import Rail
from views.shell.search_popup import SearchPopup
from views.shell.strips import DemoBar, StatusLine, TopStrip


class MainWindow(QMainWindow):
    """The window of one open project.

    Signals for the application: `new_asked`, `open_asked`, `close_asked`, `role_asked` (F9),
    `theme_chosen(name)`, `language_chosen(code)`.
    """

    new_asked = Signal()
    open_asked = Signal()
    close_asked = Signal()
    role_asked = Signal()
    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, session: Session, entries: Sequence[ScreenEntry], facts: Callable[[], ShellFacts]
    ) -> None:
        """`facts` is asked for the words at the edges after every change; it must be quick."""
        super().__init__()
        self.session, self._entries, self._facts = session, list(entries), facts
        self.screens: dict[str, Screen] = {}
        self._seen: dict[str, frozenset[str] | None] = {}
        self._narrow_wish: dict[str, bool] = {}
        self._key = ""
        self.setMinimumSize(px(960), px(600))
        self._build()
        screens = [(entry.key, say(entry.title_key)) for entry in self._entries]
        self.menus = Menus(self, self.top.menus, self._acts(), screens)
        self.key_list = KeyList(self)
        self.popup = SearchPopup(self.top.search, self.hits, self)
        self.popup.picked.connect(self._go_to_hit)
        self.ring, self.keeper = FocusRing(self), FocusKeeper(self, self.enter_screen)
        self._connect()
        self.refresh_facts()
        self._restore()

    def screen_key(self) -> str:
        """The key of the screen in front."""
        return self._key

    def current_screen(self) -> Screen | None:
        """The screen in front."""
        return self.screens.get(self._key)

    def show_screen(self, key: str) -> Screen:
        """Bring a screen to the front; make it when it is shown first."""
        screen = self._screen(key)
        changed = key != self._key
        self._key = key
        enters = screen.focusWidget() is None and self.stack.isAncestorOf(self.focusWidget())
        self.stack.setCurrentWidget(screen)
        self.rail.show_current(key)
        self._give_room()
        pending = self._seen[key]
        self._seen[key] = None
        if pending is not None:
            screen.refresh(pending)
        if enters:  # the stack itself gives the focus to any first button
            self.enter_screen()
        if changed:
            keep_screen(key)
            screen.shown()
        self.menus.f6_free(not screen.owns_f6)
        self.menus.show_item_actions(screen.item_actions())
        self._show_status()
        return screen

    def open_item(self, key: str, item_id: Hashable) -> None:
        """Show a screen with the cursor on an item."""
        screen = self.show_screen(key)
        if item_id is not None:
            screen.open_item(item_id)

    def enter_screen(self) -> None:
        """Give the focus to the first pane of the screen that takes it."""
        enter_first(panes_of(self.current_screen()))

    def round_panes(self, by: int = 1) -> None:
        """Give the focus to the next pane, the rail included."""
        enter_next([*panes_of(self.current_screen()), self.rail], by)

    def _give_room(self) -> None:
        """The rail as wide as somebody wished it here, else as the screen does."""
        screen = self.current_screen()
        if screen is not None:
            self.rail.use_narrow(self._narrow_wish.get(self._key, screen.narrow_rail))

    def toggle_rail(self) -> None:
        """Narrow or widen the rail, remembered for this screen."""
        wish = not self.rail.is_narrow()
        self._narrow_wish[self._key] = wish
        self.rail.use_narrow(wish)

    def toggle_keys(self) -> None:
        """Show or hide the list of keys."""
        if self.key_list.isVisible():
            self.key_list.close_list()
        else:
            self.key_list.open_list(all_keys(self.current_screen(), self.focusWidget()))

    def refresh_facts(self) -> None:
        """Read the words at the window's edges anew."""
        facts = self._facts()
        for part in (self.top, self.demo, self.rail, self.status):
            part.show_facts(facts)
        self.setWindowTitle(" – ".join(word for word in (facts.project_name, say("shell.program")) if word))

    def hits(self, text: str) -> list[SearchHit]:
        """What the search at the top finds: records of the screens in use, screens, commands."""
        order = sorted(self.screens.values(), key=lambda screen: screen.key != self._key)
        return find_hits(text, order, self._entries, self.menus.actions_listed())

    def back(self) -> None:
        """Esc: close what lies above, stop work, clear an error, leave what is open in the screen."""
        screen = self.current_screen()
        if self.key_list.isVisible():
            self.key_list.close_list()
        elif self.popup.isVisible():
            self.popup.hide()
        elif screen is None:
            return
        elif self.session.is_working():
            screen.work_bar.cancel()
        elif not screen.errors.isHidden():
            screen.errors.clear()
        elif not screen.back():
            self.enter_screen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        keep_places(self, self.screens)
        self.session.wait()
        super().closeEvent(event)

    def _build(self) -> None:
        self.top, self.demo, self.status = TopStrip(), DemoBar(), StatusLine()
        self.rail, self.stack = Rail(self._entries), QStackedWidget()
        self.setMenuWidget(above(self.top, self.demo))
        self.setCentralWidget(below(self.rail, self.stack, self.status))

    def _acts(self) -> ShellActs:
        return ShellActs(
            new=self.new_asked.emit,
            open=self.open_asked.emit,
            close=self.close_asked.emit,
            quit=self.close,
            undo=self.session.undo,
            search=self._go_to_search,
            filter=self._go_to_filter,
            narrow=self.toggle_rail,
            full=lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            next_pane=self.round_panes,
            back_pane=lambda: self.round_panes(-1),
            keys=self.toggle_keys,
            role=self.role_asked.emit,
            theme=self._choose_theme,
            language=self._choose_language,
            screen=self.show_screen,
            front=self.screen_key,
        )

    def _go_to_search(self) -> None:
        _enter_field(self.top.search)

    def _go_to_filter(self) -> None:
        screen = self.current_screen()
        if screen is not None and screen.filter_box is not None:
            _enter_field(screen.filter_box)

    def _choose_theme(self, name: str) -> None:
        keep_theme(name)
        use_theme(kept_theme())
        self.theme_chosen.emit(name)

    def _choose_language(self, code: str) -> None:
        keep_language(code)
        self.language_chosen.emit(code)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._refresh)
        self.feedback = Feedback(session, self.screens, self.current_screen, self)
        self.rail.chosen.connect(self.show_screen)
        self.demo.switch_asked.connect(self.role_asked)
        self.top.member_asked.connect(self.role_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _restore(self) -> None:
        place_window(self)
        keys = [entry.key for entry in self._entries]
        last = last_screen()
        if keys:
            self.show_screen(last if last in keys else keys[0])
        QTimer.singleShot(0, self, self.enter_screen)

    def _screen(self, key: str) -> Screen:
        if key not in self.screens:
            entry = next(entry for entry in self._entries if entry.key == key)
            screen = entry.make(self.session)
            self.screens[key] = screen
            self._seen[key] = frozenset()
            self.stack.addWidget(screen)
            screen.status_changed.connect(self._show_status)
            screen.room_asked.connect(self._give_room)
            screen.open_asked.connect(self.open_item)
            screen.undo_bar.undo_asked.connect(self.session.undo)
            screen.work_bar.cancel_asked.connect(self.session.cancel_work)
            place_splitters(key, screen)
        return self.screens[key]

    def _refresh(self, tables: frozenset[str]) -> None:
        """The screen in front reads at once; others when they are shown next."""
        for key, screen in self.screens.items():
            if key == self._key:
                screen.errors.clear()
                screen.refresh(tables)
            else:
                before = self._seen[key]
                everything = before == frozenset() or not tables
                self._seen[key] = frozenset() if everything else (before or frozenset()) | tables
        self.refresh_facts()
        self._show_status()

    def _go_to_hit(self, hit: SearchHit | None) -> None:
        self.enter_screen()
        if hit is None:
            return
        if hit.act is not None:
            hit.act()
        elif hit.screen:
            self.open_item(hit.screen, hit.item_id)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self:
            self._show_status()

    def _show_status(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            self.status.show_where(screen.status_text())
            self.status.show_keys(pane_keys(screen, self.focusWidget()))


def _enter_field(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()
