"""Projects opened before, kept in the user's settings, newest first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from views.start.start_screen import RecentProject

_KEY = "start/recent"
_MOST = 12


def recent_projects() -> list[RecentProject]:
    """What was opened before; a file that is gone is shown as such."""
    listed = []
    for entry in _load():
        path = Path(entry["path"])
        listed.append(
            RecentProject(str(path), entry["name"], str(path.parent), entry["opened"], path.is_file())
        )
    return listed


def remember(path: Path, name: str) -> None:
    """Put a project at the top."""
    full = str(path.resolve())
    entry = {"path": full, "name": name, "opened": date.today().isoformat()}
    rest = [one for one in _load() if one["path"] != full]
    QSettings().setValue(_KEY, json.dumps([entry, *rest][:_MOST], ensure_ascii=False))


def forget_missing() -> None:
    """Drop files that are no longer there."""
    kept = [one for one in _load() if Path(one["path"]).is_file()]
    QSettings().setValue(_KEY, json.dumps(kept, ensure_ascii=False))


def _load() -> list[dict[str, str]]:
    try:
        found = json.loads(str(QSettings().value(_KEY, "[]")))
        return [
            {key: str(one[key]) for key in ("path", "name", "opened")}
            for one in found
            if isinstance(one, dict)
        ]
    except (ValueError, KeyError, TypeError):
        return []
