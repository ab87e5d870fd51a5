"""The menus of the window and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from models.words import language, say
from views.help.opening import Help
from views.shared.tokens import theme

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class ShellActs:
    """What the menus can ask the window to do; `front` tells the key of the screen in front."""

    new: Act
    open: Act
    close: Act
    quit: Act
    undo: Act
    search: Act
    filter: Act
    narrow: Act
    full: Act
    next_pane: Act
    back_pane: Act
    keys: Act
    role: Act
    theme: Callable[[str], object]
    language: Callable[[str], object]
    screen: Callable[[str], object]
    front: Callable[[], str]


class Menus:
    """Fills a menu bar; every action's key works in the whole window."""

    def __init__(
        self, window: QWidget, bar: QMenuBar, acts: ShellActs, screens: Sequence[tuple[str, str]]
    ) -> None:
        """`screens` are (key, title) in the order of the rail."""
        self._window, self._bar, self._acts = window, bar, acts
        self._actions: list[QAction] = []
        self._fill_file_and_edit()
        self._fill_view()
        self.item_menu = self._menu("item")
        self._fill_go(screens)
        self._fill_help()

    def actions_listed(self) -> list[QAction]:
        """All actions, those of the chosen item first, for the search."""
        own = [action for action in self.item_menu.actions() if action.text()]
        return [*own, *self._actions]

    def show_item_actions(self, actions: Sequence[QAction]) -> None:
        """Fill the menu 項目 with what can be done on the screen in front."""
        self.item_menu.clear()
        self.item_menu.addActions(list(actions))
        self.item_menu.menuAction().setEnabled(bool(actions))

    def f6_free(self, free: bool) -> None:
        """Let F6 go round the panes, or leave it to the screen (Ctrl+F6 always goes round)."""
        keys = ["F6", "Ctrl+F6"] if free else ["Ctrl+F6"]
        self._next_pane.setShortcuts([QKeySequence(key) for key in keys])

    def _fill_file_and_edit(self) -> None:
        file, acts = self._menu("file"), self._acts
        self._add(file, "new", acts.new, "Ctrl+N")
        self._add(file, "open", acts.open, "Ctrl+O")
        file.addSeparator()
        self._add(file, "role", acts.role, "F9")
        self._add(file, "close", acts.close, "Ctrl+W")
        self._add(file, "quit", acts.quit, "Ctrl+Q")
        edit = self._menu("edit")
        self._add(edit, "undo", acts.undo, "Ctrl+Z")
        edit.addSeparator()
        self._add(edit, "search", acts.search, "Ctrl+K")
        self._add(edit, "filter", acts.filter, "Ctrl+F")

    def _fill_view(self) -> None:
        view, acts = self._menu("view"), self._acts
        self._add(view, "narrow", acts.narrow, "Ctrl+B")
        self._add(view, "full", acts.full, "F11")
        view.addSeparator()
        self._group(view.addMenu(say("shell.act.theme")), ("light", "dark", "system"), theme(), acts.theme)
        tongue = {"ja": "japanese", "en": "english"}
        menu = view.addMenu(say("shell.act.language"))
        codes = {word: code for code, word in tongue.items()}
        self._group(menu, tuple(codes), tongue[language()], lambda word: acts.language(codes[word]))

    def _fill_go(self, screens: Sequence[tuple[str, str]]) -> None:
        go, acts = self._menu("go"), self._acts
        for number, (key, title) in enumerate(screens, start=1):
            action = go.addAction(title)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _=False, key=key: acts.screen(key))
            self._window.addAction(action)
        go.addSeparator()
        self._next_pane = self._add(go, "next_pane", acts.next_pane, "F6", "Ctrl+F6")
        self._add(go, "back_pane", acts.back_pane, "Shift+F6")

    def _fill_help(self) -> None:
        menu, acts = self._menu("help"), self._acts
        self.help = Help(self._window)
        self._add(menu, "guide", lambda: self.help.open_for(acts.front()), "F1", words="help.act")
        self._add(menu, "keys", acts.keys, "?")
        menu.addSeparator()
        self._add(menu, "about", self.help.open_about, words="help.act")

    def _menu(self, name: str) -> QMenu:
        return self._bar.addMenu(say(f"shell.menu.{name}"))

    def _add(self, menu: QMenu, name: str, act: Act, *keys: str, words: str = "shell.act") -> QAction:
        action = menu.addAction(say(f"{words}.{name}"))
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _=False: act())
        self._window.addAction(action)
        self._actions.append(action)
        return action

    def _group(self, menu: QMenu, names: Sequence[str], chosen: str, act: Callable[[str], object]) -> None:
        group = QActionGroup(menu)
        for name in names:
            action = menu.addAction(say(f"shell.act.{name}"))
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: act(name))
            self._actions.append(action)
