"""The mappings a person keeps, in the profile folder: found again by the form of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import UserError
from models.lists.mapping import Mapping, fingerprint
from models.lists.workbook import Workbook

_FOLDER, _SUFFIX = "mappings", ".json"
_KINDS = {False: "list", True: "answers"}


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping kept for sheets of this form, with its file; `sheet` in its hints is the one found."""

    mapping: Mapping
    path: Path


def mapping_folder(profile: Path) -> Path:
    """Where a person's mappings lie: plain files, usable with `--mapping`."""
    return profile / _FOLDER


def remember(profile: Path, mapping: Mapping, *, for_answers: bool) -> Path:
    """Keep a mapping for sheets of its form; a later one for the same form takes its place."""
    folder = mapping_folder(profile)
    path = folder / f"{mapping.fingerprint[:32]}-{_KINDS[for_answers]}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mapping.save(path)
    except OSError as error:
        raise UserError("lists.mapping_not_kept", path=str(path), reason=error.strerror or "") from None
    return path


def remembered(profile: Path, workbook: Workbook, *, for_answers: bool) -> Remembered | None:
    """The mapping kept last whose form one of the sheets has, visible sheets first; None where there is none.

    Rows and cells that a person spoke of singly stay in it: they hold where they still say the same.
    """
    for path in _newest_first(mapping_folder(profile), f"*-{_KINDS[for_answers]}{_SUFFIX}"):
        try:
            mapping = Mapping.load(path)
        except UserError:
            continue  # a file somebody else put here
        rows = mapping.hints.header_rows
        sheets = sorted(workbook.sheets, key=lambda one: (one.hidden, one.name != mapping.hints.sheet))
        for sheet in sheets:
            if rows and mapping.fingerprint == fingerprint(sheet, rows):
                hints = replace(mapping.hints, sheet=sheet.name)
                return Remembered(replace(mapping, hints=hints), path)
    return None


def _newest_first(folder: Path, pattern: str) -> list[Path]:
    found = []
    for path in folder.glob(pattern):
        try:
            found.append((-path.stat().st_mtime_ns, path))
        except OSError:
            continue  # taken away meanwhile
    return [path for _, path in sorted(found)]
