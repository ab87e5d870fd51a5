"""What all parts of the gap inspector share: a section, the gap shown, and the one door for changes."""

from __future__ import annotations

from collections.abc import Callable

from models.gaps.detail import GapDetail
from models.project.changed import Changed
from models.project.project import Project
from views.shared.inspector import Section
from views.shared.session import Session


class GapPart:
    """One numbered section about a gap. `show` fills it; `settle` stores what is typed but not stored yet."""

    def __init__(self, section: Section, session: Session) -> None:
        self.section, self.session = section, session
        self.detail: GapDetail | None = None
        self.editable = False
        self.build()

    @property
    def project(self) -> Project:
        """The open project."""
        project: Project = self.session.project
        return project

    @property
    def gap(self) -> bytes | None:
        """The gap shown."""
        return None if self.detail is None else self.detail.row.id

    def show(self, detail: GapDetail, editable: bool) -> None:
        """Show a gap; without `editable` nothing can be typed."""
        self.detail, self.editable = detail, editable
        self.fill(detail)

    def run(self, command: Callable[[bytes], Changed]) -> bool:
        """Run a command on the gap shown; what was refused is shown as it is stored."""
        detail = self.detail
        if detail is None:
            return False
        done = self.session.run(lambda: command(detail.row.id))
        if not done and self.detail is detail:
            self.fill(detail)
        return done

    def build(self) -> None:
        """Make the widgets."""

    def fill(self, detail: GapDetail) -> None:
        """Show the gap's values."""

    def settle(self) -> None:
        """Store what is typed but not stored yet."""
