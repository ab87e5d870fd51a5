"""Numbers, truths and colours as drawings write them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from bpmn.model import Bounds, Colours, LabelFont, Point

_FAR = 1e7
"""Beyond this no picture can be drawn and sums overflow; also keeps out infinity and not-a-number."""


def box_of(node: etree._Element) -> Bounds | tuple[float | None, ...]:
    """x, y, width and height; None for each that is missing or no number."""
    get = node.get
    try:
        x, y, width, height = box = (
            float(get("x", "")), float(get("y", "")), float(get("width", "")), float(get("height", ""))
        )  # fmt: skip
    except ValueError:
        return _number(get("x")), _number(get("y")), _number(get("width")), _number(get("height"))
    if -_FAR < x < _FAR and -_FAR < y < _FAR and -_FAR < width < _FAR and -_FAR < height < _FAR:
        return Bounds(x, y, width, height)
    return tuple(value if -_FAR < value < _FAR else None for value in box)


def point_of(node: etree._Element) -> Point | None:
    """A waypoint, or None where it has no usable numbers."""
    get = node.get
    try:
        x, y = float(get("x", "")), float(get("y", ""))
    except ValueError:
        maybe_x, maybe_y = _number(get("x")), _number(get("y"))
        return None if maybe_x is None or maybe_y is None else Point(maybe_x, maybe_y)
    return Point(x, y) if -_FAR < x < _FAR and -_FAR < y < _FAR else None


def truth_of(written: str | None) -> bool | None:
    """None where nothing is written."""
    return None if written is None else written.strip().lower() in ("true", "1")


class _Truths(dict[str | None, bool | None]):
    def __missing__(self, written: str | None) -> bool | None:
        return truth_of(written)


TRUTHS = _Truths({None: None, "true": True, "false": False})
"""As `truth_of` says, at once for the usual spellings, since every shape asks several times."""


def font_of(node: etree._Element) -> LabelFont:
    """The font of a label style; sizes that nobody could read are left open (0)."""
    get = node.get
    size = _number(get("size")) or 0.0
    return LabelFont(
        (get("name") or "").strip(), size if 5 <= size <= 72 else 0.0,
        bool(truth_of(get("isBold"))), bool(truth_of(get("isItalic"))),
    )  # fmt: skip


class ColourReader:
    """Reads the colours of shapes and edges by those extensions that a file mentions at all."""

    def __init__(self, xml: bytes) -> None:
        self._known: dict[tuple[str, str, str], Colours] = {}
        self._spaces = [keys for mark, keys in _COLOUR_KEYS if mark in xml] if b"color/1.0" in xml else []

    def of(self, attributes: Mapping[str, str], label: str) -> Colours:
        """Fill and outline of a shape or an edge; `label` is the colour found in its label."""
        if not self._spaces and not label:
            return PLAIN
        fill = stroke = ""
        for fill_key, stroke_key, label_key in self._spaces:
            fill = fill or attributes.get(fill_key, "")
            stroke = stroke or attributes.get(stroke_key, "")
            label = label or attributes.get(label_key, "")
        key = fill, stroke, label
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Colours(*key)
        return found

    def of_label(self, node: etree._Element) -> str:
        """The colour of a label, "" for none."""
        for _, _, label_key in self._spaces:
            if found := node.get(label_key):
                return str(found)
        return ""


PLAIN = Colours()
"""No colour."""
_OMG = "{http://www.omg.org/spec/BPMN/non-normative/color/1.0}"
_BPMN_IO = "{http://bpmn.io/schema/bpmn/biocolor/1.0}"
_COLOUR_KEYS = (
    (b"non-normative/color/1.0", (f"{_OMG}background-color", f"{_OMG}border-color", f"{_OMG}color")),
    (b"biocolor/1.0", (f"{_BPMN_IO}fill", f"{_BPMN_IO}stroke", f"{_BPMN_IO}color")),
)


def _number(written: str | None) -> float | None:
    """A length that may be missing, no number, or written with a decimal comma."""
    try:
        value = float((written or "").replace(",", "."))
    except ValueError:
        return None
    return value if -_FAR < value < _FAR else None
