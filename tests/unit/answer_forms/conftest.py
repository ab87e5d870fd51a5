"""A project with a list worth answering, and forms as vendors give them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from models.ledger.operations import insert, new_id
from models.lists.commands import add_package
from models.lists.forms.export import export_form
from models.lists.queries import find_package
from models.project.project import Project

LINES = (
    (
        "1",
        "0110010",
        "住民",
        "転入",
        "届出の入力",
        "届出の内容を入力できること。\n・途中で保存できること。",
        "必須",
    ),
    ("2", "0110020", "住民", "転入", "届出の審査", "審査できること。", "必須"),
    ("2.10", "0110030", "住民", "転出", "=証明書", '=HYPERLINK("x")', "任意"),
    ("3", "0110040", "住民", "転出", "_x000D_ 印鑑", "  前後に空白  ", "任意"),
)
FORM = "回答様式"
Edit = Callable[[Worksheet], None]
PutList = Callable[..., bytes]


def _put_list(
    project: Project,
    lines: Sequence[Sequence[str]] = LINES,
    name: str = "住記",
    edition: str = "第1版",
) -> bytes:
    """Store a list of these lines in one act; returns its id."""
    listed = new_id()
    position = project.connection.exec_driver_sql("SELECT count(*) FROM feature_list_rows").scalar_one()
    fields = ("no", "feature_id", "level1", "level2", "name", "requirement", "obligation")
    rows: list[dict[str, Any]] = [
        {"list_id": listed, "position": at, "source_row": at, "extra": "{}"}
        | dict(zip(fields, line, strict=True))
        for at, line in enumerate(lines, 1)
    ]
    head = {"id": listed, "name": name, "edition": edition, "position": position}
    operations = [insert("feature_list", [head]), insert("feature", rows)]
    project.act("features.import", operations, name=name, edition=edition, count=str(len(rows)))
    return listed


@pytest.fixture
def project(consortium: Any) -> Project:
    """The secretariat's project with a list of four features, and A社."""
    opened: Project = consortium.as_("事務局")
    _put_list(opened)
    add_package(opened, "A社", "A社 住民情報")
    return opened


@pytest.fixture
def package(project: Project) -> bytes:
    """A社."""
    return find_package(project, "A社").id


@pytest.fixture
def form(project: Project, package: bytes, tmp_path: Path) -> Path:
    """The form for A社 as it is handed out, nothing answered yet."""
    export_form(project, package, tmp_path / "様式.xlsx")
    return tmp_path / "様式.xlsx"


@pytest.fixture
def given_back(form: Path) -> Callable[..., Path]:
    """The form after a vendor's edits to a sheet of it."""

    def edited(edit: Edit, sheet: str = FORM) -> Path:
        book = openpyxl.load_workbook(form)
        edit(book[sheet])
        path = form.with_name("返却.xlsx")
        book.save(path)
        return path

    return edited


@pytest.fixture
def put_list() -> PutList:
    """Stores a list of lines (number, id, two levels, name, requirement, obligation); gives its id."""
    return _put_list


@pytest.fixture
def answers_of(project: Project, package: bytes) -> Callable[[], list[tuple[object, ...]]]:
    """(feature id, mark, answer, method, cost in yen, remarks) of every feature that A社 answered."""

    def stored() -> list[tuple[object, ...]]:
        rows = project.connection.exec_driver_sql(
            "SELECT f.feature_id, a.mark, a.answer, a.method, a.cost, a.remarks FROM answer AS a "
            "JOIN feature AS f ON f.id = a.feature_id WHERE a.package_id = ? ORDER BY f.position",
            (package,),
        )
        return [tuple(row) for row in rows]

    return stored
