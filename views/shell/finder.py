"""What the search at the top finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from models.words import say
from views.shared.screen import Screen, SearchHit
from views.shell.facts import ScreenEntry

_A_SCREEN = 6


def find_hits(
    text: str, screens: Sequence[Screen], entries: Sequence[ScreenEntry], actions: Sequence[QAction]
) -> list[SearchHit]:
    """Records of `screens` (at most six of each, in their order), then screens, then commands."""
    wanted = text.casefold()
    hits: list[SearchHit] = []
    if text:
        for screen in screens:
            hits.extend(screen.search_records(text)[:_A_SCREEN])
    for number, entry in enumerate(entries, start=1):
        title = say(entry.title_key)
        if wanted in title.casefold():
            hits.append(SearchHit(entry.key, None, title, f"Ctrl+{number}", entry.icon))
    for action in actions:
        title = action.text().rstrip("…")
        if wanted in title.casefold() and action.isEnabled():
            note = action.shortcut().toString() or say("shell.search.command")
            hits.append(SearchHit("", None, title, note, "right", act=action.trigger))
    return hits
