"""参加者: who belongs to the project, and the forms by which the secretariat changes that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from models.errors import UserError
from models.identity.joining import SUFFIX, read_join_request, write_join_request
from models.identity.keys import Identity
from models.members import commands
from models.members.queries import Member, acting_member, members, organisations, sections
from models.words import say
from views.members.rows import columns, group_of, groups
from views.members.side import Side
from views.shared.buttons import Button
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.session import Session
from views.shared.table import RecordTable


class MembersPane(QWidget):
    """The list with the side that shows one member or a form. `left` goes back to the overview."""

    left = Signal()
    moved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.side = Side()
        self.table: RecordTable[Member] = RecordTable(
            "members", say("members_screen.title"), columns(), cell_cursor=False
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Splitter(self._list(), self.side))
        self.table.row_chosen.connect(self._show_member)
        self.table.row_opened.connect(lambda _: self.side.enter())
        side = self.side
        side.organisation.submitted.connect(self._add_organisation)
        side.section.submitted.connect(self._add_section)
        side.enrol.submitted.connect(self._enrol)
        side.request.submitted.connect(self._write_request)
        side.ended.connect(self._end)
        side.closed.connect(self.table.setFocus)
        self._last_town = b""

    def refresh(self) -> None:
        """Read anew."""
        project = self.session.project
        listed, towns, places = members(project), organisations(project), sections(project)
        self._me = acting_member(project)
        taking_part = sum(one.takes_part for one in towns)
        self.head.show_note(say("members_screen.note", towns=taking_part, n=len(listed)))
        self.table.show_rows(listed, groups(towns, places, listed), group_of)
        self.table.choose_first()
        self.side.section.choice("organisation").set_choices([(one.id.hex(), one.name) for one in towns])
        self.side.request.show_places(places)
        allowed = self._me is not None and self._me.has("secretariat") and not project.readonly
        for button in self.makers:
            button.disable("" if allowed else say("members_screen.secretariat_only"))
            button.setVisible(self._me is not None)
        self.ask.setVisible(self._me is None)
        self._show_member(self.table.current_row())

    def status_text(self) -> str:
        """Who the cursor is on."""
        row = self.table.current_row()
        return row.label if row is not None else ""

    def open_organisation(self) -> None:
        """Ask for a new organisation."""
        self.side.open_form(self.side.organisation)

    def open_section(self) -> None:
        """Ask for a new section."""
        self.side.open_form(self.side.section)
        row = self.table.current_row()
        town = self._last_town or (row.organisation_id if row is not None else None)
        self.side.section.choice("organisation").choose(town.hex() if town else "")

    def open_request(self) -> None:
        """Ask for what a join request says."""
        if not isinstance(getattr(self.session.project, "signer", None), Identity):
            self.session.failed.emit(say("members_screen.request.no_identity"))
            return
        self.side.open_form(self.side.request)

    def choose_request(self) -> None:
        """Let the person choose a join request, and show it."""
        kind = f"{say('members_screen.request.file')} (*{SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(self, say("members_screen.enrol.choose"), "", kind)
        if name:
            self.show_request(Path(name))

    def show_request(self, path: Path) -> None:
        """Show a join request from a file."""
        try:
            request = read_join_request(path)
        except UserError as error:
            self.session.failed.emit(error.message)
            return
        self.side.show_page(self.side.enrol)
        self.side.enrol.show_request(request, sections(self.session.project))

    def back(self) -> bool:
        """Close an open form; False if none is open."""
        return self.side.close_form()

    def _list(self) -> Pane:
        pane = Pane(say("members_screen.title"))
        self.head = ScreenHead(say("members_screen.title"))
        self.enrol_button = Button(
            say("members_screen.enrol.open"), "primary", icon="plus", clicked=self.choose_request
        )
        self.makers = [
            Button(say("members_screen.organisation.open"), clicked=self.open_organisation),
            Button(say("members_screen.section.open"), clicked=self.open_section),
            self.enrol_button,
        ]
        self.ask = Button(say("members_screen.request.open"), "primary", clicked=self.open_request)
        self.close_button = Button(
            say("members_screen.back"), "quiet", key="Esc", icon="left", clicked=self.left.emit
        )
        for button in (self.close_button, *self.makers, self.ask):
            self.head.add_right(button)
        pane.add(self.head)
        pane.add(self.table, 1)
        return pane

    def _show_member(self, row: Member | None) -> None:
        me = self._me
        if row is None:
            self.side.show_nobody()
        else:
            if me is None or not me.has("secretariat"):
                reason = say("members_screen.secretariat_only")
            else:
                reason = say("members_screen.end.not_oneself") if row.id == me.id else ""
            places = {one.id: one.label for one in sections(self.session.project)}
            self.side.show_member(row, places, reason)
        self.moved.emit()

    def _add_organisation(self) -> None:
        form, project = self.side.organisation, self.session.project
        name = form.text("name")
        people = form.text("population").replace(",", "")
        if people and not people.isdecimal():
            form.field("population").mark_wrong(say("members_screen.organisation.bad_population"))
            return
        if any(one.name == name for one in organisations(project)):
            form.field("name").mark_wrong(say("members_screen.form.taken"))
            return
        mark = form.text("mark") or name[:1]
        part = self.side.takes_part.isChecked()
        added = self.session.run(
            lambda: commands.add_organisation(
                project, name, mark, int(people) if people else None, takes_part=part
            )
        )
        if added:
            self._last_town = next((one.id for one in organisations(project) if one.name == name), b"")
        self._done(added)

    def _add_section(self) -> None:
        form, project = self.side.section, self.session.project
        town, name = bytes.fromhex(form.text("organisation")), form.text("name")
        if any(one.organisation_id == town and one.name == name for one in sections(project)):
            form.field("name").mark_wrong(say("members_screen.form.taken"))
            return
        self._done(self.session.run(lambda: commands.add_section(project, town, name)))

    def _enrol(self) -> None:
        form, project = self.side.enrol, self.session.project
        request, place = form.request, form.section()
        if request is None or place is None:
            return
        roles: list[tuple[str, bytes | None]] = [(role, place.id) for role in form.chosen_roles()]
        public_key = bytes.fromhex(request.public_key)
        self._done(
            self.session.run(
                lambda: commands.enrol_member(
                    project,
                    name=request.name,
                    title=request.title,
                    organisation=place.organisation_id,
                    section=place.id,
                    public_key=public_key,
                    roles=roles,
                )
            )
        )
        newcomer = next((one.id for one in members(project) if one.public_key == public_key), None)
        if newcomer is not None:
            self.table.choose(newcomer)

    def _end(self, member: Member) -> None:
        project = self.session.project
        self.session.run(lambda: commands.end_membership(project, member.id, member.name))

    def _write_request(self) -> None:
        signer = self.session.project.signer
        form = self.side.request
        name, _ = QFileDialog.getSaveFileName(
            self, say("members_screen.request.store"), f"{signer.name}{SUFFIX}", f"*{SUFFIX}"
        )
        if not name:
            return
        path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
        try:
            made = write_join_request(
                path,
                signer,
                title=form.text("title"),
                organisation=form.text("organisation"),
                section=form.text("section"),
                role=form.text("role"),
            )
        except (UserError, OSError) as error:
            known = isinstance(error, UserError)
            self.session.failed.emit(
                str(error) if known else say("members_screen.request.not_written", path=path.name)
            )
            return
        self.side.close_form()
        self.side.show_written(path.name, made.fingerprint)

    def _done(self, succeeded: bool) -> None:
        if succeeded:
            self.side.close_form()
            self.refresh()
