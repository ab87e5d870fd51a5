"""Which chip stands for which state, response or answer of the models."""

from __future__ import annotations

_STATES = {
    "draft": "draft",
    "chief_review": "chief",
    "third_party_review": "third",
    "confirmed": "final",
}
_DISPOSITIONS = {
    "adopt": "align",
    "workaround": "operate",
    "parameter": "parameter",
    "component": "part",
    "source": "source",
    "withdraw": "withdrawn",
}
_ANSWERS = {
    "option_part": "part",
    "source_change": "source",
    "not_possible": "impossible",
}
_TIERS = {0: "align", 1: "parameter", 2: "part", 3: "source"}


def state_chip(state: str) -> str:
    """The chip of a gap's state (`models.approval.rules`)."""
    return f"state.{_STATES.get(state, state)}"


def disposition_chip(disposition: str | None) -> str:
    """The chip of a response to a gap; none chosen yet is 未判定."""
    return f"disposition.{_DISPOSITIONS.get(disposition or '', 'undecided')}"


def answer_chip(answer: str) -> str:
    """The chip of a package's answer (`models.lists.answer_kinds`)."""
    return f"answer.{_ANSWERS.get(answer, answer)}"


def tier_chip(tier: int | None) -> str:
    """The chip whose sign and tone stand for a tier; give it the tier's own words."""
    return f"disposition.{'undecided' if tier is None else _TIERS.get(tier, 'undecided')}"
