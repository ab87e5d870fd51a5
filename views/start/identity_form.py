"""Before a project opens: unlock one's identity, or make one on first start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from models.errors import UserError
from models.identity.keys import Identity
from models.identity.profile import has_identity, identity_name, open_identity, save_identity
from models.words import say
from views.shared.buttons import Button
from views.shared.fields import TextField
from views.start.form import Form

SHORTEST_PASSPHRASE = 8


class IdentityForm(Form):
    """`opened(identity)`; with None to read only, without an identity."""

    opened = Signal(object)

    def __init__(self, path: Path, profile: Path) -> None:
        self._fields = IdentityFields(profile)
        known = self._fields.known
        lead = say("start.unlock_lead", file=path.name, name=known) if known else say("start.first_lead")
        title = say("start.unlock_title") if known else say("start.first_title")
        super().__init__(title, lead, say("start.unlock") if known else say("start.make_identity"))
        self._fields.add_to(self)
        self.add_choice(Button(say("start.read_only"), clicked=lambda: self.opened.emit(None)))
        self.finish_layout()
        self._fields.first().setFocus()

    def submit(self) -> None:
        """Open with the identity, made first where there is none."""
        self.opened.emit(self._fields.identity())


class IdentityFields:
    """The fields for an identity: the passphrase alone where there is one, else name and passphrase twice."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self.known = identity_name(profile) if has_identity(profile) else ""
        self._name: TextField | None = None
        self._again: TextField | None = None

    def add_to(self, form: Form) -> None:
        """Put the fields on a form."""
        if not self.known:
            self._name = form.add_field(say("start.person"), say("start.person_prompt"))
        prompt = "" if self.known else say("start.passphrase_prompt", n=SHORTEST_PASSPHRASE)
        self._passphrase = form.add_field(say("start.passphrase"), prompt, secret=True)
        if not self.known:
            self._again = form.add_field(say("start.passphrase_again"), secret=True)

    def first(self) -> TextField:
        """The field to begin with."""
        return self._name or self._passphrase

    def identity(self) -> Identity:
        """The unlocked identity; `UserError` for a wrong passphrase or an incomplete form."""
        passphrase = self._passphrase.text()
        if self._name is None or self._again is None:
            self._passphrase.setFocus()
            self._passphrase.selectAll()
            return open_identity(self._profile, passphrase)
        name = self._name.text().strip()
        if not name:
            self._name.setFocus()
            raise UserError("start.no_person")
        if len(passphrase) < SHORTEST_PASSPHRASE:
            self._passphrase.setFocus()
            raise UserError("start.short_passphrase", n=SHORTEST_PASSPHRASE)
        if passphrase != self._again.text():
            self._again.setFocus()
            self._again.selectAll()
            raise UserError("start.passphrases_differ")
        made = Identity.new(name)
        save_identity(self._profile, made, passphrase)
        return made
