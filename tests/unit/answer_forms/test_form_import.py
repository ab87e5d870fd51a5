"""A form that comes back: what was answered is taken, what was bent is named with its cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from models.errors import UserError
from models.findings import Finding, Severity
from models.ledger.operations import insert, retire, write
from models.lists.answer_kinds import Answer
from models.lists.commands import StoppedByFindings, add_package
from models.lists.forms.export import export_form
from models.lists.forms.form_import import import_form
from models.lists.forms.form_reading import read_form
from models.lists.legend_texts import legend_from_text
from models.members.commands import Founder, new_project
from models.project.history import ledger_size
from models.project.project import Project

GivenBack = Callable[..., Path]
Stored = Callable[[], list[tuple[object, ...]]]
FIRST = 6
"""The row of the first line; columns B to G are locked, H to K are the vendor's."""


def fill(sheet: Worksheet) -> None:
    for at, cells in enumerate(
        [("◎", "標準", None, "備考1"), ("△", "改修\n2行", 1234.567, None), ("×",)], FIRST
    ):
        for column, value in zip("HIJK", cells, strict=False):
            sheet[f"{column}{at}"] = value


def errors(project: Project, path: Path, package: bytes | None = None) -> list[Finding]:
    """What stops the import; nothing may be stored."""
    before = ledger_size(project)
    with pytest.raises(StoppedByFindings) as stopped:
        import_form(project, path, package)
    assert ledger_size(project) == before
    assert all(one.message and one.where for one in stopped.value.findings)
    return [one for one in stopped.value.findings if one.severity is Severity.ERROR]


def test_answers_come_back_without_any_mapping(
    project: Project, given_back: GivenBack, answers_of: Stored
) -> None:
    path = given_back(fill)
    read = import_form(project, path)
    assert (read.answer_count, read.new_count, read.changed_count, read.findings) == (3, 3, 0, ())
    assert answers_of() == [
        ("0110010", "◎", "standard", "標準", None, "備考1"),
        ("0110020", "△", "source_change", "改修\n2行", 1_234_567, ""),
        ("0110030", "×", "not_possible", "", None, ""),
    ]
    assert import_form(project, path).changed.changeset is None


def test_the_legend_and_who_answered_are_kept_with_the_import(
    project: Project, given_back: GivenBack, form: Path
) -> None:
    def sign(sheet: Worksheet) -> None:
        (row,) = (cells[0].row for cells in sheet.iter_rows() if cells[0].value == "会社名")
        sheet.cell(row, 3).value = "わかばソフト"

    path = given_back(sign, "記入要領")
    path.replace(form)
    import_form(project, given_back(fill))
    content, text = project.connection.exec_driver_sql("SELECT content, reading FROM source_file").one()
    reading = json.loads(text)
    assert content.startswith(b"PK")
    assert reading["respondent"] == {"会社名": "わかばソフト"}
    assert reading["mapping"]["legend"]["blank"] == "unanswered"
    assert reading["mapping"]["legend"]["marks"]["△"] == "source_change"
    assert reading["mapping"]["vendors"][0]["answer"] == "H"


def test_edited_texts_are_named_with_the_cell_and_both_wordings(
    project: Project, given_back: GivenBack
) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet)
        sheet["F7"] = "審査を省略できること。"
        sheet["B8"] = 2.1
        sheet["G6"] = None

    found = errors(project, given_back(edit))
    assert [(one.where, one.key) for one in found] == [
        ("回答様式!G6", "answer_forms.text_edited"),
        ("回答様式!F7", "answer_forms.text_edited"),
        ("回答様式!B8", "answer_forms.text_edited"),
    ]
    assert "必須" in found[0].message and "空欄" in found[0].message
    assert "審査できること" in found[1].message and "審査を省略できる" in found[1].message
    assert "2.10" in found[2].message


def test_rows_removed_added_doubled_and_without_their_key(project: Project, given_back: GivenBack) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet)
        for column in "ABCDEFGH":
            sheet[f"{column}8"] = sheet[f"{column}6"].value
        sheet["A9"] = "0110040"
        sheet["E10"], sheet["H10"] = "おまけの機能", "◎"

    assert [(one.where, one.key) for one in errors(project, given_back(edit))] == [
        ("回答様式!B8", "answer_forms.row_doubled"),
        ("回答様式!A9", "answer_forms.row_unknown"),
        ("回答様式!E10", "answer_forms.row_added"),
        ("回答様式", "answer_forms.row_removed"),
        ("回答様式", "answer_forms.row_removed"),
    ]


