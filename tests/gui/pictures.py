"""Pictures of every screen of the sample, to look at: python -m tests.gui.pictures FOLDER.

Options: --size 1280x800 --theme light|dark --lang ja|en --who PERSON --only SCREEN[,SCREEN…]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.demo.build import build_sample
from app.desk import SAMPLE_PASSPHRASE, Desk, sample_people
from app.screens import SCREENS
from models.identity.profile import open_identity
from models.words import use_language
from views.shared.style import apply_style
from views.shared.tokens import use_theme
from views.shell.window import MainWindow


def main() -> None:
    """Build the sample (or take one that is there) and draw its screens."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--lang", default="ja", choices=("ja", "en"))
    parser.add_argument("--who", default="midori_shusa")
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", type=Path, default=Path(tempfile.gettempdir()) / "fitgap-pictures")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    use_language(asked.lang)
    qt = QApplication([])
    qt.setOrganizationName("fitgap-pictures")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp())
    use_theme(asked.theme)
    apply_style(qt)
    found = sorted(asked.sample.glob("*.fitgap"))
    path = found[0] if found else build_sample(asked.sample).project
    people = sample_people(path)
    folder = asked.sample / "people" / asked.who
    desk = Desk(path, open_identity(folder, SAMPLE_PASSPHRASE), people, folder)
    window = desk.make_window()
    width, height = (int(part) for part in asked.size.split("x"))
    window.resize(width, height)
    window.show()
    asked.folder.mkdir(parents=True, exist_ok=True)
    only = asked.only.split(",") if asked.only else None
    for entry in SCREENS:
        if only is None or entry.key in only:
            _draw(qt, window, entry.key, asked.folder / f"{entry.key}.png")
    window.close()
    desk.close()


def _draw(qt: QApplication, window: MainWindow, key: str, path: Path) -> None:
    window.show_screen(key)
    window.enter_screen()
    until = time.monotonic() + 0.6
    while time.monotonic() < until:
        qt.processEvents()
    window.grab().save(str(path))
    print(path)  # noqa: T201 - a tool for developers


if __name__ == "__main__":
    main()
