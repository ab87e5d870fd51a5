"""Files with the quirks real lists have, one a function; each is written as other programs write it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HEAD = ["項番", "機能ID", "大項目", "中項目", "機能名称", "要件", "必須・任意", "備考"]
Cells = Iterable[Sequence[object]]


def line(n: int, big: str = "住民記録", mid: str = "異動", **changed: object) -> list[object]:
    cells = dict(
        zip(
            HEAD,
            [n, f"{n:07d}", big, mid, f"転入届{n}", f"転入届{n}を入力できること。", "必須", ""],
            strict=True,
        )
    )
    return list((cells | changed).values())


def lines(count: int) -> list[list[object]]:
    return [line(n, mid="異動" if n <= count // 2 else "証明") for n in range(1, count + 1)]


def save(
    path: Path, rows: Cells, change: Callable[[Worksheet], None] | None = None, title: str = "機能一覧"
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    if change:
        change(sheet)
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str) -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def merged(*addresses: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for address in addresses:
            sheet.merge_cells(address)

    return change


def patched(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The package with some bytes of one part replaced, as other programs write them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def header_on_row_21(path: Path) -> Path:
    prose = [["住民記録システム機能要件一覧"], ["令和8年4月1日　情報政策課"], []]
    prose += [[f"（{n}）本書は、調達に当たり求める機能を示すものである。"] for n in range(1, 17)]
    return save(path, [*prose, [], HEAD, *lines(6)])


def two_header_rows_with_merges(path: Path) -> Path:
    upper = ["項番", "機能ID", "機能分類", None, None, "要件", "A社", None, None, "B社", None, None]
    lower = [None, None, "大項目", "中項目", "機能名称", None, *["回答", "実現方法", "費用（千円）"] * 2]
    rows = [
        [n, f"{n:04d}", "税", "賦課", f"機能{n}", f"要件{n}", "○", "", None, "△", "帳票", 100]
        for n in range(1, 6)
    ]
    return save(path, [upper, lower, *rows], merged("A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:I1", "J1:L1"))


def two_header_rows_without_merges(path: Path) -> Path:
    upper = ["No.", "機能分類", "", "機能名", "要件", "ベンダーA", "", "ベンダーB", "", "備考"]
    lower = ["", "大分類", "中分類", "", "", "回答", "備考", "回答", "備考", ""]
    rows = [[n, "福祉", "手当", f"機能{n}", f"要件{n}", "○", "設定", "×", "", ""] for n in range(1, 6)]
    return save(path, [["表1"], [], upper, lower, *rows])


def group_names_sideways(path: Path) -> Path:
    upper = ["機能", "", "", "要件", "", "回答欄", ""]
    lower = ["機能ID", "機能名称", "小分類", "要件", "要件の考え方・理由", "対応可否", "備考"]
    rows = [[f"A{n:03d}", f"機能{n}", "届出", f"要件{n}", "法令", "○", ""] for n in range(1, 5)]
    return save(path, [upper, lower, *rows], merged("A1:C1", "D1:E1", "F1:G1"))


def hierarchy_merged_downwards(path: Path) -> Path:
    levels = [("住民", "異動"), ("", ""), ("", "証明"), ("税", "賦課"), ("", ""), ("", "")]
    rows = [[n, *names, f"機能{n}", f"要件{n}"] for n, names in enumerate(levels, 1)]
    return save(
        path,
        [["項番", "大項目", "中項目", "機能名称", "要件"], *rows],
        merged("B2:B4", "C2:C3", "B5:B7", "C5:C7"),
    )


def blank_means_as_above(path: Path) -> Path:
    rows = [
        line(1),
        line(2, "", ""),
        line(3, "", "証明"),
        line(4, "", ""),
        line(5, "税", "賦課"),
        line(6, "", ""),
    ]
    return save(path, [HEAD, *rows])


def stacked_tables(path: Path) -> Path:
    second: list[list[object]] = [["2.税の機能"], [*HEAD], *[line(n, "税", "賦課") for n in range(11, 14)]]
    return save(path, [["1.住民記録の機能"], HEAD, *lines(5), [], [], *second])


def section_title_rows(path: Path) -> Path:
    head = ["機能ID", "機能名称", "要件", "必須・任意", "備考"]
    rows: list[list[object]] = [["1 住民記録"]]
    rows += [[f"1.{n}", f"機能{n}", f"要件{n}", "必須", ""] for n in range(1, 4)]
    rows += [["2 印鑑登録"]]
    rows += [[f"2.{n}", f"機能{n}", f"要件{n}", "任意", ""] for n in range(1, 3)]
    return save(path, [head, *rows])


def hidden_sheets_rows_and_columns(path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["H"].hidden = True
        book = sheet.parent
        assert isinstance(book, openpyxl.Workbook)
        extra = book.create_sheet("質問")
        extra.append(["項番", "要件", "回答"])
        extra.append([1, "隠れた質問", "○"])
        extra.sheet_state = "hidden"

    return save(path, [HEAD, *lines(6)], change)


def masters_and_legends_beside(path: Path) -> Path:
    head = ["項番", "機能名称", "要件", "回答", "備考", "", "", "選択肢", "説明"]
    beside = [("○", "標準対応"), ("△", "カスタマイズ"), ("×", "対応不可"), ("", ""), ("", "")]
    rows = [[n, f"機能{n}", f"要件{n}", "○△×"[n % 3], "", "", "", *beside[n - 1]] for n in range(1, 6)]

    def change(sheet: Worksheet) -> None:
        choice = DataValidation(type="list", formula1="$H$2:$H$4")
        choice.add("D2:D6")
        sheet.add_data_validation(choice)

    return save(path, [head, *rows], change)


def id_over_two_cells(path: Path) -> Path:
    head = ["機能ID", "", "大項目", "機能名称", "要件"]
    rows = [["012", f"{n:04d}", "住民", f"機能{n}", f"要件{n}"] for n in range(1, 6)]
    return save(path, [head, *rows], merged("A1:B1"))


def ids_that_lost_their_zero(path: Path) -> Path:
    head = ["項番", "大項目", "機能名称", "要件"]
    keys = [2.8, 2.9, 2.1, 2.11, 2.12]
    return save(path, [head, *[[key, "税", f"機能{n}", f"要件{n}"] for n, key in enumerate(keys)]])


def formulas_for_numbers(path: Path) -> Path:
    """No program has calculated the formulas yet, so that no value of them is stored."""
    rows = [["=ROW()-1", "税", f"機能{n}", f"要件{n}"] for n in range(1, 5)]
    return save(path, [["No.", "大項目", "機能名称", "要件"], *rows])


def ruby_over_names(path: Path) -> Path:
    save(path, [HEAD, line(1, 備考="RUBY"), *lines(3)[1:]])
    ruby = '<t>宛名</t><rPh sb="0" eb="2"><t>アテナ</t></rPh><phoneticPr fontId="1"/>'
    return patched(path, "xl/worksheets/sheet1.xml", b"<t>RUBY</t>", ruby.encode())


def escaped_returns(path: Path) -> Path:
    save(path, [HEAD, line(1, 備考="RETURN"), *lines(3)[1:]])
    return patched(path, "xl/worksheets/sheet1.xml", b"RETURN", "上_x000D_\n下".encode())


def error_cells(path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        sheet["H3"].value = "#REF!"
        sheet["H3"].data_type = "e"

    return save(path, [HEAD, *lines(4)], change)


def japanese_dates(path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        for number, code in ((2, '[$-411]ggge"年"m"月"d"日"'), (3, 'yyyy"年"m"月"d"日"'), (4, "yyyy/m/d")):
            sheet[f"D{number}"].value = 46113
            sheet[f"D{number}"].number_format = code

    head = ["項番", "機能名称", "要件", "適合基準日"]
    return save(path, [head, *[[n, f"機能{n}", f"要件{n}"] for n in range(1, 4)]], change)


def two_kinds_of_circles(path: Path) -> Path:
    head = ["項番", "機能名称", "要件", "回答"]
    return save(path, [head, *[[n, f"機能{n}", f"要件{n}", mark] for n, mark in enumerate("○〇○×○", 1)]])


def full_width_digits(path: Path) -> Path:
    head = ["項番", "機能ＩＤ", "大項目", "機能名称", "要　件"]
    rows = [[wide(n), wide(10 + n), "住民", f"機能{wide(n)}", f"要件{wide(n)}"] for n in range(1, 5)]
    return save(path, [head, *rows])


def wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def line_breaks_everywhere(path: Path) -> Path:
    head = ["項\n番", "機能\nID", "大\n項目", "機能\n名称", "要件\n（必須）", "備\n考"]
    rows = [[n, f"{n:03d}", "税", f"機能{n}", f"1行目\n2行目{n}\n", "・甲\r\n・乙"] for n in range(1, 4)]
    return save(path, [head, *rows])


def a_cell_of_31881_letters(path: Path) -> Path:
    return save(path, [HEAD, *lines(2), line(3, 要件="長" * 31_881)])


def repeated_csv_headers(path: Path) -> Path:
    content = "項番,機能名称,要件,備考,備考,備考\r\n" + "".join(
        f"{n},機能{n},要件{n},甲{n},乙{n},\r\n" for n in range(1, 5)
    )
    return text(path.with_suffix(".csv"), content, "utf-8")


def csv_of_windows(path: Path) -> Path:
    content = '項番,機能名称,要件,備考\r\n1,①髙﨑様,～を行う,㈱\r\n2,機能,"改行\r\nあり",\r\n'
    return text(path.with_suffix(".csv"), content, "cp932")


def csv_with_a_mark(path: Path) -> Path:
    return text(
        path.with_suffix(".csv"), "機能ID,機能名称,要件\n0010,転入,入力\n0020,転出,入力\n", "utf-8-sig"
    )


def used_range_to_the_last_row(path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        sheet["A1048576"].alignment = Alignment(wrap_text=True)

    return save(path, [HEAD, *lines(5)], change)


def indents_as_levels(path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        for row, depth in enumerate((0, 1, 2, 2, 1, 2), 2):
            sheet.cell(row, 2).alignment = Alignment(indent=depth)

    names = ["住民記録", "異動", "転入を入力", "転出を入力", "証明", "写しを出力"]
    rows = [[n, name, f"{name}できること" if len(name) > 4 else "", ""] for n, name in enumerate(names, 1)]
    return save(path, [["項番", "機能名称", "要件", "備考"], *rows], change)


def blanks_as_levels(path: Path) -> Path:
    names = ["住民記録", "　異動", "　　転入を入力", "　　転出を入力", "　証明", "　　写しを出力"]
    rows = [
        [n, name, f"{name.strip()}できること" if name.startswith("　　") else "", ""]
        for n, name in enumerate(names, 1)
    ]
    return save(path, [["項番", "機能名称", "要件", "備考"], *rows])


def numbering_as_hierarchy(path: Path) -> Path:
    rows = [["1", "住民記録", ""], ["1.1", "異動", ""], ["1.1.1", "転入", "入力"], ["1.1.2", "転出", "入力"],
            ["1.2", "証明", ""], ["1.2.1", "写し", "出力"]]  # fmt: skip
    return save(path, [["項番", "機能名称", "要件"], *rows])


def english_headers(path: Path) -> Path:
    head = [
        "Req. ID",
        "Module",
        "Feature",
        "Requirement description",
        "Mandatory/Optional",
        "Vendor response",
        "Comments",
    ]
    rows = [
        [f"RQ-{n:03d}", "Residents", f"Feature {n}", f"The system shall do {n}.", "M", "Yes", ""]
        for n in range(1, 6)
    ]
    return save(path, [["Functional requirements"], [], head, *rows])
