"""Any interleaving and any order of arrival of several members' histories gives the same tables."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.identity.keys import Identity
from models.ledger.changeset import Changeset
from models.ledger.digests import table_digests
from models.ledger.fold import fold_all, load_changeset
from models.ledger.operations import Operation, insert, new_id, retire, write
from models.ledger.store import add_changesets, project_id, sign_act
from models.storage.database import Database

PEOPLE = [Identity.new(f"person {number}") for number in range(4)]
STRANGER = Identity.new("stranger")
SECTION, TOWN = new_id(), new_id()
MEMBERS = [new_id() for _ in PEOPLE]


def _genesis() -> Changeset:
    empty = Database(None)
    empty.create_tables()
    roles = ["secretariat", "staff", "staff", "chief"]
    people = [
        {
            "id": member,
            "name": one.name,
            "section_id": SECTION,
            "organisation_id": TOWN,
            "public_key": one.public_key,
        }
        for member, one in zip(MEMBERS, PEOPLE, strict=True)
    ]
    granted = [
        {"member_id": member, "role": role, "section_id": SECTION}
        for member, role in zip(MEMBERS, roles, strict=True)
    ]
    operations = [insert("member", people), insert("role", granted)]
    changeset = sign_act(empty.connection, PEOPLE[0], "project.create", {}, operations, project=b"")
    empty.close()
    assert changeset is not None
    return changeset


GENESIS = _genesis()


def _replica(changesets: list[Changeset] | None = None) -> Database:
    database = Database(None)
    database.create_tables()
    with database.transaction() as connection:
        add_changesets(connection, [GENESIS, *(changesets or [])])
    return database


def _all(database: Database) -> list[Changeset]:
    seqs = database.connection.exec_driver_sql("SELECT seq FROM changeset ORDER BY seq").scalars().all()
    return [load_changeset(database.connection, seq) for seq in seqs]


def _random_act(draw: random.Random, database: Database) -> list[Operation]:
    gaps = list(database.connection.exec_driver_sql("SELECT id FROM gap_rows ORDER BY id").scalars())
    choice = draw.random()
    if not gaps or choice < 0.3:
        row = {"serial": draw.randrange(9), "section_id": SECTION, "organisation_id": TOWN, "title": "題"}
        return [insert("gap", [row])]
    gap = draw.choice(gaps)
    if choice < 0.7:
        column = draw.choice(["title", "purpose", "disposition"])
        return list(write("gap", gap, **{column: draw.choice("あいう")}))
    if choice < 0.78:
        return [retire("gap", [gap])]
    if choice < 0.86:
        return [insert("decision", [{"gap_id": gap, "step": "draft", "verdict": "submit"}])]
    if choice < 0.9:
        return [insert("comment", [{"gap_id": gap, "text": "意見"}])]
    if choice < 0.94:
        return [
            insert("agreement", [{"organisation_id": TOWN, "ground": "決裁", "decided_on": "2026-04-01"}])
        ]
    if choice < 0.97:
        return [retire("member", [draw.choice(MEMBERS[1:])])]
    return [insert("package", [{"name": "A社", "position": 1}])]


def _histories(seed: int) -> list[Changeset]:
    """Several members work on their own copies and now and then exchange; a stranger tries too."""
    draw = random.Random(seed)
    replicas = [_replica() for _ in PEOPLE]
    for _ in range(draw.randrange(4, 16)):
        number = draw.randrange(len(PEOPLE))
        database = replicas[number]
        signer: Any = STRANGER if draw.random() < 0.08 else PEOPLE[number]
        with database.transaction() as connection:
            changeset = sign_act(connection, signer, "test.act", {}, _random_act(draw, database))
            if changeset is not None:
                add_changesets(connection, [changeset])
        if draw.random() < 0.35:
            other = replicas[draw.randrange(len(PEOPLE))]
            with database.transaction() as connection:
                add_changesets(connection, _all(other))
    union = {changeset.id: changeset for database in replicas for changeset in _all(database)}
    for database in replicas:
        database.close()
    union.pop(GENESIS.id)
    return list(union.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9), order=st.randoms(use_true_random=False))
def test_every_order_of_arrival_gives_the_same_tables(seed: int, order: random.Random) -> None:
    changesets = _histories(seed)
    whole = _replica(changesets)
    expected = table_digests(whole.connection)

    shuffled = list(changesets)
    order.shuffle(shuffled)
    one_by_one = _replica()
    for changeset in shuffled:
        with one_by_one.transaction() as connection:
            add_changesets(connection, [changeset])
    assert table_digests(one_by_one.connection) == expected

    with one_by_one.transaction() as connection:
        fold_all(connection, project_id(connection))
    assert table_digests(one_by_one.connection) == expected
    whole.close()
    one_by_one.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_adding_again_changes_nothing(seed: int) -> None:
    changesets = _histories(seed)
    database = _replica(changesets)
    before = table_digests(database.connection)
    with database.transaction() as connection:
        arrival = add_changesets(connection, changesets)
    assert arrival.known == len(changesets) and not arrival.new
    assert table_digests(database.connection) == before
    database.close()
