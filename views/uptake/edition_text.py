"""One edition's text, with what is gone struck through or what is new underlined."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from models.lists.editions.differences import Piece
from views.shared.tokens import theme_changed, tone
from views.shared.type import font


class EditionText(QLabel):
    """Removed: bad tone, struck through. Added: ok tone, underlined. Texts are never read as markup."""

    def __init__(self, pieces: list[Piece]) -> None:
        super().__init__()
        self.pieces = pieces
        self.setFont(font())
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("".join(text for _, text in pieces))
        theme_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        added, removed = tone("ok"), tone("bad")
        styles = {
            "added": f"background:{added.fill.name()};color:{added.text.name()};text-decoration:underline",
            "removed": f"background:{removed.fill.name()};color:{removed.text.name()};"
            "text-decoration:line-through",
        }
        shown = []
        for kind, text in self.pieces:
            # Spaces count: a difference in them alone must be seen.
            plain = escape(text).replace("\n", "<br>").replace("  ", "&nbsp;&nbsp;")
            if kind in styles:
                plain = plain.replace(" ", "&nbsp;")
                shown.append(f'<span style="{styles[kind]}">{plain}</span>')
            else:
                shown.append(plain)
        self.setText("".join(shown))