def test_a_row_taken_out_is_named(project: Project, given_back: GivenBack) -> None:
    (found,) = errors(project, given_back(lambda sheet: sheet.delete_rows(7)))
    assert found.key == "answer_forms.row_removed"
    assert "0110020 届出の審査" in found.message


def test_marks_and_costs_that_cannot_be(project: Project, given_back: GivenBack) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["H6"], sheet["H7"] = "ok", "?"
        sheet["J6"], sheet["J7"], sheet["J8"] = "別途", 0.0001, "1,200千円"

    found = errors(project, given_back(edit))
    assert [(one.where, one.key) for one in found] == [
        ("回答様式!H6", "answer_forms.unknown_mark"),
        ("回答様式!J6", "lists.bad_cost"),
        ("回答様式!H7", "answer_forms.unknown_mark"),
        ("回答様式!J7", "lists.fraction_cost"),
    ]
    assert "◎、○、□、△、▲、×" in found[0].message


def test_a_formula_without_its_result_is_no_answer(project: Project, given_back: GivenBack) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet)
        sheet["J6"] = "=100+200"

    (found,) = errors(project, given_back(edit))
    assert (found.where, found.key) == ("回答様式!J6", "lists.formula_without_value")


@pytest.mark.parametrize(
    ("cell", "value"), [("B3", "0" * 32), ("B4", "第9版"), ("F13", "別の要件"), ("A14", "f" * 32)]
)
def test_a_key_that_was_changed(project: Project, given_back: GivenBack, cell: str, value: str) -> None:
    path = given_back(lambda sheet: sheet.__setitem__(cell, value), "_fitgap")
    assert "answer_forms.changed_key" in {one.key for one in errors(project, path)}


@pytest.mark.parametrize(
    ("cell", "value"), [("A1", "x"), ("B3", "zz"), ("B6", "{"), ("A2", None), ("B7", "no"), ("B8", "[]")]
)
def test_a_key_that_cannot_be_read(project: Project, given_back: GivenBack, cell: str, value: str) -> None:
    path = given_back(lambda sheet: sheet.__setitem__(cell, value), "_fitgap")
    assert [one.key for one in errors(project, path)] == ["answer_forms.broken_key"]


def test_a_form_without_its_key_is_no_form(project: Project, given_back: GivenBack) -> None:
    path = given_back(lambda sheet: sheet.parent.remove(sheet), "_fitgap")
    assert read_form(path) is None
    with pytest.raises(UserError) as refused:
        import_form(project, path)
    assert refused.value.key == "answer_forms.package_needed"


def test_a_form_without_its_sheet_or_columns(project: Project, given_back: GivenBack) -> None:
    path = given_back(lambda sheet: sheet.parent.remove(sheet))
    assert [one.key for one in errors(project, path)] == ["answer_forms.no_form_sheet"]
    path = given_back(lambda sheet: sheet.delete_cols(10))
    (found,) = errors(project, path)
    assert (found.key, found.facts["column"]) == ("answer_forms.no_column", "カスタマイズ費用（千円）")
    path = given_back(lambda sheet: sheet.parent.copy_worksheet(sheet))
    assert [one.key for one in errors(project, path)] == ["answer_forms.several_form_sheets"]


def test_rows_above_and_columns_between_do_no_harm(
    project: Project, given_back: GivenBack, answers_of: Stored
) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet)
        sheet.insert_cols(9)
        sheet.insert_rows(3, 2)
        sheet.title = "回答（最終）"

    assert import_form(project, given_back(edit)).new_count == 3
    assert answers_of()[1][4] == 1_234_567


def test_a_title_that_changes_the_unit(project: Project, given_back: GivenBack) -> None:
    (found,) = errors(project, given_back(lambda sheet: sheet.__setitem__("J5", "カスタマイズ費用\n（円）")))
    assert (found.where, found.key) == ("回答様式!J5", "answer_forms.head_edited")


