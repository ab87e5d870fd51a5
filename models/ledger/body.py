"""The body of a changeset: operations as columnar canonical JSON, compressed.

A column is a list of values; a column of ids is one hexadecimal string (all zeros for "none");
a column whose values are all alike is `{"all": value}`.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.ledger.canonical import canonical, canonical_list
from models.ledger.operations import Insert, Operation, Write
from models.records.shape import Kind, Record

LARGEST_BODY = 1 << 28
_NO_ID = bytes(16)


class MalformedBody(Exception):
    """The body is not what this program writes; `reason` is a key below `ledger.refused`."""

    def __init__(self, reason: str = "malformed") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class EncodedBody:
    """The bytes of a body. `plain`: its operations are exactly what decoding these bytes gives back.

    Only inserts are looked at; a False costs no more than decoding.
    """

    content: bytes
    plain: bool


def encode_body(operations: Sequence[Operation], records: dict[str, Record]) -> EncodedBody:
    """The canonical bytes of a body: `canonical({"ops": [...]})`, spelled column by column."""
    encoded = [_encode(operation, records) for operation in operations]
    content = b'{"ops":[' + b",".join([one.content for one in encoded]) + b"]}"
    return EncodedBody(content, all(one.plain for one in encoded))


def decode_body(content: bytes, records: dict[str, Record]) -> list[Operation]:
    """The operations in a body; raises `MalformedBody`."""
    try:
        listed = json.loads(content)["ops"]
        return [_decode(entry, records) for entry in listed]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedBody from error


def pack(content: bytes) -> bytes:
    """Compress quickly: bodies are written often and read rarely."""
    return zlib.compress(content, 1)


def unpack(packed: bytes, size: int) -> bytes:
    """Decompress to exactly `size` bytes; raises `MalformedBody` for anything else (bombs too)."""
    if not 0 <= size <= LARGEST_BODY:
        raise MalformedBody
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise MalformedBody from error
    if len(content) != size or not stream.eof or stream.unused_data:
        raise MalformedBody
    return content


def _is_plain_column(values: Sequence[Any], kind: Kind) -> bool:
    types = set(map(type, values)) - {type(None)}
    if kind is Kind.ID:
        if not types <= {bytes}:
            return False
        distinct = set(values) - {None}
        return set(map(len, distinct)) <= {16} and _NO_ID not in distinct
    if kind is Kind.BYTES:
        return types <= {bytes}
    if kind is Kind.INTEGER:
        return types <= {int} and _fits(values)
    return types <= {str}


def _fits(values: Sequence[int | None]) -> bool:
    """Whether every number has a place in the database."""
    known = [v for v in values if v is not None] if None in values else values
    return not known or (min(known) >= -(1 << 63) and max(known) < 1 << 63)  # type: ignore[type-var, operator]


def _encode(operation: Operation, records: dict[str, Record]) -> EncodedBody:
    record = records[operation.table]
    if isinstance(operation, Insert):
        return _encode_insert(operation, record)
    return EncodedBody(
        b'{"column":%b,"id":%b,"op":"write","replaces":%b,"rows":%d,"table":%b,"value":%b}'
        % (
            canonical(operation.column),
            _encode_ids(operation.rows),
            _fold_alike([[one.hex() for one in each] for each in operation.replaces]),
            operation.count,
            canonical(operation.table),
            _encode_column(operation.values, _kind(record, operation.column)),
        ),
        plain=False,
    )


def _encode_insert(operation: Insert, record: Record) -> EncodedBody:
    count, columns = operation.count, []
    plain = count > 0 and len(set(operation.columns["id"])) == count
    for name, values in sorted(operation.columns.items()):
        kind = _kind(record, name)
        columns.append(canonical(name) + b":" + _encode_column(values, kind))
        # Looked at now, while the column is still in the processor's memory.
        plain = plain and len(values) == count and _is_plain_column(values, kind)
    content = b'{"columns":{%b},"op":"insert","rows":%d,"table":%b}'
    return EncodedBody(content % (b",".join(columns), count, canonical(operation.table)), plain)


def _decode(entry: dict[str, Any], records: dict[str, Record]) -> Operation:
    record = records.get(entry["table"])
    if record is None:
        raise MalformedBody("unknown_table")
    count = entry["rows"]
    if type(count) is not int or count < 1:
        raise MalformedBody
    if entry["op"] == "insert":
        columns = {
            name: _decode_column(column, _kind(record, name), count)
            for name, column in entry["columns"].items()
        }
        if len(set(columns["id"])) != count:
            raise MalformedBody
        return Insert(record.name, columns)
    if entry["op"] != "write" or entry["column"] not in record.editable:
        raise MalformedBody
    replaces = _unfold_alike(entry["replaces"], count)
    return Write(
        record.name,
        entry["column"],
        _decode_ids(entry["id"], count),
        _decode_column(entry["value"], _kind(record, entry["column"]), count),
        [tuple(bytes.fromhex(one) for one in each) for each in replaces],
    )


def _kind(record: Record, name: str) -> Kind:
    if name == "id":
        return Kind.ID
    if name == "retired":
        return Kind.INTEGER
    column = record.column(name)
    if column is None:
        raise MalformedBody("unknown_column")
    return column.kind


def _encode_column(values: Sequence[Any], kind: Kind) -> bytes:
    if kind is Kind.ID:
        first = values[0]
        if len(values) > 1 and values.count(first) == len(values):
            return canonical({"all": None if first is None else first.hex()})
        return _encode_ids(values)
    if kind is Kind.BYTES:
        return _fold_alike([None if v is None else base64.b64encode(v).decode("ascii") for v in values])
    return _fold_alike(values)


def _decode_column(column: Any, kind: Kind, count: int) -> list[Any]:
    if kind is Kind.ID:
        if isinstance(column, dict):
            one = column["all"]
            return [None if one is None else _one_id(one)] * count
        return _decode_ids(column, count)
    values = _unfold_alike(column, count)
    if kind is Kind.BYTES:
        _demand(values, str)
        return [None if v is None else base64.b64decode(v, validate=True) for v in values]
    if kind is Kind.INTEGER:
        _demand(values, int)
        if not _fits(values):
            raise MalformedBody
    else:
        _demand(values, str)
    return values


def _demand(values: list[Any], wanted: type) -> None:
    if not set(map(type, values)) <= {wanted, type(None)}:
        raise MalformedBody


def _encode_ids(values: Sequence[bytes | None]) -> bytes:
    joined = b"".join([_NO_ID if value is None else value for value in values])
    return b'"' + binascii.hexlify(joined) + b'"'


def _decode_ids(text: Any, count: int) -> list[Any]:
    if not isinstance(text, str) or len(text) != 32 * count:
        raise MalformedBody
    joined = bytes.fromhex(text)
    if len(joined) != 16 * count:
        raise MalformedBody
    ids = [joined[at : at + 16] for at in range(0, 16 * count, 16)]
    return ids if _NO_ID not in joined else [None if one == _NO_ID else one for one in ids]


def _one_id(text: str) -> bytes:
    one = bytes.fromhex(text)
    if len(one) != 16:
        raise MalformedBody
    return one


def _fold_alike(values: Sequence[Any]) -> bytes:
    first = values[0] if values else None
    alike = len(values) > 1 and values[-1] == first and values.count(first) == len(values)
    # 1 == True in Python, but they are two things in JSON: only equal types are alike.
    if alike and len(set(map(type, values))) == 1:
        return canonical({"all": first})
    return canonical_list(values)


def _unfold_alike(column: Any, count: int) -> list[Any]:
    if isinstance(column, dict):
        return [column["all"]] * count
    if not isinstance(column, list) or len(column) != count:
        raise MalformedBody
    return column
