"""What the screen does about another flow of the same work: comparing, marking, correcting, raising gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.errors import UserError
from models.flows.comparison import FlowDifference
from models.flows.comparison_words import kind_word
from models.flows.queries import ElementRow, FlowRow
from models.flows.settling import settle
from models.gaps.labels import gap_labels
from models.gaps.sources import Source
from models.words import say
from views.flows.compared import Compared, read_compared
from views.flows.flow_view import FlowView
from views.flows.gap_part import gap_lines
from views.flows.inspector import FlowInspector
from views.flows.pane import FlowPane
from views.flows.rights import Rights
from views.flows.shown import ShownFlow
from views.flows.works import counterpart
from views.shared.session import Session

_AT_ONCE = 160_000
"""Pairs of tasks that are compared in half a second or so; larger flows wait until somebody asks."""


class Differing:
    """Keeps which flow the shown one is compared with, and shows the comparison on pane and inspector.

    `show_flow` brings a flow to the front, as the screen does.
    """

    def __init__(
        self,
        session: Session,
        pane: FlowPane,
        inspector: FlowInspector,
        show_flow: Callable[[bytes], None],
    ) -> None:
        self._session, self._pane, self._inspector, self._show_flow = session, pane, inspector, show_flow
        self._chosen: dict[bytes, bytes] = {}
        self._gone: Mapping[str, str] = {}
        self._wished, self._asked = True, set[frozenset[bytes]]()
        self._waiting: frozenset[bytes] | None = None
        self.compared: Compared | None = None
        pane.bar.differences.toggled.connect(self._switch)
        pane.differences.wanted.connect(self.go_to_next)
        pane.differences.other_wanted.connect(self._choose)
        pane.differences.raise_button.clicked.connect(lambda *_: inspector.gaps.open())
        inspector.matching.settled.connect(self._settle)
        inspector.matching.followed.connect(self._follow)

    @property
    def on(self) -> bool:
        """Whether differences are shown."""
        return self.compared is not None and self._pane.bar.differences.isChecked()

    def other_of(self, flows: Sequence[FlowRow], shown: FlowRow, package: bytes | None) -> FlowRow | None:
        """The flow to compare with: the one a person chose, or the other one of the same work."""
        chosen = self._chosen.get(shown.id)
        found = next((flow for flow in flows if flow.id == chosen and flow.id != shown.id), None)
        return found or counterpart(flows, shown, package)

    def compare(
        self, flows: Sequence[FlowRow], shown: ShownFlow, other: FlowRow | None, overlay: bool
    ) -> ShownFlow:
        """Compare anew; gives back what is to be shown, with what is gone laid in if `overlay`."""
        self.compared, self._gone, self._waiting = None, {}, None
        if other is None or not shown.file.elements:
            return shown
        both = frozenset((shown.row.id, other.id))
        if shown.row.task_count * other.task_count > _AT_ONCE and both not in self._asked:
            self._waiting = both
            return shown
        try:
            found = read_compared(self._session.project, shown.row, other, flows)
        except UserError:
            return shown  # said already where the flow itself is read
        self.compared = found
        self._pane.differences.show_flows([flow for flow in flows if flow.id != shown.row.id], other.id)
        if overlay and found.side_of(shown.row.id) == 1:
            shown, self._gone = found.overlaid(shown)
        return shown

    def show(self) -> None:
        """Show counts and marks of what was compared."""
        found, bar = self.compared, self._pane.bar
        bar.differences.setVisible(found is not None or self._waiting is not None)
        held = bar.differences.blockSignals(True)
        bar.differences.setChecked(self._wished and self._waiting is None)
        bar.differences.blockSignals(held)
        if self._waiting is not None:
            bar.differences.retitle(say("flow_comparison.screen.ask"))
        self._pane.head.has_comparison = found is not None
        if found is not None and self._pane.main.shown is not None:
            counts = found.counts()
            other = found.other(self._pane.main.shown.row.id)
            title = say(f"flow_comparison.screen.toggle.{self._kind(other)}", n=sum(counts.values()))
            bar.differences.retitle(title)
            self._pane.differences.show_counts(counts)
        self._mark()

    def inspect(self, view: FlowView, element: str, rights: Rights) -> None:
        """Show the partners and differences of what is selected, or all differences of the flow."""
        found, shown, part = self.compared, view.shown, self._inspector.matching
        self._ring(view, element)
        if found is None or shown is None or not self.on:
            part.hide()
            return
        side, own = self._place(view, element)
        title = say(f"flow_comparison.screen.section.{self._kind(found.rows[1 - side])}")
        if not element:
            part.show_all(title, [(kind_word(one.difference), one) for one in found.comparison.weighty])
            return
        row = shown.elements.get(element)
        differences = found.at(side, own)
        if row is None or not (row.is_task or differences):
            part.hide()
            return
        labels = gap_labels(self._session.project)
        gaps = {key: labels[gap] for key, gap in found.gaps.items() if gap in labels}
        tasks = self._tasks(found, side, own) if row.is_task else []
        refused = "" if rights.may_link else say("flow_screen.may_not_link")
        part.show(title, found.partners(side, own), differences, gaps, tasks, refused)
        pending = self.pending(view, element)
        if pending is not None:
            if not row.is_task:
                lines = gap_lines(self._session.project, shown.gaps.get(element, ()))
                self._inspector.gaps.show(lines, pending.text, rights.sections)
                self._inspector.gaps.section.show()
            self._inspector.gaps.propose(pending.text)

    def pending(self, view: FlowView, element: str) -> FlowDifference | None:
        """The first difference at an element that no gap came from yet."""
        if self.compared is None or not self.on:
            return None
        if view.shown is None:
            return None
        side, own = self._place(view, element)
        open_ones = [one for one in self.compared.at(side, own) if not one.difference.slight]
        return next((one for one in open_ones if one.key not in self.compared.gaps), None)

    def source_at(self) -> tuple[Source, str] | None:
        """The source and the words of a gap that is raised from what is selected, if that differs."""
        view, compared = self._pane.active, self.compared
        found = self.pending(view, view.canvas.selected)
        if found is None or compared is None:
            return None
        first, second = compared.rows
        source = Source(
            "difference", package_id=second.package_id, element_id=found.element_id, key=found.key,
            place=f"{first.name} → {second.name}",
        )  # fmt: skip
        return source, found.text

    def go_to_next(self, mark: str) -> None:
        """Select the next element with a mark, in the other flow where this one has none."""
        found, view = self.compared, self._pane.active
        if found is None or view.shown is None:
            return
        side = found.side_of(view.shown.row.id)
        here = [*found.places(side, mark), *(self._gone if mark == "removed" else ())]
        if self._pane.go(here):
            return
        there = found.places(1 - side, mark)
        if there:
            self._reveal(found.rows[1 - side], there[0])

    def _switch(self, on: bool) -> None:
        """Show or hide differences; of large flows they are only looked for when asked."""
        shown = self._pane.main.shown
        if self._waiting is not None and shown is not None:
            self._asked.add(self._waiting)
            self._wished = True
            self._show_flow(shown.row.id)
            return
        self._wished = on
        self._mark()

    def _ring(self, view: FlowView, element: str) -> None:
        """In the flow beside, ring what stands for what is selected."""
        pane = self._pane
        other = pane.beside if view is pane.main else pane.main
        partners = []
        if self.compared is not None and self.on and element and not pane.beside.isHidden():
            partners = [one.row.element for one in self.compared.partners(*self._place(view, element))]
        view.canvas.set_partners(())
        other.canvas.set_partners(partners)
        pending = self.pending(view, element)
        none = say("flow_comparison.screen.nothing_to_raise")
        pane.differences.raise_button.disable("" if pending is not None else none)

    def _mark(self) -> None:
        found, pane = self.compared, self._pane
        pane.differences.setVisible(self.on)
        for view in (pane.main, pane.beside):
            marks: dict[str, str] = {}
            if found is not None and self.on and view.shown is not None:
                marks.update(found.marks[found.side_of(view.shown.row.id)])
                if view is pane.main:
                    marks.update(dict.fromkeys(self._gone, "removed"))
            view.canvas.set_marks(marks)
        pane.selected.emit(pane.active, pane.active.canvas.selected)

    def _place(self, view: FlowView, element: str) -> tuple[int, str]:
        """The side an element belongs to, and its id there."""
        assert self.compared is not None and view.shown is not None
        if view is self._pane.main and element in self._gone:
            return 0, self._gone[element]
        return self.compared.side_of(view.shown.row.id), element

    def _tasks(self, found: Compared, side: int, element: str) -> list[ElementRow]:
        """Tasks of the other flow that are no partner yet, those without any partner first."""
        partners = {partner.row.element for partner in found.partners(side, element)}
        taken = {pair.a if side else pair.b for pair in found.comparison.pairs}
        rows = [row for row in found.elements[1 - side].values() if row.is_task]
        free = [row for row in rows if row.element not in partners]
        return sorted(free, key=lambda row: row.element in taken)

    def _settle(self, other: bytes, same: bool) -> None:
        view = self._pane.active
        shown = view.shown
        row = shown.elements.get(view.canvas.selected) if shown is not None else None
        if row is not None:
            self._session.run(lambda: settle(self._session.project, row.id, other, same))

    def _follow(self, other: bytes) -> None:
        found = self.compared
        if found is None:
            return
        for row, elements in zip(found.rows, found.elements, strict=True):
            for element in elements.values():
                if element.id == other:
                    self._reveal(row, element.element)

    def _reveal(self, row: FlowRow, element: str) -> None:
        pane = self._pane
        for view in (pane.main, pane.beside):
            if view.shown is not None and view.shown.row.id == row.id and not view.isHidden():
                view.reveal(element)
                return
        gone = next((key for key, own in self._gone.items() if own == element), None)
        if gone is not None:
            pane.main.reveal(gone)
            return
        self._show_flow(row.id)
        pane.main.reveal(element)

    def _choose(self, other: bytes) -> None:
        shown = self._pane.main.shown
        if shown is not None:
            self._chosen[shown.row.id] = other
            self._chosen[other] = shown.row.id
            self._show_flow(shown.row.id)

    def _kind(self, row: FlowRow) -> str:
        shown = self._pane.main.shown
        same = shown is not None and shown.row.kind == row.kind
        return "edition" if same or row.kind not in ("current", "standard", "agreed") else row.kind
