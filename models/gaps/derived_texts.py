"""What a derived gap says of itself: its title and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from models.gaps.sources import Origin
from models.words import say_in

LONGEST_TITLE = 80


def title_of(origin: Origin, tongue: str) -> str:
    """The title of a gap that comes from this first of all."""
    if origin.kind == "task":
        name = origin.name.strip() or say_in(tongue, "gaps.derived.unnamed_task")
        return short(say_in(tongue, "gaps.derived.task", task=name, flow=origin.place))
    return short(origin.name) or say_in(tongue, "gaps.derived.unnamed_feature")


def missing_text(origins: Iterable[Origin], tongue: str) -> str:
    """What the packages say, a line each; for a task, where it stands."""
    return "\n".join([_line(origin, tongue) for origin in origins])


def short(text: str) -> str:
    """A text in one line that fits a title."""
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_TITLE else joined[: LONGEST_TITLE - 1] + "…"


def _line(origin: Origin, tongue: str) -> str:
    (kind, *_), _, name, place, answer, detail = origin
    if kind == "task":
        return say_in(tongue, "gaps.derived.task_missing", task=name, flow=place)
    if kind == "difference":
        return say_in(tongue, "gaps.derived.difference", difference=name, flows=place)
    return _answered(tongue, place, answer).replace(_DETAIL, detail).rstrip()


_DETAIL = "\0"


@cache
def _answered(tongue: str, package: str, answer: str) -> str:
    said = say_in(tongue, f"gaps.answer.{answer}")
    return say_in(tongue, "gaps.derived.answer_missing", package=package, answer=said, detail=_DETAIL)
