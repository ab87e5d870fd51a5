"""Where two texts differ, letter by letter: what stayed, what went, what came."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

Piece = tuple[str, str]
"""(equal | removed | added, text). The equal and removed pieces make up the old text, the equal and added
ones the new."""
LONGEST = 4000
"""Letters up to which texts are compared; above it the whole text was exchanged."""


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of two texts in order."""
    if old == new:
        return [("equal", old)] if old else []
    if max(len(old), len(new)) > LONGEST:
        return [piece for piece in (("removed", old), ("added", new)) if piece[1]]
    pieces: list[Piece] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("equal", old[start:end]))
            continue
        if end > start:
            pieces.append(("removed", old[start:end]))
        if last > first:
            pieces.append(("added", new[first:last]))
    return pieces


def marked(old: str, new: str) -> str:
    """One line for a terminal: [-what went-]{+what came+}."""
    signs = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[kind].format(text) for kind, text in differences(old, new))


def only_form(old: str, new: str) -> bool:
    """Whether two different texts differ in spaces, line breaks, width or case alone."""
    return old != new and _plain(old) == _plain(new)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
