"""Files that are dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

KINDS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")


def dropped_file(data: QMimeData) -> Path | None:
    """The one list file that is being dragged, or None."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in KINDS else None
