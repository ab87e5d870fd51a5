"""The middle of the score sheet: one scene with its purpose, choice, points, evidence and remark."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.scoring.preset import CHOICES, Scale, ScoringRule
from models.scoring.queries import Scene
from models.scoring.sheet import EVIDENCE, SceneScore
from models.words import say
from views.scoring.remark import Remark
from views.scoring.score_parts import BigChoice, EvidenceBox, PointScale
from views.shared.labels import Label, separator
from views.shared.tokens import px

_SIGNS = {
    "achieves": ("check", "ok"),
    "conditional": ("tri", "warn"),
    "fails": ("cross", "bad"),
    "unverified": ("q", "neu"),
}


class SheetForm(QScrollArea):
    """`edited(score)` with every change; `next_asked` on Enter outside the remark.

    1 to 4 choose from anywhere but the scales and the texts.
    """

    edited = Signal(object)
    next_asked = Signal()

    def __init__(self, rule: ScoringRule) -> None:
        super().__init__()
        self._score = SceneScore()
        self._showing = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(20), px(14), px(20), px(12))
        column.setSpacing(px(8))
        self._title = Label("", "page", bold=True, wrap=True)
        self._purpose = Label("", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._purpose_frame())
        column.addSpacing(px(4))
        column.addWidget(Label(say("scoring_screen.question"), "title", bold=True))
        column.addLayout(self._make_choices())
        column.addWidget(Label(say("scoring_screen.by_purpose"), "second", ink="text2", wrap=True))
        self.scales: dict[str, PointScale] = {}
        column.addWidget(self._make_scales(rule))
        column.addSpacing(px(4))
        self._fill_evidence(column)
        column.addSpacing(px(4))
        self._remark_note = Label("", "second", ink="text2")
        column.addLayout(
            _headed(say("scoring_screen.remark"), say("scoring_screen.remark_key"), self._remark_note)
        )
        self.remark = Remark()
        self.remark.typed.connect(lambda text: self._change(remark=text))
        column.addWidget(self.remark)
        column.addStretch(1)
        self.setWidget(body)

    def show_scene(self, scene: Scene, score: SceneScore, enabled: bool) -> None:
        """Show a scene with what was found; without `enabled` only to read."""
        self._showing = True
        self._score = score
        self._title.setText(f"{scene.code}　{scene.title}")
        self._purpose.setText(scene.purpose)
        self._group.setExclusive(False)
        for choice, button in self.choices.items():
            button.setChecked(choice == score.choice)
            button.setEnabled(enabled)
        self._group.setExclusive(True)
        self.scales["operability"].show_value(score.operability)
        self.scales["means"].show_value(score.means)
        for kind, box in self.evidence.items():
            box.setChecked(kind in score.evidence)
        self.remark.show_text(score.remark)
        self.remark.field.setReadOnly(not enabled)
        self._enabled = enabled
        self._settle()
        self._showing = False

    def start(self) -> None:
        """Put the focus where a scene begins: on its choice."""
        found = next((one for one in self.choices.values() if one.isChecked()), self.choices["achieves"])
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, choice: str) -> None:
        """Choose an answer, as its digit does."""
        if self._enabled:
            self.choices[choice].setChecked(True)
            self._change(choice=choice)
            if not self.isAncestorOf(self.window().focusWidget()):
                self.choices[choice].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a digit or Enter that nobody nearer wanted."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif text.isascii() and text.isdigit() and 1 <= int(text) <= len(CHOICES):
            self.choose(CHOICES[int(text) - 1])
        else:
            return False
        event.accept()
        return True

    def enter_evidence(self) -> None:
        """Go to the evidence."""
        self.evidence[EVIDENCE[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_remark(self) -> None:
        """Go to the remark."""
        self.remark.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_lack(self, lack: str) -> None:
        """Go to what is missing."""
        if lack in self.scales:
            self.scales[lack].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif lack == "evidence":
            self.enter_evidence()
        elif lack in ("remark", "wording"):
            self.enter_remark()
        else:
            self.start()

    def _purpose_frame(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("ground", "surface2")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, px(12), 0)
        row.setSpacing(px(12))
        bar = QFrame()
        bar.setFixedWidth(px(3))
        bar.setProperty("ground", "accent")
        row.addWidget(bar)
        row.addWidget(Label(say("scoring_screen.purpose"), "second", ink="text2"))
        self._purpose.setContentsMargins(0, px(6), 0, px(6))
        row.addWidget(self._purpose, 1)
        return frame

    def _make_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.choices: dict[str, BigChoice] = {}
        self._group = QButtonGroup(self)
        for number, choice in enumerate(CHOICES, start=1):
            words = say(f"scoring.choice.{choice}"), say(f"scoring_screen.about.{choice}")
            button = BigChoice(str(number), *_SIGNS[choice], *words)
            button.clicked.connect(lambda _=False, choice=choice: self._change(choice=choice))
            self.choices[choice] = button
            self._group.addButton(button)
            row.addWidget(button, 1)
        return row

    def _make_scales(self, rule: ScoringRule) -> QFrame:
        frame = QFrame()
        frame.setProperty("ground", "surface")
        frame.setProperty("edge", "all")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(12), px(3), px(12), px(3))
        column.setSpacing(px(2))
        for name, scale in (("operability", rule.operability), ("means", rule.means)):
            word = say(f"scoring_screen.scale.{name}")
            points = PointScale(word, max(1, scale.highest))
            points.chosen.connect(lambda value, name=name: self._change(**{name: value}))
            self.scales[name] = points
            if self.scales.get("operability") is not points:
                column.addWidget(separator())
            column.addWidget(_scale_row(name, word, scale, points))
        frame.setVisible(bool(rule.operability.highest or rule.means.highest))
        return frame

    def _fill_evidence(self, column: QVBoxLayout) -> None:
        self._evidence_note = Label(say("scoring_screen.evidence_note"), "second", ink="text2")
        column.addLayout(
            _headed(say("scoring_screen.evidence"), say("scoring_screen.evidence_key"), self._evidence_note)
        )
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.evidence: dict[str, EvidenceBox] = {}
        for kind in EVIDENCE:
            box = EvidenceBox(say(f"scoring.evidence.{kind}"))
            box.toggled.connect(lambda _: self._change(evidence=self._ticked()))
            self.evidence[kind] = box
            row.addWidget(box)
        row.addStretch(1)
        column.addLayout(row)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(kind for kind, box in self.evidence.items() if box.isChecked())

    def _change(self, **values: object) -> None:
        if self._showing:
            return
        self._score = replace(self._score, **values)  # type: ignore[arg-type]  # the fields of SceneScore
        self._settle()
        self.edited.emit(self._score)

    def _settle(self) -> None:
        """What could not be verified has neither points nor evidence."""
        seen = self._score.choice != "unverified" and self._enabled
        for part in (*self.scales.values(), *self.evidence.values()):
            part.setEnabled(seen)
        needs = self._score.choice in ("conditional", "fails")
        self._remark_note.setText(say(f"scoring_screen.needs.{self._score.choice}") if needs else "")


def _headed(title: str, key: str, note: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addWidget(Label(title, bold=True))
    row.addWidget(Label(key, "small", ink="text3"))
    row.addStretch(1)
    row.addWidget(note)
    return row


def _scale_row(name: str, word: str, scale: Scale, points: PointScale) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(12))
    title = Label(word, bold=True)
    title.setMinimumWidth(px(84))
    row.addWidget(title)
    row.addWidget(Label(say(f"scoring_screen.scale_about.{name}"), "second", ink="text2", elide=True), 1)
    row.addWidget(points)
    row.addWidget(Label(say("scoring_screen.out_of", highest=scale.highest), "second", ink="text2"))
    part.setVisible(scale.highest > 0)
    return part
