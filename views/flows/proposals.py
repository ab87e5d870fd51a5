"""What is proposed for the tasks of a flow, found beside the person's work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from models.flows.suggestions import Suggestion, suggestions
from views.shared.session import Session

Found = dict[bytes, tuple[Suggestion, ...]]


class Proposals(QObject):
    """`found(flow)` when the proposals of a flow have been found."""

    found = Signal(bytes)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: dict[bytes, Found] = {}
        self._asked: set[bytes] = set()
        self._state = 0

    def forget(self) -> None:
        """Something changed: what is known is shown only until it is found anew."""
        self._state += 1
        self._asked.clear()

    def of(self, flow: bytes, element: bytes) -> Sequence[Suggestion] | None:
        """What is proposed for a task; None while nothing is known yet."""
        if flow not in self._asked:
            self._asked.add(flow)
            state, project = self._state, self._session.project
            self._session.quietly(
                lambda: suggestions(project, flow), lambda found: self._keep(flow, state, found)
            )
        return self._known[flow].get(element, ()) if flow in self._known else None

    def _keep(self, flow: bytes, state: int, found: Found) -> None:
        if state == self._state:
            self._known[flow] = found
            self.found.emit(flow)
