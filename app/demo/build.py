"""Builds the sample project and all its exports in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.demo.beginning import bring_in, load, make_project
from app.demo.cast import Cast
from app.demo.demonstrations import hold_round
from app.demo.ending import freeze_edition, work_apart
from app.demo.gap_work import GapWork
from app.desk import PEOPLE_FOLDER
from models.baselines.queries import editions
from models.errors import UserError
from models.exchange.package import write_package
from models.exports.json_export import export_json
from models.exports.workbook import export_workbook
from models.project.project import Project
from models.resources import resource
from models.words import say

Progress = Callable[[int, int], None]
_STEPS = 9
REQUESTS = "requests.csv"
"""A list of requests to try `fitgap gaps import` and `fitgap gaps net` with."""


@dataclass(frozen=True, slots=True)
class Built:
    """The project file and everything written beside it."""

    project: Path
    files: tuple[Path, ...]


def build_sample(folder: Path, progress: Progress | None = None) -> Built:
    """Make the sample in `folder`. What an earlier sample left there is replaced; other files are refused."""
    tell = progress or (lambda done, total: None)
    story = load("story", "project.toml")
    path = folder / f"{story['project']['name']}.fitgap"
    _clear(folder, path)
    scoring, gaps, exchange = (load("story", name) for name in ("scoring.toml", "gaps.toml", "exchange.toml"))
    cast = Cast(folder, story["person"])
    tell(1, _STEPS)
    with make_project(path, story, cast) as project:
        tell(2, _STEPS)
        bring_in(project, story, cast, "secretariat")
        tell(3, _STEPS)
        hold_round(project, story, scoring, cast, 1, days_ago=48)
        tell(4, _STEPS)
        work = GapWork(project, story, cast)
        work.run(gaps["gap"])
        tell(5, _STEPS)
        freeze_edition(project, exchange, cast)
        work.edit_after_edition()
        hold_round(project, story, scoring, cast, 2, days_ago=2.6)
        tell(6, _STEPS)
        packages = work_apart(project, exchange, cast, work, folder)
        tell(7, _STEPS)
        files = [*packages, *_exports(project, folder)]
        tell(8, _STEPS)
    tell(_STEPS, _STEPS)
    return Built(path, tuple(files))


def _exports(project: Project, folder: Path) -> list[Path]:
    edition = editions(project)[-1]
    name = f"{say('cli.demo.requirements')}_{edition.name}"
    workbook, data, whole = (
        folder / f"{name}.xlsx",
        folder / f"{name}.json",
        folder / f"{say('cli.demo.whole')}.fgx",
    )
    requests = folder / f"{say('cli.demo.requests')}.csv"
    shutil.copyfile(resource("sample", REQUESTS), requests)
    export_workbook(project, workbook, edition)
    export_json(project, data, edition)
    write_package(project, whole)
    return [workbook, data, whole, requests]


def _clear(folder: Path, path: Path) -> None:
    if path.exists() and not (folder / PEOPLE_FOLDER).is_dir():
        raise UserError("project.exists", path=str(path))
    folder.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    # Drafts of an earlier sample belong to a project that is gone; the identities can serve again.
    for drafts in (folder / PEOPLE_FOLDER).glob("*/drafts"):
        shutil.rmtree(drafts, ignore_errors=True)
