"""One writer at a time: a lock beside the project file that also says who holds it."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_LOCKED_BYTE = 1 << 20  # far behind the text, because Windows forbids others to read what is locked


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open for writing, as written by that program."""

    person: str
    machine: str
    since: str


class FileLock:
    """`acquire()` returns None when the lock is ours, else who has it. Freed by the system if we crash."""

    def __init__(self, project: Path) -> None:
        self._path = project.with_name(project.name + ".lock")
        self._file: IO[bytes] | None = None

    def acquire(self) -> Holder | None:
        """Try to become the only writer."""
        file = open(self._path, "a+b")  # noqa: SIM115 - held open as long as the project is
        if not _lock(file):
            holder = _read_holder(file)
            file.close()
            return holder
        file.truncate(0)
        mine = {
            "person": getpass.getuser(),
            "machine": socket.gethostname(),
            "since": time.strftime("%Y-%m-%d %H:%M"),
        }
        file.write(json.dumps(mine, ensure_ascii=False).encode("utf-8"))
        file.flush()
        self._file = file
        return None

    def release(self) -> None:
        """Give the lock back and take the file away."""
        if self._file is None:
            return
        if sys.platform == "win32":
            self._file.close()
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            self._file.close()
        self._file = None


def _read_holder(file: IO[bytes]) -> Holder:
    file.seek(0)
    try:
        found = json.loads(file.read(4096).decode("utf-8"))
        return Holder(str(found["person"]), str(found["machine"]), str(found["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder("?", "?", "?")


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        # The holder before us may have taken the file away between our opening and our locking it.
        return os.fstat(file.fileno()).st_nlink > 0
