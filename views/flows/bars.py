"""The head of the screen (which flow) and the bar below it (whose fit, search, zoom)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from models.flows.queries import FlowRow
from models.flows.rules import FLOW_KINDS
from models.words import say
from views.flows.works import of_kind
from views.flows.writing import COMPARISON, PICTURES, TABLE, TEMPLATE
from views.shared.buttons import Button, Segments
from views.shared.choices import Choice
from views.shared.fields import SearchBox
from views.shared.labels import Label
from views.shared.panes import Bar, FilterBar
from views.shared.toggle import ToggleButton
from views.shared.tokens import height, px


class FlowHead(Bar):
    """Tells which flow, kind, layout, import and export (its ending, "" for the original) are wanted."""

    flow_wanted = Signal(bytes)
    kind_wanted = Signal(str)
    layout_wanted = Signal(str)
    scenarios_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(height("head"), pad=12)
        self.choice = Choice([], say("flow_screen.choose"))
        self.choice.setMaximumWidth(px(210))
        self.choice.picked.connect(lambda key: self.flow_wanted.emit(bytes.fromhex(key)))
        self._note = Label("", "second", ink="text2", elide=True)
        self.kinds = Segments(
            [(kind, say(f"flow_screen.kinds.{kind}")) for kind in FLOW_KINDS], say("flow_screen.kind")
        )
        self.kinds.chosen.connect(self.kind_wanted)
        self.pair = Segments(
            [("pair", say("flow_screen.pair")), ("overlay", say("flow_screen.overlay"))],
            say("flow_screen.layout"),
        )
        self.pair.chosen.connect(self._layout_pressed)
        self._layout = ""
        self.has_comparison = False
        self.scenarios = Segments([("scenarios", say("flow_scenarios.title"))], say("flow_scenarios.title"))
        self.scenarios.setToolTip(say("flow_scenarios.button_tip"))
        self.scenarios.chosen.connect(lambda _: self.scenarios_wanted.emit())
        self.import_button = Button(say("flow_screen.bring_in"), clicked=self.import_wanted.emit)
        self.export_button = Button(say("flow_screen.take_out"), clicked=self._offer_exports)
        self.add(self.choice)
        self.add(self._note, 1)
        for part in (self.kinds, self.pair, self.scenarios, self.import_button, self.export_button):
            self.add_right(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the counts, the list of flows tells them."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        self._note.setText(self.choice.toolTip() if self.width() >= px(900) else "")

    def show_flows(self, flows: Sequence[FlowRow]) -> None:
        """Offer all flows."""
        self.choice.set_choices([(flow.id.hex(), flow.name) for flow in flows])

    def show_flow(
        self, flows: Sequence[FlowRow], shown: FlowRow, note: str, package: bytes | None, pair: bool
    ) -> None:
        """Show which flow is in front; kinds that the same work has no flow of can't be chosen."""
        self.choice.choose(shown.id.hex())
        self.choice.setToolTip(note)
        self._tell()
        for kind in FLOW_KINDS:
            there = of_kind(flows, shown, kind, package) is not None
            reason = "" if there else say("flow_screen.no_kind", kind=say(f"flow_screen.kinds.{kind}"))
            self.kinds.enable(kind, reason)
        self.kinds.choose(shown.kind)
        for layout in ("pair", "overlay"):
            self.pair.enable(layout, "" if pair else say("flow_screen.no_pair"))
        if not pair:
            self.show_layout("")

    def show_layout(self, layout: str) -> None:
        """Show whether two flows lie side by side (pair) or in one picture (overlay)."""
        self._layout = layout
        self.pair.choose(layout)

    def show_scenarios(self, count: int, is_open: bool) -> None:
        """Show how many scenarios the flow has, and whether they are shown."""
        self.scenarios.retitle("scenarios", say("flow_scenarios.button", n=count))
        self.scenarios.choose("scenarios" if is_open else "")

    def _layout_pressed(self, layout: str) -> None:
        self.show_layout("" if layout == self._layout else layout)
        self.layout_wanted.emit(self._layout)

    def _offer_exports(self) -> None:
        menu = QMenu(self)
        compared = [COMPARISON] if self.has_comparison else []
        for ending in ("", *PICTURES, TABLE, *compared, TEMPLATE):
            action = menu.addAction(say(f"flow_screen.export.{ending or 'original'}"))
            action.triggered.connect(lambda _=False, ending=ending: self.export_wanted.emit(ending))
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))


