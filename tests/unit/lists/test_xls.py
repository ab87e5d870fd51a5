"""Old .xls files: what stands beside the values, what is refused, and what only calls itself .xls."""

from __future__ import annotations

import contextlib
import shutil
import struct
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from models.errors import UserError
from models.lists.reading.reader import read_workbook
from models.lists.reading.spreadsheet import read_spreadsheet
from models.lists.understanding.understand import understand
from models.lists.workbook import Workbook
from tests.unit.lists import xls_bytes as xls

BLANK_RESULT = b"\3\0\0\0\0\0\xff\xff"
CELLS = [xls.label(0, 0, "項番"), xls.label(0, 1, "名称"), xls.number(1, 0, 1.0), xls.label(1, 1, "転入")]
BOOK = xls.container(xls.stream([("一覧", CELLS)]))


def read(tmp_path: Path, data: bytes, name: str = "一覧.xls") -> Workbook:
    (tmp_path / name).write_bytes(data)
    return read_workbook(tmp_path / name)


def refused(tmp_path: Path, data: bytes, name: str = "一覧.xls") -> str:
    with pytest.raises(UserError) as found:
        read(tmp_path, data, name)
    assert name in found.value.message
    return found.value.key


def told(book: Workbook) -> list[tuple[str, str]]:
    return [(one.where, one.key.removeprefix("lists.")) for one in book.all_findings()]


def test_what_stands_beside_the_values(tmp_path: Path) -> None:
    head = [
        xls.number_format(164, "00000"),
        xls.style(),
        xls.style(164),
        xls.style(2),
        xls.style(0, indent=2),
    ]
    cells = [
        xls.size(4, 4), *CELLS, xls.numbers(2, 0, [7, 8], style=1), xls.number(3, 0, 2.1, style=2),
        xls.label(3, 1, "子", style=3), xls.error(1, 2, 0x07), xls.formula(2, 2, b"\2\0\x2a\0\0\0\xff\xff"),
        xls.hidden_row(2), xls.hidden_columns(1, 2), xls.merged(1, 2, 3, 3),
    ]  # fmt: skip
    first, second = read(
        tmp_path,
        xls.container(xls.stream([("一覧", cells), ("秘密", [xls.label(0, 0, "x")])], head, hidden=["秘密"])),
    ).sheets
    assert [row[:3] for row in first.rows] == [
        ["項番", "名称", ""], ["1", "転入", "#DIV/0!"], ["00007", "00008", "#N/A"], ["2.10", "子", ""],
    ]  # fmt: skip
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({2}, {1, 2})
    assert [span.address for span in first.merged] == ["D2:D3"]
    assert dict(first.indents) == {(3, 1): 2}
    assert [(one.where, one.key, one.facts.get("text")) for one in first.findings] == [
        ("一覧!C2", "lists.error_cell", "#DIV/0!"),
        ("一覧!C3", "lists.error_cell", "#N/A"),
    ]
    assert second.hidden and [one.key for one in second.findings] == ["lists.hidden_sheet"]


