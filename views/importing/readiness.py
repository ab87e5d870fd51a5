"""What is still missing before a draft can be imported, in one sentence."""

from __future__ import annotations

from models.words import joined, say
from views.importing.draft import Draft


def missing(draft: Draft | None, is_waiting: bool, has_package: bool) -> str:
    """The first thing to do; "" when the import can begin."""
    if draft is None:
        return say("import_screen.need.file")
    if is_waiting:
        return say("import_screen.reading", file=draft.path.name)
    if draft.table is None:
        return draft.trouble
    if draft.for_answers and not has_package:
        return say("import_screen.need.package")
    if draft.undecided:
        blank = say("import_screen.blank")
        return say("import_screen.need.legend", marks=joined(mark or blank for mark in draft.undecided[:5]))
    if draft.found.errors:
        return say("import_screen.need.errors", n=draft.found.errors)
    return ""
