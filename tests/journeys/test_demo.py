"""The sample as the README's reader meets it: built by one command, whole, and everything opens."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from models.approval.rules import STATES

if TYPE_CHECKING:
    from tests.journeys.conftest import Said, Shell

MOST_SECONDS = 60
"""Twenty on an ordinary machine; some room for one that is busy."""


@dataclass(frozen=True)
class Built:
    """What one run of the demo said, and where its project file is."""

    said: Said
    project: Path

    @property
    def folder(self) -> Path:
        """The folder it was built in."""
        return self.project.parent


Build = Callable[..., Built]


@pytest.fixture(scope="module")
def build(process: Callable[..., Said], tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the sample as a process of its own."""

    def run(folder: Path, *language: str) -> Built:
        began = time.monotonic()
        home = tmp_path_factory.mktemp("home")
        said = process(home, *language, "demo", "--dir", folder, "--no-window")
        assert (said.code, said.err) == (0, ""), said
        assert time.monotonic() - began < MOST_SECONDS
        (project,) = folder.glob("*.fitgap")
        return Built(said, project)

    return run


@pytest.fixture(scope="module")
def built(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample in Japanese, in a folder with a blank in its name."""
    return build(tmp_path_factory.mktemp("demo") / "みんなの サンプル", "--lang", "ja")


def check_whole(shell: Shell, built: Built) -> None:
    """Sound, in every state, and where the summary says it is."""
    project = built.project
    lines = (line.strip() for line in built.said.out.splitlines())
    files = [Path(line) for line in lines if line.startswith(str(built.folder))]
    assert project in files
    assert sorted(path.suffix for path in files) == [".csv", ".fgx", ".fgx", ".fitgap", ".json", ".xlsx"]
    assert all(path.stat().st_size > 1000 for path in files)
    assert sorted(path for path in project.parent.iterdir() if path.is_file()) == sorted(files)
    (sound,) = shell.do("", "verify", project)
    assert sound["sound"]
    states = {one["state"] for one in shell.do("", "decide", "list", project)}
    assert states == set(STATES)
    assert len(shell.do("", "conflicts", project)) == 1
    (edition,) = shell.do("", "editions", project)
    assert (edition["number"], edition["name"]) == (1, "第1版")
    assert shell.do("", "history", project, "--quarantine") == []


def test_the_demo(shell: Shell, built: Built) -> None:
    check_whole(shell, built)
    assert "サンプルを" in built.said.out
    # What it proposes to look at next can be typed as it stands.
    proposed = re.findall(r'^  fitgap (\w[\w ]*) "(.+)"$', built.said.out, re.MULTILINE)
    assert len(proposed) >= 4
    for command, path in proposed:
        assert shell.call("", *command.split(), path).code == 0


def test_its_exports(built: Built) -> None:
    exported = json.loads(next(built.folder.glob("*.json")).read_text(encoding="utf-8"))
    (workbook,) = built.folder.glob("*.xlsx")
    book = openpyxl.load_workbook(workbook)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    lengths = {title: sheet.max_row for title, sheet in sheets.items()}
    assert len(exported["gaps"]) + 1 in lengths.values()
    assert len(exported["features"]) + 1 in lengths.values()
    formulas = [
        cell.coordinate
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_the_demo_in_english_over_an_earlier_one(
    shell: Shell, built: Built, build: Build, tmp_path: Path
) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(built.folder, folder)
    for path in folder.iterdir():
        if path.is_file() and path.name != built.project.name:
            path.unlink()
    again = build(folder, "--lang", "en")
    check_whole(shell, again)
    assert "Made the sample" in again.said.out
    # Names stay Japanese; the sentences around them do not.
    words = [line for line in again.said.out.splitlines() if str(folder) not in line]
    assert not re.search("[\u3001-\u30ff\u3400-\u9fff]", "\n".join(words)), words


def test_a_folder_with_somebody_elses_project_is_left_alone(
    shell: Shell, built: Built, tmp_path: Path
) -> None:
    project = tmp_path / "作業" / built.project.name
    project.parent.mkdir()
    shutil.copyfile(built.project, project)
    said = shell.call("", "demo", "--dir", project.parent, "--no-window")
    assert (said.code, len(said.err.splitlines())) == (1, 1)
    assert project.read_bytes() == built.project.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_the_workbook(built: Built, tmp_path: Path) -> None:
    (workbook,) = built.folder.glob("*.xlsx")
    office = shutil.which("soffice") or ""
    home = (tmp_path / "office").as_uri()
    finished = subprocess.run(
        [
            office,
            f"-env:UserInstallation={home}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            workbook,
        ],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert finished.returncode == 0, finished.stderr
    assert "Error" not in finished.stdout + finished.stderr
    assert (tmp_path / f"{workbook.stem}.pdf").read_bytes().startswith(b"%PDF")
