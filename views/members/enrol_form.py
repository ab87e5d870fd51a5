"""Enrolling a person from a join request: who asks, whether it is really them, and their roles."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.identity.joining import JoinRequest
from models.members.queries import Section
from models.words import say
from views.members.facts_grid import FactsGrid
from views.members.rows import ROLES
from views.shared.choices import CheckBox
from views.shared.inline_form import InlineForm
from views.shared.labels import Label
from views.shared.tokens import px


class EnrolForm(InlineForm):
    """`submitted` when a section and at least one role are chosen."""

    def __init__(self) -> None:
        super().__init__(say("members_screen.enrol.title"), say("members_screen.enrol.store"))
        self.request: JoinRequest | None = None
        self._sections: list[Section] = []
        self.facts = FactsGrid()
        self.add(self.facts)
        self.add(Label(say("members_screen.enrol.compare"), "second", ink="warn", wrap=True))
        self.add_choice("section", say("members_screen.column.section"))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        self.roles = {role: CheckBox(say(f"members.roles.{role}")) for role in ROLES}
        for mark in self.roles.values():
            column.addWidget(mark)
        self.add(box, say("members_screen.column.roles"))
        self.lacking = Label("", "second", ink="bad", wrap=True)
        self.add(self.lacking)

    def show_request(self, request: JoinRequest, sections: list[Section]) -> None:
        """Show who asks; the place and role they wish for are chosen beforehand."""
        self.request, self._sections = request, sections
        self.facts.show_facts(
            [
                (say("members_screen.column.name"), request.name),
                (say("members_screen.column.title"), request.title),
                (say("members_screen.column.organisation"), request.organisation),
                (say("members_screen.column.section"), request.section),
                (say("members_screen.fingerprint"), request.fingerprint),
            ]
        )
        label = f"{request.organisation} {request.section}"
        wished = next((one for one in sections if one.label == label), None)
        places = [(one.id.hex(), one.label) for one in sections]
        if wished is None:  # nobody comes to a section by accident
            places.insert(0, ("", say("members_screen.enrol.choose_section")))
        self.choice("section").set_choices(places)
        self.choice("section").choose(wished.id.hex() if wished is not None else "")
        self.lacking.setText(
            "" if wished else say("members_screen.enrol.no_section", section=label, known=len(sections))
        )
        for role, mark in self.roles.items():
            mark.setChecked(role == request.role)
        self.show()
        (self.action if wished is not None else self.choice("section")).setFocus()

    def section(self) -> Section | None:
        """The section chosen."""
        chosen = self.text("section")
        return next((one for one in self._sections if one.id.hex() == chosen), None)

    def chosen_roles(self) -> list[str]:
        """The roles ticked."""
        return [role for role, mark in self.roles.items() if mark.isChecked()]

    def submit(self) -> None:
        """Emit `submitted`, or say what is missing."""
        if self.section() is None:
            self.lacking.setText(say("members_screen.enrol.choose_section"))
        elif not self.chosen_roles():
            self.lacking.setText(say("members_screen.enrol.choose_role"))
        else:
            self.submitted.emit()
