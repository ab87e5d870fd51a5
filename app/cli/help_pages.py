"""Help pages in the person's language, with lines that are broken where Japanese may be broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from models.words import NEVER_FIRST, NEVER_LAST, say

_HEADINGS = {"Arguments": "arguments", "Options": "options", "Commands": "commands"}
_COMPLETION = {"--install-completion": "install", "--show-completion": "show"}
_SHOW_HELP = "Show this message and exit."


def in_own_words(command: Any) -> Any:
    """Make the command and all below it show their help by these words; returns the command."""
    known: dict[type, type] = {}

    def speak(one: Any) -> None:
        if one.context_class not in known:
            known[one.context_class] = _speaking(one.context_class)
        one.context_class = known[one.context_class]
        for option in one.params:
            for name in _COMPLETION.keys() & set(option.opts):
                option.help = say(f"cli.help_page.{_COMPLETION[name]}")
        for below in getattr(one, "commands", {}).values():
            # Whole in lists too: shortening goes by blanks, which Japanese sentences have none of.
            below.short_help = below.short_help or below.help
            speak(below)

    speak(command)
    return command


def broken(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, full-width signs counting two.

    Words of narrow signs stay whole where they fit, and no line begins with a closing sign.
    """
    lines = [""]
    for piece in _pieces(text):
        if columns(lines[-1] + piece.rstrip()) <= width or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.rstrip() for line in lines]


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _pieces(text: str) -> Iterable[str]:
    """What may not be parted: a word or one wide sign, with the blanks behind it and what clings to it."""
    piece = ""
    for part in re.findall(r"[!-~]+ *|. *", text):
        if piece and part[0] not in NEVER_FIRST and piece[-1] not in NEVER_LAST:
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece


def _speaking(context: Any) -> type:
    library = context.formatter_class

    class Page(library):  # type: ignore[misc, valid-type]
        """A page whose headings and remarks are read from the words."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, say("cli.help_page.usage") + " ")

        def write_heading(self, heading: str) -> None:
            key = _HEADINGS.get(heading)
            super().write_heading(say(f"cli.help_page.{key}") if key else heading)

        def write_text(self, text: str) -> None:
            indent = " " * self.current_indent
            self.write(
                "".join(f"{indent}{line}\n" for line in broken(text, self.width - self.current_indent))
            )

        def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
            listed = [(first, _remarks(second)) for first, second in rows]
            first_column = min(max(columns(first) for first, _ in listed), col_max) + col_spacing
            margin = " " * (self.current_indent + first_column)
            for first, second in listed:
                head = " " * self.current_indent + first
                lines = broken(second, max(self.width - len(margin), 20))
                if columns(first) > first_column - col_spacing:
                    self.write(f"{head}\n")
                else:
                    lines[0] = head + " " * (first_column - columns(first)) + lines[0]
                    self.write(f"{lines.pop(0).rstrip()}\n")
                self.write("".join(f"{margin}{line}\n" for line in lines))

    return type("Context", (context,), {"formatter_class": Page})


def _remarks(text: str) -> str:
    if text == _SHOW_HELP:
        return say("cli.help_page.help")
    text = re.sub(r"\brequired\]$", f"{say('cli.help_page.required')}]", text)
    return text.replace("[default: ", f"[{say('cli.help_page.default')} ")
