"""What is done with the selected task: linking and unlinking features, raising a gap."""

from __future__ import annotations

from models.flows.commands import link, unlink
from models.flows.queries import ElementRow
from models.flows.suggestions import reconsider, refuse
from models.gaps.commands import add_gap
from models.gaps.sources import Source
from models.project.changed import Changed
from models.words import say
from views.flows.differing import Differing
from views.flows.inspector import FlowInspector
from views.flows.pane import FlowPane
from views.shared.session import Session


class TaskActs:
    """Acts on what is selected in the pane, through the session."""

    def __init__(
        self, session: Session, pane: FlowPane, inspector: FlowInspector, differing: Differing
    ) -> None:
        self._session, self._pane, self._inspector = session, pane, inspector
        self._differing = differing
        inspector.features.link_wanted.connect(self.link)
        inspector.features.unlink_wanted.connect(self.unlink)
        inspector.proposals.connect_acts(self, (pane, inspector))
        inspector.gaps.raise_wanted.connect(self.raise_gap)
        inspector.step_asked.connect(lambda by: pane.active.canvas.step(by))
        inspector.element_wanted.connect(lambda element: pane.active.reveal(element))

    def element(self) -> ElementRow | None:
        """The selected element as the project knows it; lines and the like have no row."""
        shown = self._pane.active.shown
        return shown.elements.get(self._pane.active.canvas.selected) if shown is not None else None

    def link(self, feature: bytes) -> None:
        """Say that a feature supports the task."""
        element = self.element()
        if element is not None:
            self._session.run(lambda: link(self._session.project, element.id, [feature]))

    def unlink(self, feature: bytes) -> None:
        """Take the link to a feature away."""
        element = self.element()
        if element is not None:
            self._session.run(lambda: unlink(self._session.project, element.id, [feature]))

    def refuse(self, feature: bytes) -> None:
        """Set a proposed feature aside for the task."""
        element = self.element()
        if element is not None:
            self._session.run(lambda: refuse(self._session.project, element.id, [feature]))

    def reconsider(self) -> None:
        """Let what was set aside for the task be proposed again."""
        element = self.element()
        if element is not None:
            self._session.run(lambda: reconsider(self._session.project, element.id))

    def raise_gap(self, title: str, section: bytes) -> None:
        """Raise a gap that comes from how the task differs, or from the task itself; then one without
        features says that this is what is missing."""
        element = self.element()
        if element is None:
            return
        task = " ".join(element.name.split())
        missing = say("gaps.derived.task_missing", flow=element.flow, task=task)
        if element.features:
            missing = ""
        differs = self._differing.source_at()
        source, missing = differs or (Source("task", element_id=element.id), missing)

        def command() -> Changed:
            return add_gap(
                self._session.project,
                title,
                section,
                sources=[source],
                missing=missing,
            )

        if self._session.run(command):
            self._inspector.gaps.way_back.go()
