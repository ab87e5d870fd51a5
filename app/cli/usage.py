"""Commands that were typed wrongly: one sentence in the person's language, with the help that shows how."""

from __future__ import annotations

import re
from typing import Any

from models.words import say

_PLAIN = {
    r"^No such command '(?P<name>.+?)'\.": "unknown_command",
    r"^Missing command\.$": "missing_command",
    r"^Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)$": "extra",
}
"""Errors that the library tells apart by their text alone."""


def usage_sentence(error: Any) -> str:
    """What is wrong, and which help to read. A group without a command gives its help instead."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    context = getattr(error, "ctx", None)
    facts = {"help": f"{context.command_path if context else 'fitgap'} --help"}
    if kind == "MissingParameter" and error.param is not None:
        return say("cli.usage.missing", name=_name(error.param), **facts)
    if kind == "BadParameter" and error.param is not None:
        return say("cli.usage.bad_value", name=_name(error.param), **facts)
    if kind == "NoSuchOption":
        return say("cli.usage.unknown_option", name=error.option_name, **facts)
    if kind == "BadOptionUsage":
        return say("cli.usage.needs_value", name=error.option_name, **facts)
    message = str(error.format_message())
    for pattern, key in _PLAIN.items():
        if found := re.search(pattern, message):
            return say(f"cli.usage.{key}", **found.groupdict(), **facts)
    return say("cli.usage.wrong", detail=message, **facts)


def _name(parameter: Any) -> str:
    """As it is typed: the longest spelling of an option, the word of an argument."""
    if parameter.param_type_name == "argument":
        return str(parameter.make_metavar(None) if not parameter.metavar else parameter.metavar)
    return str(max(parameter.opts, key=len))
