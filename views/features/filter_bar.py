"""The filters above the matrix: text, level, obligation, answer, section, gaps, restating."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics

from models.lists.answer_kinds import Answer
from models.members.queries import Section
from models.words import say
from views.features.listing import NO_GAP, WITH_GAP, Matrix, Wanted
from views.shared.buttons import Button
from views.shared.chips import chip_word
from views.shared.choices import Choice
from views.shared.fields import SearchBox
from views.shared.meanings import answer_chip
from views.shared.panes import FilterBar
from views.shared.toggle import ToggleButton
from views.shared.tokens import px

CHOICES = ("level", "obligation", "answer", "section", "gap")


class MatrixFilters(FilterBar):
    """`changed` whenever other features are wanted, at every letter; `columns_asked` by the picker."""

    changed = Signal()
    columns_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = SearchBox(say("feature_screen.filter.text"), say("feature_screen.filter.prompt"))
        self.text.setMinimumWidth(px(120))
        self.text.textChanged.connect(lambda _: self.changed.emit())
        self.add(self.text, 1)
        everything = ("", say("feature_screen.filter.any"))
        answers = [(one.value, chip_word(answer_chip(one))) for one in Answer]
        gaps = [(one, say(f"feature_screen.filter.gap_{one}")) for one in (WITH_GAP, NO_GAP)]
        self.choices: dict[str, Choice] = {}
        for name in CHOICES:
            box = _FilterChoice(say(f"feature_screen.filter.{name}"))
            box.set_choices([everything, *({"answer": answers, "gap": gaps}.get(name, []))])
            box.choose("")
            box.picked.connect(lambda _, box=box: self._picked(box))
            box.setMaximumWidth(px(160))
            self.add_right(box)
            self.choices[name] = box
        self.restated = ToggleButton(say("feature_screen.filter.restated", n=0))
        self.restated.setToolTip(say("feature_screen.filter.restated_tip"))
        self.restated.toggled.connect(lambda _: self.changed.emit())
        self.add_right(self.restated)
        picker = Button("", icon="columns", clicked=self.columns_asked.emit)
        picker.setAccessibleName(say("gap_screen.columns"))
        picker.setToolTip(say("gap_screen.columns"))
        self.picker = picker
        self.add_right(picker)
        self.right.setSpacing(px(6))

    def offer(self, found: Matrix, places: Sequence[Section]) -> None:
        """Offer what occurs."""
        everything = ("", say("feature_screen.filter.any"))
        nobody = ("-", say("feature_screen.no_section"))
        owned = {row.section_id for row in found.rows}
        owners = [(one.id.hex(), one.label) for one in places if one.id in owned]
        self.choices["level"].set_choices([everything, *((one, one) for one in found.top_levels)])
        self.choices["obligation"].set_choices([everything, *((one, one) for one in found.obligations)])
        self.choices["section"].set_choices([everything, *owners, *([nobody] if None in owned else [])])
        count = len(found.restated)
        self.restated.retitle(say("feature_screen.filter.restated", n=count))
        self.restated.setVisible(bool(count) or self.restated.isChecked())

    def wanted(self) -> Wanted:
        """What the filters say."""
        keys = {name: box.key() for name, box in self.choices.items()}
        return Wanted(text=self.text.text().strip(), restated=self.restated.isChecked(), **keys)

    def _picked(self, box: Choice) -> None:
        box.updateGeometry()
        self.changed.emit()

    def clear(self) -> None:
        """Let everything through."""
        held = self.blockSignals(True)
        self.text.clear()
        for box in self.choices.values():
            box.choose("")
        self.restated.setChecked(False)
        self.blockSignals(held)
        self.changed.emit()


class _FilterChoice(Choice):
    """A drop-down that shows what it filters by while it lets all through."""

    def __init__(self, title: str) -> None:
        self._title = title
        super().__init__(name=title)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.currentText()) + px(38), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._title) + px(38), self.height())

    def currentText(self) -> str:
        chosen = super().currentText()
        return (
            say("feature_screen.filter.chosen", what=self._title, value=chosen) if self.key() else self._title
        )

    def is_lit(self) -> bool:
        return bool(self.key())
