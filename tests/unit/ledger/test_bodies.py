"""Bodies: what is written is read back the same; what is hostile is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.findings import Severity
from models.ledger.body import MalformedBody, decode_body, encode_body, pack, unpack
from models.ledger.canonical import canonical, canonical_list, canonical_text
from models.ledger.operations import Insert, Write, new_id, new_ids
from models.records import RECORDS

IDS = st.binary(min_size=16, max_size=16).filter(lambda one: one != bytes(16))
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)


@given(
    st.lists(
        st.tuples(IDS, TEXTS, NUMBERS, st.none() | IDS), min_size=1, max_size=20, unique_by=lambda r: r[0]
    )
)
def test_rows_come_back_as_they_were(rows: list[tuple[Any, ...]]) -> None:
    ids, texts, numbers, places = (list(column) for column in zip(*rows, strict=True))
    columns: dict[str, Any] = {"id": ids, "title": texts, "asked_initial": numbers, "section_id": places}
    done = decode_body(encode_body([Insert("gap", columns)], RECORDS).content, RECORDS)
    assert done == [Insert("gap", columns)]


@given(st.lists(st.tuples(IDS, TEXTS, st.lists(st.binary(min_size=32, max_size=32), max_size=3)), min_size=1))
def test_writes_come_back_as_they_were(cells: list[tuple[Any, ...]]) -> None:
    rows, values, replaces = (list(column) for column in zip(*cells, strict=True))
    write = Write("gap", "title", rows, values, [tuple(each) for each in replaces])
    assert decode_body(encode_body([write], RECORDS).content, RECORDS) == [write]


def test_bytes_columns() -> None:
    columns: dict[str, Any] = {"id": new_ids(3), "content": [b"", b"\0\xff", None]}
    assert decode_body(encode_body([Insert("source_file", columns)], RECORDS).content, RECORDS) == [
        Insert("source_file", columns)
    ]


def _insert(**changes: Any) -> dict[str, Any]:
    entry = {"op": "insert", "table": "gap", "rows": 1, "columns": {"id": new_id().hex(), "title": ["題"]}}
    return entry | changes


HOSTILE = [
    {},
    {"ops": 5},
    {"ops": [{}]},
    {"ops": [_insert(table="sqlite_schema")]},
    {"ops": [_insert(rows=10**12)]},
    {"ops": [_insert(rows=-1)]},
    {"ops": [_insert(rows=True)]},
    {"ops": [_insert(columns={"id": "zz"})]},
    {"ops": [_insert(columns={"id": "00" * 16, "no_such": [1]})]},
    {"ops": [_insert(columns={"id": new_id().hex(), "title": [5]})]},
    {"ops": [_insert(columns={"id": new_id().hex(), "serial": [2**70]})]},
    {"ops": [_insert(columns={"id": new_id().hex(), "serial": [1.5]})]},
    {"ops": [_insert(columns={"id": new_id().hex(), "serial": [True]})]},
    {"ops": [_insert(rows=2, columns={"id": new_id().hex() * 2})]},
    {"ops": [_insert(op="drop")]},
    {
        "ops": [
            {
                "op": "write",
                "table": "gap",
                "column": "serial",
                "rows": 1,
                "id": "",
                "value": [],
                "replaces": [],
            }
        ]
    },
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_bodies_are_refused(content: Any) -> None:
    with pytest.raises(MalformedBody):
        decode_body(json.dumps(content).encode(), RECORDS)


@pytest.mark.parametrize("content", [b"\xff", b"[" * 100_000, b"null", b'{"ops":["\\ud800"]}'])
def test_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedBody):
        decode_body(content, RECORDS)


def test_a_bomb_is_not_unpacked() -> None:
    packed = pack(bytes(50_000_000))
    with pytest.raises(MalformedBody):
        unpack(packed, 1000)
    with pytest.raises(MalformedBody):
        unpack(packed, 1 << 40)


def test_ids_rise_and_differ() -> None:
    ids = new_ids(10_000)
    assert len(set(ids)) == 10_000 and ids == sorted(ids)
    assert all(one[6] >> 4 == 7 and one[8] >> 6 == 2 for one in ids)


def test_canonical_is_one_spelling() -> None:
    assert canonical({"い": 1, "あ": [None, True]}) == '{"あ":[null,true],"い":1}'.encode()
    with pytest.raises(TypeError):
        canonical_text({"a": [1.5]})


ODD_TEXTS = st.text(st.sampled_from(list('"\\\x00\x1e\x1f\x7f\n\u2028,u001f題é😀')), max_size=8)


@given(st.lists(ODD_TEXTS | st.none() | st.integers(), max_size=6) | st.lists(ODD_TEXTS, max_size=6))
def test_a_column_has_the_one_spelling(values: list[Any]) -> None:
    assert canonical_list(values) == canonical(values)
    assert canonical_list(tuple(values)) == canonical(values)


@given(
    st.lists(
        st.tuples(
            st.binary(min_size=15, max_size=17) | st.just(bytes(16)),
            st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | st.booleans(),
            st.none()
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.integers(-(2**64), 2**64),
            st.none() | IDS | st.just(bytes(16)),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_counts_as_plain_is_what_comes_back(rows: list[tuple[Any, ...]]) -> None:
    ids, texts, numbers, places = (list(column) for column in zip(*rows, strict=True))
    operation = Insert("gap", {"id": ids, "title": texts, "asked_initial": numbers, "section_id": places})
    body = encode_body([operation], RECORDS)
    if body.plain:
        (back,) = decode_body(body.content, RECORDS)
        assert repr(back) == repr(Insert("gap", dict(sorted(operation.columns.items()))))


def test_texts_of_a_special_kind_are_not_plain() -> None:
    assert encode_body([Insert("gap", {"id": new_ids(2), "title": ["題", None]})], RECORDS).plain
    special = Insert("gap", {"id": new_ids(2), "title": [Severity.NOTE, None]})
    assert not encode_body([special], RECORDS).plain
    assert not encode_body([Write("gap", "title", new_ids(1), ["題"])], RECORDS).plain
