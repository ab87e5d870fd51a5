"""Shares, medians and states, counted exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.approval.rules import CONFIRMED, REJECTED, WITHDRAWN

TIERS: tuple[int | None, ...] = (0, 1, 2, 3, None)
FINISHED = (CONFIRMED, REJECTED, WITHDRAWN)
"""States in which nobody has to do anything any more."""
DROPPED = (REJECTED, WITHDRAWN)
DAY = 86_400_000
"""Milliseconds of a day."""


@dataclass(frozen=True, slots=True)
class TierShare:
    """How many of the counted gaps are in a tier (0 no customization, None undecided)."""

    tier: int | None
    count: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """The share; None if nothing was counted."""
        return Fraction(self.count, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the gaps of a section (None: all sections) are, by state as lists show it."""

    section_id: bytes | None
    section: str
    gaps: int
    states: Mapping[str, int]
    finished: int

    @property
    def share(self) -> Fraction | None:
        """The finished share; None without gaps."""
        return Fraction(self.finished, self.gaps) if self.gaps else None


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From the first submission to the final decision, in milliseconds, for every gap that got that far.

    `waiting` counts the gaps that are submitted and not yet decided; `goal` is the project's own.
    """

    spans: tuple[int, ...]
    waiting: int
    goal: int

    @property
    def median(self) -> Fraction | None:
        """The median in days; None while nothing is decided."""
        spans = sorted(self.spans)
        if not spans:
            return None
        middle = len(spans) // 2
        whole = 2 * spans[middle] if len(spans) % 2 else spans[middle - 1] + spans[middle]
        return Fraction(whole, 2 * DAY)

    @property
    def within_goal(self) -> int:
        """How many were decided within the goal."""
        return sum(span <= self.goal for span in self.spans)


def tier_shares(tiers: Iterable[int | None]) -> tuple[TierShare, ...]:
    """The shares of all tiers, lightest first, undecided last; they add up to the whole."""
    counts = Counter(tiers)
    return tuple(TierShare(tier, counts[tier], counts.total()) for tier in TIERS)


def progress(section_id: bytes | None, section: str, states: Collection[tuple[str, str]]) -> Progress:
    """Progress from each gap's (key, step): what lists show, and the step below 要調整 and 要再確認."""
    shown = Counter(key for key, _ in states)
    finished = sum(key == step and step in FINISHED for key, step in states)
    return Progress(section_id, section, len(states), dict(shown), finished)
