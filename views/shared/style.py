"""The window's style: QSS and palette made from the design tokens, applied anew when the theme changes."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from models.resources import resource
from views.shared import tokens
from views.shared.tokens import COLOURS, TONES, colour, hex_colour, theme_changed, tone
from views.shared.type import font

_NAME = re.compile(r"@([a-z0-9_]+)")


def apply_style(app: QApplication) -> None:
    """Dress the application: Fusion, the Japanese font, palette and style sheet; follows theme changes."""
    app.setStyle("Fusion")
    app.setFont(font())
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        tokens.follow_system()
        theme_changed.connect(_restyle)
    _restyle()


def style_sheet() -> str:
    """The QSS of the theme in use. A name that is no token raises `KeyError`."""
    text = resource("style", "window.qss").read_text(encoding="utf-8")
    return _NAME.sub(lambda match: _value(match.group(1)), text)


def palette() -> QPalette:
    """The palette of the theme in use, for everything Qt paints without the style sheet."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, "bg"),
        (role.Base, "surface"),
        (role.AlternateBase, "surface2"),
        (role.Button, "surface"),
        (role.ToolTipBase, "toast"),
        (role.ToolTipText, "ontoast"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.PlaceholderText, "text3"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "onaccent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "line"),
        (role.Midlight, "linesoft"),
        (role.Mid, "line"),
        (role.Dark, "linestrong"),
        (role.Accent, "accent"),
    ):
        made.setColor(which, colour(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colour("text3"))
    made.setColor(role.Shadow, QColor(0, 0, 0))
    return made


def _restyle() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(palette())
        app.setStyleSheet(style_sheet())
        for window in app.topLevelWidgets():
            window.update()


def _value(name: str) -> str:
    if name in COLOURS:
        return hex_colour(name)
    base, _, part = name.partition("_")
    if base not in TONES:
        raise KeyError(name)
    made = tone(base)
    return {"": made.text, "fill": made.fill, "border": made.border}[part].name()
