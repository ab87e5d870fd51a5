"""The join request 参加届 of somebody who is not enrolled yet."""

from __future__ import annotations

from models.members.queries import Section
from models.words import say
from views.members.rows import ROLES
from views.shared.inline_form import InlineForm


class RequestForm(InlineForm):
    """Place, title and wished role; the person's name and key come from the identity."""

    def __init__(self) -> None:
        super().__init__(
            say("members_screen.request.title"),
            say("members_screen.request.store"),
            say("members_screen.request.lead"),
        )
        self._sections: list[Section] = []
        self.add_field(
            "title", say("members_screen.column.title"), say("members_screen.request.title_prompt")
        )
        self.add_choice("place", say("members_screen.request.known_place")).picked.connect(self._take_place)
        self.add_field(
            "organisation",
            say("members_screen.column.organisation"),
            missing=say("members_screen.form.no_name"),
        )
        self.add_field(
            "section", say("members_screen.column.section"), missing=say("members_screen.form.no_name")
        )
        self.add_choice(
            "role",
            say("members_screen.request.role"),
            [(role, say(f"members.roles.{role}")) for role in ROLES if role != "secretariat"],
        )

    def show_places(self, sections: list[Section]) -> None:
        """Offer the places that there are; another one may be typed."""
        self._sections = sections
        first = ("", say("members_screen.request.other_place"))
        self.choice("place").set_choices([first, *((one.id.hex(), one.label) for one in sections)])

    def _take_place(self, key: str) -> None:
        for one in self._sections:
            if one.id.hex() == key:
                self.field("organisation").setText(one.organisation)
                self.field("section").setText(one.name)
