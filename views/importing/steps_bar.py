"""The steps of an import: what is done, what is next, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.words import joined, say
from views.importing.draft import Draft
from views.shared.labels import Label
from views.shared.panes import Bar
from views.shared.signs import paint_icon, paint_sign
from views.shared.tokens import colour, height, px, tone
from views.shared.type import font

_SIGN, _GAP = 12, 5


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word's key, whether it is done, and how much is left of it (0: nothing to count)."""

    key: str
    done: bool
    left: int = 0


def steps_of(draft: Draft | None, ready: bool) -> list[Step]:
    """The steps of a draft; a list of features has no legend to decide."""
    table = draft.table if draft else None
    answers = draft is not None and draft.for_answers
    columns = bool(table and (table.columns if not answers else _has_key(draft) and table.vendors))
    steps = [Step("table", table is not None), Step("columns", columns)]
    if answers and draft is not None:
        left = len(draft.undecided)
        steps.append(Step("legend", table is not None and not left, left))
    errors = draft.found.errors if draft else 0
    return [*steps, Step("check", ready, errors)]


def _has_key(draft: Draft | None) -> bool:
    return (
        draft is not None
        and draft.table is not None
        and bool({"feature_id", "no"} & draft.table.columns.keys())
    )


class StepsBar(Bar):
    """The steps at the left, what is still missing at the right."""

    def __init__(self) -> None:
        super().__init__(height("tabs"))
        self._steps = _Steps()
        self.state = Label("", "second", elide=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(self._steps)
        self.add(self.state, 1)

    def show_steps(self, steps: list[Step], reason: str) -> None:
        """Show how far it is; without a reason the import can begin."""
        self._steps.show_steps(steps)
        self.state.setText(reason or say("import_screen.ready"))
        self.state.use_ink("warn" if reason else "ok")


class _Steps(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: list[Step]) -> None:
        self._steps = steps
        words = [
            say("import_screen.step.said_done" if step.done else "import_screen.step.said_open", step=word)
            for step, word in zip(steps, self._words(), strict=True)
        ]
        self.setAccessibleName(joined(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font("second", bold=True))
        texts = sum(metrics.horizontalAdvance(word) + px(_SIGN + _GAP + 26) for word in self._words())
        return QSize(texts, px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        current = next((number for number, step in enumerate(self._steps) if not step.done), -1)
        left = 0.0
        for number, (step, word) in enumerate(zip(self._steps, self._words(), strict=True)):
            sign, ink = ("check", tone("ok").text) if step.done else ("ring", colour("text2"))
            if number == current:
                sign, ink = "half", colour("accent")
            mark = QRectF(left, self.height() / 2 - px(6), px(_SIGN), px(_SIGN))
            paint_sign(painter, mark, sign, ink)
            left += px(_SIGN + _GAP)
            painter.setFont(font("second", bold=number == current))
            painter.setPen(ink)
            wide = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(
                QRectF(left, 0, wide + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), word
            )
            left += wide + px(8)
            if number + 1 < len(self._steps):
                paint_icon(
                    painter, QRectF(left, self.height() / 2 - px(6), px(12), px(12)), "right", colour("text3")
                )
                left += px(18)
        painter.end()

    def _words(self) -> list[str]:
        words = []
        for number, step in enumerate(self._steps, 1):
            word = f"{number} {say(f'import_screen.step.{step.key}')}"
            if step.left:
                word += "　" + say("import_screen.step.left", n=step.left)
            words.append(word)
        return words
