"""Reading workbooks and text files: what is in them, and what is refused in one sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.lists.reading import bounds
from models.lists.reading.cell_text import cell_text
from models.lists.reading.reader import read_workbook
from models.lists.reading.spreadsheet import read_spreadsheet
from models.lists.understanding.understand import understand
from models.lists.workbook import cell_name, column_index, letters


def save(path: Path, cells: Mapping[str, str | int]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for address, value in cells.items():
        sheet[address] = value
    book.save(path)
    return path


def rewritten(path: Path, old: str, new: str) -> Path:
    """The workbook with a text replaced in all of its parts."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old.encode(), new.encode()))
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (2.1, "2.1"),
        (0.1 + 0.2, "0.3"),
        (-3.0, "-3"),
        (True, "TRUE"),
        ("０１", "０１"),
        (date(2026, 4, 1), "2026-04-01"),
        (datetime(2026, 4, 1), "2026-04-01"),
        (datetime(2026, 4, 1, 9, 30), "2026-04-01 09:30:00"),
        ("a\r\nb", "a\r\nb"),
    ],
)
def test_cells_are_texts_as_shown(value: str | float | date, text: str) -> None:
    assert cell_text(value) == text


def test_addresses() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_index(n) for n in ("a", "Z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
    assert cell_name(10, 0) == "A11"


def test_xlsx_with_hidden_parts_merges_and_padded_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "回答"
    for row in (["項番", "ID", "名称"], [1, 7, "転入"], [2.1, 8, "転居"]):
        sheet.append(row)
    sheet["B2"].number_format = "00000"
    sheet["B3"].number_format = "00000"
    sheet["A3"].number_format = "0.00"
    sheet.merge_cells("C2:C3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("秘密").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read = read_workbook(tmp_path / "a.xlsx")
    first, second = read.sheets
    assert read.format == "xlsx"
    assert first.rows == [["項番", "ID", "名称"], ["1", "00007", "転入"], ["2.10", "00008", ""]]
    assert [span.address for span in first.merged] == ["C2:C3"]
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({2}, {1})
    assert second.hidden
    assert [f.key for f in read.all_findings()] == ["lists.hidden_sheet"]


def test_error_cells_keep_their_text_and_are_reported(tmp_path: Path) -> None:
    read = read_workbook(save(tmp_path / "e.xlsx", {"A1": "x", "B2": "#DIV/0!"}))
    assert read.sheets[0].rows[1][1] == "#DIV/0!"
    assert [(f.where, f.key) for f in read.all_findings()] == [("Sheet!B2", "lists.error_cell")]


def test_formula_that_was_never_calculated_is_reported(tmp_path: Path) -> None:
    read = read_workbook(save(tmp_path / "f.xlsx", {"A1": "x", "B2": "=1+1", "C2": "z"}))
    assert [(f.where, f.key) for f in read.all_findings()] == [("Sheet!B2", "lists.formula_without_value")]


def test_escaped_carriage_returns_are_decoded(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path / "x.xlsx", {"A1": "一行目MARK二行目"}), "MARK", "_x000D_\n")
    assert read_workbook(path).sheets[0].rows[0][0] == "一行目\r\n二行目"


def test_stray_cell_in_the_last_row_costs_nothing(tmp_path: Path) -> None:
    read = read_workbook(save(tmp_path / "far.xlsx", {"A1": "名称", "A2": "転入", "C1048576": "迷子"}))
    assert read.sheets[0].rows == [["名称"], ["転入"]]
    assert [(f.where, f.key, f.facts["text"]) for f in read.findings] == [
        ("Sheet!C1048576", "lists.far_cell", "迷子")
    ]


def test_used_range_reaching_both_ends_is_refused(tmp_path: Path) -> None:
    cells: dict[str, str | int] = {f"A{row}": "x" for row in range(1, 400_000, 9_000)}
    with pytest.raises(UserError) as refused:
        read_workbook(save(tmp_path / "wide.xlsx", {**cells, "XFD1": "y"}))
    assert refused.value.key == "lists.sheet_too_large"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("empty.xlsx", b"", "lists.empty_file"),
        ("zeros.xlsx", b"\0" * 2000, "lists.empty_file"),
        ("text.xlsx", b"no,name", "lists.corrupt"),
        ("broken.xlsx", b"PK\x03\x04" + b"\x99" * 3000, "lists.corrupt"),
        ("broken.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 3000, "lists.corrupt"),
        ("picture.png", b"\x89PNG\r\n", "lists.not_workbook"),
        ("null.csv", b"a,b\nc\0,d", "lists.not_workbook"),
        ("open.csv", b'a,b\n"c,d\ne,f', "lists.open_quote"),
        ("bytes.csv", b"a,b\n\x81\xff\xff,\xfe", "lists.encoding"),
        ("blank.csv", b",,\n,,\n", "lists.empty_file"),
    ],
)
def test_hostile_and_broken_files_end_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, key: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_workbook(path)
    assert refused.value.key == key
    assert name in refused.value.message


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "no.xlsx", "lists.missing_file"), (tmp_path, "lists.is_folder")):
        with pytest.raises(UserError) as refused:
            read_workbook(path)
        assert refused.value.key == key


