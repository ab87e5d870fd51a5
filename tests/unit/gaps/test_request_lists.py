"""Lists of requests as offices write them: columns by their words, all findings at once, no line twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.errors import UserError
from models.gaps.commands import edit_gap
from models.gaps.detail import gap_detail
from models.gaps.queries import gap_rows
from models.gaps.requests.importing import import_requests
from models.gaps.requests.reading import read_requests
from models.gaps.requests.words import UnreadableAmount, field_of, yen_of
from models.lists.stopping import StoppedByFindings
from models.project.project import Project
from tests.conftest import Consortium
from tests.unit.gaps.conftest import Line

HEADER = [
    *("No.", "団体", "担当課", "要望事項", "不足している機能", "業務目的", "根拠法令", "年間件数"),
    *("改修費（千円）", "保守費（千円）"),
]
FIRST = [
    *(1, "みどり市", "市民課", "在留カードの読取", "電子情報を読めない", "転記の誤りをなくす", "住基法"),
    *("620件", "760", "60"),
]
SECOND = [
    *(2, "青葉町", "住民課", "案内の印字", "余白に印字できない", "届出漏れを防ぐ", "", ""),
    *("1,240.5", "未定"),
]


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("事務局")


def book(path: Path, rows: list[list[Any]], merges: tuple[str, ...] = ()) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "要望"
    for row in rows:
        sheet.append(row)
    for one in merges:
        sheet.merge_cells(one)
    made.save(path)
    return path


def test_each_line_becomes_a_gap(project: Project, tmp_path: Path) -> None:
    path = book(
        tmp_path / "要望一覧.xlsx", [["令和8年度 要望一覧"], [], HEADER, FIRST, SECOND, ["", "", "", "合計"]]
    )
    done = import_requests(project, path)
    assert (done.new, done.known) == (2, 0)
    assert [one.key for one in done.findings] == ["gaps.requests.total_row"]
    first, second = gap_rows(project)
    assert (first.section, first.title, first.purpose) == (
        "みどり市 市民課",
        "在留カードの読取",
        "転記の誤りをなくす",
    )
    assert (first.asked.initial, first.asked.yearly) == (760_000, 60_000)
    assert (second.marks, second.asked.initial, second.asked.yearly) == ("青", 1_240_500, None)
    detail = gap_detail(project, first.id)
    assert (detail.missing, detail.legal_ground, detail.frequency) == (
        "電子情報を読めない",
        "住基法",
        "620件",
    )
    assert [(one.kind, one.place) for one in detail.sources] == [("request", "要望一覧.xlsx 要望!D4")]


def test_a_line_imported_again_makes_no_second_gap(project: Project, tmp_path: Path) -> None:
    import_requests(project, book(tmp_path / "a.xlsx", [HEADER, FIRST, SECOND]))
    moved = [*FIRST[:3], "在留ｶｰﾄﾞの 読取", *FIRST[4:7], "700件", *FIRST[8:]]
    again = import_requests(project, book(tmp_path / "b.xlsx", [HEADER, SECOND, moved, SECOND]))
    assert (again.new, again.known, again.changed.changeset) == (0, 2, None)
    assert [one.key for one in again.findings] == ["gaps.requests.differs", "gaps.requests.twice"]
    assert "G-001" in again.findings[0].message
    assert "頻度・件数" in again.findings[0].message
    assert len(gap_rows(project)) == 2


def test_a_newer_edition_changes_what_nobody_has_touched(project: Project, tmp_path: Path) -> None:
    """Line 1 is reworded and dearer, line 2 was edited here since, line 3 is new."""
    import_requests(project, book(tmp_path / "要望一覧_第1版.xlsx", [HEADER, FIRST, SECOND]))
    first, second = gap_rows(project)
    edit_gap(project, second.id, purpose="担当が書き直した目的")
    newer = [*FIRST[:4], "電子情報を一括で読めない", *FIRST[5:8], "800", "60"]
    edited = [*SECOND[:5], "別の目的", *SECOND[6:]]
    third = [3, *SECOND[1:3], "新しい要望", *SECOND[4:]]
    path = book(tmp_path / "要望一覧_第2版.xlsx", [HEADER, newer, edited, third])
    done = import_requests(project, path)
    assert (done.new, done.revised, done.known) == (1, 2, 0)
    assert "更新 2件" in done.changed.summary
    assert [one.key for one in done.findings] == ["gaps.requests.differs"]
    assert "業務目的" in done.findings[0].message
    rows = {row.label: row for row in gap_rows(project)}
    assert len(rows) == 3
    assert gap_detail(project, first.id).missing == "電子情報を一括で読めない"
    assert rows["G-001"].asked.initial == 800_000
    assert rows["G-002"].purpose == "担当が書き直した目的"
    again = import_requests(project, path)
    assert (again.new, again.revised, again.known, again.changed.changeset) == (0, 0, 3, None)


def test_another_list_with_the_same_numbers_is_another_list(project: Project, tmp_path: Path) -> None:
    import_requests(project, book(tmp_path / "住民要望.xlsx", [HEADER, FIRST]))
    other = [*FIRST[:3], "別の要望", "別の不足", "別の目的", *FIRST[6:]]
    done = import_requests(project, book(tmp_path / "税務要望.xlsx", [HEADER, other]))
    assert (done.new, done.revised) == (1, 0)
    next_year = [*FIRST[:3], "封筒の印刷の委託", "宛名を渡せない", "封入の手間を減らす", *FIRST[6:]]
    done = import_requests(project, book(tmp_path / "住民要望_R9.xlsx", [HEADER, next_year]))
    assert (done.new, done.revised) == (1, 0)


def test_all_errors_are_told_at_once_and_nothing_is_stored(project: Project, tmp_path: Path) -> None:
    wrong = [
        [1, "みどり市", "税務課", "読取", "", "", "", "", "", ""],
        [2, "青葉町", "住民課", "", "", "目的だけ", "", "", "", ""],
        [3, "青葉町", "住民課", "印字", "", "", "", "", "約30", ""],
    ]
    with pytest.raises(StoppedByFindings) as stopped:
        import_requests(project, book(tmp_path / "a.xlsx", [HEADER, FIRST, *wrong]))
    keys = [one.key.rpartition(".")[2] for one in stopped.value.findings]
    assert sorted(keys) == ["bad_amount", "no_title", "unknown_section"]
    assert gap_rows(project) == []


def test_two_header_rows_merged_sections_and_a_unit_above(project: Project, tmp_path: Path) -> None:
    rows = [
        ["単位：千円", "", "", "", ""],
        ["所属", "件名", "要望内容", "費用", ""],
        ["", "", "", "初期", "年額"],
        ["みどり市市民課", "読取", "読めない", "10", "1"],
        ["", "印字", "印字できない", "20", "2"],
    ]
    path = book(tmp_path / "a.xlsx", rows, ("D2:E2", "A4:A5"))
    import_requests(project, path)
    found = gap_rows(project)
    assert [(row.section, row.asked.initial, row.asked.yearly) for row in found] == [
        ("みどり市 市民課", 10_000, 1_000),
        ("みどり市 市民課", 20_000, 2_000),
    ]


def test_english_headers_in_a_text_file(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    path.write_text(
        "Title,Description,Purpose,Initial cost (yen)\nRead cards,Cannot read,No wrong copies,1200\n",
        encoding="utf-8",
    )
    import_requests(project, path)
    (row,) = gap_rows(project)
    assert (row.title, row.asked.initial, row.section) == ("Read cards", 1_200, "みどり市 情報政策課")


def test_a_file_that_is_no_list_of_requests_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="見出し"):
        read_requests(book(tmp_path / "a.xlsx", [["こんにちは"], ["さようなら"]]))
    with pytest.raises(UserError, match="要望の行がありません"):
        read_requests(book(tmp_path / "b.xlsx", [HEADER]))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("要望の内容（詳細に）", "missing"),
        ("業務目的※", "purpose"),
        ("担当課名", "section"),
        ("根拠法令等", "legal_ground"),
        ("影響人数", "persons"),
        ("初期費用(税抜・千円)", "asked_initial"),
        ("ランニングコスト", "asked_yearly"),
        ("氏名", None),
    ],
)
def test_headers_are_known_by_their_words(header: str, field: str | None) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    ("cell", "unit", "yen"),
    [
        ("１，２００千円", None, 1_200_000),
        ("12.5", 1000, 12_500),
        ("3万円", 1000, 30_000),
        ("¥800", 1, 800),
        ("未定", 1000, None),
        ("なし", 1000, 0),
        ("", None, None),
    ],
)
def test_amounts(cell: str, unit: int | None, yen: int | None) -> None:
    assert yen_of(cell, unit) == yen


@pytest.mark.parametrize("cell", ["約30", "10~20", "-5", "1.5円", "12"])
def test_amounts_that_cannot_be_read_are_not_guessed(cell: str) -> None:
    with pytest.raises(UnreadableAmount):
        yen_of(cell, None if cell == "12" else 1)


def test_the_command_line_imports_and_exports(office: Line, tmp_path: Path) -> None:
    path = book(tmp_path / "要望一覧.xlsx", [HEADER, FIRST, SECOND])
    found = office.json("gaps", "import", office.path, str(path))
    assert (found["new"], found["known"], found["ignored"]) == (2, 0, [])
    assert found["columns"]["asked_initial"] == "I"
    assert "取込み済み 2件" in office("gaps", "import", office.path, str(path))
    for ending in ("xlsx", "csv"):
        out = tmp_path / f"一覧.{ending}"
        assert "2件のギャップ" in office("gaps", "export", office.path, "--out", str(out))
    assert "在留カードの読取" in (tmp_path / "一覧.csv").read_text(encoding="utf-8-sig")
    table = openpyxl.load_workbook(tmp_path / "一覧.xlsx").active
    assert table is not None
    assert [cell.value for cell in table["A"]] == ["番号", "G-001", "G-002"]