def test_lists_to_choose_from(tmp_path: Path) -> None:
    area = b"\x25" + struct.pack("<4H", 0, 2, 4, 4)
    beside = b"\x3b" + struct.pack("<H", 0) + area[1:]
    cells = [
        *CELLS, xls.choice(xls.literal("○", "△", "×"), (1, 9, 2, 2), (20, 20, 2, 2)),
        xls.choice(area, (1, 9, 3, 3)), xls.choice(beside, (1, 1, 4, 4)),
        xls.choice(area, (1, 1, 5, 5), kind=1),
    ]  # fmt: skip
    links = (0x17, struct.pack("<Hhhh", 1, 0, 1, 1))
    book = read(
        tmp_path, xls.container(xls.stream([("一覧", cells), ("選択肢", CELLS)], [xls.style(), links]))
    )
    assert [(one.where, one.facts["choices"]) for one in book.all_findings()] == [
        ("一覧!C2:C10 C21", '"○,△,×"'),
        ("一覧!D2:D10", "$E$1:$E$3"),
        ("一覧!E2", "選択肢!$E$1:$E$3"),
    ]


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    def findings(*cells: xls.Record) -> list[tuple[str, str]]:
        book = read(tmp_path, xls.container(xls.stream([("一覧", [*CELLS, *cells])])))
        assert book.sheets[0].rows[1][2] == ""
        return told(book)

    blank, result = xls.formula(1, 2, BLANK_RESULT), xls.formula(2, 2, struct.pack("<d", 5))
    assert findings(blank) == [("一覧!C2", "formula_without_value")]
    # Beside a result that is there, a blank one was calculated.
    assert findings(blank, result) == []
    to_be_calculated = xls.formula(1, 2, bytes(8), flags=2)
    assert findings(to_be_calculated, result) == [("一覧!C2", "formula_without_value")]


def test_charts_inside_a_sheet_are_no_cells(tmp_path: Path) -> None:
    chart = [xls.bof(0x20), xls.error(1, 1, 0x07), xls.hidden_row(1), (xls.EOF, b"")]
    book = read(tmp_path, xls.container(xls.stream([("一覧", [*CELLS, *chart, xls.error(2, 0, 0x2A)])])))
    assert told(book) == [("一覧!A3", "error_cell")]
    assert not book.sheets[0].hidden_rows


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (xls.container(xls.stream([("一覧", CELLS)], [(0x2F, b"\1\0" * 3)])), "password"),
        (xls.container(b"\0" * 5000, "EncryptedPackage"), "password"),
        (xls.container(xls.stream([("一覧", CELLS)], version=0x500), "Book"), "old_format"),
        (xls.container(xls.stream([("一覧", CELLS)], version=0x500)), "old_format"),
        (xls.container(b"\0" * 5000, "WordDocument"), "not_workbook"),
        (xls.container(xls.stream([("一覧", [*CELLS, xls.label(65_535, 255, "迷子")])])), "sheet_too_large"),
        (xls.container(xls.stream([("一覧", [*CELLS, xls.size(2**32 - 1, 256)])])), "corrupt"),
        (
            xls.container(xls.stream([("一覧", CELLS)], [(0xFC, struct.pack("<II", 9, 2**31 - 1))])),
            "corrupt",
        ),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "old_format"),
        (BOOK[:3000], "corrupt"),
        (BOOK[:600], "corrupt"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "old_format"),
        (b'<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "old_format"),
        ("<html><body>ログインしてください</body></html>".encode(), "page_without_table"),
        (b"<html><table><tr><td>&nbsp;</td></tr></table></html>", "empty_file"),
        (b"\x01\x02\x03,\xff", "corrupt"),
        (b"just words", "corrupt"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, data: bytes, key: str) -> None:
    assert refused(tmp_path, data).removeprefix("lists.") == key


def test_a_chain_that_bites_its_tail_is_refused(tmp_path: Path) -> None:
    looped = bytearray(BOOK)
    place = xls.SECTOR + 4 * 4
    looped[place : place + 4] = struct.pack("<I", 2)
    assert refused(tmp_path, bytes(looped)) == "lists.corrupt"
    more = bytearray(BOOK)
    more[68:76] = struct.pack("<II", 0, 1)
    more[2 * xls.SECTOR - 4 : 2 * xls.SECTOR] = struct.pack("<I", 0)
    assert refused(tmp_path, bytes(more)) == "lists.corrupt"


def test_sheets_that_share_their_cells_are_refused(tmp_path: Path) -> None:
    stream = xls.stream([("一覧", CELLS), ("別表", CELLS)])
    first, second = (stream.index(name.encode("utf-16-le")) - 8 for name in ("一覧", "別表"))
    shared = stream[:second] + stream[first : first + 4] + stream[second + 4 :]
    assert refused(tmp_path, xls.container(shared)) == "lists.corrupt"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=6))
