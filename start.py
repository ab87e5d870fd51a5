#!/usr/bin/env python3
"""Sets the program up on this machine, once, and starts it. Needs nothing but Python 3.11.

    python3 start.py demo     set up, build the sample project, open the window where there is a display
    python3 start.py test     set up, then check everything: ruff, mypy, import-linter, pytest
    python3 start.py …        set up, then hand anything else to the command line (`fitgap …`)

It runs before anything is installed, so it uses the standard library alone, carries its own few words, and
keeps to the syntax of older Pythons to be able to say that they are too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import io
import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
CHECKING = "# === checking ==="  # in the lock: what follows is needed for `test` alone
OLDEST = (3, 11)

# Library → its Debian package. Qt dies without these even when nothing is shown …
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
# … and without these as soon as it opens a window.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Loads every part of Qt that the program uses, and starts it without a display.
QT_TRIAL = (
    "from PySide6 import QtGui, QtPrintSupport, QtSvg, QtTest, QtWidgets;"
    "QtWidgets.QApplication(['trial', '-platform', 'offscreen'])"
)

WORDS = {
    "ja": {
        "old": "Python 3.11 以上が必要です(いまは {found})。python.org か OS の配布元から 3.11 以上を入れて、"
        "もう一度実行してください。",
        "making": "準備しています: {where} に専用の Python 環境を作ります …",
        "installing": "必要な部品を取り込んでいます(初回のみ、数分かかることがあります)…",
        "apt": "システムの部品を入れています: {packages} …",
        "apt_failed": "システムの部品を入れられませんでした。次を実行して、もう一度お試しください: {line}",
        "venv_failed": "{where} に Python 環境を作れませんでした。書き込みの権限と空き容量を確かめて、"
        "もう一度実行してください。",
        "pip_failed": "部品を取り込めませんでした。上の表示とネットワーク(プロキシ)の設定を確かめて、"
        "もう一度実行してください。",
        "lacking": "システムの部品({missing})がありません。次を実行して、もう一度お試しください: {line}",
        "no_window": "ウィンドウに必要なシステムの部品がないため、画面なしで続けます。"
        "ウィンドウを使うには次を実行してください: {line}",
        "qt_failed": "画面の部品(Qt)を起動できませんでした。お使いの OS の版を確かめてください: {reason}",
        "check_failed": "■ {names} に指摘があります(上の表示を参照)。",
    },
    "en": {
        "old": "Python 3.11 or newer is needed (this is {found}): install it from python.org or from your "
        "system's packages, then run this again.",
        "making": "Setting up: making a Python environment in {where} …",
        "installing": "Fetching the parts (only the first time; this may take some minutes) …",
        "apt": "Installing system packages: {packages} …",
        "apt_failed": "The system packages could not be installed; type this, then run again: {line}",
        "venv_failed": "No Python environment could be made in {where}; check the permission to write "
        "and the free space, then run again.",
        "pip_failed": "The parts could not be fetched; see above, check the network (proxy), then run again.",
        "lacking": "System parts are missing ({missing}); type this, then run again: {line}",
        "no_window": "System libraries for a window are missing, so it goes on without one; "
        "to have it, type: {line}",
        "qt_failed": "The window system (Qt) does not start; check the version of this system: {reason}",
        "check_failed": "■ {names}: see the findings above.",
    },
}


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run the checks or the program; the exit code is theirs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Japanese must not end it
            stream.reconfigure(errors="replace")
    if sys.version_info < OLDEST:
        return subprocess.call([*_newer_python(), str(ROOT / "start.py"), *arguments])
    checking = arguments[:1] == ["test"]
    environment = dict(os.environ)
    _set_up(checking)
    if checking:
        return _check(arguments[1:], environment)
    if "--no-window" not in arguments:
        _prepare_window(environment)
    return subprocess.call([str(PYTHON), "-m", "fitgap", *arguments], env=environment)


def _set_up(checking: bool) -> None:
    """Make `.venv` with all the lock names, unless a stamp says that this very state is there already."""
    _need_system_parts()
    stamps = {True: VENV / ".set-up-checking", False: VENV / ".set-up"}
    state = _state()
    done = [_read(stamps[True])] + ([] if checking else [_read(stamps[False])])
    if state in done and PYTHON.exists():
        return
    _make_environment()
    _tell("installing")
    wanted = VENV / "requirements.txt"
    lock = LOCK.read_text(encoding="utf-8")
    wanted.write_text(lock if checking else lock.partition(CHECKING)[0], encoding="utf-8")
    _pip("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(wanted))
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _try_qt()
    stamps[checking].write_text(state, encoding="utf-8")


def _check(arguments: list[str], environment: dict[str, str]) -> int:
    """Run all checks to the end, pytest last: its summary is the last line."""
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for name, command in (
        ("ruff", ["-m", "ruff", "check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("import-linter", ["-c", "import importlinter.cli as it; it.lint_imports_command()", "--no-logo"]),
    ):
        print("== " + name, flush=True)
        if subprocess.call([str(PYTHON), *command], cwd=str(ROOT), env=environment):
            failed.append(name)
    if failed:
        _tell("check_failed", names=", ".join(failed))
    print("== pytest", flush=True)
    workers = str(min(os.cpu_count() or 1, 4))
    tests = [str(PYTHON), "-m", "pytest", "-q", "-n", workers, *arguments]
    return subprocess.call(tests, cwd=str(ROOT), env=environment) or int(bool(failed))


def _newer_python() -> list[str]:
    """A command for Python 3.11 or newer on this machine, else one sentence and the end."""
    for minor in range(14, OLDEST[1] - 1, -1):
        version = f"3.{minor}"
        found = shutil.which("python" + version)
        if found:
            return [found]
        if os.name == "nt" and shutil.which("py"):
            launcher = ["py", "-" + version]
            if subprocess.call([*launcher, "-c", ""], stderr=subprocess.DEVNULL) == 0:
                return launcher
    _stop("old", found=".".join(map(str, sys.version_info[:3])))


def _make_environment() -> None:
    """A `.venv` that belongs to this place: a moved or broken one is made anew."""
    place = VENV / ".place"
    moved = place.exists() and _read(place) != str(ROOT)
    if not moved and PYTHON.exists() and _succeeds([str(PYTHON), "-m", "pip", "--version"]):
        return
    _tell("making", where=str(VENV))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        _stop("venv_failed", where=str(VENV))
    place.write_text(str(ROOT), encoding="utf-8")


def _need_system_parts() -> None:
    """Qt's system libraries and Python's venv: installed where that is allowed, else named all at once."""
    missing = _lacking()
    if missing and _apt_allowed():
        _apt(list(missing.values()))
        missing = _lacking()
    if missing:
        _stop("lacking", missing=", ".join(missing), line=_apt_line(list(missing.values())))


def _lacking() -> dict[str, str]:
    """What is missing before anything can start, and the Debian package that brings it."""
    missing = _missing(QT_LIBRARIES)
    importlib.invalidate_caches()
    if not PYTHON.exists() and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        missing["venv"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return missing


def _prepare_window(environment: dict[str, str]) -> None:
    """Where there is a display, what a window needs; without it the program is told of no display."""
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return
    missing = _missing(WINDOW_LIBRARIES)
    if missing and _apt_allowed():
        _apt(list(missing.values()))
        missing = _missing(WINDOW_LIBRARIES)
    if missing:
        _tell("no_window", line=_apt_line(list(missing.values())))
        environment.pop("DISPLAY", None)
        environment.pop("WAYLAND_DISPLAY", None)


def _try_qt() -> None:
    trial = subprocess.run([str(PYTHON), "-c", QT_TRIAL], stderr=subprocess.PIPE, check=False)
    if trial.returncode:
        lines = trial.stderr.decode("utf-8", "replace").strip().splitlines() or [str(trial.returncode)]
        _stop("qt_failed", reason=lines[-1])


def _missing(libraries: dict[str, str]) -> dict[str, str]:
    """Those of `libraries` that this Linux cannot load; none elsewhere, where Qt brings all it needs."""
    if not sys.platform.startswith("linux"):
        return {}
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_allowed() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_line(packages: list[str]) -> str:
    return "sudo apt-get update && sudo apt-get install -y " + " ".join(packages)


def _apt(packages: list[str]) -> None:
    _tell("apt", packages=" ".join(packages))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        run = subprocess.run(
            ["apt-get", "-q", *step], env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if run.returncode:
            sys.stderr.write(run.stdout.decode("utf-8", "replace")[-2000:])
            _stop("apt_failed", line=_apt_line(packages))


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    if subprocess.call(command):
        _stop("pip_failed")


def _state() -> str:
    """A fingerprint of all that decides what is installed."""
    parts = (LOCK, ROOT / "pyproject.toml", ROOT / "app" / "launcher.py")
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for part in parts:
        digest.update(hashlib.sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _succeeds(command: list[str]) -> bool:
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def _say(key: str, **facts: str) -> str:
    wished = os.environ.get("FITGAP_LANG", "")
    if wished not in WORDS:
        wished = "en" if (locale.getlocale()[0] or "").startswith("English") else "ja"
    return WORDS[wished][key].format(**facts)


def _tell(key: str, **facts: str) -> None:
    print(_say(key, **facts), flush=True)


def _stop(key: str, **facts: str) -> NoReturn:
    sys.stdout.flush()
    sys.exit(_say(key, **facts))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