def test_every_truncation_of_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = save(tmp_path / "whole.xlsx", {"A1": "項番", "B1": "名称", "A2": 1, "B2": "転入"}).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(10, len(whole), 311):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError):
            read_workbook(path)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_parts_never_end_in_a_traceback(data: st.DataObject) -> None:
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_whole())) as before, zipfile.ZipFile(damaged, "w") as after:
        names = [name for name in before.namelist() if name.startswith("xl/") and "theme" not in name]
        victim = data.draw(st.sampled_from(names))
        for name in before.namelist():
            content = before.read(name)
            if name == victim:
                at = data.draw(st.integers(0, len(content) - 1))
                piece = data.draw(
                    st.sampled_from([b"", b"<", b'"', b"\xff", b"</row>", b"99999999999", b"-1", b"x"])
                )
                content = content[:at] + piece + content[at + data.draw(st.integers(0, 9)) :]
            after.writestr(name, content)
    with contextlib.suppress(UserError):
        for sheet in read_spreadsheet(damaged.getvalue(), "damaged.xlsx", "xlsx").sheets:
            understand(sheet)


@cache
def _whole() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["項番", "機能名称", "要件"], [1.1, "転入", "=1+1"], ["1.2", "転出", "#REF!"]):
        sheet.append(row)
    sheet["A2"].number_format = "0.00"
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    book.save(target)
    return target.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = save(tmp_path / "bomb.xlsx", {"A1": "x"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/more.xml", b" " * (bounds.RATIO_FROM_BYTES + 1))
    with pytest.raises(UserError) as refused:
        read_workbook(path)
    assert refused.value.key == "lists.bomb"


def test_document_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UserError) as refused:
        read_workbook(path)
    assert refused.value.key == "lists.not_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_csv_encodings_are_found_and_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "一覧.csv"
    path.write_bytes('項番,機能名称\r\n1,"転入届、\n入力～①"\r\n'.encode(encoding, "strict"))
    read = read_workbook(path)
    assert read.encoding == encoding
    assert read.sheets[0].rows == [["項番", "機能名称"], ["1", "転入届、\n入力～①"]]


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("a.tsv", "a\tb,c\n", ["a", "b,c"]),
        ("a.csv", "a;b\n1;2\n", ["a", "b"]),
        ("b.csv", '"a;;;;b",c\n', ["a;;;;b", "c"]),
        ("c.csv", "a\tb\n", ["a", "b"]),
    ],
)
def test_separators(tmp_path: Path, name: str, text: str, first: list[str]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_workbook(path).sheets[0].rows[0] == first


def test_short_lines_are_filled_up_and_loose_quotes_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1\n"x"y,2\n', encoding="utf-8")
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [["a", "b", "c"], ["1", "", ""], ["xy", "2", ""]]
    assert [f.key for f in sheet.findings] == ["lists.loose_quotes"]
