"""One open project at somebody's desk: the file, who acts, and the window that shows both."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QThread, Signal
from PySide6.QtWidgets import QMenu

from app.screens import SCREENS
from models.errors import UserError
from models.identity.keys import Identity
from models.identity.profile import default_profile, open_identity
from models.ledger.verify import verify_ledger
from models.members.queries import acting_member, members, project_name
from models.project.opening import open_project
from models.project.project import Project
from models.words import say
from views.shared.session import Session
from views.shell.facts import ShellFacts
from views.shell.window import MainWindow

SAMPLE_PASSPHRASE = "sample"
PEOPLE_FOLDER = "people"


def sample_people(path: Path) -> dict[bytes, Path]:
    """Throw-away identities beside a sample: profile folders by public key. Empty for real projects."""
    found = {}
    for file in sorted((path.parent / PEOPLE_FOLDER).glob("*/identity.json")):
        try:
            found[bytes.fromhex(json.loads(file.read_text(encoding="utf-8"))["public_key"])] = file.parent
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


class Desk(QObject):
    """`role_changed` when another sample person takes over: the window has to be made anew."""

    role_changed = Signal()

    def __init__(
        self, path: Path, identity: Identity | None, people: dict[bytes, Path], profile: Path
    ) -> None:
        super().__init__()
        self.path, self._people, self._profile = path, people, profile
        self.project: Project = open_project(path, identity)
        self.name = project_name(self.project)
        self._sound: bool | None = None
        self._checking: _Checking | None = None
        self._session: Session | None = None
        self._window: MainWindow | None = None

    @classmethod
    def for_person(cls, path: Path, identity: Identity | None) -> Desk:
        """A real project, opened in one's own name, or to read only."""
        return cls(path, identity, {}, default_profile())

    @classmethod
    def for_sample(cls, path: Path, people: dict[bytes, Path]) -> Desk:
        """A sample project, opened as the first member of section staff."""
        with open_project(path, readonly=True) as project:
            listed = [one for one in members(project) if one.public_key in people]
        if not listed:
            raise UserError("project.no_identity")
        first = next((one for one in listed if one.has("staff")), listed[0])
        profile = people[first.public_key]
        return cls(path, open_identity(profile, SAMPLE_PASSPHRASE), people, profile)

    def make_window(self) -> MainWindow:
        """A window on the project as the acting person sees it."""
        self._session = Session(self.project)
        self._session.undo_command = self.project.undo
        self._session.setProperty("profile", str(self._profile))
        self._session.profile = self._profile  # type: ignore[attr-defined]
        window = MainWindow(self._session, SCREENS, self.facts)
        window.role_asked.connect(lambda: self._choose_role(window))
        self._window = window
        if self._checking is None:
            self._checking = _Checking(self.path, self)
            self._checking.finished.connect(self._checked)
            self._checking.start()
        return window

    def facts(self) -> ShellFacts:
        """The words and numbers at the window's edges."""
        from app.edges import amounts, edition_word, waiting

        member = acting_member(self.project)
        return ShellFacts(
            project_name=self.name,
            member=member.label if member else say("shell.top.nobody"),
            edition=edition_word(self.project),
            ledger_count=self._count(),
            verified=self._sound,
            demo=bool(self._people),
            readonly=self.project.readonly,
            saved_at=datetime.now().strftime("%H:%M"),
            amounts=amounts(self.project),
            waiting=waiting(self.project, member),
        )

    def act_as(self, folder: Path) -> None:
        """Let another person of the sample take over."""
        self._put_down()  # the check of the signatures goes on: it reads the file by itself
        self._profile = folder
        self.project = open_project(self.path, open_identity(folder, SAMPLE_PASSPHRASE))
        self.role_changed.emit()

    def close(self) -> None:
        """Give the project back."""
        self._window = None
        if self._checking is not None:
            self._checking.wait()
            self._checking = None
        self._put_down()

    def _put_down(self) -> None:
        if self._session is not None:
            self._session.wait()
        self.project.close()

    def _count(self) -> int:
        from models.project.history import ledger_size

        return ledger_size(self.project)

    def _checked(self) -> None:
        """The window may be another than at the start: a role or the language was changed meanwhile."""
        if self._checking is not None and self._window is not None:
            self._sound = self._checking.sound
            self._window.refresh_facts()

    def _choose_role(self, window: MainWindow) -> None:
        if not self._people:
            return
        menu = QMenu(window)
        acting = self.project.member_id
        for member in members(self.project):
            folder = self._people.get(member.public_key)
            if folder is not None:
                roles = say("shell.demo.joint").join(
                    sorted({say(f"members.roles.{role}") for role, _ in member.roles})
                )
                action = menu.addAction(say("shell.demo.person", member=member.label, roles=roles))
                action.setCheckable(True)
                action.setChecked(member.id == acting)
                action.triggered.connect(lambda _=False, folder=folder: self.act_as(folder))
        corner = window.demo.mapToGlobal(QPoint(window.demo.width(), window.demo.height()))
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))


class _Checking(QThread):
    """Verifies the project's signatures beside the person's work."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self.sound: bool | None = None

    def run(self) -> None:
        try:
            with open_project(self._path, readonly=True) as project:
                self.sound = not verify_ledger(project.connection)
        except UserError:
            self.sound = False
