"""The body of a changeset: operations as columnar canonical JSON, compressed.

A column is a list of values; a column of ids is one hexadecimal string (all zeros for "none");
a column whose values are all alike is `{"all": value}`.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any

from models.ledger.canonical import canonical
from models.ledger.operations import Insert, Operation, Write
from models.records.shape import Kind, Record

LARGEST_BODY = 1 << 28
_NO_ID = bytes(16)


class MalformedBody(Exception):
    """The body is not what this program writes; `reason` is a key below `ledger.refused`."""

    def __init__(self, reason: str = "malformed") -> None:
        super().__init__(reason)
        self.reason = reason


def encode_body(operations: Sequence[Operation], records: dict[str, Record]) -> bytes:
    """The canonical bytes of a body."""
    return canonical({"ops": [_encode(operation, records) for operation in operations]})


def decode_body(content: bytes, records: dict[str, Record]) -> list[Operation]:
    """The operations in a body; raises `MalformedBody`."""
    try:
        listed = json.loads(content)["ops"]
        return [_decode(entry, records) for entry in listed]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedBody from error


def is_plain(operations: Sequence[Operation], records: dict[str, Record]) -> bool:
    """Whether these are exactly what `decode_body(encode_body(operations))` would give back.

    Only inserts are looked at; a False costs no more than decoding.
    """
    for operation in operations:
        if not isinstance(operation, Insert) or not operation.count:
            return False
        record, count = records[operation.table], operation.count
        if len(set(operation.columns["id"])) != count:
            return False
        for name, values in operation.columns.items():
            if len(values) != count or not _is_plain_column(values, _kind(record, name)):
                return False
    return True


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
        return (
            types <= {bytes}
            and all(one is None or len(one) == 16 for one in set(values) - {_NO_ID})
            and (_NO_ID not in values)
        )
    if kind is Kind.BYTES:
        return types <= {bytes}
    if kind is Kind.INTEGER:
        return types <= {int} and all(v is None or -(1 << 63) <= v < 1 << 63 for v in set(values))
    return types <= {str}


def _encode(operation: Operation, records: dict[str, Record]) -> dict[str, Any]:
    record = records[operation.table]
    if isinstance(operation, Insert):
        columns = {
            name: _encode_column(values, _kind(record, name)) for name, values in operation.columns.items()
        }
        return {"op": "insert", "table": operation.table, "rows": operation.count, "columns": columns}
    return {
        "op": "write",
        "table": operation.table,
        "column": operation.column,
        "rows": operation.count,
        "id": _encode_ids(operation.rows),
        "value": _encode_column(operation.values, _kind(record, operation.column)),
        "replaces": _fold_alike([[one.hex() for one in each] for each in operation.replaces]),
    }


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


def _encode_column(values: Sequence[Any], kind: Kind) -> Any:
    if kind is Kind.ID:
        first = values[0]
        if len(values) > 1 and values.count(first) == len(values):
            return {"all": None if first is None else first.hex()}
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
        known = [v for v in values if v is not None]
        if known and not (min(known) >= -(1 << 63) and max(known) < 1 << 63):
            raise MalformedBody
    else:
        _demand(values, str)
    return values


def _demand(values: list[Any], wanted: type) -> None:
    if not set(map(type, values)) <= {wanted, type(None)}:
        raise MalformedBody


def _encode_ids(values: Sequence[bytes | None]) -> str:
    return b"".join([_NO_ID if value is None else value for value in values]).hex()


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


def _fold_alike(values: Sequence[Any]) -> Any:
    listed = list(values)
    alike = len(listed) > 1 and listed.count(listed[0]) == len(listed)
    # 1 == True in Python, but they are two things in JSON: only equal types are alike.
    return {"all": listed[0]} if alike and len(set(map(type, listed))) == 1 else listed


def _unfold_alike(column: Any, count: int) -> list[Any]:
    if isinstance(column, dict):
        return [column["all"]] * count
    if not isinstance(column, list) or len(column) != count:
        raise MalformedBody
    return column
