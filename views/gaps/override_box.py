"""Setting the tier against the rules: which tier, and the reason that is shown wherever the tier is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from models.tiers.reasons import tier_label
from models.tiers.rules import HIGHEST, TierVerdict
from models.words import say
from views.shared.buttons import Button
from views.shared.inline_form import InlineForm
from views.shared.tokens import px


class OverrideBox(QWidget):
    """`set_by_hand(tier, reason)`; `back_to_rules` takes it back."""

    set_by_hand = Signal(int, str)
    back_to_rules = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.open = Button(say("gap_screen.override.open"), "quiet", small=True, clicked=self._open)
        self.back = Button(
            say("gap_screen.override.back"), "quiet", small=True, clicked=self.back_to_rules.emit
        )
        self.form = InlineForm(
            say("gap_screen.override.title"),
            say("gap_screen.override.set"),
            say("gap_screen.override.lead"),
        )
        self.form.add_field(
            "reason",
            say("gap_screen.override.reason"),
            say("gap_screen.override.prompt"),
            missing=say("gaps.override_reason_missing"),
        )
        tiers = [(str(tier), tier_label(tier)) for tier in range(HIGHEST + 1)]
        self.form.add_choice("tier", say("gap_screen.override.tier"), tiers)
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self._leave)
        for widget in (self.open, self.back, self.form):
            column.addWidget(widget)
        self.form.hide()
        self._gap: bytes | None = None

    def show_verdict(self, gap: bytes, verdict: TierVerdict, editable: bool) -> None:
        """Offer what can be done about this tier."""
        if gap != self._gap or not editable:
            self.form.hide()
        self._gap, self._verdict = gap, verdict
        self.open.setVisible(editable and not verdict.is_overridden and self.form.isHidden())
        self.back.setVisible(editable and verdict.is_overridden)
        self.setVisible(editable)

    def _open(self) -> None:
        self.open.hide()
        self.form.open_form(tier=str(self._verdict.tier or 0))
        QTimer.singleShot(0, self, self._reveal)  # once the layout has made room for it

    def _reveal(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.form, 0, px(12))

    def _leave(self) -> None:
        self.form.hide()
        self.open.show()
        self.open.setFocus()

    def _submit(self) -> None:
        self.form.hide()
        self.set_by_hand.emit(int(self.form.text("tier")), self.form.text("reason"))
