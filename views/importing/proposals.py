"""What can be done about a finding: offered, and only done when a person takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.findings import Finding
from models.words import say
from views.importing.changes import with_blanks, with_lookalikes_together, with_reading, with_role
from views.importing.draft import Draft, Said, Settled
from views.importing.picture import Role
from views.importing.places import place_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word for it, what would be said then, and what else could be said instead."""

    text: str
    said: Callable[[], Said]
    otherwise: Proposal | None = None


def proposal(draft: Draft, finding: Finding) -> Proposal | None:
    """What is offered for a finding; None where only a person can know."""
    make = _MAKERS.get(finding.key)
    return make(draft, finding) if make and draft.sheet is not None else None


def taken(draft: Draft, finding: Finding, *, refused: bool = False) -> Said | None:
    """What is said once the proposal for a finding was taken, or what there is instead."""
    found = proposal(draft, finding)
    if found is not None and refused:
        found = found.otherwise
    if found is None:
        return None
    said = found.said()
    return replace(said, settled=(*said.settled, Settled(finding, found.text)))


def _lost_zero(draft: Draft, finding: Finding) -> Proposal | None:
    sheet = draft.sheet
    place = place_of(finding.where, sheet.name) if sheet else None
    if sheet is None or place is None or place.row is None or place.column is None:
        return None
    row, column, read = place.row, place.column, str(finding.facts["suspected"])
    if sheet.rows[row][column].strip() != finding.facts["read"]:
        return None  # half of an ID in two columns
    return Proposal(
        say("import_screen.offer.read_as", text=read), lambda: with_reading(draft, row, column, read)
    )


def _hidden_rows(draft: Draft, finding: Finding) -> Proposal | None:
    place = place_of(finding.where, draft.sheet.name) if draft.sheet else None
    if place is None or place.row is None or place.last_row is None:
        return None
    rows = [row for row in range(place.row, place.last_row + 1) if draft.picture.role(row) is Role.ITEM]
    return Proposal(say("import_screen.offer.leave_out"), lambda: with_role(draft, rows, "excluded"))


def _mark_variants(draft: Draft, finding: Finding) -> Proposal | None:
    place = place_of(finding.where, draft.sheet.name) if draft.sheet else None
    if place is None or place.column is None or draft.picture.fields.get(place.column) != "answer":
        return None
    return Proposal(say("import_screen.offer.together"), lambda: with_lookalikes_together(draft))


def _blank_as_above(draft: Draft, finding: Finding) -> Proposal:
    column = str(finding.facts["column"])
    nothing = Proposal(say("import_screen.offer.blank"), lambda: with_blanks(draft, column, False))
    return Proposal(say("import_screen.offer.above"), lambda: with_blanks(draft, column, True), nothing)


_MAKERS: dict[str, Callable[[Draft, Finding], Proposal | None]] = {
    "lists.blank_as_above": _blank_as_above,
    "lists.lost_zero": _lost_zero,
    "lists.hidden_rows": _hidden_rows,
    "lists.mark_variants": _mark_variants,
}
