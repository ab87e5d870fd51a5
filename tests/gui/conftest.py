"""What every window test needs: settings of its own, the style, the light theme, and no work left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from views.shared.style import apply_style
from views.shared.tokens import use_theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    qapp.setOrganizationName("fitgap-tests")
    qapp.setApplicationName("fitgap-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QSettings().clear()
    use_theme("light")
    apply_style(qapp)
    yield
    use_theme("light")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the screenless platform can't do is no fault of the window."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
