"""Guards what shapes and lines look like, without their names, so that fonts do not matter.

After a change that was meant and looked at, `python -m tests.gui.flows.test_pictures` stores them anew.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.flows.drawn_shapes import (
    SIDE,
    difference,
    lines,
    picture_of_line,
    picture_of_shapes,
    shapes,
)

STORED = Path(__file__).parents[2] / "sample_files" / "drawings.json"
_ALIKE, _APART = 0.8, 1.4
"""Greys (of 15) by which pictures of the same thing may differ where they differ most, and others must."""

SAME = {
    ("intermediateCatchEvent", "intermediateThrowEvent"),
    ("intermediateCatchEvent", "boundaryEvent"),
    ("intermediateThrowEvent", "boundaryEvent"),
    ("task", "subProcess open"),
    ("task", "choreographyTask"),
    ("subProcess open", "choreographyTask"),
    ("association one way", "dataInputAssociation"),
}
"""What BPMN draws alike where nothing stands in it or at it."""


def all_pictures() -> dict[str, str]:
    found = {name: picture_of_shapes(drawings) for name, drawings in shapes()}
    return found | {name: picture_of_line(link, message) for name, link, message in lines()}


def stored() -> dict[str, str]:
    told: dict[str, list[str]] = json.loads(STORED.read_text(encoding="utf-8"))
    return {name: "".join(rows) for name, rows in told.items()}


def test_every_shape_and_line_is_drawn_as_it_was_when_somebody_looked(qtbot: QtBot) -> None:
    drawn, known = all_pictures(), stored()
    assert set(drawn) == set(known)
    others = {name: round(difference(known[name], drawn[name]), 2) for name in drawn}
    assert {name: how for name, how in others.items() if how > _ALIKE} == {}


def test_a_missing_marker_or_trigger_would_be_noticed() -> None:
    alike = {
        (one, other): round(difference(a, b), 2)
        for (one, a), (other, b) in combinations(stored().items(), 2)
        if difference(a, b) < _APART
    }
    assert set(alike) == SAME


def test_a_picture_without_its_marker_fails(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.flows.shapes.activities.paint_markers", lambda *_: None)
    drawn, known = all_pictures(), stored()
    wrong = [name for name in drawn if difference(known[name], drawn[name]) > _ALIKE]
    assert {"task loop", "task parallel", "subProcess closed", "subProcess adhoc"} <= set(wrong)
    assert "task" not in wrong


def _store() -> None:
    rows = {
        name: [cells[at : at + SIDE] for at in range(0, len(cells), SIDE)]
        for name, cells in all_pictures().items()
    }
    STORED.write_text(json.dumps(rows, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from app.display import start_painting

    start_painting()
    _store()
