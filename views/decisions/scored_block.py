"""実機評価 of the scenes in which a gap's features were shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from models.words import say
from views.decisions.case_parts import Block
from views.decisions.reading import ScoredScene
from views.scoring.strip import Marker, Strip, points_text, share_text
from views.shared.chips import Chip
from views.shared.labels import Label
from views.shared.tokens import px


def scored_block(scenes: Sequence[ScoredScene]) -> Block:
    """The strips of the scenes, package by package."""
    block = Block(say("decision_screen.case.scores"), edge=False)
    if not scenes:
        block.add(Label(say("decision_screen.case.no_scores"), "second", ink="text2", wrap=True))
    for one in scenes:
        scene, rule = one.result.scene, one.round.round.rule
        title = f"{scene.code}　{scene.title}"
        block.add(Label(title, "second", ink="text2", elide=True))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(2, 1)
        for number, (package, cell) in enumerate(
            zip(one.round.round.packages, one.result.cells, strict=True)
        ):
            grid.addWidget(Marker(number), number, 0)
            grid.addWidget(Label(package.name), number, 1)
            grid.addWidget(Strip(cell, rule, number), number, 2)
            if not cell.item.is_valid:
                grid.addWidget(Chip("score.invalid"), number, 3)
                continue
            mean = Label(points_text(cell.item.mean), bold=True, number=True)
            mean.setToolTip(say("decision_screen.case.spread", spread=share_text(cell.item.spread)))
            grid.addWidget(mean, number, 3)
        block.add(inside)
    return block
