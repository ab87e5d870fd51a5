"""Legends as people write them: in one line, or as a small TOML file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.legends import Legend
from models.words import joined

_BLANK, _SPLIT = "blank", "split"


def legend_from_text(text: str) -> Legend:
    """A legend from "○=standard,△=split:source_change,blank=unanswered"; `UserError` names what is no answer.

    "split" means what is written beside the mark, with what it means where that tells nothing behind it.
    """
    marks: dict[str, Answer] = {}
    blank: Answer | None = None
    split: set[str] = set()
    for part in filter(None, (one.strip() for one in re.split("[,、，]", text))):
        mark, equals, answer = part.rpartition("=")
        if not equals or not mark.strip():
            raise UserError("features.bad_legend", text=part)
        if mark.strip() == _BLANK:
            blank = answer_of(answer)
        else:
            _take(mark.strip(), answer, marks, split)
    if not marks and not split:
        raise UserError("features.bad_legend", text=text)
    return Legend(marks, blank, _are_alike({*marks, *split}), frozenset(split))


def legend_from_file(path: Path) -> Legend:
    """A legend from a TOML file: a table `marks`, and beside it `blank` and `alike`."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        marks = {str(mark): str(answer) for mark, answer in read["marks"].items()}
    except FileNotFoundError:
        raise UserError("lists.missing_file", file=str(path)) from None
    except (OSError, ValueError, KeyError, AttributeError):
        raise UserError("features.bad_legend_file", file=path.name) from None
    chosen: dict[str, Answer] = {}
    split: set[str] = set()
    for mark, answer in marks.items():
        _take(mark, answer, chosen, split)
    blank: Any = read.get(_BLANK)
    alike = bool(read.get("alike", _are_alike({*chosen, *split})))
    return Legend(chosen, answer_of(str(blank)) if blank else None, alike, frozenset(split))


def answer_of(text: str) -> Answer:
    """The answer of that name; `UserError` lists those there are."""
    try:
        return Answer(text.strip())
    except ValueError:
        raise UserError("features.unknown_answer", answer=text.strip(), known=joined(Answer)) from None


def _take(mark: str, answer: str, marks: dict[str, Answer], split: set[str]) -> None:
    word, colon, rest = answer.strip().partition(":")
    if word == _SPLIT:
        split.add(mark)
    if word != _SPLIT or colon:
        marks[mark] = answer_of(rest if word == _SPLIT else answer)


def _are_alike(marks: set[str]) -> bool:
    """Whoever names both ○ and 〇 tells them apart already; else what looks the same means the same."""
    return not {"○", "〇", "◯"} <= marks
