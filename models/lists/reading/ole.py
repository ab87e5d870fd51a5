"""The streams inside an OLE2 container, the file around an .xls (Microsoft's [MS-CFB]).

Whatever the container says of itself is held against its own size: no chain is followed longer than there
are sectors.
"""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFF_FFFA
"""Numbers from here on are marks (free, end of chain), not sectors."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class BrokenContainer(ValueError):
    """The container contradicts itself or ends too early."""


class Container:
    """An opened container; `BrokenContainer` when it cannot be followed."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(OLE) or len(data) < _HEADER:
            raise BrokenContainer("no header")
        self._data = data
        self._shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if self._shift not in (9, 12) or not 0 < mini_shift < self._shift:
            raise BrokenContainer("sector size")
        self._mini = 1 << mini_shift
        directory, self._cutoff, *chains = struct.unpack_from("<I4xIIIII", data, 48)
        mini_fat, self._more = (first if count else _LAST_SECTOR for first, count in (chains[:2], chains[2:]))
        self._fat = self._table(self._fat_sectors())
        self._mini_fat = self._table(self._chain(self._fat, mini_fat))
        self._entries, self._small = self._directory(directory)

    def names(self) -> tuple[str, ...]:
        """The names of all streams, wherever they stand."""
        return tuple(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; `KeyError` when there is none of that name."""
        first, size = self._entries[name]
        if size >= self._cutoff:
            content = self._read(first)
        else:
            places = self._chain(self._mini_fat, first)
            content = b"".join(self._small[at * self._mini : (at + 1) * self._mini] for at in places)
        if len(content) < size:
            raise BrokenContainer("short stream")
        return content[:size]

    def _directory(self, first: int) -> tuple[dict[str, tuple[int, int]], bytes]:
        """First sector and size by name, and the stream that holds all small ones."""
        listed = self._read(first)
        entries, small = dict[str, tuple[int, int]](), b""
        for at in range(0, len(listed) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listed, at + 64)
            start, size = struct.unpack_from("<II", listed, at + 116)
            if kind == _STREAM and 2 <= length <= 64:
                name = listed[at : at + length - 2].decode("utf-16-le", "replace")
                entries.setdefault(name, (start, size))
            elif kind == _ROOT and size:
                small = self._read(start)[:size]
        return entries, small

    def _fat_sectors(self) -> list[int]:
        """Where the table of chains stands: named in the header, and from there in sectors of their own."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen, more = set[int](), self._more
        while more < _LAST_SECTOR:
            if more in seen:
                raise BrokenContainer("loop")
            seen.add(more)
            *named, more = self._numbers(more)
            listed += named
        return [sector for sector in listed if sector < _LAST_SECTOR]

    def _table(self, sectors: list[int]) -> list[int]:
        if len(sectors) > len(self._data) >> self._shift:
            raise BrokenContainer("more sectors than there are")
        return [number for sector in sectors for number in self._numbers(sector)]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        content = self._sector(sector)
        if len(content) < 1 << self._shift:
            raise BrokenContainer("short sector")
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _read(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(self._fat, first)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        if start >= len(self._data):
            raise BrokenContainer("outside")
        return self._data[start : start + (1 << self._shift)]

    def _chain(self, table: list[int], first: int) -> list[int]:
        found = list[int]()
        while first < _LAST_SECTOR:
            if first >= len(table) or len(found) >= len(table):
                raise BrokenContainer("loop" if found else "outside")
            found.append(first)
            first = table[first]
        return found
