"""A text with what was added and taken away against the text it grew from."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from views.shared.tokens import theme_changed, tone
from views.shared.type import font

_LONGEST = 4000


def differences(base: str, text: str) -> list[tuple[str, str]]:
    """Pieces of (equal | added | removed, text); texts beyond comparing come back as one equal piece."""
    if max(len(base), len(text)) > _LONGEST:
        return [("equal", text)]
    found: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            found.append(("equal", text[first:last]))
            continue
        if end > start:
            found.append(("removed", base[start:end]))
        if last > first:
            found.append(("added", text[first:last]))
    return found


class MarkedText(QLabel):
    """Added: ok tone, underlined. Removed: bad tone, struck through. Texts are never read as markup."""

    def __init__(self, text: str = "", base: str | None = None) -> None:
        super().__init__()
        self._text, self._base = text, base
        self.setFont(font())
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme_changed.connect(self._fill)
        self._fill()

    def show_text(self, text: str, base: str | None = None) -> None:
        """Show another text, marked against `base` where there is one."""
        self._text, self._base = text, base
        self._fill()

    def whole_text(self) -> str:
        """The text without marks."""
        return self._text

    def _fill(self) -> None:
        self.setAccessibleName(self._text)
        if self._base is None:
            self.setText(escape(self._text).replace("\n", "<br>"))
            return
        added, removed = tone("ok"), tone("bad")
        styles = {
            "added": f"background:{added.fill.name()};color:{added.text.name()};text-decoration:underline",
            "removed": f"color:{removed.text.name()};text-decoration:line-through",
        }
        pieces = []
        for kind, piece in differences(self._base, self._text):
            shown = escape(piece).replace("\n", "<br>")
            pieces.append(f'<span style="{styles[kind]}">{shown}</span>' if kind in styles else shown)
        self.setText("".join(pieces))
