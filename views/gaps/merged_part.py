"""What was merged into a gap: each organisation's own texts and amounts, and splitting them off again."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.costs.rules import thousands
from models.gaps.detail import GapDetail
from models.gaps.netting.catalogue import outsourced_work
from models.gaps.netting.merging import TEXTS, Merged, split_gap
from models.words import say
from views.gaps.part import GapPart
from views.shared.blocks import clear
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.tokens import px


class MergedPart(GapPart):
    """A block for each merged gap; before them, whether the work may be outsourced jointly."""

    def build(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.section.add(self._inside)

    def fill(self, detail: GapDetail) -> None:
        clear(self._column)
        work = outsourced_work(" ".join((detail.row.title, detail.row.purpose, detail.missing)))
        self._inside.setVisible(bool(detail.merged) or work is not None)
        if work is not None:
            told = say("indicator_screen.netting.work", work=say(f"gaps.netting.work.{work}"))
            self._column.addWidget(Label(told, "second", ink="text2", wrap=True))
        for one in detail.merged:
            self._column.addWidget(self._head(one))
            said = [f"{say(f'gaps.field.{key}')}：{one.texts[key]}" for key in TEXTS[1:] if key in one.texts]
            amounts = (one.asked.initial, one.asked.yearly)
            if any(amount is not None for amount in amounts):
                words = [thousands(amount) or say("costs.unknown") for amount in amounts]
                said.append(say("gap_screen.merged.asked", initial=words[0], yearly=words[1]))
            if said:
                self._column.addWidget(Label("\n".join(said), "second", ink="text2", wrap=True))

    def _head(self, one: Merged) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        title = one.texts.get("title", "")
        row.addWidget(Label(f"{one.section}　{one.label} {title}", bold=True, elide=True), 1)
        if self.editable:
            button = Button(
                say("gap_screen.merged.split"),
                "quiet",
                small=True,
                clicked=lambda: self.run(lambda gap: split_gap(self.project, gap, [one.id])),
            )
            button.setAccessibleName(say("gap_screen.merged.split_of", gap=one.label))
            row.addWidget(button)
        return line
