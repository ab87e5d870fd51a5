"""The command line as people use it: every person has a profile folder of their own and types commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import build, run
from models.words import language

PASSPHRASE = "春の小川はさらさら"
_HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands as the person whose profile folder lies in `home`; "" is somebody without identity."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    typed: list[tuple[str, ...]] = field(default_factory=list)

    def profile(self, who: str) -> Path:
        """The profile folder of that person."""
        return self.home / (who or "nobody")

    def call(self, who: str, *arguments: object, lang: str = "ja") -> Said:
        """Run a command, however it ends; errors of our own never pass as errors of input."""
        words = ("--lang", lang, "--profile", str(self.profile(who)), *map(str, arguments))
        self.typed.append(words)
        self.capsys.readouterr()
        code = run(list(words))
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err, words
        assert "fitgap-errors.log" not in out + err, f"{words}: {err}"
        return Said(code, out, err)

    def do(self, who: str, *arguments: object) -> Any:
        """Run a command that must work, with `--json`; returns what it answers."""
        said = self.call(who, *arguments, "--json")
        assert said.code == 0, f"{arguments}: {said.out}{said.err}"
        return said.json

    def say(self, who: str, *arguments: object) -> str:
        """Run a command that must work; returns its text for people."""
        said = self.call(who, *arguments)
        assert said.code == 0, f"{arguments}: {said.err}"
        return said.out

    def process(self, who: str, *arguments: object) -> Said:
        """The same as a process of its own, by `python -m app`."""
        return _process(self.profile(who), *arguments)


@pytest.fixture(scope="session")
def process() -> Callable[..., Said]:
    """Runs `python -m app` with a profile folder and further arguments."""
    return _process


def _process(profile: Path, *arguments: object) -> Said:
    finished = subprocess.run(
        [sys.executable, "-m", "app", "--profile", str(profile), *map(str, arguments)],
        cwd=_HOUSE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return Said(finished.returncode, finished.stdout, finished.stderr)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A command line in an empty home; everybody's passphrase is in the environment."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("FITGAP_LANG", "ja")
    monkeypatch.setenv("FITGAP_PROFILE", str(tmp_path / "home" / "nobody"))
    # Putting the commands together takes longer than most of them; a process does it once too.
    monkeypatch.setattr("app.cli.entry.build", lambda: _built(language()))
    return Shell(tmp_path / "home", capsys)


@cache
def _built(_: str) -> Any:
    return build()
