"""Cost simulation of guideline 1: introducing together against each alone, year by year.

Pure arithmetic in whole yen without discounting. The first year bears the initial cost and the
migration. What the gaps cost flows in: once and shared when introducing together, and in full for
every organisation that asks when each introduces alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from models.costs.rules import NOTHING, UNKNOWN, Amount
from models.costs.shares import ShareRule, split

GAP_SIDES = ("agreed", "asked", "none")


@dataclass(frozen=True, slots=True)
class Alone:
    """What one organisation assumes, in yen; None is not estimated yet. Migration is paid once."""

    single: Amount = UNKNOWN
    single_migration: int | None = None
    shared_migration: int | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The project's assumptions. `shared` is the whole consortium's; `single_gaps` says which cost of
    a gap an organisation would bear alone (`GAP_SIDES`)."""

    years: int
    shared: Amount = UNKNOWN
    alone: Mapping[bytes, Alone] = field(default_factory=dict)
    single_gaps: str = "agreed"


@dataclass(frozen=True, slots=True)
class GapParts:
    """The gaps' known costs by organisation: shared as borne together, single as borne alone.

    `unknown` gaps are in neither.
    """

    shared: Mapping[bytes, Amount]
    single: Mapping[bytes, Amount]
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """The yen of each year; None while an assumption is missing."""

    years: tuple[int, ...] | None

    @property
    def total(self) -> int | None:
        """Over all years."""
        return None if self.years is None else sum(self.years)

    @property
    def running(self) -> tuple[int, ...] | None:
        """The sum up to each year."""
        return None if self.years is None else tuple(accumulate(self.years))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Alone against together, of one organisation or of all."""

    single: Course
    shared: Course

    @property
    def saving(self) -> int | None:
        """What introducing together saves over the years; below 0 if it costs more."""
        if self.single.total is None or self.shared.total is None:
            return None
        return self.single.total - self.shared.total

    @property
    def break_even(self) -> int | None:
        """The first year (from 1) after which together has never cost more up to the end, or None."""
        alone, together = self.single.running, self.shared.running
        if alone is None or together is None:
            return None
        found = None
        for year, (one, other) in enumerate(zip(alone, together, strict=True), 1):
            if other > one:
                found = None
            elif found is None:
                found = year
        return found


@dataclass(frozen=True, slots=True)
class Simulation:
    """The whole and each organisation. `missing` names (organisation or None, what) still to estimate."""

    all: Comparison
    organisations: Mapping[bytes, Comparison]
    missing: tuple[tuple[bytes | None, str], ...]
    unknown_gaps: int


def simulate(given: Assumptions, towns: Sequence[bytes], rule: ShareRule, gaps: GapParts) -> Simulation:
    """Both courses for every organisation and for all together; the parts add up to the whole."""
    weights = rule.of(towns)
    together = _split(given.shared, weights, len(towns))
    found: dict[bytes, Comparison] = {}
    for town, part in zip(towns, together, strict=True):
        own = given.alone.get(town, Alone())
        single = _course(given.years, own.single, own.single_migration, gaps.single.get(town, NOTHING))
        shared = _course(given.years, part, own.shared_migration, gaps.shared.get(town, NOTHING))
        found[town] = Comparison(single, shared)
    whole = Comparison(
        _sum([one.single for one in found.values()]), _sum([one.shared for one in found.values()])
    )
    return Simulation(whole, found, tuple(_missing(given, towns, weights)), gaps.unknown)


def _split(whole: Amount, weights: Sequence[int] | None, count: int) -> list[Amount]:
    if not whole.is_known or weights is None or not count:
        return [UNKNOWN] * count
    parts = zip(split(whole.initial or 0, weights), split(whole.yearly or 0, weights), strict=True)
    return [Amount(*part) for part in parts]


def _course(years: int, running: Amount, migration: int | None, gaps: Amount) -> Course:
    parts = (running.initial, running.yearly, migration, gaps.initial, gaps.yearly)
    known = [one for one in parts if one is not None]
    if len(known) < len(parts):
        return Course(None)
    initial, yearly, moved, gap_initial, gap_yearly = known
    every = yearly + gap_yearly
    return Course((initial + moved + gap_initial + every, *[every] * (years - 1)))


def _sum(courses: Sequence[Course]) -> Course:
    known = [one.years for one in courses if one.years is not None]
    if not courses or len(known) < len(courses):
        return Course(None)
    return Course(tuple(sum(column) for column in zip(*known, strict=True)))


def _missing(
    given: Assumptions, towns: Sequence[bytes], weights: Sequence[int] | None
) -> list[tuple[bytes | None, str]]:
    found: list[tuple[bytes | None, str]] = []
    parts = {"shared_initial": given.shared.initial, "shared_yearly": given.shared.yearly}
    found += [(None, name) for name, value in parts.items() if value is None]
    if weights is None:
        found.append((None, "weights"))
    for town in towns:
        own = given.alone.get(town, Alone())
        estimates = {
            "single_initial": own.single.initial,
            "single_yearly": own.single.yearly,
            "single_migration": own.single_migration,
            "shared_migration": own.shared_migration,
        }
        found += [(town, name) for name, value in estimates.items() if value is None]
    return found
