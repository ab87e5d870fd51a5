"""Whether there is a screen to show a window on, asked before Qt would give up without a word."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from models.errors import UserError


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers() or _x_answers(os.environ.get("DISPLAY", ""))


def demand_display() -> None:
    """`UserError` where no window can be shown."""
    if not has_display():
        raise UserError("cli.no_display")


def start_painting() -> None:
    """Let Qt paint in this process without a window; on Windows it needs its own fonts, so its own screen."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        if sys.platform != "win32":
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QApplication(["fitgap"]))


_kept: list[object] = []
"""Qt's application must live as long as the process."""


def _wayland_answers() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _connects(str(Path(folder) / name))


def _x_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host and host != "unix":
        return _connects((host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"
    return _connects(path) or _connects("\0" + path)


def _connects(address: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            probe.connect(address)
    except OSError:
        return False
    return True
