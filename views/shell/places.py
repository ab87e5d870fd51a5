"""Where things were: window, splitters and the last screen, kept in the user's settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from views.shared.screen import Screen
from views.shared.tokens import px


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
