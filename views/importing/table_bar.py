"""Which table of the file is read: sheet, table, header rows, and whose answers."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from models.lists.hints import Hints
from models.words import say
from views.importing.draft import Draft
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.tokens import px

_ROWS = re.compile(r"\s*(\d+)\s*(?:[-~〜–]\s*(\d+))?\s*")


class TableChoices(QObject):
    """The choices, for whichever bar has room; `hinted(hints)` when another table or header was chosen."""

    hinted = Signal(object)
    vendor_chosen = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self.sheet = Choice(name=say("import_screen.sheet"))
        self.sheet.picked.connect(lambda name: self.hinted.emit(Hints(name)))
        self.table = Choice(name=say("import_screen.table"))
        self.table.picked.connect(self._choose_table)
        for box in (self.sheet, self.table):
            box.setMaximumWidth(px(220))
        self.rows = TextField(say("import_screen.header_rows"), "5-6")
        self.rows.setFixedWidth(px(64))
        self.rows.editingFinished.connect(self._choose_rows)
        self.vendor = Choice(name=say("import_screen.vendor"))
        self.vendor.picked.connect(lambda number: self.vendor_chosen.emit(int(number)))
        self.rows_word = Label(say("import_screen.header_rows"), "second", ink="text2")
        self.vendor_word = Label(say("import_screen.vendor"), "second", ink="text2")
        self.show_draft(None)

    def show_draft(self, draft: Draft | None) -> None:
        """Show what is chosen in a draft; nothing without one."""
        self._draft = draft
        for part in (self.sheet, self.table, self.rows, self.rows_word):
            part.setVisible(draft is not None)
        self._show_vendors(draft)
        if draft is None:
            return
        sheets = draft.source.workbook.sheets
        self.sheet.set_choices(
            [
                (one.name, say("import_screen.sheet_of", name=one.name, at=number, all=len(sheets)))
                for number, one in enumerate(sheets, 1)
            ]
        )
        self.sheet.choose(draft.sheet.name if draft.sheet else "")
        self._show_tables(draft)
        header = draft.table.header_rows if draft.table else ()
        if not self.rows.hasFocus():
            self.rows.setText("-".join(str(row) for row in header))

    def _show_tables(self, draft: Draft) -> None:
        name = draft.sheet.name if draft.sheet else ""
        mine = [(number, one) for number, (sheet, one) in enumerate(draft.source.candidates) if sheet == name]
        chosen = draft.table.header_rows if draft.table else ()
        texts = []
        for place, (number, table) in enumerate(mine, 1):
            shown = draft.table if draft.table and table.header_rows == chosen else table
            words = say("import_screen.table_of", at=place, range=shown.span.address)
            texts.append((str(number), words))
        own = ""
        if draft.table is not None and all(table.header_rows != chosen for _, table in mine):
            own = "own"
            texts.append((own, say("import_screen.own_table", range=draft.table.span.address)))
        self.table.set_choices(texts)
        self.table.setVisible(bool(texts))
        self.table.setEnabled(len(texts) > 1)
        self.table.choose(own or next((str(n) for n, one in mine if one.header_rows == chosen), ""))

    def _show_vendors(self, draft: Draft | None) -> None:
        vendors = draft.table.vendors if draft and draft.table and draft.for_answers else ()
        named = [(str(number), one.name or one_of(number)) for number, one in enumerate(vendors)]
        self.vendor.set_choices(named)
        self.vendor.choose(str(draft.said.vendor) if draft else "")
        for part in (self.vendor_word, self.vendor):
            part.setVisible(len(vendors) > 1)

    def _choose_table(self, number: str) -> None:
        if self._draft is not None and number.isdigit():
            sheet, table = self._draft.source.candidates[int(number)]
            self.hinted.emit(Hints(sheet, table.header_rows))

    def _choose_rows(self) -> None:
        draft = self._draft
        if draft is None or draft.sheet is None:
            return
        found = _ROWS.fullmatch(self.rows.text())
        if found is None:
            self.rows.mark_wrong(say("import_screen.bad_rows"))
            return
        self.rows.mark_wrong()
        rows = tuple(int(row) for row in found.groups() if row)
        if draft.table is None or rows != draft.table.header_rows:
            self.hinted.emit(replace(Hints(draft.sheet.name), header_rows=rows))


def one_of(number: int) -> str:
    """How an answer column without a name is called."""
    return say("import_screen.nameless_vendor", n=number + 1)
