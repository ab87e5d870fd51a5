"""The colours a flow is drawn in: the theme's, or those of the file where they can be read on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

from bpmn.model import Colours
from views.shared.tokens import colour, is_dark


@dataclass(frozen=True, slots=True)
class Ink:
    """Outline, fill and text of a shape; `mark` is for what is on the fill, `line` for pools and lanes."""

    stroke: QColor
    mark: QColor
    fill: QColor
    text: QColor
    line: QColor
    paper: QColor


def ink_of(colours: Colours) -> Ink:
    """The theme's ink, with the file's colours where it names others than black on white."""
    return _ink_of(colours, is_dark())


@cache
def _ink_of(colours: Colours, _dark: bool) -> Ink:
    stroke, fill, text = colour("text2"), colour("surface"), colour("text")
    wished_fill, wished_stroke = _parse(colours.fill), _parse(colours.stroke)
    if wished_fill is not None and not _is_plain(wished_fill):
        fill = wished_fill
        text = colour("text") if _reads(colour("text"), fill) else colour("surface")
    if (
        wished_stroke is not None
        and not _is_plain(wished_stroke)
        and _reads(wished_stroke, colour("surface"), 2)
    ):
        stroke = wished_stroke
    line = colour("linestrong") if stroke == colour("text2") else stroke
    wished_text = _parse(colours.label)
    if wished_text is not None and not _is_plain(wished_text) and _reads(wished_text, fill):
        text = wished_text
    mark = stroke if _reads(stroke, fill) else text
    return Ink(stroke, mark, fill, text, line, colour("surface"))


def label_colour(colours: Colours) -> QColor:
    """Text beside a shape, which stands on the paper and not on the shape's fill."""
    wished = _parse(colours.label)
    if wished is not None and not _is_plain(wished) and not is_dark():
        return wished
    return colour("text")


def _parse(written: str) -> QColor | None:
    if not written:
        return None
    found = QColor(written if len(written) != 9 else written[:7])
    return found if found.isValid() else None


def _is_plain(wished: QColor) -> bool:
    """Black and white are what tools write when nobody chose a colour."""
    return wished.saturation() < 8 and (wished.lightness() < 40 or wished.lightness() > 245)


def _reads(one: QColor, other: QColor, contrast: float = 3) -> bool:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) >= contrast


def _luminance(shade: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(shade.redF()) + 0.7152 * linear(shade.greenF()) + 0.0722 * linear(shade.blueF())
