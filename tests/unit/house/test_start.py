"""The start script: both languages, old Pythons, one sentence where it may not install what is missing."""

from __future__ import annotations

import ast
import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start_script", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_older_pythons_can_read_it() -> None:
    text = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    assert len(text.splitlines()) <= 300


def test_both_languages_say_the_same(start: ModuleType) -> None:
    def facts(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    japanese, english = start.WORDS["ja"], start.WORDS["en"]
    assert japanese.keys() == english.keys()
    assert {key for key in japanese if facts(japanese[key]) != facts(english[key])} == set()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_missing_libraries_are_named_with_the_line_to_type(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("FITGAP_LANG", language)
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "_apt_allowed", lambda: False)
    monkeypatch.setitem(start.QT_LIBRARIES, "libnowhere.so.9", "libnowhere9")
    with pytest.raises(SystemExit) as stopped:
        start._need_system_parts()
    sentence = str(stopped.value)
    assert "libnowhere.so.9" in sentence
    assert "sudo apt-get update && sudo apt-get install -y" in sentence
    assert "libnowhere9" in sentence
    assert "\n" not in sentence


def test_without_window_libraries_the_program_hears_of_no_display(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "_apt_allowed", lambda: False)
    monkeypatch.setitem(start.WINDOW_LIBRARIES, "libnowhere.so.9", "libnowhere9")
    environment = {"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0", "HOME": "/root"}
    start._prepare_window(environment)
    assert environment == {"HOME": "/root"}
    assert "libnowhere9" in capsys.readouterr().out


def test_the_lock_has_a_half_for_users_and_a_half_for_checking(start: ModuleType) -> None:
    using, mark, checking = start.LOCK.read_text(encoding="utf-8").partition(start.CHECKING)
    assert mark
    assert "\nopenpyxl==" in using
    assert "\nhatchling==" in using  # builds the editable install
    assert "\npytest==" in checking
    assert "pytest==" not in using
