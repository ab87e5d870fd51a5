"""One kind of change: its name, the tiers it stands in, its option scope, and × to take it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.tiers.catalogue import ChangeKind
from models.tiers.rules import SCOPES
from models.words import say
from views.shared.buttons import Button, Segments
from views.shared.labels import Label
from views.shared.tokens import px


class KindRow(QWidget):
    """`scoped(scope)` when the option scope was chosen, `removed` on ×. `kind` None is not known here."""

    scoped = Signal(str)
    removed = Signal()

    def __init__(self, kind_id: str, kind: ChangeKind | None) -> None:
        super().__init__()
        name = kind.label if kind else kind_id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        title = Label(name, elide=True)
        title.setToolTip(name)
        tag = Label(_tiers(kind), "small", ink="text2")
        tag.setProperty("ground", "mark")
        tag.setContentsMargins(px(5), px(1), px(5), px(1))
        row.addWidget(title, 1)
        row.addWidget(tag)
        row.addStretch(0)
        self.scope: Segments | None = None
        if kind is not None and kind.needs_scope:
            self.scope = Segments(
                [(scope, say(f"tiers.scope.{scope}")) for scope in SCOPES],
                say("gap_screen.kinds.scope_of", kind=name),
                small=True,
            )
            self.scope.chosen.connect(self.scoped)
            row.addWidget(self.scope)
        else:
            row.addWidget(Label(say("gap_screen.kinds.no_scope"), "second", ink="text2"))
        self._title, self._tag = title, tag
        self._remove = Button("", "quiet", icon="cross", small=True, clicked=self.removed.emit)
        self._remove.setAccessibleName(say("gap_screen.kinds.remove", kind=name))
        self._remove.setToolTip(self._remove.accessibleName())
        row.addWidget(self._remove)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name comes before the tiers where there is no room for both; the sentence names them too."""
        super().resizeEvent(event)
        held = self.scope.sizeHint().width() if self.scope is not None else 0
        wanted = self._title.sizeHint().width() + self._tag.sizeHint().width() + held + px(56)
        self._tag.setVisible(self.scope is None or self.width() >= wanted)

    def show_scope(self, scope: str, editable: bool) -> None:
        """Show the scope that is stored."""
        if self.scope is not None:
            self.scope.choose(scope)
            self.scope.setEnabled(editable)
        self._remove.setVisible(editable)


def _tiers(kind: ChangeKind | None) -> str:
    if kind is None:
        return "?"
    if kind.needs_scope:
        return say("gap_screen.kinds.either", inside=kind.inside, outside=kind.outside)
    return say("gap_screen.kinds.one", tier=kind.inside)
