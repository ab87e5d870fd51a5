"""`start`: until the window is on screen, against a bare Qt window, each in a new process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.bench.measure import Result

_ROUNDS = 5
_HOUSE = Path(__file__).resolve().parents[2]

_BARE = """
import time; began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow(); window.resize(1280, 800); window.show(); application.processEvents()
print(time.perf_counter() - began, flush=True)
"""
_OURS = """
import time; began = time.perf_counter()
from app.application import first_window
application, window = first_window(None); application.processEvents()
print(time.perf_counter() - began, flush=True)
"""


def run() -> Result:
    """The quickest of several starts; `rows` is 1, the one window."""
    floor = min(_seconds(_BARE) for _ in range(_ROUNDS))
    ours = min(_seconds(_OURS) for _ in range(_ROUNDS))
    return Result("start", ours, floor, 1, [(1, ours)])


def _seconds(program: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "FITGAP_PROFILE": home, "XDG_CONFIG_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        finished = subprocess.run(
            [sys.executable, "-c", f"{program}\nimport os; os._exit(0)"],
            cwd=_HOUSE,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    return float(finished.stdout.split()[-1])
