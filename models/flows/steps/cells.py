"""What cells of a step table say: next steps with their conditions, lists, yes and no."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from bpmn.steps.rows import END, Choice
from models.lists.understanding.words import plain
from models.resources import resource

_BETWEEN = re.compile(r"[、,;\n]|または|もしくは|(?<!\w)or(?!\w)")
_TOGETHER = re.compile(r"[+&]|および|と同時に|(?<!\w)and(?!\w)")
_LABELLED = re.compile(r"^(?P<label>.+?)\s*(?:→|⇒|->|=>|[:=])\s*(?P<target>[^→⇒:=]+)$")
_BEHIND = re.compile(r"^(?P<target>[^()]+?)\s*\((?P<label>[^()]+)\)$")
_AROUND = re.compile(
    r"^(?:手順|ステップ|step|no\.?|→|⇒)\s*|\s*(?:へ進む|に進む|へ|に戻る|へ戻る)$", re.IGNORECASE
)


@cache
def catalogue() -> dict[str, Any]:
    """The words that headers and cells are recognised by."""
    return tomllib.loads(resource("catalogues", "step_words.toml").read_text(encoding="utf-8"))


@cache
def words(*path: str) -> frozenset[str]:
    """One list of the catalogue, plain."""
    node: Any = catalogue()
    for part in path:
        node = node[part]
    return frozenset(plain(word) for word in node)


def number_of(text: str) -> str:
    """A step's number as it is compared: width and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def choices_in(text: str, condition: str, known: frozenset[str]) -> tuple[tuple[Choice, ...], list[str]]:
    """The choices of a cell, and the parts that name no step.

    "3" · "はい→3、いいえ→5" · "3（はい）" · "3＋4" (in parallel) · "終了". Where only numbers stand here
    and as many conditions in the other column ("はい／いいえ"), they belong together.
    """
    choices, wrong = [], []
    normal = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in _BETWEEN.split(normal) if part.strip()]
    if len(parts) == 1 and "/" in normal and not _names_step(normal, known):
        parts = [part.strip() for part in normal.split("/") if part.strip()]
    for part in parts:
        label, target = _label_and_target(part, known)
        targets = []
        for one in _TOGETHER.split(target):
            found = _target(one, known)
            if found is None:
                wrong.append(one.strip() or part)
            else:
                targets.append(found)
        if targets:
            choices.append(Choice(tuple(dict.fromkeys(targets)), label))
    labels = _labels(condition)
    if len(choices) > 1 and len(labels) == len(choices) and not any(choice.label for choice in choices):
        choices = [Choice(choice.targets, label) for choice, label in zip(choices, labels, strict=True)]
    return tuple(choices), wrong


def question_in(condition: str, choices: Sequence[Choice]) -> str:
    """The condition without what already stands at the choices."""
    labels = _labels(condition)
    return "" if len(choices) > 1 and labels == [choice.label for choice in choices] else condition


def listed(text: str) -> tuple[str, ...]:
    """Names in a cell, parted by commas, slashes or lines."""
    parts = re.split(r"[、，,;；／/\n]", text)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def says_yes(text: str) -> bool:
    """Whether a cell is ticked."""
    return plain(text) in words("values", "yes") if text.strip() else False


def kind_in(text: str) -> str | None:
    """The BPMN kind a cell names, "task" for an empty one, None for an unknown word."""
    if not text.strip():
        return "task"
    return next((kind for kind in catalogue()["kinds"] if plain(text) in words("kinds", kind)), None)


def _labels(condition: str) -> list[str]:
    return [part.strip() for part in re.split(r"[、，,;；／/\n]", condition) if part.strip()]


def _label_and_target(part: str, known: frozenset[str]) -> tuple[str, str]:
    if _names_step(part, known):
        return "", part
    for form in (_LABELLED, _BEHIND):
        found = form.match(part)
        if found and _names_step(found["target"], known):
            return found["label"].strip(), found["target"]
    found = _LABELLED.match(part)
    return (found["label"].strip(), found["target"]) if found else ("", part)


def _names_step(text: str, known: frozenset[str]) -> bool:
    return all(_target(one, known) is not None for one in _TOGETHER.split(text))


def _target(text: str, known: frozenset[str]) -> str | None:
    bare = number_of(_AROUND.sub("", text.strip()))
    if bare in known:
        return bare
    if number_of(text) in known:
        return number_of(text)
    return END if plain(bare) in words("values", "end") else None
