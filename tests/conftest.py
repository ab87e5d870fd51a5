"""What many tests share: a small consortium of two towns, with a person for each role."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings

from models.identity.keys import Identity
from models.ledger.operations import insert
from models.members import commands
from models.members.commands import Founder, new_project
from models.members.queries import find_organisation, find_section
from models.project.opening import open_project
from models.project.project import Project
from models.words import use_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Where changes are checked before they land, the same examples are tried each time; elsewhere new ones.
settings.register_profile("landing", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("landing")

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.fixture(autouse=True)
def _japanese() -> None:
    use_language("ja")


@pytest.fixture
def corpus() -> Path:
    """The open corpus of real files; tests that need it are skipped where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip("the open corpus is not on this machine")
    return CORPUS


@dataclass
class Consortium:
    """A project file of みどり市 (市民課, 情報政策課) and 青葉町 (住民課), and its people by role name."""

    path: Path
    people: dict[str, Identity]
    sections: dict[str, bytes]
    organisations: dict[str, bytes]
    _opened: list[Project] = field(default_factory=list)

    def as_(self, who: str, path: Path | None = None) -> Project:
        """The project opened by that person; whoever had it open before closes it."""
        self.close()
        project = open_project(path or self.path, self.people[who])
        self._opened.append(project)
        return project

    def close(self) -> None:
        """Close whatever is open."""
        while self._opened:
            self._opened.pop().close()

    def add_gap(self, project: Project, title: str = "案内を印字する", section: str = "市民課") -> bytes:
        """A drafted gap with what a submission needs."""
        place = find_section(project, section)
        row = {
            "serial": project.connection.exec_driver_sql("SELECT count(*) FROM gap_rows").scalar_one() + 1,
            "organisation_id": place.organisation_id,
            "section_id": place.id,
            "title": title,
            "purpose": "届出の漏れを防ぐ。",
            "disposition": "adopt",
        }
        return project.act("gaps.add", [insert("gap", [row])], gap=title).made[0]


PEOPLE: dict[str, tuple[str, str, str, list[str]]] = {
    "事務局": ("主幹", "みどり市", "情報政策課", ["secretariat"]),
    "主査": ("主査", "みどり市", "市民課", ["staff"]),
    "主任": ("主任", "みどり市", "市民課", ["staff"]),
    "課長": ("課長", "みどり市", "市民課", ["chief"]),
    "青葉主任": ("主任", "青葉町", "住民課", ["staff"]),
    "青葉課長": ("課長", "青葉町", "住民課", ["chief"]),
    "第三者": ("係長", "青葉町", "総務課", ["third_party"]),
    "監査": ("監査委員", "みどり市", "監査室", ["observer"]),
}


@pytest.fixture(scope="session")
def consortium_people() -> dict[str, Identity]:
    """One identity a person; made once, since keys cost time."""
    return {name: Identity.new(name) for name in PEOPLE}


@pytest.fixture(scope="session")
def consortium_file(tmp_path_factory: pytest.TempPathFactory, consortium_people: dict[str, Identity]) -> Path:
    """The consortium's project file as it is before any work."""
    path = tmp_path_factory.mktemp("consortium") / "共同更新.fitgap"
    founder = Founder("主幹", "みどり市", "情報政策課", "み")
    with new_project(path, consortium_people["事務局"], "共同更新", founder) as project:
        commands.add_organisation(project, "青葉町", "青", 12_000)
        for organisation, section in (
            ("みどり市", "市民課"),
            ("みどり市", "監査室"),
            ("青葉町", "住民課"),
            ("青葉町", "総務課"),
        ):
            commands.add_section(project, find_organisation(project, organisation).id, section)
        for name, (title, organisation, section, roles) in PEOPLE.items():
            if name != "事務局":
                place = find_section(project, f"{organisation} {section}")
                commands.enrol_member(
                    project,
                    name=name,
                    title=title,
                    organisation=place.organisation_id,
                    section=place.id,
                    public_key=consortium_people[name].public_key,
                    roles=[(role, place.id) for role in roles],
                )
        for organisation in ("みどり市", "青葉町"):
            found = find_organisation(project, organisation)
            commands.record_agreement(project, found.id, found.name, "首長決裁", "2026-04-10")
    return path


@pytest.fixture
def consortium(
    tmp_path: Path, consortium_file: Path, consortium_people: dict[str, Identity]
) -> Iterator[Consortium]:
    """A fresh copy of the consortium's file, to be opened as whoever acts."""
    path = tmp_path / consortium_file.name
    path.write_bytes(consortium_file.read_bytes())
    with open_project(path, readonly=True) as project:
        rows = project.connection.exec_driver_sql("SELECT name, id FROM section").all()
        towns = project.connection.exec_driver_sql("SELECT name, id FROM organisation").all()
    made = Consortium(path, consortium_people, dict(map(tuple, rows)), dict(map(tuple, towns)))
    yield made
    made.close()


@pytest.fixture
def copies(consortium: Consortium, tmp_path: Path) -> Callable[[str], Path]:
    """Copies of the project file under other names, as people carry them home."""

    def copy(name: str) -> Path:
        target = tmp_path / f"{name}.fitgap"
        target.write_bytes(consortium.path.read_bytes())
        return target

    return copy
