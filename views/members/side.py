"""The side of the members' list: one member, or one of the forms."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from models.identity.joining import fingerprint
from models.members.queries import Member
from models.words import say
from views.members.enrol_form import EnrolForm
from views.members.facts_grid import FactsGrid
from views.members.request_form import RequestForm
from views.members.rows import ROLES
from views.shared.blocks import Page
from views.shared.buttons import Button
from views.shared.choices import CheckBox
from views.shared.empty import EmptyState
from views.shared.inline_form import InlineForm
from views.shared.labels import Label
from views.shared.panes import Pane
from views.shared.tokens import px


class Side(Pane):
    """Shows what `show_…` and `open_form` ask for. `ended(member)` when a membership shall end.

    `closed` when a form went away with the focus in it: the focus needs a place again.
    """

    ended = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(say("members_screen.side"))
        self.setMinimumWidth(px(260))
        self._member: Member | None = None
        self._home: QWidget
        self.takes_part = CheckBox(say("members_screen.organisation.takes_part"))
        self.organisation, self.section = self._organisation_form(), _section_form()
        self.enrol, self.request = EnrolForm(), RequestForm()
        self._pages = QStackedWidget()
        self._nobody = EmptyState("person", say("members_screen.nobody"))
        self._detail = self._member_page()
        self._home = self._nobody
        self._pages.addWidget(self._nobody)
        self._pages.addWidget(Page(self._detail).fill())
        self._frames: dict[QWidget, QWidget] = {}
        for form in (self.organisation, self.section, self.enrol, self.request):
            frame = _framed(form)
            self._frames[form] = frame
            self._pages.addWidget(frame)
            form.left.connect(self.close_form)
        self.add(self._pages, 1)

    def show_member(self, member: Member, places: dict[bytes, str], no_end: str) -> None:
        """Show a member; `no_end` says why the membership can't be ended here."""
        self._member = member
        self.title.setText(member.name)
        self.place.setText(member.label)
        roles = [
            (say(f"members.roles.{role}"), places.get(place or b"", say("members_screen.everywhere")))
            for role, place in sorted(member.roles, key=lambda pair: (ROLES.index(pair[0]), str(pair[1])))
        ]
        key = member.public_key.hex()
        self.roles.show_facts(roles or [(say("members_screen.column.roles"), say("members_screen.no_role"))])
        self.identity.show_facts([(say("members_screen.fingerprint"), fingerprint(key))])
        self.end.disable(no_end)
        self.why.setText(no_end)
        self.why.setVisible(bool(no_end))
        self.written.hide()
        self._go_home(self._pages.widget(1))

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._member = None
        self._go_home(self._nobody)

    def show_written(self, file: str, key: str) -> None:
        """Tell where the join request went, and by what the secretariat recognises it."""
        self.written.setText(say("members_screen.request.written", file=file, fingerprint=key))
        self.written.show()
        self._pages.setCurrentIndex(1)

    def show_page(self, form: InlineForm) -> None:
        """Bring a form to the front."""
        self._pages.setCurrentWidget(self._frames[form])

    def open_form(self, form: InlineForm) -> None:
        """Bring a form to the front, empty."""
        self.show_page(form)
        form.open_form()
        self.takes_part.setChecked(True)

    def is_form_open(self) -> bool:
        """Whether a form is in front."""
        return self._pages.currentWidget() in self._frames.values()

    def close_form(self) -> bool:
        """Go back to what was shown before the form; False if none is open."""
        was_open = self.is_form_open()
        focused = QApplication.focusWidget()
        inside = was_open and focused is not None and self.isAncestorOf(focused)
        self._pages.setCurrentWidget(self._home)
        if inside:
            self.closed.emit()
        return was_open

    def _go_home(self, page: QWidget | None) -> None:
        assert page is not None
        self._home = page
        if not self.is_form_open():
            self._pages.setCurrentWidget(page)

    def _member_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(8))
        self.title, self.place = Label("", "title", bold=True, wrap=True), Label("", ink="text2", wrap=True)
        self.roles, self.identity = FactsGrid(), FactsGrid()
        self.end = Button(say("members_screen.end.open"), "destructive", clicked=self._ask_end)
        self.why = Label("", "second", ink="text2", wrap=True)
        self.written = Label("", ink="ok", wrap=True)
        for part in (self.written, self.title, self.place):
            column.addWidget(part)
        column.addSpacing(px(4))
        column.addWidget(Label(say("members_screen.column.roles"), "second", ink="text2", bold=True))
        column.addWidget(self.roles)
        column.addSpacing(px(4))
        column.addWidget(Label(say("members_screen.identity"), "second", ink="text2", bold=True))
        column.addWidget(self.identity)
        column.addSpacing(px(8))
        column.addWidget(self.end)
        column.addWidget(self.why)
        return page

    def _ask_end(self) -> None:
        if self._member is not None:
            self.ended.emit(self._member)

    def _organisation_form(self) -> InlineForm:
        form = InlineForm(say("members_screen.organisation.title"), say("members_screen.form.store"))
        form.add_field(
            "name",
            say("members_screen.column.organisation"),
            say("members_screen.organisation.prompt"),
            missing=say("members_screen.form.no_name"),
        )
        form.add_field(
            "mark", say("members_screen.organisation.mark"), say("members_screen.organisation.mark_prompt")
        )
        form.add_field("population", say("members_screen.organisation.population"))
        self.takes_part.setChecked(True)
        form.add(self.takes_part)
        return form


def _section_form() -> InlineForm:
    form = InlineForm(say("members_screen.section.title"), say("members_screen.form.store"))
    form.add_choice("organisation", say("members_screen.column.organisation"))
    form.add_field(
        "name",
        say("members_screen.column.section"),
        say("members_screen.section.prompt"),
        missing=say("members_screen.form.no_name"),
    )
    return form


def _framed(form: InlineForm) -> QWidget:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(px(16), px(12), px(16), px(12))
    column.addWidget(form)
    column.addStretch(1)
    return Page(frame).fill()
