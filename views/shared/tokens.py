"""Design tokens: the only place that holds colours, spacing, heights and type sizes.

Painters ask `colour("accent")` and `tone("warn")`; `views.shared.style` builds the QSS and the palette from
the same table. All measures are device-independent pixels at 100 %; Qt multiplies them on scaled screens.
Text pairs in use hold a contrast of 4.5:1, control borders and marks 3:1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication

Theme = Literal["light", "dark", "system"]

COLOURS: dict[str, tuple[str, str]] = {
    "bg": ("#F1F3F5", "#14181C"),
    "surface": ("#FFFFFF", "#1B2025"),
    "surface2": ("#F7F8FA", "#21272D"),
    "line": ("#D9DEE3", "#363F47"),
    "linesoft": ("#EBEEF1", "#2A3138"),
    "linestrong": ("#828D98", "#74818D"),
    "text": ("#1A2027", "#E6EAED"),
    "text2": ("#4A555F", "#B6C0C9"),
    "text3": ("#5F6B76", "#97A4AF"),
    "toast": ("#27313B", "#37424C"),
    "ontoast": ("#FFFFFF", "#F1F4F6"),
    "accent": ("#1F5C99", "#7FB3E6"),
    "accenthover": ("#174A7D", "#9CC6EF"),
    "accenttint": ("#E3EDF7", "#22384E"),
    "onaccent": ("#FFFFFF", "#0E1A26"),
    "selidle": ("#E8EBEE", "#2B3238"),
    "ser1": ("#1F5C99", "#7FB3E6"),
    "ser2": ("#9E5226", "#E0986C"),
    "ser3": ("#5F6C1C", "#B4C25E"),
    "fstd": ("#2E7B4E", "#4FA877"),
    "fwork": ("#5B7592", "#7F98B3"),
    "fparam": ("#2F7682", "#4FA0AC"),
    "fpart": ("#96680C", "#C9973A"),
    "fsrc": ("#A8372D", "#D9705F"),
    "fpale": ("#8FA3B8", "#5E7187"),
    "famber": ("#E3B95A", "#C9973A"),
    "fgrey": ("#DDE2E7", "#3D4750"),
    "onfill": ("#FFFFFF", "#0E1A26"),
    "onpale": ("#14181C", "#FFFFFF"),
    "onamber": ("#14181C", "#14181C"),
}

TONES: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "ok": (("#1B6A3B", "#E4F3E9", "#9ACBAB"), ("#86D3A0", "#1A3324", "#33604A")),
    "proc": (("#364D65", "#E6ECF3", "#AFBFD0"), ("#B2C6DB", "#27323E", "#46586A")),
    "param": (("#1D616D", "#E2F1F3", "#97C6CD"), ("#88CCD6", "#18343A", "#2F606A")),
    "warn": (("#774800", "#FCF1DB", "#DDBB75"), ("#EBC274", "#3A2E15", "#6B5624")),
    "bad": (("#A0251C", "#FBE8E5", "#E2A8A1"), ("#F3A49B", "#402321", "#74403B")),
    "conf": (("#613890", "#F1EAF8", "#C4ADDD"), ("#CBB2EB", "#312646", "#594880")),
    "neu": (("#4A555F", "#EEF1F3", "#C6CDD4"), ("#B6C0C9", "#2A3137", "#48525B")),
}

SPACE = (4, 8, 12, 16, 24)
RADIUS = {"tag": 3, "control": 4, "chip": 4, "choice": 6}
HEIGHTS = {
    "top": 36, "demo": 28, "head": 44, "filter": 40, "tabs": 34, "tablehead": 28, "row": 30, "sheetrow": 22,
    "spreadrow": 34, "button": 28, "small": 24, "chip": 20, "status": 26, "undo": 34, "rail": 34,
}  # fmt: skip
RAIL_WIDE, RAIL_NARROW = 152, 48
# pixel size and line height
TYPE: dict[str, tuple[int, int]] = {
    "small": (11, 16),
    "second": (12, 18),
    "body": (13, 20),
    "title": (15, 22),
    "page": (18, 26),
    "figure": (22, 30),
}


@dataclass(frozen=True, slots=True)
class Tone:
    """The three colours of a chip."""

    text: QColor
    fill: QColor
    border: QColor


class _Signals(QObject):
    theme_changed = Signal()


_signals = _Signals()
theme_changed = _signals.theme_changed
"""Emitted without arguments after the colours in use have changed."""

_theme: Theme = "light"
_dark = False


def colour(name: str) -> QColor:
    """The colour of a token in the theme in use. An unknown name is our own mistake (`KeyError`)."""
    return QColor(_colour(name, _dark))


def tone(name: str) -> Tone:
    """Text, fill and border of a tone (ok, proc, param, warn, bad, conf, neu) in the theme in use."""
    return _tone(name, _dark)


def hex_colour(name: str) -> str:
    """A token's colour as `#RRGGBB`, for style sheets and rich text."""
    return COLOURS[name][_dark]


def use_theme(theme: Theme) -> None:
    """Use the light or the dark column, or follow the system from now on."""
    global _theme
    _theme = theme
    _settle()


def theme() -> Theme:
    """What was asked for: light, dark or system."""
    return _theme


def is_dark() -> bool:
    """Whether the dark column is in use."""
    return _dark


@contextmanager
def in_light() -> Iterator[None]:
    """Paint with the light column meanwhile, as on paper, whatever the window shows; nobody is told."""
    global _dark
    before, _dark = _dark, False
    try:
        yield
    finally:
        _dark = before


def follow_system() -> None:
    """Listen to the system's colour scheme; needs the application to exist. Call it once."""
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: _settle())
    _settle()


def px(n: float) -> int:
    """Device-independent pixels of the design's 100 %: the one door for measures, so that they can scale."""
    return round(n)


def height(name: str) -> int:
    """The height of a bar, row or control of `HEIGHTS`."""
    return px(HEIGHTS[name])


@cache
def _colour(name: str, dark: bool) -> QColor:
    return QColor(COLOURS[name][dark])


@cache
def _tone(name: str, dark: bool) -> Tone:
    text, fill, border = TONES[name][dark]
    return Tone(QColor(text), QColor(fill), QColor(border))


def _settle() -> None:
    global _dark
    dark = _theme == "dark"
    if _theme == "system" and QGuiApplication.instance() is not None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if dark != _dark:
        _dark = dark
        _signals.theme_changed.emit()
