"""Numbers, truths and colours as drawings write them."""

from __future__ import annotations

from lxml import etree

from bpmn.model import Colours, Point

_NO_COLOURS = Colours()
_FAR = 1e7
"""Beyond this no picture can be drawn and sums overflow; also keeps out infinity and not-a-number."""


def box_of(node: etree._Element) -> tuple[float | None, ...]:
    """x, y, width and height; None for each that is missing or no number."""
    get = node.get
    try:
        x, y, width, height = box = (
            float(get("x", "")), float(get("y", "")), float(get("width", "")), float(get("height", ""))
        )  # fmt: skip
    except ValueError:
        return _number(get("x")), _number(get("y")), _number(get("width")), _number(get("height"))
    if -_FAR < x < _FAR and -_FAR < y < _FAR and -_FAR < width < _FAR and -_FAR < height < _FAR:
        return box
    return tuple(value if -_FAR < value < _FAR else None for value in box)


def point_of(node: etree._Element) -> Point | None:
    """A waypoint, or None where it has no usable numbers."""
    try:
        x, y = float(node.get("x", "")), float(node.get("y", ""))
    except ValueError:
        maybe_x, maybe_y = _number(node.get("x")), _number(node.get("y"))
        return None if maybe_x is None or maybe_y is None else Point(maybe_x, maybe_y)
    return Point(x, y) if -_FAR < x < _FAR and -_FAR < y < _FAR else None


def truth_of(written: str | None) -> bool | None:
    """None where nothing is written."""
    return None if written is None else written.strip().lower() in ("true", "1")


def colours_of(node: etree._Element, label: str) -> Colours:
    """Colours by the OMG extension and by bpmn.io; standard attributes have no namespace, these have."""
    fill = stroke = ""
    for key, value in node.items():
        if key[0] != "{":
            continue
        local = str(key).rpartition("}")[2]
        if local in ("background-color", "fill"):
            fill = str(value)
        elif local in ("border-color", "stroke"):
            stroke = str(value)
        elif local == "color" and "color" in str(key).rpartition("}")[0]:
            label = str(value)
    return Colours(fill, stroke, label) if fill or stroke or label else _NO_COLOURS


def _number(written: str | None) -> float | None:
    """A length that may be missing, no number, or written with a decimal comma."""
    try:
        value = float((written or "").replace(",", "."))
    except ValueError:
        return None
    return value if -_FAR < value < _FAR else None
