"""Fonts: the Japanese family of this machine in the sizes of the tokens; tabular figures for numbers."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from models.resources import resource
from views.shared.tokens import TYPE, px

FAMILIES = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Meiryo",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
)


@cache
def family() -> str:
    """The first family with Japanese on this machine, else one from `resources/fonts`, else the system's own.

    Needs the application to exist.
    """
    present = set(QFontDatabase.families())
    for name in FAMILIES:
        if name in present:
            return name
    folder = resource("fonts")
    for path in sorted(folder.glob("*.[ot]t[fc]")) if folder.is_dir() else ():
        loaded = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        if loaded:
            return loaded[0]
    japanese = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    return (
        japanese[0] if japanese else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    )


def font(kind: str = "body", bold: bool = False) -> QFont:
    """A font of a size of `TYPE` (small, second, body, title, page, figure)."""
    return QFont(_font(kind, bold, False))


def number_font(kind: str = "body", bold: bool = False) -> QFont:
    """The same with figures of equal width, for columns of numbers."""
    return QFont(_font(kind, bold, True))


@cache
def _font(kind: str, bold: bool, tabular: bool) -> QFont:
    made = QFont(family())
    made.setPixelSize(px(TYPE[kind][0]))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if tabular and hasattr(made, "setFeature"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
