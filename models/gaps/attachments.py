"""Files attached to a gap: hash and size always, the content in the project file up to a bound."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.gaps.labels import label_of
from models.ledger.operations import insert, retire
from models.project.changed import Changed
from models.project.project import Project
from models.storage.whole_file import written_whole

LARGEST_KEPT = 2 * 2**20
"""Bytes. Of a larger file the hash and the size are kept, so that a copy elsewhere can be proved the same."""
LARGEST_NAMED = 2**30
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a gap; `is_kept` says whether its content is in the project. `added_at` is UTC ms."""

    id: bytes
    name: str
    sha256: str
    size: int
    is_kept: bool
    member_id: bytes | None
    member: str
    added_at: int


def attach(project: Project, gap: bytes, path: Path) -> Changed:
    """Attach a file. The same content is attached to a gap only once; nothing changes then."""
    label = label_of(project, gap)
    sha256, size, content = _read(path)
    held = project.connection.exec_driver_sql(
        "SELECT 1 FROM attachment WHERE gap_id = ? AND sha256 = ?", (gap, sha256)
    ).scalar()
    name = path.name[-LONGEST_NAME:]
    row = {"gap_id": gap, "name": name, "sha256": sha256, "size": size, "content": content}
    return project.act("gaps.attach", [] if held else [insert("attachment", [row])], gap=label, file=name)


def detach(project: Project, attachment: bytes) -> Changed:
    """Take back a file that one attached oneself, as long as no chief has approved the gap."""
    gap, name = _one(project, attachment, "gap_id, coalesce(name, '')")
    label = label_of(project, gap)
    return project.act("gaps.detach", [retire("attachment", [attachment])], gap=label, file=name)


def attachments(project: Project, gap: bytes) -> tuple[Attachment, ...]:
    """The files of a gap in the order in which they were attached."""
    rows = project.connection.exec_driver_sql(
        "SELECT a.id, coalesce(a.name, ''), hex(a.sha256), coalesce(a.size, 0), a.content IS NOT NULL, "
        "act.member_id, coalesce(m.name, ''), act.time FROM attachment AS a "
        "JOIN act ON act.seq = a.origin LEFT JOIN member_rows AS m ON m.id = act.member_id "
        "WHERE a.gap_id = ? ORDER BY act.time, a.id",
        (gap,),
    )
    return tuple(
        Attachment(one, name, digest.lower(), size, bool(kept), *who)
        for one, name, digest, size, kept, *who in rows
    )


def find_attachment(project: Project, gap: bytes, name: str) -> Attachment:
    """The file of that name or hash (its first digits); `UserError` if none or several."""
    listed = attachments(project, gap)
    found = [one for one in listed if one.name == name] or [
        one for one in listed if len(name) >= 6 and one.sha256.startswith(name.lower())
    ]
    if len(found) != 1:
        known = ", ".join(one.name for one in listed) or "-"
        raise UserError("gaps.no_attachment", file=name, known=known)
    return found[0]


def save_attachment(project: Project, attachment: bytes, path: Path) -> None:
    """Write an attachment's content to `path`, after comparing it with its hash."""
    name, sha256, content = _one(project, attachment, "name, sha256, content")
    if content is None:
        raise UserError("gaps.attachment_not_kept", file=name)
    if hashlib.sha256(content).digest() != sha256:
        raise UserError("gaps.attachment_altered", file=name)
    with written_whole(path) as unfinished:
        unfinished.write_bytes(content)


def _read(path: Path) -> tuple[bytes, int, bytes | None]:
    if not path.is_file():
        raise UserError("gaps.attachment_missing", file=str(path))
    try:
        size = path.stat().st_size
        if size > LARGEST_NAMED:
            raise UserError("gaps.attachment_too_large", file=path.name, limit=LARGEST_NAMED // 2**20)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        content = path.read_bytes() if size <= LARGEST_KEPT else None
    except OSError as error:
        raise UserError("gaps.attachment_unreadable", file=path.name, reason=error.strerror or "") from None
    if not size:
        raise UserError("gaps.attachment_empty", file=path.name)
    return digest if content is None else hashlib.sha256(content).digest(), size, content


def _one(project: Project, attachment: bytes, columns: str) -> tuple[Any, ...]:
    found = project.connection.exec_driver_sql(
        f"SELECT {columns} FROM attachment WHERE id = ?", (attachment,)
    ).one_or_none()
    if found is None:
        raise UserError("gaps.attachment_gone")
    return tuple(found)
