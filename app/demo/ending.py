"""要件の確定 and 共有: the frozen edition, and two copies that were edited apart and merged again."""

from __future__ import annotations

from pathlib import Path

from app.demo.beginning import Story
from app.demo.cast import Cast
from app.demo.gap_work import GapWork
from models.baselines.commands import freeze
from models.exchange.merge import merge
from models.exchange.package import write_package
from models.exchange.sources import known_ids, read_source
from models.project.opening import open_project
from models.project.project import Project
from models.storage.file import save_as


def freeze_edition(project: Project, story: Story, cast: Cast) -> None:
    """Freeze the first edition; gaps that are still open stay open in it."""
    cast.calendar.go_to(2.8)
    for one in story["edition"]:
        with cast.acting(project, one["by"]):
            freeze(project, one["name"], one["note"], allow_open=True)


def work_apart(project: Project, story: Story, cast: Cast, work: GapWork, folder: Path) -> list[Path]:
    """One member takes a copy home; both sides edit; what comes back is merged. Returns the packages."""
    packages = []
    for one in story["exchange"]:
        home = folder / f"{one['taken_by']}.fitgap"
        assert project.file is not None
        save_as(project.file, home)
        known = known_ids(home)
        conflict, column = one["conflict"], one["conflict"]["field"]
        cast.calendar.go_to(2)
        with open_project(home, cast.identities[one["taken_by"]]) as away:
            work.edit(one["taken_by"], conflict["gap"], column, conflict["theirs"], away)
            for also in one["also"]:
                if also["by"] == one["taken_by"]:
                    work.edit(also["by"], also["gap"], also["field"], also["value"], away)
            package = folder / one["file"]
            write_package(away, package, known)
        home.unlink()
        packages.append(package)
        cast.calendar.go_to(1.5)
        work.edit(one["into"], conflict["gap"], column, conflict["ours"])
        for also in one["also"]:
            if also["by"] == one["into"]:
                work.edit(also["by"], also["gap"], also["field"], also["value"])
        merge(project, [read_source(package)])
    return packages
