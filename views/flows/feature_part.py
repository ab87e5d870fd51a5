"""The features that support the chosen task, and the field that links more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.flows.queries import ElementRow
from models.lists.feature_rows import FeatureRow
from models.words import say
from views.flows.feature_picker import FeaturePicker
from views.flows.feature_search import FeatureIndex
from views.flows.rows import LeadingRow
from views.flows.way_back import WayBack
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.chips import ChipText
from views.shared.inspector import Section
from views.shared.labels import Label
from views.shared.meanings import answer_chip
from views.shared.tokens import px


class FeaturePart(QObject):
    """Fills a section. `index` reads the project's features when they are first searched."""

    link_wanted = Signal(bytes)
    unlink_wanted = Signal(bytes)
    open_wanted = Signal(bytes)

    def __init__(self, section: Section, index: Callable[[], FeatureIndex]) -> None:
        super().__init__(section)
        self.section, self._index = section, index
        self._element: ElementRow | None = None
        self._package: bytes | None = None
        self.rows: list[LeadingRow] = []
        self.add_button = Button(
            say("flow_screen.add"), "quiet", key="L", small=True, bind=True, clicked=self.open
        )
        section.head.add(self.add_button)
        self.picker = FeaturePicker()
        self.picker.picked.connect(self.link_wanted)
        self.way_back = WayBack(self.add_button, self.picker)
        self.picker.closed.connect(self.way_back.go)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        section.add(self.picker)
        section.add(self._inside)

    def show(
        self, element: ElementRow, features: list[FeatureRow], package: bytes | None, refused: str
    ) -> None:
        """Show a task's features with a package's answers; `refused` says why none can be linked."""
        is_new = self._element is None or self._element.id != element.id
        focused = [number for number, row in enumerate(self.rows) if row.hasFocus()]
        self._element, self._package = element, package
        self.add_button.disable(refused)
        self.section.head.show_note(str(len(features)))
        clear(self._column)
        self.rows = [self._row(one, package, not refused) for one in features]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
        if not features:
            self._column.addWidget(Label(say("flow_screen.no_links"), "second", ink="text2", wrap=True))
        if is_new:
            self.picker.hide()
        elif not self.picker.isHidden():
            self.open()
        if focused and not is_new:
            (self.rows[min(focused[0], len(self.rows) - 1)] if self.rows else self.add_button).setFocus()

    def open(self) -> None:
        """Show the field that finds features."""
        if self._element is not None and self.add_button.isEnabled():
            linked = frozenset(one.feature_id for one in self._element.features)
            self.picker.open(self._index(), self._element.name, linked, self._package)

    def _row(self, feature: FeatureRow, package: bytes | None, removable: bool) -> LeadingRow:
        chip = ChipText(answer_chip(feature.answer(package))) if package is not None else None
        row = LeadingRow(feature.key, feature.title, chip, removable=removable)
        row.setToolTip(" › ".join((*feature.path, feature.title)))
        row.followed.connect(lambda: self.open_wanted.emit(feature.id))
        row.removed.connect(lambda: self.unlink_wanted.emit(feature.id))
        return row
