"""What each scorer found for a scene, and all that is not valid 未成立."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.scoring.results import Cell, RoundResults, SceneResult
from models.words import knows, say
from views.scoring.strip import Marker, points_text, share_text
from views.shared.chips import Chip
from views.shared.inspector import Section
from views.shared.labels import Label, separator
from views.shared.panes import Pane, ScreenHead
from views.shared.tokens import px

_CHOICE_CHIPS = {
    "achieves": "score.achieved",
    "conditional": "score.conditional",
    "fails": "score.failed",
    "unverified": "score.unconfirmed",
}


class ResultSide(Pane):
    """What each scorer found for the scene with the cursor, and below it all that is not valid."""

    def __init__(self, found: RoundResults) -> None:
        super().__init__(say("scoring_screen.results.scores"), edge="left")
        self.setMinimumWidth(px(280))
        self._found = found
        self.head = ScreenHead(say("scoring_screen.results.scores"))
        self.add(self.head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(say("scoring_screen.results.scores"))
        self.add(self._area, 1)

    def show_scene(self, row: SceneResult | None) -> None:
        """Show a scene, or only what is not valid."""
        self.head.show_note(f"{row.scene.code}　{row.scene.title}" if row else "")
        body = QWidget()
        body.setProperty("ground", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if row is not None:
            purpose = Section(say("scoring_screen.purpose"))
            purpose.add(Label(row.scene.purpose, "second", wrap=True))
            column.addWidget(purpose)
            for number, (package, cell) in enumerate(zip(self._found.round.packages, row.cells, strict=True)):
                column.addWidget(self._package(number, package.name, cell))
        column.addWidget(self._invalid())
        column.addStretch(1)
        self._area.setWidget(body)

    def _package(self, number: int, name: str, cell: Cell) -> Section:
        note = say(
            "scoring_screen.results.cell",
            mean=points_text(cell.item.mean),
            spread=share_text(cell.item.spread),
        )
        section = Section(name, note=note)
        section.head.row.insertWidget(0, Marker(number))
        if not cell.item.is_valid:
            section.head.add(Chip("score.invalid"))
        if not cell.dots:
            section.add(Label(say("scoring_screen.strip.none"), "second", ink="text2"))
        for place, dot in enumerate(cell.dots):
            if place:
                section.add(separator())
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(8))
            who = dot.member if dot.is_own else say("scoring_screen.results.guest", member=dot.member)
            row.addWidget(Label(who, "second", elide=True), 1)
            choice = dot.score.choice or ""
            known = f"scoring.choice.{choice}"
            chip = _CHOICE_CHIPS.get(choice, "other.tag")
            row.addWidget(Chip(chip, say(known) if knows(known) else choice, plain=True))
            points = Label(points_text(dot.points), "second", bold=True, number=True)
            points.setMinimumWidth(px(32))
            points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(points)
            section.add(line)
            if dot.score.remark:
                section.add(Label(dot.score.remark, "second", ink="text2", wrap=True))
        return section

    def _invalid(self) -> Section:
        least = self._found.round.rule.minimum_scorers
        found = [
            (row, number)
            for row in self._found.scenes
            for number, cell in enumerate(row.cells)
            if not cell.item.is_valid
        ]
        note = say("scoring_screen.results.invalid_note", n=len(found))
        section = Section(say("chips.score.invalid"), note=note)
        for row, number in found:
            package = self._found.round.packages[number].name
            title = f"{row.scene.code} {package}　{row.scene.title}"
            section.add(Label(title, "second", elide=True))
            own = row.cells[number].item.own_scorers
            section.add(
                Label(
                    say("scoring_screen.results.own", own=own, least=least), "small", ink="text2", elide=True
                )
            )
        section.setVisible(bool(found))
        return section
