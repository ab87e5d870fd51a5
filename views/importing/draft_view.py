"""The four parts of a draft: columns and findings at the left, items and legend at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.words import say
from views.importing.column_panel import ColumnPanel
from views.importing.draft import Draft, Outcome, column_lines
from views.importing.legend_panel import LegendPanel
from views.importing.preview import FindingLine, ItemLine, finding_table, item_table
from views.shared.panes import Pane, ScreenHead, Splitter
from views.shared.table import RecordTable
from views.shared.table_columns import Group
from views.shared.tokens import height, px


class DraftView(QWidget):
    """Shows a draft and its outcome; the legend only for answers."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.columns, self.legend = ColumnPanel(), LegendPanel()
        self.findings = finding_table()
        self.tables = {False: item_table(False), True: item_table(True)}
        self._column_head = _head(say("import_screen.columns"))
        self._finding_head = _head(say("import_screen.findings"))
        self._item_head = _head(say("import_screen.result"))
        self._legend_head = _head(say("import_screen.legend"))
        self._legend_pane = _pane("import_screen.legend", self._legend_head, self.legend)
        left = Splitter(
            _pane("import_screen.columns", self._column_head, self.columns),
            _pane("import_screen.findings", self._finding_head, self.findings),
            vertical=True,
        )
        right = Splitter(
            _pane("import_screen.result", self._item_head, *self.tables.values()),
            self._legend_pane,
            vertical=True,
        )
        for side, low in ((left, 200), (right, 230)):
            side.setSizes([px(400), px(low)])
        both = Splitter(left, right)
        both.setSizes([px(560), px(568)])
        column.addWidget(both)

    def show_draft(self, draft: Draft, found: Outcome) -> None:
        """Show what is understood now."""
        self.columns.show_columns(column_lines(draft), draft.for_answers)
        self._column_head.show_note(say("import_screen.columns_note"))
        lines = [FindingLine(number, one) for number, one in enumerate(found.findings)]
        self.findings.show_rows(lines)
        self._finding_head.show_note(
            say("import_screen.findings_note", n=len(lines), errors=found.errors) if lines else ""
        )
        for kind, table in self.tables.items():
            table.setVisible(kind == draft.for_answers)
        _show_items(self.tables[draft.for_answers], draft, found)
        self._item_head.show_note(say("import_screen.result_note", n=len(draft.items)))
        marks = [(one, draft.meaning(one)) for one in draft.proposals]
        self._legend_pane.setVisible(draft.for_answers)
        self.legend.show_marks(marks)
        decided = sum(answer is not None for _, answer in marks)
        self._legend_head.show_note(say("import_screen.legend_note", decided=decided, all=len(marks)))


def _show_items(table: RecordTable[ItemLine], draft: Draft, found: Outcome) -> None:
    lines = [ItemLine(item, found.answers.get(item.source_row)) for item in draft.items]
    tops: dict[str, int] = {}
    for item in draft.items:
        tops[item.levels[0] if item.levels else ""] = 1 + tops.get(item.levels[0] if item.levels else "", 0)
    groups = [
        Group(top, top, say("feature_screen.group_note", n=count)) for top, count in tops.items() if top
    ]
    table.show_rows(lines, groups, lambda line: line.item.levels[0] if line.item.levels else "")


def _pane(name: str, head: ScreenHead, *parts: QWidget) -> Pane:
    pane = Pane(say(name))
    pane.add(head)
    for part in parts:
        pane.add(part, 1)
    return pane


def _head(title: str) -> ScreenHead:
    head = ScreenHead(title)
    head.setFixedHeight(height("tabs"))
    return head
