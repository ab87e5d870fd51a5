"""Reading, looking at and taking in files: the work behind the screen, free of widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.exchange.conflicts import Conflict, conflicts, settle
from models.exchange.merge import demand_same_project, merge
from models.exchange.package import Package
from models.exchange.preview import FilePreview, Preview, preview
from models.exchange.sources import read_source
from models.project.project import Project
from models.words import say
from views.shared.reading import reading_copy
from views.shared.session import Cancel

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody chose for a conflict: a side's number, the proposal, or a text of their own."""

    conflict: Conflict
    value: Any
    how: str
    side: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """The files that can be taken in, the sentences about those that cannot, and what all would bring."""

    sources: tuple[Package, ...]
    errors: tuple[str, ...]
    found: Preview


@dataclass(frozen=True, slots=True)
class Taken:
    """A change for the window: everything may be different. `left` are sentences about what stayed open."""

    summary: str
    left: tuple[str, ...] = ()
    tables: frozenset[str] = field(default_factory=frozenset)
    undoable: bool = False


def read_files(
    project: Project, paths: Sequence[Path], progress: Progress, cancelled: Cancelled
) -> tuple[list[Package], list[str]]:
    """All files that belong here, and one sentence for each that does not or is damaged."""
    sources, errors = [], []
    for done, path in enumerate(paths):
        if cancelled():
            raise Cancel
        progress(done, len(paths))
        try:
            source = read_source(path)
            demand_same_project(project, source)
            sources.append(source)
        except UserError as error:
            errors.append(error.message)
    return sources, errors


def look_at(
    project: Project,
    paths: Sequence[Path],
    before: Sequence[Package],
    progress: Progress,
    cancelled: Cancelled,
) -> Looked:
    """Read `paths`, and work out what they and the files read `before` would bring."""
    with reading_copy(project) as copy:
        sources, errors = read_files(copy, paths, progress, cancelled)
        if cancelled():
            raise Cancel
        chosen = (*before, *sources)
        return Looked(chosen, tuple(errors), preview(copy, chosen))


def take_in(project: Project, sources: Sequence[Package], decided: Sequence[Decision]) -> Taken:
    """Merge, then settle what was decided in the preview; what no longer fits stays open and is told."""
    merged = merge(project, sources)
    summary = say("exchange_screen.taken", count=f"{merged.new:,}")
    left = [f"{one.where}　{one.message}" for one in merged.damaged]
    if decided:
        settled = settle_decided(project, decided)
        left += settled.left
        summary = f"{summary}　{settled.summary}".strip()
    return Taken(summary, tuple(left))


def settle_decided(project: Project, decided: Sequence[Decision]) -> Taken:
    """Store decisions, each as an act of its own."""
    present = {one.cell: one for one in conflicts(project)}
    done: list[str] = []
    left: list[str] = []
    for one in decided:
        now = present.get(one.conflict.cell)
        if now is None or _sides(now) != _sides(one.conflict):
            label = {"item": one.conflict.item, "field": one.conflict.field}
            left.append(say("exchange_screen.changed_meanwhile", **label))
            continue
        try:
            done.append(settle(project, now, one.value).summary)
        except UserError as error:
            left.append(error.message)
    summary = done[0] if len(done) == 1 else say("exchange_screen.settled", n=len(done)) if done else ""
    return Taken(summary, tuple(left))


def conflicts_of(found: Preview, source: Package) -> int:
    """How many conflicts would come from this file."""
    ids = source.ids
    return sum(any(side.changeset in ids for side in one.sides) for one in found.conflicts)


def file_chip(one: FilePreview, contested: int) -> tuple[str, str]:
    """The chip that says what matters most about a file: its key and its words."""
    if contested:
        return "state.conflict", say("exchange_screen.file.conflicts", n=contested)
    if one.quarantined:
        return "other.quarantine", say("exchange_screen.file.quarantined", n=one.quarantined)
    if one.waiting:
        return "other.waiting", say("exchange_screen.file.waits")
    if not one.new:
        return "state.withdrawn", say("exchange_screen.file.nothing_new")
    return "other.done", say("exchange_screen.file.ready")


def _sides(conflict: Conflict) -> set[bytes]:
    return {side.changeset for side in conflict.sides}
