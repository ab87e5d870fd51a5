"""Answers written into a form come back the same: for any texts, and through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.ledger.operations import insert
from models.lists.commands import add_package
from models.lists.forms.export import export_form
from models.lists.forms.form_import import import_form
from models.lists.forms.form_reading import read_form
from models.lists.forms.key import plain
from models.lists.legends import preset
from models.project.history import ledger_size
from models.project.project import Project

Stored = Callable[[], list[tuple[object, ...]]]
MARKS = {**preset("six_marks").marks}
HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "-",
    "0010",
    "1-2",
    "2026/4/1",
    "_x000D_",
    "TRUE",
    "　全角　",
    "a\nb",
    " 前後 ",
    "𠮷",
    "&<>\"'",
]
cell_texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(plain),
)
answer_rows = st.tuples(
    st.sampled_from(["", *MARKS]),
    cell_texts,
    st.one_of(st.none(), st.integers(-(10**12), 10**12), st.integers(0, 10**6).map(lambda n: n * 1000)),
    cell_texts,
)
lines = st.lists(
    st.tuples(*[cell_texts] * 4, st.text("要件=+@ \n0", min_size=1, max_size=20), cell_texts, cell_texts),
    min_size=1,
    max_size=6,
)


@given(st.data())
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_random_lists_and_answers_come_back_the_same(
    consortium: Any, put_list: Callable[..., bytes], tmp_path: Path, data: st.DataObject
) -> None:
    project = consortium.as_("事務局")
    number = ledger_size(project)
    texts = data.draw(lines)
    listed = put_list(project, texts, f"一覧{number}")
    run = project.connection.exec_driver_sql
    package = add_package(project, f"会社{number}").made[0]
    features = run("SELECT id FROM feature WHERE list_id = ? ORDER BY position", (listed,)).scalars().all()
    given_rows = data.draw(st.lists(answer_rows, min_size=len(features), max_size=len(features)))
    path = tmp_path / "様式.xlsx"
    made = export_form(project, package, path, list_id=listed)
    assert made.findings == ()
    write_into(path, given_rows)
    read = import_form(project, path)
    answers = "SELECT feature_id, mark, answer, method, cost, remarks FROM answer WHERE package_id = ?"
    stored = {feature: tuple(cells) for feature, *cells in run(answers, (package,))}
    for feature, (mark, method, cost, remarks) in zip(features, given_rows, strict=True):
        if feature not in stored:
            assert not mark and cost is None and not (method + remarks).strip()
            continue
        answer = MARKS[mark].value if mark else "unanswered"
        assert stored[feature] == (mark, answer, method, cost, remarks)
    assert read.new_count == len(stored)
    export_form(project, package, path, list_id=listed)
    assert import_form(project, path).changed.changeset is None


def write_into(path: Path, rows: list[tuple[str, str, int | None, str]]) -> None:
    """Fill in the form as a vendor does; texts stay texts, since the cells are of the text format."""
    book = openpyxl.load_workbook(path)
    sheet = book["回答様式"]
    fields = [cell.value for cell in sheet[1]]
    for at, (mark, method, cost, remarks) in enumerate(rows, 6):
        for name, value in {"answer": mark, "method": method, "remarks": remarks}.items():
            cell = sheet.cell(at, fields.index(name) + 1)
            # Spreadsheet programs write what looks like an escape escaped; this library does not.
            cell.value = value.replace("_x000D_", "_x005F_x000D_") or None
            if value:
                cell.data_type = "s"
        sheet.cell(at, fields.index("cost") + 1).value = None if cost is None else cost / 1000
    book.save(path)


@pytest.fixture(scope="session")
def office() -> str:
    """LibreOffice; without it these tests are skipped."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not on this machine")
    return found


@pytest.mark.parametrize("over", ["ods", "xlsx"])
def test_nothing_is_lost_through_libreoffice(
    office: str, project: Project, package: bytes, form: Path, answers_of: Stored, tmp_path: Path, over: str
) -> None:
    features = project.connection.exec_driver_sql("SELECT id FROM feature ORDER BY position").scalars().all()
    rows = [
        {"package_id": package, "feature_id": feature, "mark": mark, "answer": MARKS[mark].value,
         "method": method, "cost": cost, "remarks": remarks}
        for feature, mark, method, cost, remarks in zip(
            features,
            ["◎", "△", "▲", "×"],
            ["=1+1", "改修\n2行目", "0010", "1-2"],
            [None, 1_234_567, 0, -5_000],
            ["_x000D_", " 前後 ", "　全角　", "𠮷野家＆<b>"],
            strict=True,
        )
    ]  # fmt: skip
    project.act("features.import_answers", [insert("answer", rows)], package="A社", count="4")
    export_form(project, package, form)
    before, handed_out = answers_of(), read_form(form)
    assert handed_out is not None and handed_out.findings == ()
    back = convert(office, convert(office, form, over, tmp_path / "1"), "xlsx", tmp_path / "2")

    returned = read_form(back)
    assert returned is not None
    assert (returned.key, returned.findings) == (handed_out.key, ())
    assert returned.answers == handed_out.answers
    read = import_form(project, back)
    assert (read.changed.changeset, read.findings) == (None, ())
    assert answers_of() == before
    still_a_form(back)


def still_a_form(path: Path) -> None:
    """What makes the workbook a form is still there: protection, open cells, choices, print set-up."""
    book = openpyxl.load_workbook(path)
    assert [sheet.sheet_state != "visible" for sheet in book] == [False, False, True]
    assert all(sheet.protection.sheet for sheet in book)
    sheet = book["回答様式"]
    is_open = {cell.column_letter for row in sheet["A6:K9"] for cell in row if not cell.protection.locked}
    assert is_open == set("HIJK")
    assert {one.type for one in sheet.data_validations.dataValidation} == {"list", "decimal"}
    (choice,) = (one for one in sheet.data_validations.dataValidation if one.type == "list")
    assert "_fitgap" in choice.formula1 and str(choice.sqref).startswith("H6")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$5:$5", "landscape")
    assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
    assert (sheet["E8"].value, sheet["E8"].data_type) == ("=証明書", "s")


def convert(office: str, path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice writes it; its own profile, so that a running office does not matter."""
    profile = folder.parent / "profile"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind}"
