"""The fonts that a diagram is written in: those that its file names where they are installed."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from bpmn.model import LabelFont
from views.shared.type import family, font

_SMALLEST, _LARGEST = 8.0, 36.0
_SAME_WIDTHS = {
    "arial": ("Liberation Sans", "Arimo"),
    "helvetica": ("Liberation Sans", "Arimo", "Nimbus Sans"),
    "times new roman": ("Liberation Serif", "Tinos"),
    "courier new": ("Liberation Mono", "Cousine"),
}
"""Families whose letters are as wide as those of the named one, so that names wrap where they should."""


@cache
def letters_of(named: LabelFont | None, bold: bool = False) -> QFont:
    """The font of a label; without a named one, or where it names no size, that of the theme.

    A family that is not installed is left out; Japanese in a family without it is written in the theme's.
    """
    made = font("second", bold or (named is not None and named.bold))
    if named is None:
        return made
    if named.size:
        made.setPixelSize(round(min(max(named.size, _SMALLEST), _LARGEST)))
    made.setItalic(named.italic)
    found = _installed(named.family)
    if found:
        made.setFamilies([found, family()])
    return made


def is_known(named: LabelFont | None) -> bool:
    """Whether a label is written in letters as wide as those the file names."""
    return named is not None and bool(_installed(named.family))


@cache
def _installed(families: str) -> str:
    """The first family of a list ("arial, helvetica, sans-serif") that is on this machine; "" for none."""
    present = {name.casefold(): name for name in QFontDatabase.families()}
    for wished in families.split(","):
        plain = wished.strip(" '\"").casefold()
        for name in (plain, *_SAME_WIDTHS.get(plain, ())):
            if name.casefold() in present:
                return present[name.casefold()]
    return ""
