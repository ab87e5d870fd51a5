"""Which table of the file is read: sheet, table, header rows, and whose answers."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal

from models.lists.hints import Hints
from models.words import say
from views.importing.draft import Draft
from views.shared.choices import Choice
from views.shared.fields import TextField
from views.shared.labels import Label
from views.shared.panes import Bar
from views.shared.tokens import height, px

_ROWS = re.compile(r"\s*(\d+)\s*(?:[-~〜–]\s*(\d+))?\s*")


class TableBar(Bar):
    """`hinted(hints)` when another sheet, table or header was chosen; `vendor_chosen(number)`."""

    hinted = Signal(object)
    vendor_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(height("filter"), ground="surface")
        self._draft: Draft | None = None
        self.sheet = Choice(name=say("import_screen.sheet"))
        self.sheet.picked.connect(lambda name: self.hinted.emit(Hints(name)))
        self.table = Choice(name=say("import_screen.table"))
        self.table.picked.connect(self._choose_table)
        self.rows = TextField(say("import_screen.header_rows"), "5-6")
        self.rows.setFixedWidth(px(64))
        self.rows.editingFinished.connect(self._choose_rows)
        self.vendor = Choice(name=say("import_screen.vendor"))
        self.vendor.picked.connect(lambda number: self.vendor_chosen.emit(int(number)))
        for name, part in (
            ("sheet", self.sheet),
            ("table", self.table),
            ("header_rows", self.rows),
        ):
            self.add(Label(say(f"import_screen.{name}"), "second", ink="text2"))
            self.add(part)
        self._vendor_word = Label(say("import_screen.vendor"), "second", ink="text2")
        self.add(self._vendor_word)
        self.add(self.vendor)

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen in a draft."""
        self._draft = draft
        sheets = [(one.name, one.name) for one in draft.workbook.sheets]
        self.sheet.set_choices(sheets)
        self.sheet.choose(draft.sheet.name if draft.sheet else "")
        own = [
            (str(number), say("import_screen.table_of", range=table.span.address, n=len(table.items)))
            for number, (sheet, table) in enumerate(draft.candidates)
            if draft.sheet is not None and sheet == draft.sheet.name
        ]
        self.table.set_choices(own)
        self.table.setEnabled(len(own) > 1)
        for number, (sheet, table) in enumerate(draft.candidates):
            same = draft.table is not None and table.header_rows == draft.table.header_rows
            if draft.sheet is not None and sheet == draft.sheet.name and same:
                self.table.choose(str(number))
        header = draft.table.header_rows if draft.table else ()
        if not self.rows.hasFocus():
            self.rows.setText("-".join(str(row) for row in header))
        vendors = draft.table.vendors if draft.table and draft.for_answers else ()
        named = [(str(number), one.name or one_of(number)) for number, one in enumerate(vendors)]
        self.vendor.set_choices(named)
        self.vendor.choose(str(draft.vendor))
        for part in (self._vendor_word, self.vendor):
            part.setVisible(len(vendors) > 1)

    def _choose_table(self, number: str) -> None:
        if self._draft is not None:
            sheet, table = self._draft.candidates[int(number)]
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
