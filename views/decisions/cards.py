"""What the cards of the inbox say: who asks, the wait, the response, and what presses."""

from __future__ import annotations

from models.words import say
from views.decisions.listing import Case
from views.shared.cards import Card
from views.shared.chips import Asker, chip_word
from views.shared.meanings import disposition_chip, state_chip
from views.shared.moments import moment


def card_of(case: Case) -> Card:
    """The card of one case."""
    chip, words = _note(case)
    return Card(
        id=case.gap,
        label=case.label,
        title=case.title,
        askers=tuple(Asker(one.mark or one.name[:1], one.name, one.asks) for one in case.askers),
        right="" if case.days is None else say("decision_screen.days", n=case.days),
        chip=disposition_chip(case.disposition),
        note_chip=chip,
        note=words,
    )


def _note(case: Case) -> tuple[str, str]:
    """The chip key (or none) and the words at a card's right foot."""
    chip = state_chip(case.state.key)
    if case.act in ("chief", "third_party"):
        if case.is_overdue and case.due is not None:
            return "other.overdue", say("decision_screen.due", day=moment(case.due))
        if case.state.key == "stale":
            return chip, chip_word(chip)
        foreign = say("decision_screen.drafted_by", section=case.drafted_by) if case.is_foreign else ""
        return "", foreign
    return chip, chip_word(chip)
