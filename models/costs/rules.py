"""Adding up costs in whole yen, exactly. What nobody knows stays unknown and is counted as such.

The cost avoided 経費抑制額 (guideline 5) is what was asked minus what was agreed, initial plus
yearly times the contract years, over the gaps of which both are known.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole yen, once and every year; None is unknown, which is not 0."""

    initial: int | None = None
    yearly: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether both parts are known."""
        return self.initial is not None and self.yearly is not None

    def over(self, years: int) -> int | None:
        """The whole sum over the contract years, or None while a part is unknown."""
        if self.initial is None or self.yearly is None:
            return None
        return self.initial + self.yearly * years


NOTHING = Amount(0, 0)
UNKNOWN = Amount()


@dataclass(frozen=True, slots=True)
class GapCost:
    """A gap's costs, with what they are grouped by. `agreed` is what counts; see `counted_agreement`."""

    gap_id: bytes
    tier: int | None
    organisation_id: bytes | None
    section_id: bytes | None
    package_id: bytes | None
    disposition: str | None
    asked: Amount
    agreed: Amount


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in yen over some gaps; each sum covers only gaps whose amount is wholly known.

    `both_*` cover the gaps whose asked and agreed amounts are both known, over the years: they are
    what the saving is made of.
    """

    gaps: int = 0
    asked_known: int = 0
    asked_initial: int = 0
    asked_yearly: int = 0
    asked_total: int = 0
    agreed_known: int = 0
    agreed_initial: int = 0
    agreed_yearly: int = 0
    agreed_total: int = 0
    both_known: int = 0
    both_asked: int = 0
    both_agreed: int = 0

    @property
    def asked_unknown(self) -> int:
        """Gaps whose asked amount is not known."""
        return self.gaps - self.asked_known

    @property
    def agreed_unknown(self) -> int:
        """Gaps whose agreed amount is not known."""
        return self.gaps - self.agreed_known

    @property
    def saving_unknown(self) -> int:
        """Gaps that the saving leaves out, since an amount is missing."""
        return self.gaps - self.both_known

    @property
    def saving(self) -> int:
        """経費抑制額: asked minus agreed over the years; below 0 if more was agreed than asked."""
        return self.both_asked - self.both_agreed

    @property
    def saving_rate(self) -> Fraction | None:
        """The saving as a share of what was asked; None if nothing was asked."""
        return Fraction(self.saving, self.both_asked) if self.both_asked else None

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, name) + getattr(other, name) for name in _SUMS))


_SUMS = tuple(field.name for field in fields(Totals))


def counted_agreement(disposition: str | None, agreed: Amount, *, is_refused: bool = False) -> Amount:
    """What counts as agreed: nothing is spent on a refused or withdrawn gap, whatever was written
    down before; adopting the standard costs nothing unless an amount is written down."""
    if is_refused or disposition == "withdraw":
        return NOTHING
    if disposition == "adopt" and agreed == UNKNOWN:
        return NOTHING
    return agreed


def total(costs: Iterable[GapCost], years: int) -> Totals:
    """The sums over these gaps."""
    return sum((_one(cost, years) for cost in costs), Totals())


def grouped(costs: Iterable[GapCost], key: Callable[[GapCost], Key], years: int) -> dict[Key, Totals]:
    """The sums per group, in the order in which the groups first occur."""
    found: dict[Key, Totals] = {}
    for cost in costs:
        group = key(cost)
        found[group] = found.get(group, Totals()) + _one(cost, years)
    return found


def thousands(yen: int | None, places: int = 0) -> str | None:
    """Thousand yen with separators, never rounded: 1,360 or 1,360.5; None stays None.

    With `places` at least so many decimals, so that a column of amounts stands at its points.
    """
    if yen is None:
        return None
    whole, rest = divmod(abs(yen), 1000)
    part = f"{rest:03}".rstrip("0").ljust(places, "0")
    text = f"{whole:,}" + (f".{part}" if part else "")
    return f"-{text}" if yen < 0 else text


def decimals(amounts: Iterable[int | None]) -> int:
    """How many decimals the thousands of all these yen need, 0 to 3."""
    parts = (f"{abs(yen or 0) % 1000:03}".rstrip("0") for yen in amounts)
    return max(map(len, parts), default=0)


def percent(share: Fraction | None) -> str | None:
    """A share as per cent with one decimal, half away from zero: 61.2; None stays None."""
    if share is None:
        return None
    tenths = (abs(share) * 2000 + 1) // 2
    return f"{'-' if share < 0 and tenths else ''}{tenths // 10}.{tenths % 10}"


def _one(cost: GapCost, years: int) -> Totals:
    asked, agreed = cost.asked.over(years), cost.agreed.over(years)
    both = asked is not None and agreed is not None
    return Totals(
        gaps=1,
        asked_known=int(asked is not None),
        asked_initial=_counted(cost.asked.initial, asked),
        asked_yearly=_counted(cost.asked.yearly, asked),
        asked_total=asked or 0,
        agreed_known=int(agreed is not None),
        agreed_initial=_counted(cost.agreed.initial, agreed),
        agreed_yearly=_counted(cost.agreed.yearly, agreed),
        agreed_total=agreed or 0,
        both_known=int(both),
        both_asked=(asked or 0) if both else 0,
        both_agreed=(agreed or 0) if both else 0,
    )


def _counted(part: int | None, whole: int | None) -> int:
    return 0 if part is None or whole is None else part
