"""What a command did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.words import say


@dataclass(frozen=True, slots=True)
class Changed:
    """An act that was stored. `tables` says what screens have to show anew; empty when nothing changed.

    `made` are the ids of the new rows of the act's first insert.
    """

    changeset: bytes | None
    action: str
    facts: Mapping[str, str] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()
    undoable: bool = False
    made: tuple[bytes, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence for the undo bar and the history."""
        return sentence(self.action, self.facts)


def sentence(action: str, facts: Mapping[str, str]) -> str:
    """The sentence of an act: action `gaps.classify` has its words at `gaps.acts.classify`.

    An act of a newer program, or one that lacks a fact, is named by its action.
    """
    area, _, verb = action.partition(".")
    try:
        return say(f"{area}.acts.{verb}", **facts)
    except (KeyError, IndexError, ValueError):
        return action
