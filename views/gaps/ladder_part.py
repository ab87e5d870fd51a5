"""The ladder of responses: lightest first; a heavier step is chosen once each lighter one has its reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.gaps.commands import choose_disposition, give_reasons
from models.gaps.detail import GapDetail
from models.project.changed import Changed
from models.tiers.catalogue import dispositions, ladder
from models.tiers.rules import unexplained_steps
from models.words import say
from views.gaps.part import GapPart
from views.gaps.step_row import StepRow, name_width
from views.shared.buttons import Button
from views.shared.labels import Label
from views.shared.tokens import px


class LadderPart(GapPart):
    """Rows to choose from. Choosing a step asks inline for the reasons that are still missing."""

    def build(self) -> None:
        self._wanted: str | None = None
        box = QFrame()
        box.setProperty("edge", "all")
        column = QVBoxLayout(box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        width = name_width([step.label for step in ladder()], box)
        self.rows: dict[str, StepRow] = {}
        for step in ladder():
            row = StepRow(step.label, width)
            row.picked.connect(lambda key=step.id: self._pick(key))
            row.moved.connect(lambda by, key=step.id: self._move(key, by))
            row.reasoned.connect(lambda key=step.id: self._reasoned(key))
            self.rows[step.id] = row
            column.addWidget(row)
        self.section.add(box)
        self.section.add(self._asking_line())

    def fill(self, detail: GapDetail) -> None:
        self._show_steps()

    def show(self, detail: GapDetail, editable: bool) -> None:
        if self.detail is not None and self.detail.row.id != detail.row.id:
            self._wanted = None
            for row in self.rows.values():
                row.reason.setModified(False)
        super().show(detail, editable)

    def settle(self) -> None:
        """Keep reasons that were typed for a step that is not chosen yet."""
        for key in self.rows:
            if self.rows[key].reason.hasFocus():
                self._reasoned(key)
        typed = self._typed()
        if typed and self.editable:
            self._store(lambda gap: give_reasons(self.project, gap, typed))

    def cancel(self) -> bool:
        """Leave the step that was picked but lacks reasons; False if there is none."""
        if self._wanted is None:
            return False
        self._wanted = None
        self._show_steps()
        return True

    def _pick(self, step: str) -> None:
        detail = self.detail
        if detail is None or not self.editable:
            return
        if step == detail.row.disposition:
            self.cancel()
            return
        self._wanted = step
        if not self._choose():
            self._show_steps()
            self._ask_next()

    def _choose(self) -> bool:
        """Store the picked step if every lighter one has its reason."""
        step, reasons = self._wanted, self._reasons()
        if step is None or unexplained_steps(step, reasons):
            return False
        self._wanted = None
        return self._store(lambda gap: choose_disposition(self.project, gap, step, reasons))

    def _store(self, command: Callable[[bytes], Changed]) -> bool:
        done = self.run(command)
        for row in self.rows.values():
            row.reason.setModified(False)
        return done

    def _reasoned(self, step: str) -> None:
        if self.detail is None or not self.editable or self.rows[step].reason.isHidden():
            return
        if self._wanted is not None:
            if not self._choose():
                self._show_asking()
                if self.rows[step].reason.text().strip() and self.rows[step].reason.hasFocus():
                    self._ask_next()
            return
        text = self.rows[step].reason.text().strip()
        if text != self.detail.lighter_reasons.get(step, ""):
            self._store(lambda gap: give_reasons(self.project, gap, {step: text}))

    def _ask_next(self) -> None:
        missing = unexplained_steps(self._wanted or "", self._reasons())
        if missing:
            self.rows[missing[0]].reason.setFocus()

    def _reasons(self) -> dict[str, str]:
        """What is stored, with what is typed now over it."""
        held = dict(self.detail.lighter_reasons) if self.detail else {}
        return {**held, **self._typed()}

    def _typed(self) -> dict[str, str]:
        held = self.detail.lighter_reasons if self.detail else {}
        edited = {key: row.reason for key, row in self.rows.items() if row.reason.isModified()}
        texts = {key: field.text().strip() for key, field in edited.items()}
        return {key: text for key, text in texts.items() if text != held.get(key, "")}

    def _show_steps(self) -> None:
        detail = self.detail
        if detail is None:
            return
        steps = [step.id for step in ladder()]
        chosen = self._wanted or detail.row.disposition or ""
        at = steps.index(chosen) if chosen in steps else -1
        held, typed = detail.lighter_reasons, self._reasons()
        for number, key in enumerate(steps):
            row, reason = self.rows[key], typed.get(key, "")
            if number < at:
                asks = self._wanted is not None and not held.get(key, "")
                row.show_step("ruled_out" if reason else "open", "", reason, self.editable, asks)
            elif number == at:
                row.show_step("chosen", "", None, self.editable)
            else:
                note = say("gap_screen.ladder.heavier") if at >= 0 else ""
                row.show_step("open", note, None, self.editable)
        beside = dispositions().get(detail.row.disposition or "")
        self.section.head.show_note(
            beside.label if beside and not beside.on_ladder else say("gap_screen.ladder.note")
        )
        self._show_asking()

    def _show_asking(self) -> None:
        missing = unexplained_steps(self._wanted or "", self._reasons()) if self._wanted else ()
        self._asking.setVisible(bool(missing))
        if self._wanted:
            step = dispositions()[self._wanted].label
            self._asked.setText(say("gap_screen.ladder.asks", step=step, n=len(missing)))

    def _asking_line(self) -> QWidget:
        self._asking = QWidget()
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self._asked = Label("", "second", ink="warn", wrap=True)
        row.addWidget(self._asked, 1)
        row.addWidget(Button(say("gap_screen.cancel"), "quiet", small=True, clicked=self.cancel))
        self._asking.hide()
        return self._asking

    def _move(self, step: str, by: int) -> None:
        keys = list(self.rows)
        self.rows[keys[max(0, min(len(keys) - 1, keys.index(step) + by))]].setFocus()
