"""The draft being worked on: each change is understood at once or behind, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.hints import Hints
from models.words import say
from views.importing.changes import with_field, with_meanings, with_rest, with_role, with_split
from views.importing.draft import Draft, Said, make_draft, worked_out
from views.importing.keeping import drafted
from views.shared.session import Session

_PAUSE = 200
"""Milliseconds after the last change before a large file is understood again, in the background."""


class WorkingDraft(QObject):
    """`shown` when there is another draft to show; `waiting` while a large file is understood again."""

    shown = Signal()
    waiting = Signal()
    first_read = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.draft: Draft | None = None
        self._keys: frozenset[str] = frozenset()
        self._past: list[Said] = []
        self._wanted: tuple[Said, bool] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._understand_behind)

    @property
    def is_waiting(self) -> bool:
        """Whether a change is still to be understood."""
        return self._wanted is not None

    def clear(self) -> None:
        """Forget the draft and everything said of it."""
        self._pause.stop()
        self.draft, self._past, self._wanted = None, [], None

    def know(self, keys: frozenset[str]) -> None:
        """The features there are, by the keys that answers refer to."""
        other, self._keys = keys != self._keys, keys
        if other and self.draft is not None:
            self._take(worked_out(self.draft, keys))

    def read(self, path: Path, for_answers: bool, profile: Path) -> None:
        """Read a file in the background."""
        self._pause.stop()
        self._past, self._wanted = [], None
        keys = self._keys
        self.session.work(
            say("import_screen.reading", file=path.name),
            lambda progress, cancelled: drafted(path, for_answers, keys, profile),
            self._take_first,
        )

    def change(self, make: Callable[[Draft], Said | None], *, only_if_read: bool = False) -> None:
        """Change what is said; `make` is given the draft as it is wanted by now.

        With `only_if_read` a change that leaves no table is refused, and everything stays as it was.
        """
        draft = self.draft
        if draft is None:
            return
        now = self._wanted[0] if self._wanted else draft.said
        try:
            said = make(replace(draft, said=now))
        except UserError as error:
            self.session.failed.emit(error.message)
            return
        if said is not None and said != now:
            self._past.append(now)
            self._understand(said, only_if_read)

    def undo(self) -> None:
        """Take back the last change."""
        if self._past:
            self._understand(self._past.pop(), False)

    def hint(self, hints: Hints) -> None:
        """Read another sheet, table or header; what marks mean stays decided."""
        self.change(lambda draft: Said(hints, decided=draft.said.decided, split=draft.said.split))

    def assign(self, at: str, field: str) -> None:
        """Read a column as another field."""
        self.change(lambda draft: with_field(draft, at, field), only_if_read=True)

    def set_role(self, rows: list[int], role: str) -> None:
        """Say what rows are."""
        self.change(lambda draft: with_role(draft, rows, role), only_if_read=True)

    def choose_vendor(self, number: int) -> None:
        """Read another vendor's answers."""
        self.change(lambda draft: replace(draft.said, vendor=number, decided={}, split=frozenset()))

    def decide(self, mark: str, answer: str) -> None:
        """Say what a mark means."""
        self.change(lambda draft: with_meanings(draft, [mark], Answer(answer)))

    def split(self, mark: str, on: bool) -> None:
        """Tell a mark's rows apart by their remarks, or no longer."""
        self.change(lambda draft: with_split(draft, mark, on))

    def decide_rest(self, mark: str, answer: str) -> None:
        """Say what a split mark means where its remarks do not tell."""
        self.change(lambda draft: with_rest(draft, mark, Answer(answer)))

    def guess_again(self) -> None:
        """Back to what the program understands by itself."""
        sheet = self.draft.sheet.name if self.draft and self.draft.sheet else None
        self.change(lambda draft: Said(Hints(sheet), decided=draft.said.decided, split=draft.said.split))

    def _understand(self, said: Said, only_if_read: bool) -> None:
        draft = self.draft
        if draft is None:
            return
        if draft.source.is_large:
            self._wanted = (said, only_if_read)
            self._pause.start()
            self.waiting.emit()
            return
        self._understood(_again(draft, said, self._keys), only_if_read)

    def _understand_behind(self) -> None:
        draft, wanted, keys = self.draft, self._wanted, self._keys
        if draft is None or wanted is None:
            return
        if self.session.is_working():
            self._pause.start()
            return

        def done(made: Draft) -> None:
            if self._wanted is wanted:
                self._wanted = None
                self._understood(made, wanted[1])

        def failed(message: str) -> None:
            self._wanted = None
            self.session.failed.emit(message)
            self.shown.emit()

        title = say("import_screen.reading", file=draft.path.name)
        self.session.work(title, lambda progress, cancelled: _again(draft, wanted[0], keys), done, failed)

    def _understood(self, made: Draft, only_if_read: bool) -> None:
        had_table = self.draft is not None and self.draft.table is not None
        if only_if_read and had_table and made.table is None:
            if self._past:
                self._past.pop()
            self.session.failed.emit(made.trouble)
            self.shown.emit()
        else:
            self._take(made)

    def _take_first(self, draft: Draft) -> None:
        self._take(draft)
        self.first_read.emit()

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self.shown.emit()


def _again(draft: Draft, said: Said, keys: frozenset[str]) -> Draft:
    """The draft as it is said to be read; where only meanings changed, the table stays."""
    if (said.hints, said.vendor) == (draft.said.hints, draft.said.vendor):
        return worked_out(replace(draft, said=said), keys)
    return make_draft(draft.source, draft.for_answers, said, keys, draft.remembered)
