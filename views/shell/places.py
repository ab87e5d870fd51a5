"""Where things were: window, splitters and the last screen, kept in the user's settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from views.shared.screen import Screen
from views.shared.tokens import Theme, px


def place_window(window: QWidget) -> None:
    """Put a window where it was, or give it the size everything is made for."""
    geometry = QSettings().value("window/geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(px(1280), px(800))


def place_splitters(key: str, screen: Screen) -> None:
    """Put a screen's splitters where they were."""
    for number, splitter in enumerate(screen.findChildren(QSplitter)):
        state = QSettings().value(f"splitters/{key}/{number}")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)


def keep_places(window: QWidget, screens: Mapping[str, Screen]) -> None:
    """Remember a window and the splitters of its screens."""
    settings = QSettings()
    settings.setValue("window/geometry", window.saveGeometry())
    for key, screen in screens.items():
        for number, splitter in enumerate(screen.findChildren(QSplitter)):
            settings.setValue(f"splitters/{key}/{number}", splitter.saveState())


def keep_screen(key: str) -> None:
    """Remember the screen in front."""
    QSettings().setValue("window/screen", key)


def last_screen() -> str:
    """The screen that was in front last; empty at first."""
    return str(QSettings().value("window/screen", ""))


def keep_theme(name: str) -> None:
    """Remember the theme that was chosen."""
    QSettings().setValue("window/theme", name)


def kept_theme() -> Theme:
    """The theme chosen last; at first what the system has."""
    name = QSettings().value("window/theme", "")
    return "light" if name == "light" else "dark" if name == "dark" else "system"


def keep_language(code: str) -> None:
    """Remember the language that was chosen."""
    QSettings().setValue("window/language", code)


def kept_language() -> str:
    """The language chosen last; empty at first."""
    return str(QSettings().value("window/language", ""))
