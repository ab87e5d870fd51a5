"""Large made-up ledgers to measure with: many score rows by many members, and contested gap fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.identity.keys import Identity
from models.ledger.changeset import Changeset
from models.ledger.operations import Insert, Operation, insert, new_id, new_ids, write
from models.ledger.store import add_changesets, sign_act
from models.storage.database import Database

SCENES = 250
SHEETS_AN_ACT = 8


@dataclass(frozen=True)
class MadeLedger:
    """Changesets in a possible order of arrival; `rows` counts the score rows in them."""

    changesets: list[Changeset]
    rows: int


def made_ledger(rows: int, *, members: int = 10, contested: int = 500) -> MadeLedger:
    """A ledger of about `rows` score rows by `members` scorers, and `contested` cells with two values."""
    people = [Identity.new(f"scorer {number}") for number in range(members)]
    scratch = Database(None)
    scratch.create_tables()
    made: list[Changeset] = []

    def sign(who: Identity, operations: list[Operation], project: bytes | None = None) -> Changeset:
        changeset = sign_act(scratch.connection, who, "bench.act", {}, operations, project=project)
        assert changeset is not None
        return changeset

    def keep(changeset: Changeset) -> None:
        with scratch.transaction() as connection:
            add_changesets(connection, [changeset])
        made.append(changeset)

    section, town, round_id = new_id(), new_id(), new_id()
    ids = [new_id() for _ in people]
    enrolled = [
        {"id": one, "name": who.name, "public_key": who.public_key, "section_id": section}
        for one, who in zip(ids, people, strict=True)
    ]
    roles = [{"member_id": one, "role": "staff", "section_id": section} for one in ids]
    keep(sign(people[0], [insert("member", enrolled), insert("role", roles)], b""))
    gaps = new_ids(contested)
    place = {"section_id": section, "organisation_id": town}
    drafted = [{"id": gap, "serial": number, "title": "gap", **place} for number, gap in enumerate(gaps)]
    keep(sign(people[1], [insert("gap", drafted)]))
    sides = [
        sign(who, [one for gap in gaps for one in write("gap", gap, purpose=text)])
        for who, text in ((people[2], "ours"), (people[3], "theirs"))
    ]
    for side in sides:
        keep(side)
    count = 0
    # Each scorer's sheets are signed on what everybody knew before the round, as sheets from offline are.
    for number, operations in enumerate(_sheets(rows, ids, round_id)):
        made.append(sign(people[number % members], operations))
        count += operations[1].count
    scratch.close()
    return MadeLedger(made, count)


def _sheets(rows: int, members: list[bytes], round_id: bytes) -> Iterator[list[Operation]]:
    scenes = new_ids(SCENES)
    for number in range(max(1, rows // (SCENES * SHEETS_AN_ACT))):
        sheets = new_ids(SHEETS_AN_ACT)
        total = SHEETS_AN_ACT * SCENES
        member = members[number % len(members)]
        handed_in = [{"id": sheet, "round_id": round_id, "member_id": member} for sheet in sheets]
        columns: dict[str, Any] = {
            "id": new_ids(total),
            "sheet_id": [sheet for sheet in sheets for _ in range(SCENES)],
            "scene_id": scenes * SHEETS_AN_ACT,
            "choice": (["achieves", "conditional", "fails", "unverified"] * total)[:total],
            "operability": [index % 6 for index in range(total)],
            "means": [index % 5 for index in range(total)],
            "evidence": ['["screen"]'] * total,
            "remark": [f"achieves its purpose, seen on the screen {index}" for index in range(total)],
        }
        yield [insert("score_sheet", handed_in), Insert("score", columns)]


def empty_file(folder: Path, name: str) -> Database:
    """A new database file with the project's tables."""
    path = folder / name
    path.unlink(missing_ok=True)
    path.touch()
    database = Database(path)
    database.create_tables()
    return database
