"""What the page about the program is filled with."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from PySide6.QtCore import qVersion

from models.resources import resource
from views.help.pages import ABOUT, page_text


def filled_page(name: str) -> str:
    """A page's Markdown; that about the program with the versions in use."""
    text = page_text(name)
    if name == ABOUT:
        text = text.format(version=program_version(), python=python_version(), qt=qVersion())
    return text


def program_version() -> str:
    """The version that is installed, else that of the sources; a dash where neither tells."""
    try:
        return version("fitgap")
    except PackageNotFoundError:
        pass
    project = resource().parent / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return "—"
