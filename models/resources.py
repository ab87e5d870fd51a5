"""Where the program's own data files lie: catalogues, words, templates, fonts, the sample."""

from __future__ import annotations

from pathlib import Path

_HOUSE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources/`."""
    return _HOUSE.joinpath("resources", *parts)


def template(*parts: str) -> Path:
    """The path of a file or folder below `templates/`."""
    return _HOUSE.joinpath("templates", *parts)
