"""What the file is to become: a feature list with its name and edition, or the answers of a package."""

from __future__ import annotations

from PySide6.QtCore import Signal

from models.lists.commands import add_package
from models.lists.queries import feature_lists, packages
from models.project.changed import Changed
from models.words import say
from views.shared.buttons import Button, Segments
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.panes import Bar
from views.shared.session import Session
from views.shared.tokens import height, px

LIST, ANSWERS = "list", "answers"
_NEW = "new"


class TargetBar(Bar):
    """`turned` when the purpose changed, `changed` when anything else here did."""

    turned = Signal()
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(height("filter"), ground="surface2")
        self.session = session
        self.purpose = Segments(
            [(LIST, say("import_screen.purpose.list")), (ANSWERS, say("import_screen.purpose.answers"))],
            say("import_screen.purpose.name"),
        )
        self.purpose.choose(LIST)
        self.purpose.chosen.connect(lambda _: self._turn())
        self.name = TextField(say("import_screen.list_name"), say("import_screen.list_name"))
        self.name.setMinimumWidth(px(200))
        self.edition = TextField(say("import_screen.edition"), say("import_screen.edition"))
        self.edition.setFixedWidth(px(90))
        self.package = Choice(name=say("import_screen.package"), prompt=say("import_screen.package"))
        self.new_name = TextField(say("import_screen.new_package"), say("import_screen.new_package"))
        self.new_name.setFixedWidth(px(160))
        self.add_button = Button(say("import_screen.add_package"), clicked=self._add_package)
        self.new_name.returnPressed.connect(self._add_package)
        self.package.picked.connect(lambda _: self._show_parts())
        for field in (self.name, self.edition):
            field.textEdited.connect(lambda _: self.changed.emit())
        self._list_parts = (self.name, self.edition)
        self.add(self.purpose)
        self._for = Label(say("import_screen.for_package"), "second", ink="text2")
        for part in (self._for, self.name, self.edition, self.package, self.new_name, self.add_button):
            self.add(part)
        self._show_parts()

    def offer(self) -> None:
        """Offer the packages there are now."""
        listed = [(one.id.hex(), one.name) for one in packages(self.session.project)]
        self.package.set_choices([*listed, (_NEW, say("import_screen.new_package_choice"))])
        self._show_parts()

    def begin(self) -> None:
        """The likely purpose: without a list the list, then the answers."""
        self.purpose.choose(ANSWERS if feature_lists(self.session.project) else LIST)
        self.offer()

    @property
    def for_answers(self) -> bool:
        """Whether answers are read."""
        return self.purpose.key() == ANSWERS

    @property
    def package_id(self) -> bytes | None:
        """The package whose answers they are."""
        key = self.package.key()
        return bytes.fromhex(key) if key and key != _NEW else None

    def _turn(self) -> None:
        self._show_parts()
        self.turned.emit()

    def _show_parts(self) -> None:
        answers = self.for_answers
        for part in self._list_parts:
            part.setVisible(not answers)
        new = answers and self.package.key() == _NEW
        for shown in (self._for, self.package):
            shown.setVisible(answers)
        self.new_name.setVisible(new)
        self.add_button.setVisible(new)
        if new:
            self.new_name.setFocus()
        self.changed.emit()

    def _add_package(self) -> None:
        name = self.new_name.text()
        made: list[Changed] = []

        def command() -> Changed:
            made.append(add_package(self.session.project, name))
            return made[0]

        if self.session.run(command):
            self.new_name.clear()
            self.offer()
            self.package.choose(made[0].made[0].hex())
            self._show_parts()
