"""Asking where a file is to be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from models.project.project import Project


def ask_place(
    parent: QWidget, project: Project, title: str, name: str, kind: str, ending: str
) -> Path | None:
    """The place that somebody chose, beside the project at first; None if nobody did.

    `name` may hold any letters; `kind` says in words what files that end in `ending` are.
    """
    folder = project.file.path.parent if project.file is not None else Path()
    plain = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name)
    start = str(folder / f"{plain}.{ending}")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, f"{kind} (*.{ending})")
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(f".{ending}") else f"{chosen}.{ending}")
