"""The command line as one person types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.identity.profile import save_identity
from tests.conftest import Consortium


class Line:
    """The command line of one person."""

    def __init__(self, consortium: Consortium, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = str(consortium.path)
        self._profile = str(profile)
        self._capsys = capsys

    def __call__(self, *words: str) -> str:
        """Runs a command that succeeds; what it printed."""
        code = run(["--profile", self._profile, *words])
        captured = self._capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))

    def refused(self, *words: str) -> str:
        """Runs a command that ends in one sentence; the sentence."""
        assert run(["--profile", self._profile, *words]) == 1
        (sentence,) = self._capsys.readouterr().err.strip().splitlines()
        return sentence


@pytest.fixture
def line(
    consortium: Consortium,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Line:
    """The command line of the section's 主査."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", "窓口")
    save_identity(tmp_path / "profile", consortium.people["主査"], "窓口")
    return Line(consortium, tmp_path / "profile", capsys)


@pytest.fixture
def office(
    consortium: Consortium,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Line:
    """The command line of the 事務局."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", "事務局")
    save_identity(tmp_path / "office", consortium.people["事務局"], "事務局")
    return Line(consortium, tmp_path / "office", capsys)
