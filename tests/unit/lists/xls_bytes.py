"""A small writer of .xls files for tests: records by hand, in a container by hand."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from models.lists.reading.ole import OLE

Record = tuple[int, bytes]
END, FREE, OF_TABLE = 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD
SECTOR = 512
BOF, EOF = 0x809, 0x0A


def text(value: str, count_as: str = "<H") -> bytes:
    """A text with its length before it, in wide letters."""
    return struct.pack(count_as, len(value)) + b"\1" + value.encode("utf-16-le")


def bof(kind: int, version: int = 0x600) -> Record:
    return BOF, struct.pack("<HHHHII", version, kind, 0x0DBB, 0x07CC, 0, 6)


def label(row: int, column: int, value: str, style: int = 0) -> Record:
    return 0x204, struct.pack("<HHH", row, column, style) + text(value)


def number(row: int, column: int, value: float, style: int = 0) -> Record:
    return 0x203, struct.pack("<HHHd", row, column, style, value)


def numbers(row: int, column: int, values: Sequence[int], style: int = 0) -> Record:
    """Whole numbers side by side in one record (MULRK)."""
    packed = b"".join(struct.pack("<Hi", style, value << 2 | 2) for value in values)
    return 0xBD, struct.pack("<HH", row, column) + packed + struct.pack("<H", column + len(values) - 1)


def error(row: int, column: int, code: int) -> Record:
    return 0x205, struct.pack("<HHHBB", row, column, 0, code, 1)


def formula(row: int, column: int, result: bytes, flags: int = 0) -> Record:
    """`result` are the eight bytes of the saved value."""
    return 0x06, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIHB", flags, 0, 1, 0x16)


def hidden_row(row: int) -> Record:
    return 0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20)


def hidden_columns(first: int, last: int) -> Record:
    return 0x7D, struct.pack("<HHHHHH", first, last, 2000, 0, 1, 0)


def merged(top: int, bottom: int, left: int, right: int) -> Record:
    return 0xE5, struct.pack("<5H", 1, top, bottom, left, right)


def size(rows: int, columns: int) -> Record:
    return 0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0)


def style(code: int = 0, indent: int = 0) -> Record:
    return 0xE0, struct.pack("<HHHBBB", 0, code, 0, 0, 0, indent) + bytes(11)


def number_format(code: int, shown: str) -> Record:
    return 0x41E, struct.pack("<H", code) + text(shown)


def choice(formula_bytes: bytes, *areas: tuple[int, int, int, int], kind: int = 3) -> Record:
    """A validation; areas are (top, bottom, left, right)."""
    texts = text("\0") * 4
    first = struct.pack("<HH", len(formula_bytes), 0) + formula_bytes
    where = struct.pack("<H", len(areas)) + b"".join(struct.pack("<4H", *area) for area in areas)
    return 0x1BE, struct.pack("<I", kind | 0x80) + texts + first + struct.pack("<HH", 0, 0) + where


def literal(*choices: str) -> bytes:
    return b"\x17" + text("\0".join(choices), "<B")


def stream(
    sheets: Sequence[tuple[str, Sequence[Record]]],
    head: Sequence[Record] = (),
    *,
    version: int = 0x600,
    hidden: Sequence[str] = (),
) -> bytes:
    """The workbook stream; each sheet gets its BOF and EOF."""
    bodies = [packed([bof(0x10, version), *records, (EOF, b"")]) for _, records in sheets]
    start = [bof(5, version), *(head or [style()])]

    def listed(offsets: Sequence[int]) -> bytes:
        entries = [
            (0x85, struct.pack("<IBB", offset, name in hidden, 0) + text(name, "<B"))
            for offset, (name, _) in zip(offsets, sheets, strict=True)
        ]
        return packed([*start, *entries, (EOF, b"")])

    at = len(listed([0] * len(sheets)))
    offsets = []
    for body in bodies:
        offsets.append(at)
        at += len(body)
    return listed(offsets) + b"".join(bodies)


def packed(records: Sequence[Record]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in records)


def container(content: bytes, name: str = "Workbook") -> bytes:
    """The container around a stream of that name, which is filled up so that it is no small one."""
    content = content.ljust(4096, b"\0")
    count = -(-len(content) // SECTOR)
    tables = -(-(count + 2) // 127)
    chain = [*([OF_TABLE] * tables), END, *range(tables + 2, tables + 1 + count), END]
    chain += [FREE] * (tables * 128 - len(chain))
    root = entry("Root Entry", 5, END, 0, child=1)
    listed = root + entry(name, 2, tables + 1, len(content)) + bytes(256)
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *range(tables), *([FREE] * (109 - tables)))
    body = content.ljust(count * SECTOR, b"\0")
    return head + struct.pack(f"<{len(chain)}I", *chain) + listed + body


def entry(name: str, kind: int, first: int, length: int, child: int = FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", first, length)
