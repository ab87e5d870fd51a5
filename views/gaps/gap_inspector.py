"""The chosen gap, worked from top to bottom: purpose, response, kinds, costs, grounds, origins, talk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.approval.commands import submit, withdraw
from models.approval.rules import GapState
from models.approval.states import gap_state
from models.gaps.detail import GapDetail, gap_detail
from models.gaps.editing import may_edit
from models.members.queries import acting_member
from models.project.history import item_history
from models.words import say
from views.gaps.attachments_part import AttachmentsPart
from views.gaps.contested_part import ContestedPart
from views.gaps.costs_part import CostsPart
from views.gaps.gap_foot import GapFoot
from views.gaps.kinds_part import KindsPart
from views.gaps.ladder_part import LadderPart
from views.gaps.merged_part import MergedPart
from views.gaps.origins_part import OriginsPart
from views.gaps.part import GapPart
from views.gaps.shares_part import SharesPart
from views.gaps.submission import submission
from views.gaps.talk_part import TalkPart
from views.gaps.texts_part import TextsPart
from views.gaps.tier_word import tier_word
from views.shared.chips import Asker, ChipText
from views.shared.history import HistoryLine
from views.shared.inspector import Inspector, Section
from views.shared.meanings import state_chip, tier_chip
from views.shared.moments import moment
from views.shared.session import Session
from views.shared.tab_order import order_tabs


class GapInspector(Inspector):
    """Shows one gap and stores every change at once. `follow(screen, id)` leads to other screens."""

    def __init__(self, session: Session, follow: Callable[[str, object], object]) -> None:
        keys = ("jump", "submit", "step", "back")
        super().__init__(
            say("gap_screen.inspector"),
            keys=[(say(f"gap_screen.key.{one}"), say(f"gap_screen.key_word.{one}")) for one in keys],
        )
        self.session = session
        self.gap: bytes | None = None
        self._settling = False
        self._add_parts(follow)
        self.foot = GapFoot(self)
        self.foot.submitted.connect(self.submit)
        self.foot.withdrawn.connect(self._withdraw)
        self.foot.wanted.connect(self.jump)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.submit)
        self.show_empty()

    def show_gap(self, gap: bytes | None) -> None:
        """Show a gap as it is stored now, or nothing."""
        if self._settling:
            return
        if gap != self.gap:
            self.settle()
            self.foot.cancel()
        self.gap = gap
        if gap is None:
            self.show_empty()
            return
        project = self.session.project
        detail, state = gap_detail(project, gap), gap_state(project, gap)
        asking = {one.section_id for one in detail.askers}
        if detail.row.section_id is not None:
            asking.add(detail.row.section_id)
        editable = not project.readonly and may_edit(acting_member(project), asking)
        self._show_head(detail, state)
        for part in self.parts:
            part.show(detail, editable)
        self.foot.show_submission(submission(detail, state, editable))
        past = item_history(project, "gap", gap)
        lines = [HistoryLine(moment(act.time), act.member, act.summary) for act in past]
        self.show_history(lines, say("gap_screen.history_note", n=len(past)))
        order_tabs(self)

    def settle(self) -> None:
        """Store what is typed but not stored yet."""
        self._settling = True
        for part in self.parts:
            part.settle()
        self._settling = False

    def submit(self) -> None:
        """Hand the gap to the chief, after storing what is being typed."""
        gap = self.gap
        if gap is None:
            return
        self.settle()
        self.show_gap(gap)
        if self.foot.submit.isEnabled():
            self.session.run(lambda: submit(self.session.project, gap))
        else:
            self.session.failed.emit(self.foot.why.whole_text())

    def ask_withdrawal(self) -> None:
        """Ask why the gap is taken back."""
        if self.foot.withdraw.isEnabled():
            self.foot.withdraw.click()

    def back(self) -> bool:
        """Esc: leave what is open here."""
        return self.foot.cancel() or self.ladder.cancel()

    def _withdraw(self, reason: str) -> None:
        gap = self.gap
        if gap is not None:
            self.session.run(lambda: withdraw(self.session.project, gap, reason))

    def _add_parts(self, follow: Callable[[str, object], object]) -> None:
        session = self.session
        contested = self.add_section(say("approval.state.conflict"))
        self.purpose = TextsPart(self._section("purpose", 1), session, ("purpose",), lines=2)
        self.ladder = LadderPart(self._section("disposition", 2), session)
        self.kinds = KindsPart(self._section("kinds", 3), session)
        costs = self._section("costs", 4)
        self.costs, self.shares = CostsPart(costs, session), SharesPart(costs, session)
        grounds = ("missing", "legal_ground", "frequency", "persons", "alternatives")
        place = self._section("grounds", 5)
        self.grounds = TextsPart(place, session, grounds)
        self.kinds.proposals.watch(self.grounds.fields["missing"])
        self.files = AttachmentsPart(place, session)
        origins = self._section("origins", 6)
        self.origins, self.merged = OriginsPart(origins, session, follow), MergedPart(origins, session)
        self.talk = TalkPart(self._section("talk", 7), session)
        self.parts: list[GapPart] = [
            ContestedPart(contested, session, follow),
            self.purpose,
            self.ladder,
            self.kinds,
            self.costs,
            self.shares,
            self.grounds,
            self.files,
            self.origins,
            self.merged,
            self.talk,
        ]

    def _section(self, name: str, number: int) -> Section:
        return self.add_section(say(f"gap_screen.section.{name}"), number)

    def _show_head(self, detail: GapDetail, state: GapState) -> None:
        row = detail.row
        word = say(f"approval.state.{state.key}")
        if state.revision > 1:
            word = say("gap_screen.revision", state=word, n=state.revision)
        chips = [
            ChipText(state_chip(state.key), word),
            ChipText(tier_chip(row.tier), tier_word(row.verdict)),
        ]
        asks = sum(one.asks for one in row.askers)
        sub = say("gap_screen.sub", asks=asks, all=len(row.askers), drafter=detail.drafter)
        boxes = [Asker(one.mark or one.name[:1], one.name, one.asks) for one in row.askers]
        self.show_head(row.label, row.title, chips, sub, boxes)
