"""The page being read: Markdown in the colours of the theme, links between pages, marked finds."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from models.words import say
from views.help.page_dress import dress
from views.help.pages import linked_page
from views.shared.tokens import colour, px, theme_changed

_WIDEST = 760


class PageView(QTextBrowser):
    """`page_asked(name)` when a link to another page is followed. Nothing else is ever opened or fetched."""

    page_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text, self._words = "", [""]
        self.setAccessibleName(say("help.page"))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(px(20))
        self.anchorClicked.connect(self._follow)
        theme_changed.connect(self._show_anew)

    def show_text(self, text: str, words: list[str]) -> None:
        """Show Markdown from its top, with `words` marked and the first of them in sight."""
        self._text, self._words = text, words
        self._render()
        self.verticalScrollBar().setValue(0)
        marks = self.extraSelections()
        if marks:
            cursor = QTextCursor(marks[0].cursor)
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mark_count(self) -> int:
        """How many finds are marked."""
        return len(self.extraSelections())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pages hold text alone: no picture and no file is loaded, whatever a page says."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), px(_WIDEST)))

    def _render(self) -> None:
        self.document().setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _show_anew(self) -> None:
        place = self.verticalScrollBar().value()
        self._render()
        self.verticalScrollBar().setValue(place)

    def _mark(self) -> None:
        marks = []
        for word in self._words:
            cursor = self.document().find(word) if word else QTextCursor()
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(colour("famber"))
                mark.format.setForeground(colour("onamber"))
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _follow(self, link: QUrl) -> None:
        name = linked_page(link.toString())
        if name is not None:
            self.page_asked.emit(name)
