"""A requirement as it is written, with the words that restate the current system marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from models.restating.rules import Hit
from views.shared.tokens import theme_changed, tone
from views.shared.type import font


class RequirementText(QLabel):
    """Marked words have the tint of a warning and are underlined. The text is never read as markup."""

    def __init__(self, text: str, hits: Sequence[Hit] = ()) -> None:
        super().__init__()
        self._text, self._hits = text, tuple(hits)
        self.setFont(font())
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        theme_changed.connect(self._fill)
        self._fill()

    def marked_words(self) -> list[str]:
        """The words that are marked."""
        return [hit.word for hit in self._hits]

    def _fill(self) -> None:
        warn = tone("warn")
        style = f"background:{warn.fill.name()};color:{warn.text.name()};text-decoration:underline"
        parts, done = [], 0
        for hit in self._hits:
            parts.append(_shown(self._text[done : hit.start]))
            parts.append(f'<span style="{style}">{_shown(self._text[hit.start : hit.end])}</span>')
            done = hit.end
        self.setText("".join([*parts, _shown(self._text[done:])]) or "—")


def _shown(text: str) -> str:
    return escape(text).replace("\n", "<br>")
