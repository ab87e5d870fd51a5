"""Opens the window."""

from __future__ import annotations


def open_window(project: str | None = None) -> int:
    """Show the window, with `project` open if one is named; returns the exit code."""
    from views.shell.run import run_window

    return run_window(project)
