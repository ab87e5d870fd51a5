"""Exact numbers: fractions inside, decimals outside, never floats."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

MODES = ("half_up", "floor")


def rounded(value: Fraction, mode: str, digits: int) -> Decimal:
    """Round to `digits` decimals: half_up 四捨五入 or floor 切り捨て.

    Below zero both go by the size of the number, as in a spreadsheet's ROUND and ROUNDDOWN: -1.25 becomes
    -1.3 and -1.2.
    """
    scaled = abs(value) * 10**digits
    if mode == "half_up":
        scaled += Fraction(1, 2)
    elif mode != "floor":
        raise ValueError(mode)
    whole = scaled.numerator // scaled.denominator
    return Decimal(-whole if value < 0 else whole).scaleb(-digits)


def fraction(value: Any) -> Fraction:
    """A number as written in a rule: a decimal text or a whole number. Raises `ValueError` for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(value)
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(value) from error
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or not -9 <= exponent <= 9 or number.adjusted() > 9:
        raise ValueError(value)
    return Fraction(number)
