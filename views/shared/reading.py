"""A second reader of the open project, for work beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.project.opening import open_project
from models.project.project import Project


@contextmanager
def reading_copy(project: Project) -> Iterator[Project]:
    """The project as a second reader sees it, so that work in another thread leaves the window alone."""
    if project.file is None:
        yield project
        return
    with open_project(project.file.path, project.signer, readonly=True) as copy:
        yield copy