class FitBar(FilterBar):
    """`package_wanted(id)` (b"" switches the colours off), `search_wanted(text)`, zoom buttons."""

    package_wanted = Signal(bytes)
    zoom_wanted = Signal(float)
    fit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[bytes] = []
        self._title = Label(say("flow_screen.fit"), "second", ink="text2")
        self.add(self._title)
        self.packages = Segments([], say("flow_screen.fit"))
        self.add(self.packages)
        self.differences = ToggleButton("")
        self.differences.setChecked(True)
        self.differences.setToolTip(say("flow_comparison.screen.toggle_hint"))
        self.differences.hide()
        self.add(self.differences)
        self.search = SearchBox(say("flow_screen.search"), say("flow_screen.search"), key="Ctrl+F")
        self.search.setMinimumWidth(px(90))
        self.search.setMaximumWidth(px(170))
        self.out = Button("", icon="minus", clicked=lambda: self.zoom_wanted.emit(0.8))
        self.out.setAccessibleName(say("flow_screen.zoom_out"))
        self.zoom = Button("100%", clicked=lambda: self.zoom_wanted.emit(0.0))
        self.zoom.setFixedWidth(px(58))
        self.zoom.setToolTip(say("flow_screen.zoom_full"))
        self.closer = Button("", icon="plus", clicked=lambda: self.zoom_wanted.emit(1.25))
        self.closer.setAccessibleName(say("flow_screen.zoom_in"))
        self.whole = Button(say("flow_screen.whole"), icon="fit", clicked=self.fit_wanted.emit)
        self.whole.setToolTip("Ctrl+0")
        for part in (self.search, self.out, self.zoom, self.closer, self.whole):
            self.add_right(part)
        self.right.setSpacing(px(6))

    def show_packages(self, packages: Sequence[tuple[bytes, str]], chosen: bytes | None) -> None:
        """Offer the packages, the first nine by key too."""
        if self._ids != [key for key, _ in packages]:
            self._ids = [key for key, _ in packages]
            fresh = Segments([(key.hex(), name) for key, name in packages], say("flow_screen.fit"))
            fresh.chosen.connect(lambda key: self.package_wanted.emit(bytes.fromhex(key)))
            self.left.replaceWidget(self.packages, fresh)
            self.packages.hide()
            self.packages.deleteLater()
            self.packages = fresh
        self._title.setVisible(bool(packages))
        self.packages.setVisible(bool(packages))
        self.packages.choose(chosen.hex() if chosen else "")

    def bind_numbers(self, owner: QWidget) -> None:
        """Let 1…9 choose a package; the key of the chosen one switches the colours off and on."""
        for number in range(1, 10):
            key = QShortcut(QKeySequence(str(number)), owner)
            key.activated.connect(self._chooser(number - 1))

    def mark_search(self, found: bool) -> None:
        """Show whether the text in the search field was found."""
        self.search.setProperty("wrong", "false" if found else "true")
        self.search.style().unpolish(self.search)
        self.search.style().polish(self.search)
        self.search.setToolTip("" if found else say("flow_screen.not_found", text=self.search.text()))

    def show_zoom(self, zoom: float) -> None:
        """Show the canvas's zoom."""
        self.zoom.retitle(f"{zoom:.0%}")
        self.zoom.setAccessibleName(say("flow_screen.zoom", zoom=f"{zoom:.0%}"))

    def _chooser(self, place: int) -> Callable[[], None]:
        def choose() -> None:
            if place < len(self._ids):
                wanted = self._ids[place]
                self.package_wanted.emit(b"" if self.packages.key() == wanted.hex() else wanted)

        return choose
