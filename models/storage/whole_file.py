"""Writing a file completely or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import UserError

_SQLITE = b"SQLite format 3\0"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the name of `path` once it is complete.

    An older file of that name is replaced only then, and never if it is a project or another database.
    `UserError` if it can't be written.
    """
    if not path.parent.is_dir():
        raise UserError("project.no_folder", path=str(path.parent))
    if path.is_dir():
        raise UserError("project.not_written", path=str(path))
    if _is_database(path):
        raise UserError("project.would_overwrite", path=str(path))
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield unfinished
        with unfinished.open("r+b") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise UserError("project.not_written", path=str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # not there, or writing to it will say why not
