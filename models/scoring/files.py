"""Scenes and scores from tables (csv, xlsx): a heading row with the columns' names, then one row a scene."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from models.lists.queries import find_feature
from models.lists.reading.reader import read_workbook
from models.members.queries import find_section
from models.project.project import Project
from models.scoring.commands import NewScene
from models.scoring.preset import CHOICES, ScoringRule
from models.scoring.queries import Round, scenes
from models.scoring.sheet import EVIDENCE, SceneScore
from models.words import joined, say

SCENE_COLUMNS = ("code", "title", "purpose", "section", "features")
SCORE_COLUMNS = ("scene", "choice", "operability", "means", "evidence", "remark")
_MARKS = {"○": "achieves", "〇": "achieves", "◯": "achieves", "△": "conditional", "×": "fails", "✕": "fails"}


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    cells: Mapping[str, str]


def read_scenes(project: Project, path: Path) -> list[NewScene]:
    """The scenes of a new round. `features` holds feature ids (or numbers) with blanks or commas between."""
    return [
        NewScene(
            code=row.cells["code"],
            title=row.cells["title"],
            purpose=row.cells["purpose"],
            section=find_section(project, row.cells["section"]).id,
            features=tuple(find_feature(project, key) for key in _words(row.cells["features"])),
        )
        for row in _rows(path, SCENE_COLUMNS)
    ]


def read_scores(project: Project, found: Round, path: Path) -> dict[bytes, SceneScore]:
    """A sheet by scene id. `choice` is an id, a word of the language in use, or a mark such as ○△×.

    Whether the sheet is complete is judged when it is handed in.
    """
    ids = {scene.code: scene.id for scene in scenes(project, found.id)}
    scores: dict[bytes, SceneScore] = {}
    for row in _rows(path, SCORE_COLUMNS):
        code = row.cells["scene"]
        if code not in ids:
            raise UserError("scoring.unknown_scene", where=row.where, code=code, round=found.name)
        if ids[code] in scores:
            raise UserError("scoring.scene_twice", where=row.where, code=code)
        scores[ids[code]] = SceneScore(
            choice=_choice(found.rule, row),
            operability=_mark(row, "operability"),
            means=_mark(row, "means"),
            evidence=_evidence(row),
            remark=row.cells["remark"],
        )
    return scores


def _choice(rule: ScoringRule, row: _Row) -> str | None:
    text = row.cells["choice"]
    if not text:
        return None
    spelt = {say(f"scoring.choice.{one}").casefold(): one for one in CHOICES} | {one: one for one in CHOICES}
    choice = spelt.get(text.casefold()) or _MARKS.get(text)
    # The tender's own marks may carry other points than the choices that look alike.
    if text in rule.marks and (choice is None or rule.marks[text] != rule.choices.get(choice)):
        return text
    if choice is None:
        known = joined([*CHOICES, *rule.marks])
        raise UserError("scoring.bad_choice", where=row.where, text=text, known=known)
    return choice


def _mark(row: _Row, column: str) -> int | None:
    text = unicodedata.normalize("NFKC", row.cells[column])
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise UserError("scoring.bad_mark", where=row.where, text=text)
    return int(text)


def _evidence(row: _Row) -> tuple[str, ...]:
    spelt = {say(f"scoring.evidence.{one}"): one for one in EVIDENCE} | {one: one for one in EVIDENCE}
    found = []
    for text in _words(row.cells["evidence"], blanks=False):
        if text not in spelt:
            raise UserError("scoring.bad_evidence", where=row.where, text=text, known=joined(EVIDENCE))
        found.append(spelt[text])
    return tuple(dict.fromkeys(found))


def _words(text: str, *, blanks: bool = True) -> list[str]:
    for mark in "、，;；/\n" + (" \u3000" if blanks else ""):
        text = text.replace(mark, ",")
    return [word.strip() for word in text.split(",") if word.strip()]


def _rows(path: Path, columns: tuple[str, ...]) -> list[_Row]:
    rows: list[list[str]] = next(
        (list(sheet.rows) for sheet in read_workbook(path).sheets if sheet.rows), [[]]
    )
    head = [cell.strip().casefold() for cell in rows[0]]
    for column in columns:
        if column not in head:
            raise UserError(
                "scoring.missing_column", file=path.name, column=column, columns=", ".join(columns)
            )
    places = {column: head.index(column) for column in columns}
    return [
        _Row(f"{path.name}:{number}", {column: row[place].strip() for column, place in places.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
