"""One tree of errors: what the user can mend is a `UserError`; everything else is our own mistake."""

from __future__ import annotations

from models.words import say


class FitgapError(Exception):
    """The root of the program's own errors."""


class UserError(FitgapError):
    """The file, the input or the permission is wrong: one sentence saying what, where, and what to do.

    `key` names the sentence in the words; `facts` fill it and stay readable for programs (`--json`).
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    @property
    def message(self) -> str:
        """The sentence in the language in use."""
        return say(self.key, **self.facts)

    def __str__(self) -> str:
        return self.message
