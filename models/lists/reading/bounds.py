"""What a file may cost us, checked before it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from models.errors import UserError

MAX_FILE_BYTES = 100 * 2**20
MAX_UNZIPPED_BYTES = 400 * 2**20
MAX_PARTS = 5_000
MAX_CELLS = 6_000_000
MAX_COLUMNS = 4_000
MAX_ROWS = 400_000
# A sheet of equal rows packs about 100 : 1; only a bomb is both large and packed tighter than this.
MAX_RATIO, RATIO_FROM_BYTES = 300, 20 * 2**20


def file_bytes(path: Path) -> bytes:
    """The file's content; `UserError` when it is missing, empty or larger than `MAX_FILE_BYTES`."""
    try:
        if path.is_dir():
            raise UserError("lists.is_folder", file=path.name)
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UserError("lists.too_large", file=path.name, limit=MAX_FILE_BYTES // 2**20)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError("lists.missing_file", file=str(path)) from None
    except OSError as error:
        raise UserError("lists.unreadable", file=str(path), reason=error.strerror or "") from None
    if not data.strip(b"\0"):
        raise UserError("lists.empty_file", file=path.name)
    return data


Parts = Mapping[str, bytes]


def unzipped(data: bytes, file: str, sheets_next: Callable[[Parts], object] = lambda parts: None) -> Parts:
    """The XML parts of a workbook package, unpacked within the bounds and checked against their checksums.

    `sheets_next` gets the parts when only the sheets are left: what opening the workbook reads is checked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, file)
            wanted = [part for part in parts if _is_read(part.filename)]
            found = {part.filename: archive.read(part) for part in wanted if not _is_sheet(part.filename)}
            sheets_next(found)
            return found | {part.filename: archive.read(part) for part in wanted if _is_sheet(part.filename)}
    except UserError:
        raise
    except Exception as error:  # zipfile, zlib and their like share no closer base
        raise UserError("lists.corrupt", file=file) from error


def check_cells(rows: int, columns: int, *, file: str, sheet: str) -> None:
    """Refuse a sheet whose used range is larger than any list."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UserError("lists.sheet_too_large", file=file, sheet=sheet, rows=rows, columns=columns)


def _refuse_bomb(parts: list[zipfile.ZipInfo], file: str) -> None:
    total = sum(part.file_size for part in parts)
    packed_tight = any(
        part.file_size > RATIO_FROM_BYTES and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MAX_PARTS or total > MAX_UNZIPPED_BYTES or packed_tight:
        raise UserError("lists.bomb", file=file, megabytes=total // 2**20)


def _is_read(name: str) -> bool:
    """Whether the values come from this part; pictures and printer settings stay packed."""
    return name.endswith((".xml", ".rels")) and not name.startswith(("customXml/", "docProps/"))


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/")
