"""The columns of the list of gaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.approval.rules import STATES
from models.costs.rules import thousands
from models.tiers.catalogue import dispositions
from models.words import say
from views.gaps.listing import Line
from views.gaps.tier_word import response_word
from views.shared.chips import Asker, ChipText, chip_width, chip_word
from views.shared.meanings import disposition_chip, state_chip
from views.shared.moments import moment
from views.shared.table_columns import UNANSWERED, Column, Kind

Edit = Callable[[Line, str], object]


def columns(rename: Edit, respond: Edit) -> list[Column[Line]]:
    """All columns; `rename` stores a title, `respond` a response by its id."""
    word = "gap_screen.column."
    return [
        Column("label", say(word + "label"), 60, lambda line: line.row.label, Kind.SECOND),
        Column("title", say(word + "title"), 200, lambda line: line.row.title, edit=rename, stretch=True),
        Column(
            "section", say(word + "section"), 120, lambda line: line.row.section, Kind.SECOND, hidden=True
        ),
        Column(
            "ground", say(word + "ground"), 120, lambda line: line.row.legal_ground, Kind.SECOND, hidden=True
        ),
        Column(
            "frequency",
            say(word + "frequency"),
            90,
            lambda line: line.row.frequency,
            Kind.SECOND,
            hidden=True,
        ),
        Column("askers", say(word + "askers"), 64, askers, Kind.ASKERS),
        Column(
            "disposition",
            say(word + "disposition"),
            _room([disposition_chip(one) for one in (*dispositions(), None)], plain=True),
            _response,
            Kind.SIGN,
            edit=respond,
            choices=lambda line: [(one.id, one.label) for one in dispositions().values()],
        ),
        Column("state", say(word + "state"), _room([state_chip(one) for one in STATES]), _state, Kind.CHIP),
        Column("asked", say(word + "asked"), 80, _asked, Kind.NUMBER, text=_asked_text),
        Column("agreed", say(word + "agreed"), 76, lambda line: line.agreed, Kind.NUMBER, text=_agreed_text),
        Column(
            "changed",
            say(word + "changed"),
            64,
            lambda line: line.changed,
            Kind.SECOND,
            text=lambda line: "—" if line.changed is None else moment(line.changed),
            hidden=True,
        ),
    ]


ROOMY = ("ground", "frequency", "changed")
"""Columns that a wide window shows by itself."""


def _response(line: Line) -> str | ChipText:
    chip = disposition_chip(line.row.disposition)
    verdict = line.row.verdict
    return (
        ChipText(chip, response_word(chip_word(chip, short=True), verdict)) if verdict.is_overridden else chip
    )


def askers(line: Line) -> list[Asker]:
    """The boxes of the organisations that could ask: those that ask, and those that take part."""
    return [Asker(one.mark or one.name[:1], one.name, one.asks) for one in line.row.askers]


def _room(chips: list[str], plain: bool = False) -> int:
    """The width in which the widest of these chips fits, whatever the language."""
    return max(chip_width(one, plain=plain) for one in chips) + 18


def _state(line: Line) -> ChipText:
    return ChipText(state_chip(line.state.key))


def _asked(line: Line) -> Any:
    return UNANSWERED if line.asked is None else line.asked


def _asked_text(line: Line) -> str:
    return thousands(line.asked) or say("chips.answer.unanswered")


def _agreed_text(line: Line) -> str:
    return thousands(line.agreed) or "—"
