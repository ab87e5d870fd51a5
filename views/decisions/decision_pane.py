"""The right pane 決裁欄: stamps, the verdict with what it needs, the conditions, and the signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.approval.rules import POINTS
from models.gaps.content import DECISION_FIELDS
from models.tiers.catalogue import ladder
from models.words import say
from views.decisions.choice_rows import PointBox, SignedWord, VerdictRow
from views.decisions.form import KEYS, SIGNS, VERDICTS, WITH_POINTS, Form
from views.decisions.reading import CaseView
from views.decisions.stamp_boxes import Box, StampBoxes
from views.shared.buttons import Button
from views.shared.choices import CheckBox, Choice
from views.shared.empty import EmptyState
from views.shared.fields import PlainText
from views.shared.labels import Label
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import px


class DecisionPane(Pane):
    """`edited` on every change of the form, `sign_asked` on Ctrl+Enter or the button, `gap_asked` on the
    button that opens the gap."""

    edited = Signal()
    sign_asked = Signal()
    gap_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            say("decision_screen.boxes"),
            edge="left",
            keys=[(key, say(f"decision_screen.key.{key}")) for key in ("A", "R", "Ctrl+Enter", "C", "X")],
        )
        self.setMinimumWidth(px(290))
        self._showing = False
        self.head = ScreenHead(say("decision_screen.boxes"))
        self.add(self.head)
        self._nothing = EmptyState("stamp", say("decision_screen.case.empty"))
        self.add(self._nothing, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._body())
        self.add(self._area, 1)
        self._foot = self._sign_foot()
        self.add(self._foot)

    def show_case(self, view: CaseView | None, form: Form, changed: bool) -> None:
        """Show a case with what was chosen so far; `changed` content has to be read again before signing."""
        self._nothing.setVisible(view is None)
        self._area.setVisible(view is not None)
        self._foot.setVisible(view is not None and view.is_asked)
        if view is None:
            self.head.show_note("")
            return
        step = say(f"approval.act.{view.step}") if view.step else ""
        self.head.show_note(step)
        self.stamps.show_boxes(_boxes(view))
        self._decides.setVisible(view.may_decide)
        self._told.setVisible(not view.may_decide)
        self._told_text.setText(_why_not(view))
        self.gap_button.setVisible(view.state.step in ("returned", "draft", "withdrawn"))
        self._final_note(view)
        self._show_checks(view)
        self._show_form(form)
        self._show_sign(view, form, changed)

    def form(self) -> Form:
        """What is chosen and written now."""
        return Form(
            verdict=next((one for one, row in self.rows.items() if row.isChecked()), ""),
            points=frozenset(one for one, box in self.points.items() if box.isChecked()),
            reason=self.reason.toPlainText(),
            lighter="" if self.lighter.key() == "none" else self.lighter.key(),
            on_behalf=self.on_behalf.isChecked(),
        )

    def choose(self, verdict: str) -> None:
        """Choose a verdict, as its key does, and go to what it needs."""
        if not self._decides.isVisible():
            return
        self.rows[verdict].setChecked(True)
        self._edited()
        target = next(iter(self.points.values())) if verdict == "send_back" else self.reason
        (self.rows[verdict] if verdict == "approve" else target).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter(self) -> None:
        row = next((row for row in self.rows.values() if row.isChecked()), self.rows["approve"])
        (row if self._decides.isVisible() else self.gap_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(15), px(12), px(16), px(8))
        column.setSpacing(px(8))
        self.stamps = StampBoxes()
        column.addWidget(self.stamps)
        self._told = QWidget()
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, px(4), 0, 0)
        self._told_text = Label("", "second", ink="text2", wrap=True)
        self.gap_button = Button(say("decision_screen.open_gap"), icon="gap")
        self.gap_button.clicked.connect(lambda *_: self.gap_asked.emit())
        told.addWidget(self._told_text)
        told.addWidget(self.gap_button)
        column.addWidget(self._told)
        self._decides = QWidget()
        self._fill_form(self._decides)
        column.addWidget(self._decides)
        column.addStretch(1)
        return body

    def _fill_form(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(say("decision_screen.verdict"), "second", ink="text2", bold=True))
        self.rows: dict[str, VerdictRow] = {}
        self._group = QButtonGroup(self)
        for verdict in VERDICTS:
            row = VerdictRow(
                KEYS[verdict],
                *SIGNS[verdict],
                say(f"approval.verdict.{verdict}"),
                say(f"decision_screen.follows.{verdict}"),
            )
            self.rows[verdict] = row
            self._group.addButton(row)
            column.addWidget(row)
        self._group.buttonClicked.connect(lambda _: self._edited())
        self._points_part = self._make_points()
        column.addWidget(self._points_part)
        self._reason_title = Label("", "second", ink="text2", bold=True)
        self.reason = PlainText(say("decision_screen.reason.send_back"), lines=3, most=8)
        self.reason.textChanged.connect(self._edited)
        column.addSpacing(px(4))
        column.addWidget(self._reason_title)
        column.addWidget(self.reason)
        self._lighter_part = QWidget()
        lighter = QVBoxLayout(self._lighter_part)
        lighter.setContentsMargins(0, px(4), 0, 0)
        lighter.setSpacing(px(4))
        lighter.addWidget(Label(say("decision_screen.lighter"), "second", ink="text2", bold=True))
        self.lighter = Choice([("none", say("decision_screen.no_lighter"))], say("decision_screen.lighter"))
        self.lighter.picked.connect(lambda _: self._edited())
        lighter.addWidget(self.lighter)
        column.addWidget(self._lighter_part)
        self.on_behalf = CheckBox(say("decision_screen.behalf_box"))
        self.on_behalf.toggled.connect(lambda _: self._edited())
        column.addSpacing(px(4))
        column.addWidget(self.on_behalf)

    def _make_points(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(Label(say("decision_screen.points"), "second", ink="text2", bold=True))
        head.addStretch(1)
        self._points_note = Label(say("decision_screen.points_note"), "second", ink="text2")
        head.addWidget(self._points_note)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.points: dict[str, PointBox] = {}
        for point in POINTS:
            box = PointBox(say(f"approval.point.{point}"), say(f"decision_screen.point_about.{point}"))
            box.toggled.connect(lambda _: self._edited())
            self.points[point] = box
            row.addWidget(box, 1)
        column.addLayout(row)
        return part

    def _sign_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "surface2")
        foot.setProperty("edge", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(15), px(8), px(16), px(10))
        column.setSpacing(px(6))
        self._checks = QVBoxLayout()
        self._checks.setSpacing(0)
        column.addLayout(self._checks)
        self.hash_line = Label("", "second", ink="text2", wrap=True)
        column.addWidget(self.hash_line)
        self.sign = Button("", "primary", key=say("decision_screen.sign_key"))
        policy = self.sign.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.sign.setSizePolicy(policy)
        self.sign.clicked.connect(lambda *_: self.sign_asked.emit())
        column.addWidget(self.sign)
        self.lack_line = Label("", "second", ink="text2", wrap=True)
        column.addWidget(self.lack_line)
        return foot

    def _show_checks(self, view: CaseView) -> None:
        while self._checks.count():
            item = self._checks.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        line, used, room = _line(), 0, max(px(240), self.width() - px(40))
        for check in view.checks:
            state = "met" if check.is_met else "open"
            mark = SignedWord(say(f"decision_screen.check.{check.key}.{state}"), check.is_met)
            wide = mark.sizeHint().width() + px(12)
            if used and used + wide > room:
                self._checks.addWidget(line)
                line, used = _line(), 0
            layout = line.layout()
            assert isinstance(layout, QHBoxLayout)
            layout.insertWidget(layout.count() - 1, mark)
            used += wide
        self._checks.addWidget(line)

    def _show_form(self, form: Form) -> None:
        self._showing = True
        self._group.setExclusive(False)
        for verdict, row in self.rows.items():
            row.setChecked(verdict == form.verdict)
        self._group.setExclusive(True)
        for point, box in self.points.items():
            box.setChecked(point in form.points)
        self.reason.show_text(form.reason)
        self.lighter.choose(form.lighter or "none")
        self.on_behalf.setChecked(form.on_behalf)
        self._showing = False

    def _show_sign(self, view: CaseView, form: Form, changed: bool) -> None:
        may, verdict = view.may_decide, form.verdict
        self._points_part.setVisible(verdict in WITH_POINTS)
        self._points_note.setVisible(verdict == "send_back")
        self._lighter_part.setVisible(verdict == "send_back")
        self._reason_title.setText(say(f"decision_screen.reason.{verdict or 'approve'}"))
        self.lighter.set_choices(_proposals(view))
        self.lighter.choose(form.lighter or "none")
        self.sign.retitle(say(f"decision_screen.sign.{verdict or 'none'}"))
        lack = "changed" if changed else form.lack()
        reason = say(f"decision_screen.lack.{lack}") if lack else ""
        self.sign.setVisible(may)
        self.sign.disable(reason)
        self.lack_line.setText(reason)
        self.lack_line.setVisible(may and bool(reason))
        self.hash_line.setVisible(may)

    def _final_note(self, view: CaseView) -> None:
        short = f"{view.seen.hex()[:4]}…{view.seen.hex()[-2:]}"
        filled = sum(one in view.content for one in DECISION_FIELDS) + ("askers" in view.content)
        self.hash_line.setText(say("decision_screen.signs", n=filled, hash=short))
        self.hash_line.setToolTip(view.seen.hex())
        after = "third" if view.step == "chief" else "final"
        self.rows["approve"].show_note(say(f"decision_screen.follows.approve_{after}"))

    def _edited(self) -> None:
        if not self._showing:
            self.edited.emit()


def _line() -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(12))
    row.addStretch(1)
    return line


def _boxes(view: CaseView) -> list[Box]:
    """The boxes of the route; the reader's own is the current one, else the first that is open."""
    waiting = [one for one in view.stamps if one.step == view.step and (one.time is None or one.is_stale)]
    mine = [one for one in waiting if one.section in view.own_sections] or waiting
    return [Box(one, is_current=one in mine[:1]) for one in view.stamps]


def _why_not(view: CaseView) -> str:
    """Why there is nothing to choose: what the state is, or which condition is not met."""
    if view.step is not None:
        return say("decision_screen.not_yours")
    told = "conflict" if view.state.key == "conflict" else view.state.step
    return say(f"decision_screen.told.{told}")


def _proposals(view: CaseView) -> list[tuple[str, str]]:
    """No proposal, or a step of the ladder below the one that was chosen."""
    steps = [one.id for one in ladder()]
    chosen = view.detail.row.disposition
    lighter = ladder()[: steps.index(chosen)] if chosen in steps else ladder()
    return [("none", say("decision_screen.no_lighter")), *((one.id, one.label) for one in lighter)]
