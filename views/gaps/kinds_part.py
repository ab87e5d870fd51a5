"""The kinds of change with their option scope, what the text proposes, and the tier they lead to in words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import UserError
from models.gaps.commands import classify_gap, override_tier
from models.gaps.detail import GapDetail
from models.tiers.catalogue import change_kinds, dispositions, find_kind
from models.tiers.reasons import tier_label
from models.words import say
from views.gaps.kind_row import KindRow
from views.gaps.override_box import OverrideBox
from views.gaps.part import GapPart
from views.gaps.proposals_box import ProposalsBox
from views.shared.notes import Note
from views.shared.offer_field import OfferField
from views.shared.tokens import px


class KindsPart(GapPart):
    """Rows of kinds; a field that completes names from the guideline adds one."""

    def build(self) -> None:
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(6))
        self.rows: dict[str, KindRow] = {}
        self.section.add(holder)
        self.proposals = ProposalsBox()
        self.proposals.taken.connect(self._take)
        self.section.add(self.proposals)
        self.field = OfferField(say("gap_screen.kinds.add"), say("gap_screen.kinds.prompt"))
        self.field.returnPressed.connect(self._add_typed)
        self.section.add(self.field)
        self.note = Note()
        self.section.add(self.note)
        self.override = OverrideBox()
        self.override.set_by_hand.connect(self._set_by_hand)
        self.override.back_to_rules.connect(
            lambda: self.run(lambda gap: override_tier(self.project, gap, None))
        )
        self._differs = Note("bad")
        self.section.add(self._differs)
        self.section.add(self.override)

    def fill(self, detail: GapDetail) -> None:
        order = list(change_kinds())
        kinds = sorted(detail.row.kinds, key=lambda kind: order.index(kind) if kind in order else len(order))
        if list(self.rows) != kinds:
            self._make_rows(kinds)
        for kind, row in self.rows.items():
            row.show_scope(detail.row.kinds[kind], self.editable)
        self.proposals.show_gap(detail.row.id, detail.row.title, detail.row.kinds, self.editable)
        self.field.setVisible(self.editable)
        self.field.offer([one.label for one in change_kinds().values() if one.id not in detail.row.kinds])
        self._show_sentence(detail)
        self.override.show_verdict(detail.row.id, detail.row.verdict, self.editable)

    def _show_sentence(self, detail: GapDetail) -> None:
        label = tier_label(detail.row.verdict.tier)
        before, found, after = detail.tier_sentence.partition(label)
        self.note.show_parts([before, (found, True), after] if found else [detail.tier_sentence])
        self._differs.setVisible(detail.step_differs)
        if detail.step_differs:
            step = dispositions()[detail.row.disposition or ""].label
            self._differs.show_parts([say("gap_screen.kinds.differs", step=step, tier=label)])

    def _make_rows(self, kinds: list[str]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for kind in kinds:
            row = KindRow(kind, change_kinds().get(kind))
            row.scoped.connect(lambda scope, kind=kind: self._scope(kind, scope))
            row.removed.connect(lambda kind=kind: self._remove(kind))
            self._list.addWidget(row)
            self.rows[kind] = row

    def _add_typed(self) -> None:
        text = self.field.text().strip()
        if not text or self.detail is None:
            return
        try:
            kind = find_kind(text)
        except UserError:
            near = self.field.nearest()
            if not near:
                self.field.mark_wrong(say("gap_screen.kinds.unknown", kind=text))
                return
            kind = find_kind(near)
        self.field.mark_wrong()
        self.field.clear()
        kinds = {**self.detail.row.kinds, kind.id: self.detail.row.kinds.get(kind.id, "unknown")}
        if self.run(lambda gap: classify_gap(self.project, gap, kinds)) and kind.id in self.rows:
            scope = self.rows[kind.id].scope
            if scope is not None:
                scope.setFocus()

    def _take(self, kind_id: str) -> None:
        """Take a proposed kind; its scope stays unknown and is asked for at once."""
        if self.detail is None:
            return
        kinds = {**self.detail.row.kinds, kind_id: "unknown"}
        if self.run(lambda gap: classify_gap(self.project, gap, kinds)) and kind_id in self.rows:
            scope = self.rows[kind_id].scope
            (scope or self.proposals.first_row() or self.field).setFocus()

    def _set_by_hand(self, tier: int, reason: str) -> None:
        self.run(lambda gap: override_tier(self.project, gap, tier, reason))

    def _scope(self, kind: str, scope: str) -> None:
        if self.detail is not None:
            kinds = {**self.detail.row.kinds, kind: scope}
            self.run(lambda gap: classify_gap(self.project, gap, kinds))

    def _remove(self, kind: str) -> None:
        if self.detail is not None:
            kinds = {one: scope for one, scope in self.detail.row.kinds.items() if one != kind}
            self.field.setFocus()
            self.run(lambda gap: classify_gap(self.project, gap, kinds))
