"""The window of the help: pages at the left, the page being read at the right; F1 or Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.words import say
from views.help.about import filled_page
from views.help.page_list import PageList
from views.help.page_view import PageView
from views.help.pages import find_pages, page_title
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.fields import SearchBox
from views.shared.focus_ring import FocusRing
from views.shared.labels import Label
from views.shared.panes import Bar, Pane, Splitter
from views.shared.tokens import height, px


class HelpWindow(QWidget):
    """Stands beside the window it belongs to and stays open while the work goes on there."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setWindowTitle(say("help.window", program=say("shell.program")))
        self.setMinimumSize(px(560), px(400))
        self.name = ""
        self._before: list[str] = []
        self.list, self.view = PageList(), PageView()
        self.search = SearchBox(say("help.search"), say("help.search_prompt"), "Ctrl+F")
        self.back_button = Button(say("help.back"), "quiet", key="Alt+←", icon="left", clicked=self.go_back)
        self.close_button = Button(say("help.close"), "quiet", key="Esc", clicked=self.close)
        self._splitter = Splitter(self._left(), self._right())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.ring = FocusRing(self)
        self._connect()
        self._place(owner)
        self.list.show_all("")

    def open_page(self, name: str) -> None:
        """Show a page, put the window in front and the focus on the page."""
        self.search.clear()
        self._search("")
        self._go(name)
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Show the page that was read before."""
        if self._before:
            self._show(self._before.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = QSettings()
        settings.setValue("help/geometry", self.saveGeometry())
        settings.setValue("help/splitter", self._splitter.saveState())
        super().closeEvent(event)

    def _left(self) -> Pane:
        pane = Pane(say("help.pages"), "right")
        bar = Bar(height("head"), pad=12)
        bar.add(self.search, 1)
        self._nothing = EmptyState("search", say("help.nothing"), say("help.nothing_hint"))
        self._nothing.hide()
        pane.add(bar)
        pane.add(self.list, 1)
        pane.add(self._nothing, 1)
        pane.setMinimumWidth(px(180))
        return pane

    def _right(self) -> Pane:
        pane = Pane(say("help.page"))
        head = Bar(height("head"), pad=12)
        self._title = Label("", "second", ink="text2", elide=True)
        head.add(self.back_button)
        head.add(self._title, 1)
        head.add_right(self.close_button)
        pane.add(head)
        pane.add(self.view, 1)
        pane.setMinimumWidth(px(320))
        return pane

    def _connect(self) -> None:
        self.list.page_chosen.connect(self._go)
        self.list.entered.connect(self.view.setFocus)
        self.view.page_asked.connect(self._go)
        self.search.typed.connect(self._search)
        self.search.returnPressed.connect(self._take_first)
        for keys, act in (
            ("F1", self.close),
            ("Ctrl+F", self._enter_search),
            ("Alt+Left", self.go_back),
            ("Down", self._enter_list),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.search if keys == "Down" else self)
            if keys == "Down":
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _place(self, owner: QWidget) -> None:
        settings = QSettings()
        geometry, state = settings.value("help/geometry"), settings.value("help/splitter")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(px(940), px(720))
            corner = owner.frameGeometry().topRight()
            self.move(max(0, corner.x() - self.width() - px(24)), corner.y() + px(64))
        if not (isinstance(state, QByteArray) and self._splitter.restoreState(state)):
            self._splitter.setSizes([px(220), px(720)])

    def _go(self, name: str) -> None:
        """Show a page and remember the one that is left."""
        if self.name and self.name != name:
            self._before.append(self.name)
        self._show(name)

    def _show(self, name: str) -> None:
        self.name = name
        self._title.setText(page_title(name))
        self.view.show_text(filled_page(name), self.search.text().split())
        self.list.choose(name)
        self.back_button.disable("" if self._before else say("help.no_back"))

    def _search(self, text: str) -> None:
        if text.strip():
            hits = find_pages(text)
            self.list.show_hits(hits, self.name)
        else:
            hits = []
            self.list.show_all(self.name)
        nothing = bool(text.strip()) and not hits
        self.list.setVisible(not nothing)
        self._nothing.setVisible(nothing)
        if self.name:
            self.view.show_text(filled_page(self.name), text.split())

    def _take_first(self) -> None:
        """Enter in the search: read the page with the cursor, else the first one found."""
        self._search(self.search.text())
        names = self.list.names()
        if self.search.text().strip() and names and self.list.isVisible():
            self._go(self.list.current_name() or names[0])
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
