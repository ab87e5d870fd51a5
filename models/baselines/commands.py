"""Freezing 凍結: the state agreed on becomes an edition that no later change can touch."""

from __future__ import annotations

from models.baselines.queries import OpenGap, editions, open_gaps
from models.errors import UserError
from models.exchange.conflicts import conflicts
from models.ledger.canonical import canonical_text
from models.ledger.operations import insert
from models.ledger.store import heads
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined, say

_NAMED = 5


def freeze(project: Project, name: str = "", note: str = "", *, allow_open: bool = False) -> Changed:
    """Freeze everything up to now as the next edition. Only the secretariat does this.

    Refused while gaps are undecided or values contested, unless `allow_open`; an edition then shows
    them as they are.
    """
    if not allow_open:
        _demand_settled(project)
    number = max((one.number for one in editions(project)), default=0) + 1
    row = {
        "edition": number,
        "name": name.strip() or say("baselines.edition", edition=number),
        "note": note.strip(),
        "heads": canonical_text([one.hex() for one in heads(project.connection)]),
    }
    facts = {"edition": str(number), "name": str(row["name"])}
    return project.act("baselines.freeze", [insert("baseline", [row])], **facts)


def _demand_settled(project: Project) -> None:
    still_open = open_gaps(project)
    if still_open:
        raise UserError("baselines.undecided", n=len(still_open), gaps=_named(still_open))
    contested = conflicts(project)
    if contested:
        items = joined(dict.fromkeys(one.item for one in contested[:_NAMED]))
        raise UserError("baselines.contested", n=len(contested), items=items)


def _named(gaps: list[OpenGap]) -> str:
    named = joined(f"{one.label} {say(f'approval.state.{one.state}')}" for one in gaps[:_NAMED])
    return f"{named}…" if len(gaps) > _NAMED else named
