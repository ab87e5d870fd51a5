"""The rule by which a tender turns scores into points. It is data of the project, stored with each round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from models.errors import UserError
from models.scoring.exact import MODES, fraction

CHOICES = ("achieves", "conditional", "fails", "unverified")
"""Answers to 「業務目的を達成できるか」."""

_BASES = ("ratio", "sum")
_AGGREGATIONS = ("mean", "sum", "rank")
_FORMULAS = ("lowest_over_own",)


@dataclass(frozen=True, slots=True)
class Scale:
    """A mark from 0 to `highest` (0: not used) and what each of its points weighs."""

    highest: int
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Rounding:
    """half_up 四捨五入 or floor 切り捨て, to `digits` decimals."""

    mode: str
    digits: int


@dataclass(frozen=True, slots=True)
class Price:
    """Points for a price: out_of × lowest ÷ own."""

    out_of: Fraction
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """A scoring rule; see `resources/catalogues/scoring_presets.toml` for what each part means."""

    id: str
    names: Mapping[str, str]
    sentences: Mapping[str, str]
    item_max: Fraction
    mandatory: str
    basis: str
    aggregation: str
    out_of: Fraction
    lowest: Fraction | None
    minimum_scorers: int
    unverified_counts: bool
    spread_tolerance: Fraction
    tie_break: tuple[str, ...]
    rounding: Rounding
    choices: Mapping[str, Fraction]
    marks: Mapping[str, Fraction]
    operability: Scale
    means: Scale
    price: Price | None

    @property
    def scale(self) -> Fraction:
        """The distance between the most and the fewest points of one scene."""
        worst = min([*self.choices.values(), *self.marks.values()])
        return self.item_max - worst

    def points_for(self, choice: str) -> Fraction | None:
        """Points of a choice or of one of the tender's own marks; None for anything else."""
        return self.choices.get(choice, self.marks.get(choice))


def rule_from(content: Any) -> ScoringRule:
    """Read a rule as a preset or a round holds it; `UserError` names the part that cannot be used."""
    reader = _Reader(content if isinstance(content, dict) else {})
    rule = ScoringRule(
        id=reader.text("id"),
        names={tongue: reader.text(tongue) for tongue in ("ja", "en")},
        sentences={tongue: reader.text(f"rule_{tongue}") for tongue in ("ja", "en")},
        item_max=reader.number("item_max"),
        mandatory=reader.one_of("mandatory", ("must_meet", "scored")),
        basis=reader.one_of("basis", _BASES),
        aggregation=reader.one_of("aggregation", _AGGREGATIONS),
        out_of=reader.number("out_of"),
        lowest=None if content.get("lowest", "") == "" else reader.number("lowest"),
        minimum_scorers=reader.whole("minimum_scorers", 1, 100),
        unverified_counts=content.get("unverified_counts") is True,
        spread_tolerance=reader.number("spread_tolerance"),
        tie_break=reader.texts("tie_break"),
        rounding=reader.rounding("rounding"),
        choices=reader.numbers("choices"),
        marks=reader.numbers("marks"),
        operability=reader.scale("operability"),
        means=reader.scale("means"),
        price=reader.price("price") if "price" in content else None,
    )
    reader.require(set(rule.choices) >= set(CHOICES), "choices")
    reader.require(rule.item_max > 0 and rule.scale > 0, "item_max")
    return rule


class _Reader:
    def __init__(self, content: Mapping[str, Any], inside: str = "") -> None:
        self._content = content
        self._inside = inside

    def require(self, holds: bool, name: str) -> None:
        if not holds:
            raise UserError("scoring.bad_rule", part=self._inside + name)

    def text(self, name: str) -> str:
        return str(self._content.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._content.get(name, [])
        self.require(isinstance(value, list), name)
        return tuple(str(one) for one in value)

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self._content.get(name)
        self.require(value in known, name)
        return str(value)

    def number(self, name: str) -> Fraction:
        try:
            return fraction(self._content.get(name))
        except ValueError as error:
            raise UserError("scoring.bad_rule", part=self._inside + name) from error

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.number(name)
        self.require(value.denominator == 1 and least <= value <= most, name)
        return int(value)

    def part(self, name: str) -> _Reader:
        value = self._content.get(name)
        self.require(isinstance(value, dict), name)
        return _Reader(value if isinstance(value, dict) else {}, f"{self._inside}{name}.")

    def numbers(self, name: str) -> dict[str, Fraction]:
        part = self.part(name)
        return {str(key): part.number(key) for key in part._content}

    def scale(self, name: str) -> Scale:
        part = self.part(name)
        return Scale(part.whole("max", 0, 100), part.number("weight"))

    def rounding(self, name: str) -> Rounding:
        part = self.part(name)
        return Rounding(part.one_of("mode", MODES), part.whole("digits", 0, 6))

    def price(self, name: str) -> Price:
        part = self.part(name)
        part.one_of("formula", _FORMULAS)
        return Price(part.number("out_of"), part.rounding("rounding"))
