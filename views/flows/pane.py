"""The pane of the canvas: head, filter bar, one flow or two side by side, legend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from models.flows.queries import FlowRow
from models.words import say
from views.flows.bars import FitBar, FlowHead
from views.flows.difference_legend import DifferenceLegend
from views.flows.flow_view import FlowView
from views.flows.legend import Legend
from views.flows.shown import ShownFlow
from views.flows.side_by_side import LinkedScrolling
from views.shared.buttons import Button
from views.shared.empty import EmptyState
from views.shared.panes import Pane, Splitter

_BESIDE = 0.6
"""The smallest zoom at which two flows are laid side by side."""
_KEYS = ("move", "next", "link", "adopt", "gap", "match", "whole", "package", "pan")


class FlowPane(Pane):
    """`selected(view, element id)` tells where something is selected now; "" for nothing."""

    selected = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(
            say("flow_screen.pane"),
            keys=[(say(f"flow_screen.key.{key}"), say(f"flow_screen.key_word.{key}")) for key in _KEYS],
        )
        self.head, self.bar, self.legend = FlowHead(), FitBar(), Legend()
        self.differences = DifferenceLegend()
        self.main, self.beside = FlowView(), FlowView()
        self.active = self.main
        self.beside.hide()
        self.splitter = Splitter(self.main, self.beside)
        self.splitter.setStretchFactor(1, 1)
        self._links = LinkedScrolling(self.main.canvas, self.beside.canvas)
        for part in (self.head, self.bar):
            self.add(part)
        self.add(self.splitter, 1)
        self.add(self.legend)
        self.add(self.differences)
        for view in (self.main, self.beside):
            view.selected.connect(lambda element, view=view: self._select(view, element))
            view.canvas.zoom_changed.connect(self.bar.show_zoom)
        self.bar.zoom_wanted.connect(self._zoom)
        self.bar.fit_wanted.connect(self.fit)
        self.legend.wanted.connect(self.go_to_next)

    def enter(self) -> None:
        """The canvas takes the focus, whatever else could."""
        self.active.canvas.setFocus()

    def show_flow(
        self, flows: Sequence[FlowRow], shown: ShownFlow, package: bytes | None, pair: bool
    ) -> None:
        """Show a flow as it stands now; `pair` says whether there is one to lay beside it."""
        self.main.show_flow(shown)
        numbers = [row.id for row in flows]
        note = say(
            "flow_screen.counts",
            place=numbers.index(shown.row.id) + 1,
            flows=len(flows),
            tasks=len(shown.tasks),
            branches=shown.branch_count,
        )
        self.head.show_flow(flows, shown.row, note, package, pair)
        self._show_counts()

    def show_beside(self, shown: ShownFlow | None) -> None:
        """Lay another flow beside the one in front, or take it away."""
        on = shown is not None
        was = self.beside.isVisibleTo(self)
        if shown is not None:
            self.beside.show_flow(shown)
        self._links.on = False
        for view in (self.main, self.beside):
            view.caption.setVisible(on)
        self.beside.setVisible(on)
        if on and not was:
            half = max(self.splitter.width() // 2, 1)
            self.splitter.setSizes([half, half])
            for view in (self.main, self.beside):
                view.canvas.begin(_BESIDE)
        elif was and not on:
            self.main.canvas.begin()
        self._links.on = on
        if not on:
            self.active = self.main
        self._show_counts()

    def fit(self) -> None:
        """Show the whole; two flows in the same size, as large as the larger one allows."""
        linked, self._links.on = self._links.on, False
        self.main.canvas.fit()
        if self.beside.isVisibleTo(self):
            self.beside.canvas.fit()
            zoom = min(self.main.canvas.zoom, self.beside.canvas.zoom)
            for view in (self.main, self.beside):
                view.canvas.zoom_to(zoom)
        self._links.on = linked

    def search(self, text: str, onward: bool = False) -> bool:
        """Select a task in front whose name has the text, `onward` the next one; False if none has."""
        shown = self.active.shown
        if shown is None or not text.strip():
            return True
        wanted = "".join(text.split()).casefold()
        rows = [one for one in shown.elements.values() if wanted in "".join(one.name.split()).casefold()]
        found = [one.element for one in sorted(rows, key=lambda one: not one.is_task)]
        return (not onward and self.active.canvas.selected in found) or self.go(found)

    def go_to_next(self, fit: str) -> None:
        """Select the next task that fits in this way."""
        shown = self.active.shown
        if shown is not None:
            self.go([key for key in shown.elements if shown.fits.get(key) == fit])

    def go(self, elements: list[str]) -> bool:
        """Select the next of these elements in front; False if none is drawn."""
        chosen = self.active.canvas.selected
        if chosen in elements:
            place = elements.index(chosen) + 1
            elements = elements[place:] + elements[:place]
        return any(self.active.reveal(element) for element in elements)

    def _select(self, view: FlowView, element: str) -> None:
        other = self.beside if view is self.main else self.main
        if element:
            self.active = view
            if other.canvas.selected:
                other.canvas.blockSignals(True)
                other.canvas.select("")
                other.canvas.blockSignals(False)
            self._show_counts()
        self.selected.emit(view, element)

    def _show_counts(self) -> None:
        shown = self.active.shown or self.main.shown
        if shown is not None:
            self.legend.setVisible(bool(shown.fits))
            self.legend.show_counts(shown.counts())

    def _zoom(self, factor: float) -> None:
        canvas = self.active.canvas
        canvas.zoom_by(factor or 1 / canvas.zoom)


def empty_pane(button: Button) -> Pane:
    """What stands where there are no flows; `button` brings the first ones in."""
    pane = Pane(say("flow_screen.pane"))
    pane.add(EmptyState("flow", say("flow_screen.empty"), say("flow_screen.empty_hint"), button), 1)
    return pane