def test_sorted_rows_keep_their_answers(project: Project, given_back: GivenBack, answers_of: Stored) -> None:
    def edit(sheet: Worksheet) -> None:
        fill(sheet)
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet["A6:K9"]]
        for at, cells in enumerate(reversed(rows), FIRST):
            for column, (value, kind) in enumerate(cells, 1):
                sheet.cell(at, column).value = value
                sheet.cell(at, column).data_type = kind

    import_form(project, given_back(edit))
    assert [row[:2] for row in answers_of()] == [("0110010", "◎"), ("0110020", "△"), ("0110030", "×")]


def test_another_project_and_another_package(
    consortium: Any, project: Project, form: Path, package: bytes, tmp_path: Path
) -> None:
    other = add_package(project, "B社").made[0]
    (found,) = errors(project, form, other)
    assert found.key == "answer_forms.wrong_package"
    assert "A社" in found.message and "B社" in found.message
    assert import_form(project, form, package).changed.changeset is None
    founder = Founder("主幹", "みどり市", "情報政策課", "み")
    with new_project(tmp_path / "別.fitgap", consortium.people["事務局"], "別件", founder) as foreign:
        assert [one.key for one in errors(foreign, form)] == ["answer_forms.wrong_project"]


def test_a_newer_edition_wants_a_new_form(
    project: Project, form: Path, put_list: Callable[..., bytes]
) -> None:
    put_list(project, edition="第2版")
    (found,) = errors(project, form)
    assert found.key == "answer_forms.wrong_edition"
    assert "第1版" in found.message and "第2版" in found.message


def test_a_list_or_package_that_is_gone(project: Project, form: Path, package: bytes) -> None:
    listed = project.connection.exec_driver_sql("SELECT id FROM feature_list").scalar_one()
    project.act("features.import", [retire("feature_list", [listed])], name="", edition="", count="0")
    project.act("features.add_package", [retire("package", [package])], name="")
    assert {one.key for one in errors(project, form)} == {
        "answer_forms.wrong_list",
        "answer_forms.gone_package",
    }


def test_what_changed_here_meanwhile_is_told_and_does_not_stop(
    project: Project, given_back: GivenBack, answers_of: Stored
) -> None:
    path = given_back(fill)
    run = project.connection.exec_driver_sql
    first, second = run("SELECT id FROM feature ORDER BY position LIMIT 2").scalars().all()
    listed = run("SELECT list_id FROM feature LIMIT 1").scalar_one()
    project.act(
        "features.assign",
        [
            *write("feature", first, requirement="届出の内容を確認できること。"),
            retire("feature", [second]),
            insert("feature", [{"list_id": listed, "position": 9, "name": "追加", "extra": "{}"}]),
        ],
        count="1",
        section="x",
    )
    read = import_form(project, path)
    assert [(one.where, one.key) for one in read.findings] == [
        ("回答様式!H6", "answer_forms.since_changed"),
        ("回答様式!H7", "answer_forms.since_removed"),
        ("回答様式", "answer_forms.since_added"),
    ]
    assert [row[0] for row in answers_of()] == ["0110010", "0110030"]


def test_blank_answers_are_decided_by_the_form(
    project: Project, package: bytes, form: Path, given_back: GivenBack, answers_of: Stored
) -> None:
    legend = legend_from_text("○=standard,×=not_possible,blank=not_possible")
    export_form(project, package, form, legend)
    import_form(project, given_back(lambda sheet: sheet.__setitem__("H6", "〇")))
    assert [row[1:3] for row in answers_of()] == [("〇", "standard"), *[("", "not_possible")] * 3]


def test_remarks_without_an_answer_and_answers_taken_back(
    project: Project, given_back: GivenBack, answers_of: Stored
) -> None:
    import_form(project, given_back(fill))

    def empty(sheet: Worksheet) -> None:
        fill(sheet)
        sheet["H7"], sheet["K9"] = None, "後日回答"

    read = import_form(project, given_back(empty))
    assert [(one.where, one.key) for one in read.findings] == [
        ("回答様式!H7", "answer_forms.mark_missing"),
        ("回答様式!H9", "answer_forms.mark_missing"),
        ("回答様式!H7", "answer_forms.withdrawn"),
    ]
    assert [row[2] for row in answers_of()] == [
        Answer.STANDARD,
        Answer.UNANSWERED,
        Answer.NOT_POSSIBLE,
        Answer.UNANSWERED,
    ]
