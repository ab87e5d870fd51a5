"""The button that copies a whole table."""

from __future__ import annotations

from collections.abc import Callable

from models.words import say
from views.shared.buttons import Button


def copy_button(copy: Callable[[], object]) -> Button:
    """A quiet button that says for a while that the table was copied."""
    button = Button(say("indicator_screen.copy"), "quiet", small=True)

    def act() -> None:
        copy()
        button.retitle(say("indicator_screen.copied"))

    button.clicked.connect(lambda *_: act())
    return button
