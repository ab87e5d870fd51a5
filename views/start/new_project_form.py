"""A new project: who makes it, what it is called, which template."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from models.errors import UserError
from models.identity.keys import Identity
from models.members.commands import Founder, new_project, project_templates
from models.words import language, say
from views.shared.choices import Choice
from views.shared.labels import Label
from views.start.form import Form
from views.start.identity_form import IdentityFields


class NewProjectForm(Form):
    """`made(path, identity)` once the file is there."""

    made = Signal(Path, object)

    def __init__(self, profile: Path) -> None:
        super().__init__(say("start.new_title"), say("start.new_lead"), say("start.make_project"))
        self._name = self.add_field(say("start.project_name"), say("start.project_prompt"))
        self._organisation = self.add_field(say("start.organisation"), say("start.organisation_prompt"))
        self._section = self.add_field(say("start.section"), say("start.section_prompt"))
        self._title = self.add_field(say("start.job_title"), say("start.job_title_prompt"))
        templates = [(key, str(one[language()])) for key, one in project_templates().items()]
        self._template = Choice(templates, say("start.template"))
        self._template.choose("standard")
        self.add(Label(say("start.template"), "second", ink="text2"))
        self.add(self._template)
        self._identity = IdentityFields(profile)
        self._identity.add_to(self)
        self.finish_layout()
        self._opened: Identity | None = None
        self._name.setFocus()

    def submit(self) -> None:
        """Ask where, then make the file."""
        for field, key in (
            (self._name, "start.no_name"),
            (self._organisation, "start.no_organisation"),
            (self._section, "start.no_section"),
        ):
            if not field.text().strip():
                field.setFocus()
                raise UserError(key)
        self._opened = self._opened or self._identity.identity()
        chosen, _ = QFileDialog.getSaveFileName(
            self, say("start.save_title"), f"{self._name.text().strip()}.fitgap", "*.fitgap"
        )
        if chosen:
            self.make(Path(chosen).with_suffix(".fitgap"))

    def make(self, path: Path) -> None:
        """Make the project at `path`."""
        assert self._opened is not None
        organisation = self._organisation.text().strip()
        founder = Founder(
            self._title.text().strip(), organisation, self._section.text().strip(), organisation[:1]
        )
        new_project(
            path, self._opened, self._name.text().strip(), founder, template_id=self._template.key()
        ).close()
        self.made.emit(path, self._opened)
