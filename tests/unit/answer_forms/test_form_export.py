"""What a vendor gets: only its cells are open, the list offers the legend's marks, no text computes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models.errors import UserError
from models.ledger.operations import insert
from models.lists.answer_kinds import Answer
from models.lists.forms.excerpts import excerpts
from models.lists.forms.export import export_form
from models.lists.forms.form_import import import_form
from models.lists.forms.key import MOST_UNITS, offered, plain
from models.lists.legend_texts import legend_from_text
from models.lists.legends import Legend, preset, presets
from models.project.project import Project
from models.words import use_language

Stored = Callable[[], list[tuple[object, ...]]]


def test_only_the_vendors_cells_are_open(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("記入要領", "visible"),
        ("回答様式", "visible"),
        ("_fitgap", "veryHidden"),
    ]
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    sheet = book["回答様式"]
    is_open = {cell.column_letter for row in sheet["A6:K9"] for cell in row if not cell.protection.locked}
    assert is_open == set("HIJK")
    assert all(cell.protection.locked for row in sheet["A1:K5"] for cell in row)
    assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden


def test_choices_numbers_and_paper(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["回答様式"]
    choice, cost = sheet.data_validations.dataValidation
    assert (choice.type, str(choice.sqref), choice.formula1) == ("list", "H6:H9", "'_fitgap'!$B$11:$G$11")
    assert (cost.type, str(cost.sqref)) == ("decimal", "J6:J9")
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_area) == (
        "D6",
        "$5:$5",
        "'回答様式'!$B$1:$K$9",
    )
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    footer = sheet.oddFooter
    assert footer is not None
    assert (footer.center.text, footer.right.text) == ("&P / &N", "A社")
    assert [sheet.cell(5, column).value for column in range(2, 12)] == [
        *("項番", "機能ID", "分類", "機能名称", "要件", "必須・任意"),
        *("回答", "実現方法", "カスタマイズ費用\n（千円）", "備考"),
    ]


def test_no_text_becomes_a_formula(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["回答様式"]
    for address in ("E8", "F8"):
        assert (sheet[address].data_type, sheet[address].quotePrefix) == ("s", True)
    assert sheet["B8"].value == "2.10"


def test_answers_there_are_filled_in_with_the_marks_of_the_form(
    project: Project, package: bytes, form: Path, answers_of: Stored
) -> None:
    features = project.connection.exec_driver_sql("SELECT id FROM feature ORDER BY position").scalars().all()
    rows = [
        {"package_id": package, "feature_id": features[at], "mark": mark, "answer": answer, "cost": cost}
        for at, (mark, answer, cost) in enumerate(
            [("A", "standard", None), ("△", "source_change", 1_500), ("C", "workaround", 0)]
        )
    ]
    project.act("features.import_answers", [insert("answer", rows)], package="A社", count="3")
    assert export_form(project, package, form).findings == ()
    sheet = openpyxl.load_workbook(form)["回答様式"]
    assert [(sheet[f"H{row}"].value, sheet[f"J{row}"].value) for row in range(6, 10)] == [
        ("◎", None),
        ("△", 1.5),
        ("▲", 0),
        (None, None),
    ]
    legend = legend_from_text("○=standard,×=not_possible,blank=unanswered")
    found = export_form(project, package, form, legend).findings
    assert [one.key for one in found] == ["answer_forms.not_prefilled"] * 2
    assert "0110030" in found[1].message and "代替運用" in found[1].message
    read = import_form(project, form)
    assert [one.key for one in read.findings].count("answer_forms.withdrawn") == 2
    assert answers_of()[0][1:3] == ("○", "standard")


def test_a_text_longer_than_a_cell_is_cut_reported_and_not_shortened_in_the_project(
    project: Project, package: bytes, form: Path, put_list: Callable[..., bytes], answers_of: Stored
) -> None:
    feature = project.connection.exec_driver_sql("SELECT id FROM feature ORDER BY position").scalar()
    long = "長" * 40_000
    row = {"package_id": package, "feature_id": feature, "mark": "◎", "answer": "standard", "method": long}
    project.act("features.import_answers", [insert("answer", [row])], package="A社", count="1")
    (found,) = export_form(project, package, form).findings
    assert (found.where, found.key) == ("回答様式!I6", "answer_forms.cut")
    assert import_form(project, form).changed_count in (0, 1)  # remarks: none and empty
    assert answers_of()[0][3] == long


def test_several_lists_want_a_choice(
    project: Project, package: bytes, form: Path, put_list: Callable[..., bytes]
) -> None:
    other = put_list(project, [("1", "", "", "", "通知", "通知できること。", "")], "税")
    with pytest.raises(UserError) as refused:
        export_form(project, package, form)
    assert "住記 第1版、税 第1版" in refused.value.message
    made = export_form(project, package, form, list_id=other)
    assert (made.list_name, made.line_count) == ("税", 1)
    titles = [cell.value for cell in openpyxl.load_workbook(form)["回答様式"][5]]
    assert titles[:5] == [None, "項番", "機能名称", "要件", "回答"]


def test_only_xlsx_and_never_over_a_project(project: Project, package: bytes, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_form(project, package, tmp_path / "様式.ods")
    trap = tmp_path / "project.xlsx"
    trap.write_bytes(b"SQLite format 3\0" + b"x" * 100)
    with pytest.raises(UserError):
        export_form(project, package, trap)
    assert trap.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("name", ["six_marks", *presets()])
def test_every_preset_makes_a_form_in_both_languages(
    project: Project, package: bytes, form: Path, name: str
) -> None:
    for tongue in ("en", "ja"):
        use_language(tongue)
        export_form(project, package, form, preset(name))
    assert import_form(project, form).changed.changeset is None


def test_an_english_form_is_understood_where_japanese_is_spoken(
    project: Project, package: bytes, form: Path
) -> None:
    use_language("en")
    export_form(project, package, form)
    use_language("ja")
    assert import_form(project, form).findings == ()


def test_marks_on_offer() -> None:
    assert offered(preset("ticks")) == ["✓", "×"]
    apart = Legend({"○": Answer.STANDARD, "〇": Answer.PARAMETER}, alike=False)
    assert offered(apart) == ["○", "〇"]


def test_the_default_legend_has_a_mark_for_every_kind() -> None:
    assert set(preset("six_marks").marks.values()) == set(Answer) - {Answer.UNANSWERED}


def test_plain_texts() -> None:
    assert plain("a\r\nb\rc\x00\x0b\ud800\ufffe") == "a\nb\nc"
    assert len(plain("𠮷" * 20_000).encode("utf-16-le")) <= 2 * MOST_UNITS


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("印字できること。", "表示できること。", ("印字できること。", "表示できること。")),
        ("あ", "", ("あ", "（空欄）")),
        ("必須 ", "必須", ("必須 ", "必須")),
        ("x" * 50 + "A" + "y" * 50, "x" * 50 + "BB" + "y" * 50,
         ("…" + "x" * 8 + "A" + "y" * 8 + "…", "…" + "x" * 8 + "BB" + "y" * 8 + "…")),
        ("aaa", "aaaa", ("aaa", "aaaa")),
    ],
)  # fmt: skip
def test_excerpts(before: str, after: str, shown: tuple[str, str]) -> None:
    assert excerpts(before, after) == shown
