"""What the text of a gap proposes: kinds of change to take or put aside, and words about the option scope."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.tiers.catalogue import change_kinds
from models.tiers.suggestion import SuggestedKind, Suggestion, suggest_kinds
from models.words import joined, say
from views.gaps.suggestion_row import SuggestionRow
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.tokens import px
from views.shared.word_marks import WaveMarks

_MOST = 3
_BETWEEN = "。\n"
"""Stands between the title and what is missing, which are read as one text."""


class ProposalsBox(QWidget):
    """Rows of proposed kinds, made anew with every key in the watched field; `taken(kind)` on Y.

    What is put aside stays aside for this gap while the window is open; nothing of it is stored.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.rows: dict[str, SuggestionRow] = {}
        self.scope_note = Label("", "second", ink="text2", wrap=True)
        self._column.addWidget(self.scope_note)
        self._gap: bytes | None = None
        self._title = ""
        self._kinds: Mapping[str, str] = {}
        self._editable = False
        self._aside: dict[bytes, set[str]] = {}
        self._shown: list[SuggestedKind] = []
        self._field: PlainText | None = None
        self._marks: WaveMarks | None = None

    def watch(self, field: PlainText) -> None:
        """Read this field too, and mark the words in it."""
        self._field, self._marks = field, WaveMarks(field.document())
        # Marking words tells of a change of the text as well; `_read` sees that nothing changed.
        field.textChanged.connect(self._read)

    def show_gap(self, gap: bytes, title: str, kinds: Mapping[str, str], editable: bool) -> None:
        """Propose for this gap what its title and the watched field ask for and it does not have yet."""
        self._gap, self._title, self._kinds, self._editable = gap, title, kinds, editable
        self._read()

    def first_row(self) -> SuggestionRow | None:
        """The first row, if there is one."""
        return next(iter(self.rows.values()), None)

    def _read(self) -> None:
        typed = self._field.toPlainText() if self._field is not None else ""
        text = self._title + _BETWEEN + typed
        found = suggest_kinds(text) if self._editable else Suggestion((), {})
        aside = self._aside.get(self._gap or b"", set())
        open_kinds = [one for one in found.kinds if one.kind not in self._kinds and one.kind not in aside]
        self._show_rows(text, open_kinds[:_MOST])
        self._show_scope(found)
        self.setVisible(bool(self.rows) or self.scope_note.text() != "")

    def _show_rows(self, text: str, shown: list[SuggestedKind]) -> None:
        if shown == self._shown and len(self.rows) == len(shown):
            return
        self._shown = shown
        had_focus = any(row.hasFocus() for row in self.rows.values())
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for number, one in enumerate(shown):
            row = SuggestionRow(change_kinds()[one.kind], text, one.words)
            row.taken.connect(lambda kind=one.kind: self.taken.emit(kind))
            row.put_aside.connect(lambda kind=one.kind: self._put_aside(kind))
            self._column.insertWidget(number, row)
            self.rows[one.kind] = row
        if had_focus and (first := self.first_row()) is not None:
            first.setFocus()
        self._mark(shown)

    def _mark(self, shown: list[SuggestedKind]) -> None:
        before = len(self._title) + len(_BETWEEN)
        places = sorted({(word.start - before, word.end - before) for one in shown for word in one.words})
        if self._marks is not None:
            self._marks.show([place for place in places if place[0] >= 0])

    def _show_scope(self, found: Suggestion) -> None:
        scopes = {**dict.fromkeys((one.kind for one in self._shown), "unknown"), **self._kinds}
        asked = any(
            scope == "unknown" and kind in change_kinds() and change_kinds()[kind].needs_scope
            for kind, scope in scopes.items()
        )
        said = [
            say(f"gap_screen.kinds.says_{flag}", words=joined(f"「{word.word}」" for word in words))
            for flag, words in found.scope_words.items()
        ]
        self.scope_note.setText("\n".join(said) if asked else "")
        self.scope_note.setVisible(bool(asked and said))

    def _put_aside(self, kind: str) -> None:
        self._aside.setdefault(self._gap or b"", set()).add(kind)
        self._read()
        if not self.rows:
            self.focusNextChild()
