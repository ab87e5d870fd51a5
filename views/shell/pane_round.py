"""The panes of a screen: their order for F6 and the keys they show."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QWidget

from models.words import say
from views.shared.panes import Pane
from views.shared.screen import Screen

_SHOWN = 4
Keys = list[tuple[str, str]]


def panes_of(screen: Screen | None) -> list[Pane]:
    """The visible panes from left to right, then from top to bottom."""
    if screen is None:
        return []
    panes = [pane for pane in screen.findChildren(Pane) if pane.isVisibleTo(screen)]
    places = {pane: pane.mapTo(screen, pane.rect().topLeft()) for pane in panes}
    return sorted(panes, key=lambda pane: (places[pane].x(), places[pane].y()))


def enter_first(panes: Iterable[Pane]) -> bool:
    """Give the focus to the first pane that takes it; False if none does."""
    for pane in panes:
        pane.enter()
        # The application has none before its window is active.
        focused: QWidget | None = pane.window().focusWidget()
        if focused is pane or (focused is not None and pane.isAncestorOf(focused)):
            return True
    return False


def enter_next(panes: list[Pane], by: int) -> None:
    """Give the focus to the pane that is `by` places from the one that has it."""
    focused = QApplication.focusWidget()
    held = [pane is focused or (focused is not None and pane.isAncestorOf(focused)) for pane in panes]
    at = held.index(True) if True in held else -1
    panes[(at + by) % len(panes)].enter()


def pane_keys(screen: Screen, focused: QWidget | None) -> Keys:
    """For the status line: the keys of the focused pane, else of the screen, and the one that lists all."""
    return [*(_own(focused) or screen.key_hints())[:_SHOWN], ("?", say("shell.status.keys_more"))]


def all_keys(screen: Screen | None, focused: QWidget | None) -> Keys:
    """For the list of keys: those of the focused pane, then those of the screen."""
    return list(dict.fromkeys([*_own(focused), *(screen.key_hints() if screen is not None else [])]))


def _own(focused: QWidget | None) -> Keys:
    pane = focused
    while pane is not None and not (isinstance(pane, Pane) and pane.keys):
        pane = pane.parentWidget()
    return list(pane.keys) if isinstance(pane, Pane) else []
