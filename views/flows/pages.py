"""What fills the screen of flows: the flows, what stands where there are none, or files on their way in."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

_FLOWS, _EMPTY, _IMPORT = range(3)


class FlowPages(QStackedWidget):
    """Three pages; files on their way in stay in front until somebody leaves them."""

    def __init__(self, flows: QWidget, empty: QWidget, importing: QWidget) -> None:
        super().__init__()
        for page in (flows, empty, importing):
            self.addWidget(page)
        self.setCurrentIndex(_EMPTY)

    @property
    def is_importing(self) -> bool:
        """Whether files on their way in are in front."""
        return self.currentIndex() == _IMPORT

    def show_import(self) -> None:
        """Bring files on their way in to the front."""
        self.setCurrentIndex(_IMPORT)

    def show_flows(self, has_any: bool) -> None:
        """Bring the flows to the front, or what stands where there are none."""
        self.setCurrentIndex(_FLOWS if has_any else _EMPTY)

    def settle(self, has_any: bool) -> None:
        """The same unless files are on their way in."""
        if not self.is_importing:
            self.show_flows(has_any)
