"""How the parts of the window lie together."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def above(top: QWidget, demo: QWidget) -> QWidget:
    """The strips over the screens."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top)
    column.addWidget(demo)
    return holder


def below(rail: QWidget, stack: QWidget, status: QWidget) -> QWidget:
    """Rail and screens side by side over the status line."""
    holder = QWidget()
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(stack, 1)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row, 1)
    column.addWidget(status)
    return holder
