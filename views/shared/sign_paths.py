"""Painter paths from short SVG-like path texts.

Knows the commands M m L l H h V v C c A a Z z with implicit repeats, which is all the signs and icons use.
Several strokes are separated by ` / `; a stroke that begins with `F ` is filled instead of drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from PySide6.QtGui import QPainterPath

_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


def strokes(text: str) -> list[tuple[bool, QPainterPath]]:
    """The strokes of a sign as (filled, path)."""
    parts = (part.strip() for part in text.split(" / "))
    return [(part.startswith("F "), parse_path(part.removeprefix("F "))) for part in parts]


def parse_path(text: str) -> QPainterPath:
    """One path text as a painter path; a text that cannot be read raises `ValueError`."""
    path = QPainterPath()
    x = y = 0.0
    for command, values in _segments(text):
        kind, relative = command.upper(), command.islower()
        dx, dy = (x, y) if relative else (0.0, 0.0)
        if kind == "Z":
            path.closeSubpath()
            point = path.currentPosition()
            x, y = point.x(), point.y()
            continue
        if kind == "H":
            x = dx + values[0]
        elif kind == "V":
            y = dy + values[0]
        elif kind == "C":
            path.cubicTo(
                dx + values[0], dy + values[1], dx + values[2], dy + values[3], dx + values[4], dy + values[5]
            )
            x, y = dx + values[4], dy + values[5]
        elif kind == "A":
            end = (dx + values[5], dy + values[6])
            _arc(path, (x, y), values, end)
            x, y = end
        else:
            x, y = dx + values[0], dy + values[1]
        if kind == "M":
            path.moveTo(x, y)
        elif kind in "LHV":
            path.lineTo(x, y)
    return path


def _segments(text: str) -> Iterator[tuple[str, list[float]]]:
    """Commands with their numbers; repeated numbers repeat the command (after M as L)."""
    for command, rest in _COMMAND.findall(text):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        count = _COUNTS.get(command.upper())
        if count is None or (len(numbers) % count if count else numbers) or (count and not numbers):
            raise ValueError(text)
        if not count:
            yield command, []
            continue
        for start in range(0, len(numbers), count):
            yield command, numbers[start : start + count]
            command = {"M": "L", "m": "l"}.get(command, command)


def _arc(
    path: QPainterPath, start: tuple[float, float], values: list[float], end: tuple[float, float]
) -> None:
    """A circular arc by its end points (the signs use circles only: both radii equal, no rotation)."""
    radius, large, sweep = values[0], values[3] != 0, values[4] != 0
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(dx, dy)
    if chord == 0:
        return
    radius = max(radius, chord / 2)
    offset = math.sqrt(max(radius * radius - chord * chord / 4, 0.0))
    side = -1 if large == sweep else 1
    cx = (start[0] + end[0]) / 2 - side * offset * dy / chord
    cy = (start[1] + end[1]) / 2 + side * offset * dx / chord
    first = math.degrees(math.atan2(cy - start[1], start[0] - cx))
    last = math.degrees(math.atan2(cy - end[1], end[0] - cx))
    span = (last - first) % 360
    if sweep:
        span -= 360
    path.arcTo(cx - radius, cy - radius, 2 * radius, 2 * radius, first, span)
