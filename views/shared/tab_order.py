"""Tab follows the layout: widgets made later would else come after everything else in the window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab go through all fields and buttons of a widget as they stand in its layouts."""
    for before, after in pairwise(_fields(root)):
        QWidget.setTabOrder(before, after)


def _fields(widget: QWidget) -> Iterator[QWidget]:
    # Of a row of choices Tab stops only at the chosen one; the others may be chosen next.
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _fields(inner)
        return
    layout = widget.layout()
    if layout is not None:
        yield from _fields_in(layout)


def _fields_in(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _fields(widget)
        elif inner is not None:
            yield from _fields_in(inner)
