"""The records of an .xls stream, listed in one pass ([MS-XLS], BIFF8): what each is and where it stands."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from models.lists.reading.ole import BrokenContainer

BOF, EOF = 0x809, 0x0A
MAX_RECORDS = 8_000_000
"""More than a sheet full of cells has."""

Numbers = NDArray[np.int64]


class Records:
    """All records of a stream; `BrokenContainer` when one reaches beyond its end."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self.size = len(stream)
        kinds, starts = list[int](), list[int]()
        at, last, read = 0, len(stream) - 4, struct.Struct("<HH").unpack_from
        while at <= last:
            kind, length = read(stream, at)
            if not kind and not length:  # the rest only fills up the sector
                break
            kinds.append(kind)
            starts.append(at + 4)
            at += 4 + length
            if len(kinds) > MAX_RECORDS:
                raise BrokenContainer("too many records")
        if at > len(stream) or not kinds or kinds[0] != BOF:
            raise BrokenContainer("records")
        self._kinds = np.array(kinds, np.int32)
        self._starts = np.array([*starts, at + 4], np.int64)
        # Charts stand inside sheets, with cells of their own: they are a level deeper.
        self._depth = np.cumsum(self._kinds == BOF) - np.cumsum(self._kinds == EOF)
        self._ends = np.flatnonzero((self._kinds == EOF) & (self._depth == 0))
        self._bytes = np.frombuffer(stream + bytes(32), np.uint8)

    def part(self, offset: int) -> Numbers:
        """The records of the part (the workbook's head, a sheet) that starts at this byte, without charts."""
        first = int(np.searchsorted(self._starts, offset + 4))
        if first >= len(self._kinds) or self._starts[first] != offset + 4 or self._kinds[first] != BOF:
            raise BrokenContainer("a part that starts nowhere")
        place = int(np.searchsorted(self._ends, first))
        end = int(self._ends[place]) if place < len(self._ends) else len(self._kinds)
        return first + np.flatnonzero(self._depth[first:end] == 1)

    def all_of(self, kind: int) -> Numbers:
        """All records of a kind, in charts too."""
        return np.flatnonzero(self._kinds == kind)

    def of(self, part: Numbers, *kinds: int) -> Numbers:
        """The records of these kinds in a part."""
        return part[np.isin(self._kinds[part], kinds)]

    def content(self, record: int) -> bytes:
        """What a record holds."""
        return self._stream[self._starts[record] : self._starts[record + 1] - 4]

    def lengths(self, records: Numbers) -> Numbers:
        """How many bytes each record holds."""
        return self._starts[records + 1] - 4 - self._starts[records]

    def words(self, records: Numbers, at: int | Numbers) -> Numbers:
        """The 16-bit number that stands in each record at this byte."""
        places = np.minimum(self._starts[records] + at, len(self._bytes) - 2)
        low, high = self._bytes[places].astype(np.int64), self._bytes[places + 1].astype(np.int64)
        found: Numbers = low | high << 8
        return found
