"""Every command explains itself, in both languages, and whatever lists something also speaks JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.cli.help_pages import broken, columns

if TYPE_CHECKING:
    from tests.journeys.conftest import Shell

HOUSE = Path(__file__).resolve().parents[2]
LABEL = "G-043青"  # gaps of merged files are told apart by the mark of their organisation
JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
# The words of commands and options are read in the language chosen at the start, so each has its process.
TELL = """
import contextlib, io, json, sys
from app.cli.entry import build, run

def told(words):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = run(["--lang", sys.argv[1], *words, "--help"])
    return code, out.getvalue()

def commands(command, words):
    code, text = told(words)
    options = [
        {"names": [*one.opts, *one.secondary_opts], "kind": one.param_type_name,
         "metavar": one.metavar, "help": getattr(one, "help", None)}
        for one in command.params
    ]
    below = getattr(command, "commands", {})
    yield {"words": words, "code": code, "text": text, "help": command.help, "options": options,
           "group": bool(below)}
    for name, one in below.items():
        yield from commands(one, [*words, name])

told([])
print(json.dumps([*commands(build(), [])]))
"""
LISTING = (
    ("info",), ("verify",), ("history",), ("history", "--quarantine"), ("members", "list"), ("list", "show"),
    ("packages", "list"), ("answers", "list"), ("flow", "list"), ("flow", "tasks"), ("gaps", "list"),
    ("score", "list"), ("decide", "list"), ("decide", "list", "--member", "主査"), ("costs",),
    ("indicators",), ("conflicts",), ("editions",),
)  # fmt: skip


@pytest.fixture(scope="module", params=["ja", "en"])
def tree(request: pytest.FixtureRequest) -> tuple[str, list[dict[str, Any]]]:
    """The language, and what every command says about itself in it."""
    finished = subprocess.run(
        [sys.executable, "-c", TELL, request.param],
        cwd=HOUSE, capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    return request.param, json.loads(finished.stdout)


def test_every_command_has_a_sentence(tree: tuple[str, list[dict[str, Any]]]) -> None:
    language, commands = tree
    assert len(commands) > 60
    for one in commands:
        assert one["code"] == 0, one["words"]
        assert is_sentence(one["help"], language), (one["words"], one["help"])
        # Lines are broken and indented, so the sentence is looked for without its blanks.
        assert squeezed(one["help"]) in squeezed(one["text"]), one["words"]


def test_every_option_and_argument_has_a_sentence(tree: tuple[str, list[dict[str, Any]]]) -> None:
    language, commands = tree
    for command in commands:
        for one in command["options"]:
            place = (command["words"], one["names"])
            assert is_sentence(one["help"], language), (place, one["help"])
            assert squeezed(one["help"]) in squeezed(command["text"]), place
            if one["kind"] == "argument":
                assert one["metavar"], place
            else:
                assert all(name in command["text"] for name in one["names"]), place


def test_nothing_of_the_help_is_in_another_language(tree: tuple[str, list[dict[str, Any]]]) -> None:
    language, commands = tree
    for one in commands:
        for line in one["text"].splitlines():
            if language == "en":
                assert not JAPANESE.search(line.replace(LABEL, "")), (one["words"], line)
            else:
                foreign = re.search(
                    r"\b(Show|Install|Usage|Options|Commands|Arguments|required|default)\b", line
                )
                assert not foreign, (one["words"], line)


def test_what_lists_something_has_json(tree: tuple[str, list[dict[str, Any]]]) -> None:
    _, commands = tree
    speaking = {tuple(one["words"]) for one in commands if "--json" in one["text"]}
    assert {words[: place_of_project(words)] for words in LISTING} <= speaking
    showing = ("list", "show", "scenes", "results", "tasks", "inspect")
    for one in commands:
        words = tuple(one["words"])
        if not one["group"] and words and words[-1] in showing:
            assert words in speaking, words


@example("99999、出、、99、 、", 12)
@given(st.text(alphabet="届出。、（）「」 abc-9ー…", max_size=80), st.integers(min_value=12, max_value=40))
def test_lines_of_help_are_broken_between_words(text: str, width: int) -> None:
    lines = broken(text, width)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        clinging = re.search(r"[!-~]{12,}|[。、（）「」ー…!-~]{6,}", line)
        assert columns(line) <= width or clinging, line
    assert not any(line.startswith(("。", "、", "）", "」", "ー")) for line in lines[1:])


@pytest.mark.parametrize("words", LISTING, ids=" ".join)
def test_json_parses(shell: Shell, consortium: Any, words: tuple[str, ...]) -> None:
    split = place_of_project(words)
    command = (*words[:split], consortium.path, *words[split:])
    assert isinstance(shell.do("", *command), list | dict)
    # People get something too, without a trace of JSON.
    assert not shell.say("", *command).startswith(("[", "{"))


def place_of_project(words: tuple[str, ...]) -> int:
    """How many words name the command; the project file comes after them."""
    groups = ("members", "list", "packages", "answers", "flow", "gaps", "score", "decide")
    return 2 if words[0] in groups else 1


def is_sentence(text: str | None, language: str) -> bool:
    if not text:
        return False
    text = text.replace(LABEL, "G-043")
    if language == "ja":
        return bool(JAPANESE.search(text)) and text.endswith("。")
    return not JAPANESE.search(text) and text.endswith(".") and text[0].isupper()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
