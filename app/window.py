"""Opens the window."""

from __future__ import annotations

from pathlib import Path


def open_window(project: Path | None = None) -> int:
    """Show the window, with `project` open if one is named; returns the exit code."""
    from app.application import first_window

    qt, _ = first_window(project)
    return qt.exec()
