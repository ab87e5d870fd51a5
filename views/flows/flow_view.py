"""One flow in its pane: a caption where two lie side by side, tabs where the file has several planes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bpmn.model import FlowFile
from models.words import say
from views.flows.canvas import FlowCanvas
from views.flows.shown import NO_FEATURE, ShownFlow
from views.shared.buttons import Button
from views.shared.chips import chip_word
from views.shared.labels import Label
from views.shared.panes import Bar, Tabs
from views.shared.tokens import px


class FlowView(QWidget):
    """Shows a flow. `selected(id)` as on the canvas; `shown` is None until there is a flow."""

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: ShownFlow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.caption = Bar(px(28), ground="surface2", pad=12)
        self._title = Label("", "second", bold=True, elide=True)
        self.caption.add(self._title, 1)
        self.caption.hide()
        self.tabs = Tabs([], say("flow_screen.planes"))
        self.tabs.hide()
        self.canvas = FlowCanvas()
        self.canvas.element_selected.connect(self.selected)
        self.canvas.element_activated.connect(self.activated)
        self.canvas.plane_wanted.connect(self.show_plane)
        self.canvas.up_wanted.connect(self.go_up)
        self.crumbs = Bar(px(30), ground="surface2", pad=12)
        self.up_button = Button(say("flow_screen.up"), "quiet", key="Backspace", clicked=self.go_up)
        self._way = Label("", "second", ink="text2", elide=True)
        self.crumbs.add(self.up_button)
        self.crumbs.add(self._way, 1)
        self.crumbs.hide()
        for part in (self.caption, self.tabs, self.crumbs):
            self._column.addWidget(part)
        self._column.addWidget(self.canvas, 1)

    def show_flow(self, shown: ShownFlow) -> None:
        """Show a flow, or the same one as it stands now; place and selection stay for the same one."""
        is_other = self.shown is None or self.shown.row.id != shown.row.id
        is_new = is_other or self.shown is None or self.shown.file is not shown.file
        self.shown = shown
        self._title.setText(shown.row.name)
        if is_other:
            self.canvas.select("")
        if is_new:
            self._offer_planes(shown.file)
            self.canvas.setAccessibleName(say("flow_screen.canvas", flow=shown.row.name))
        self.canvas.set_fit(shown.fits)
        self.canvas.set_badges(shown.badges, shown.tiers)
        self.canvas.set_notes({key: _note(shown, key) for key in shown.elements})
        if is_new:
            self.canvas.show_plane(shown.file, 0)
            self._show_way()

    def show_plane(self, index: int) -> None:
        """Go to another plane of the file."""
        if self.shown is not None and index != self.canvas.plane_index:
            self.canvas.show_plane(self.shown.file, index)
            self._show_way()
            if self.tabs.isVisibleTo(self):
                self.tabs.choose(str(index))

    def go_up(self) -> None:
        """Go to the plane that this one is a part of, with the sub-process selected there."""
        above = self.shown.file.plane_above(self.canvas.plane_index) if self.shown is not None else None
        if above is not None:
            self.show_plane(above[0])
            self.canvas.select(above[1])
            self.canvas.setFocus()

    def _show_way(self) -> None:
        """Tell where this plane lies, if it is a part of another."""
        if self.shown is None or not self.shown.file.planes:
            self.crumbs.hide()
            return
        file, index = self.shown.file, self.canvas.plane_index
        way, above = [_plane_title(file, index)], file.plane_above(index)
        self.crumbs.setVisible(above is not None)
        seen = {index}
        while above is not None and above[0] not in seen:
            seen.add(above[0])
            way.insert(0, _plane_title(file, above[0]))
            above = file.plane_above(above[0])
        self._way.setText(say("flow_screen.way").join(way))

    def reveal(self, element: str) -> bool:
        """Select an element, on whichever plane it is drawn; False if it is drawn nowhere."""
        self.canvas.select(element)
        if self.canvas.selected == element:
            return True
        if self.shown is None:
            return False
        for index, plane in enumerate(self.shown.file.planes):
            if element in {*(one.element for one in plane.shapes), *(one.element for one in plane.edges)}:
                self.show_plane(index)
                self.canvas.select(element)
                return True
        return False

    def _offer_planes(self, file: FlowFile) -> None:
        self._column.removeWidget(self.tabs)
        self.tabs.hide()
        self.tabs.deleteLater()
        titles = [(str(index), _plane_title(file, index)) for index in range(len(file.planes))]
        self.tabs = Tabs(titles if len(titles) > 1 else [], say("flow_screen.planes"))
        self.tabs.setVisible(len(titles) > 1)
        self.tabs.chosen.connect(lambda key: self.show_plane(int(key)))
        self._column.insertWidget(1, self.tabs)


def _plane_title(file: FlowFile, index: int) -> str:
    return file.name_of_plane(index) or say("flow_screen.plane", n=index + 1)


def _note(shown: ShownFlow, element: str) -> str:
    row = shown.elements[element]
    if not row.is_task:
        return ""
    fit = shown.fits.get(element, "")
    words = [] if fit in ("", NO_FEATURE) else [chip_word(f"answer.{fit}")]
    words.append(say("flow_screen.features_of", n=len(row.features)))
    if element in shown.badges:
        words.append(say("flow_screen.gaps_of", gaps=shown.badges[element]))
    return say("flow_screen.join").join(words)
