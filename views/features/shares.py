"""The bars below the matrix: how each package answers the features shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.lists.answer_kinds import Answer
from models.words import say
from views.features.listing import Share
from views.shared.charts import Part, StackedBar
from views.shared.labels import Label
from views.shared.tokens import px

_FILLS = {
    Answer.STANDARD: "fstd",
    Answer.PARAMETER: "fparam",
    Answer.OPTION_PART: "fpart",
    Answer.SOURCE_CHANGE: "fsrc",
    Answer.WORKAROUND: "fwork",
    Answer.NOT_POSSIBLE: "fpale",
    Answer.UNANSWERED: "outline",
}


class Shares(QFrame):
    """One bar for each package; arrow keys and the pointer tell the counts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "top")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(14), px(8), px(14), px(8))
        self._row.setSpacing(px(28))
        self.bars: list[_PackageBar] = []

    def show_shares(self, shares: Sequence[Share], figures: Sequence[str] = ()) -> None:
        """Show other counts; `figures` say something else than the share of the standard beside them."""
        while len(self.bars) > len(shares):
            gone = self.bars.pop()
            self._row.removeWidget(gone)
            gone.deleteLater()
        while len(self.bars) < len(shares):
            made = _PackageBar()
            self._row.addWidget(made, 1)
            self.bars.append(made)
        for number, (bar, one) in enumerate(zip(self.bars, shares, strict=True)):
            bar.show_share(one, figures[number] if number < len(figures) else "")
        self.setVisible(bool(shares))


class _PackageBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        self._name = Label("", "small", bold=True, elide=True)
        self.figure = Label("", "small", ink="text2", number=True)
        head.addWidget(self._name, 1)
        head.addWidget(self.figure)
        self._bar = StackedBar("", tall=8, numbers=False)
        column.addLayout(head)
        column.addWidget(self._bar)

    def show_share(self, one: Share, figure: str = "") -> None:
        self._name.setText(one.package.name)
        standard = one.counts[Answer.STANDARD]
        part = f"{100 * standard / one.total:.1f}" if one.total else "—"
        self.figure.setText(figure or say("feature_screen.share", share=part, count=standard))
        self._bar.setAccessibleName(one.package.name)
        words = [
            say("feature_screen.share_part", answer=say(f"features.answers.{answer}"), count=count)
            for answer, count in one.counts.items()
        ]
        parts = zip(one.counts.items(), words, strict=True)
        self._bar.show_parts(
            [Part(count, _FILLS[answer], text) for (answer, count), text in parts], one.total
        )