def test_damaged_files_never_end_in_a_traceback(at: int, piece: bytes) -> None:
    with contextlib.suppress(UserError):
        for sheet in read_spreadsheet(BOOK[:at] + piece + BOOK[at + len(piece) :], "a.xls", "xls").sheets:
            understand(sheet)


def test_a_web_page_called_xls_is_read_as_its_tables(tmp_path: Path) -> None:
    page = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
    <title>x</title><style>td {}</style></head><body><h1>機能<b>一覧</b></h1>
    <table border=1><tr><th rowspan=2>項番</th><th colspan=2>要件</th></tr><tr><th>名称</th><th>内容</th></tr>
    <tr><td>001</td><td>転入</td><td>一行目<br>
      二行目</td></tr></table><p>備考 &amp; 注記</p></body></html>"""
    book = read(tmp_path, page.encode("cp932"))
    assert (book.format, book.encoding) == ("html", "cp932")
    assert book.sheets[0].rows == [
        ["機能一覧", "", ""], ["", "", ""], ["項番", "要件", ""], ["", "名称", "内容"],
        ["001", "転入", "一行目\n二行目"], ["備考 & 注記", "", ""],
    ]  # fmt: skip
    assert [span.address for span in book.sheets[0].merged] == ["A3:A4", "B3:C3"]
    assert told(book) == [("一覧.xls", "other_format")]


def test_tables_inside_a_table_that_lays_out_the_page(tmp_path: Path) -> None:
    page = "<table><tr><td>左<table><tr><td>a<td>b</table>右</td></tr></table><table><tr><td>c</table>"
    assert read(tmp_path, page.encode()).sheets[0].rows == [
        ["左", ""], ["", ""], ["a", "b"], ["右", ""], ["", ""], ["c", ""],
    ]  # fmt: skip


def test_cells_as_wide_as_a_bomb_are_refused(tmp_path: Path) -> None:
    page = b"<table>" + b"<tr>" + b"<td colspan=4000>x</td>" * 3 + b"</tr></table>"
    assert refused(tmp_path, page) == "lists.sheet_too_large"


def test_text_and_newer_workbooks_called_xls(tmp_path: Path) -> None:
    tabbed = read(tmp_path, "項番\t名称\n001\t転入, 転出\n".encode("cp932"))
    assert (tabbed.format, tabbed.sheets[0].rows[1]) == ("tsv", ["001", "転入, 転出"])
    assert told(tabbed) == [("一覧.xls", "other_format")]
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "名称"
    book.save(tmp_path / "新.xlsx")
    newer = read(tmp_path, (tmp_path / "新.xlsx").read_bytes())
    assert (newer.format, told(newer)) == ("xlsx", [("一覧.xls", "other_format")])
    older = read(tmp_path, BOOK, "一覧.xlsx")
    assert (older.format, told(older)) == ("xls", [("一覧.xlsx", "other_format")])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_as_xls_by_another_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for line in (["ID", "名称", "回答"], [7, "転入", "○"], [8, "転居", "=1/0"]):
        sheet.append(line)
    sheet["A2"].number_format = "00000"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    choices = DataValidation(type="list", formula1='"○,△,×"')
    choices.add("C2:C3")
    sheet.add_data_validation(choices)
    book.save(tmp_path / "一覧.xlsx")
    subprocess.run(
        [
            shutil.which("soffice") or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", str(tmp_path),
            str(tmp_path / "一覧.xlsx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    book_read = read_workbook(tmp_path / "一覧.xls")
    (found,) = book_read.sheets
    assert found.rows[1:] == [["00007", "転入", "○"], ["8", "転居", "#DIV/0!"]]
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({2}, {1})
    assert told(book_read) == [("Sheet!C3", "error_cell"), ("Sheet!C2:C3", "dropdown")]
