"""Understanding tables: one small list for each quirk that real ones have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.errors import UserError
from models.lists.hints import Hints, VendorHint
from models.lists.table import HierarchyStyle, Table
from models.lists.understanding.understand import list_table, understand
from models.lists.workbook import Sheet, Workbook, letters

MakeSheet = Callable[..., Sheet]
MakeTables = Callable[..., list[Table]]

HEAD = ["項番", "機能ID", "大項目", "中項目", "機能名称", "要件", "必須・任意", "備考"]


def row(n: int, big: str = "住民記録", mid: str = "異動", duty: str = "必須") -> list[str]:
    return [str(n), f"{n:07d}", big, mid, f"機能{n}", f"機能{n}が行えること。", duty, ""]


def columns(table: Table) -> dict[str, str]:
    return {name: "".join(letters(c) for c in at) for name, at in table.columns.items()}


def keys(table: Table) -> set[str]:
    return {finding.key for finding in table.findings}


def one(sheet: Sheet, hints: Hints | None = None) -> Table:
    tables = understand(sheet, hints)
    assert len(tables) == 1
    return tables[0]


def test_plain_list(make_sheet: MakeSheet) -> None:
    table = one(make_sheet([HEAD, row(1), row(2, duty="任意"), row(3)]))
    assert columns(table) == {
        "no": "A", "feature_id": "B", "level1": "C", "level2": "D",
        "name": "E", "requirement": "F", "obligation": "G", "remarks": "H",
    }  # fmt: skip
    assert table.header_rows == (1,)
    assert table.span.address == "A1:H4"
    assert table.style is HierarchyStyle.REPEATED
    first = table.items[0]
    assert (first.no, first.feature_id, first.levels) == ("1", "0000001", ("住民記録", "異動"))
    assert (first.name, first.requirement, first.source_row) == ("機能1", "機能1が行えること。", 2)
    assert table.findings == ()


def test_english_list(make_sheet: MakeSheet) -> None:
    head = [
        "No.",
        "Feature ID",
        "Category",
        "Feature name",
        "Description",
        "Mandatory",
        "Effective date",
        "Remarks",
    ]
    table = one(
        make_sheet([head, ["1", "F-01", "Residents", "Moving in", "Records it", "must", "2026-04-01", ""]])
    )
    assert columns(table) == {
        "no": "A", "feature_id": "B", "level1": "C", "name": "D",
        "requirement": "E", "obligation": "F", "effective_date": "G", "remarks": "H",
    }  # fmt: skip
    assert table.items[0].effective_date == "2026-04-01"


@pytest.mark.parametrize("prose", [1, 7, 20])
def test_header_below_prose(make_sheet: MakeSheet, prose: int) -> None:
    lines = [["住民記録システム 機能一覧"], ["本一覧の要件は次のとおりとする。備考欄も確認すること。"]] * 10
    table = one(make_sheet([*lines[:prose], HEAD, row(1), row(2)]))
    assert table.header_rows == (prose + 1,)
    assert len(table.items) == 2
    assert table.title == "住民記録システム 機能一覧"


def test_header_far_below_with_line_breaks_and_wide_letters(make_sheet: MakeSheet) -> None:
    head = ["Ｎｏ．", "機能\nＩＤ", "大 項 目", "機能名称\n（略称）", "要　件"]
    table = one(make_sheet([["", ""], head, ["1", "A1", "住記", "転入", "入力できること"]]))
    assert columns(table) == {"no": "A", "feature_id": "B", "level1": "C", "name": "D", "requirement": "E"}


def test_two_header_rows_with_merges(make_tables: MakeTables) -> None:
    rows = [
        ["項番", "分類", None, "機能名称", "要件", "A社回答", None],
        [None, "大分類", "中分類", None, None, "可否", "備考"],
        ["1", "住記", "異動", "転入", "入力", "○", "標準機能"],
        ["2", "住記", "異動", "転出", "入力", "△", "帳票追加"],
    ]
    (table,) = make_tables(rows, merges=["A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:G1"])
    assert table.header_rows == (1, 2)
    assert columns(table) == {"no": "A", "level1": "B", "level2": "C", "name": "D", "requirement": "E"}
    assert [v.as_json() for v in table.vendors] == [
        {"name": "A社", "answer": "F", "method": "G", "cost": None}
    ]
    assert len(table.items) == 2


def test_two_header_rows_without_merges(make_sheet: MakeSheet) -> None:
    rows = [
        ["項番", "分類", "", "機能名称", "要件", "A社 回答", "", "", "B社 回答", "", ""],
        [
            "",
            "大分類",
            "中分類",
            "",
            "",
            "可否",
            "実現方法",
            "費用（千円）",
            "可否",
            "実現方法",
            "費用（千円）",
        ],
        ["1", "住記", "異動", "転入", "入力", "○", "", "", "×", "", "10"],
    ]
    table = one(make_sheet(rows))
    assert table.header_rows == (1, 2)
    assert columns(table) == {"no": "A", "level1": "B", "level2": "C", "name": "D", "requirement": "E"}
    assert [(v.name, letters(v.answer or 0), v.cost_unit) for v in table.vendors] == [
        ("A社", "F", 1000), ("B社", "I", 1000),
    ]  # fmt: skip


def test_title_above_a_full_header_is_no_upper_header(make_tables: MakeTables) -> None:
    (table,) = make_tables([["機能一覧", *[None] * 7], HEAD, row(1)], merges=["A1:H1"])
    assert table.header_rows == (2,)


def test_vendors_by_single_headers(make_sheet: MakeSheet) -> None:
    head = ["機能ID", "機能名称", "要件", "A社_回答", "A社_カスタマイズ費用（千円）", "B社_回答", "備考"]
    table = one(
        make_sheet([head, ["1", "転入", "入力", "○", "", "△", ""], ["2", "転出", "入力", "×", "5", "○", ""]])
    )
    assert [(v.name, v.answer, v.cost) for v in table.vendors] == [("A社", 3, 4), ("B社", 5, None)]
    assert columns(table)["remarks"] == "G"


def test_one_unnamed_vendor(make_sheet: MakeSheet) -> None:
    head = ["項番", "機能名称", "要件", "回答", "実現方法・備考", "カスタマイズ費用(千円)", "備考"]
    table = one(make_sheet([head, ["1", "転入", "入力", "○", "", "", ""]]))
    assert [v.as_json() for v in table.vendors] == [{"name": "", "answer": "D", "method": "E", "cost": "F"}]
    assert columns(table)["remarks"] == "G"


def test_vendors_by_name_alone_or_by_their_own_words(make_sheet: MakeSheet) -> None:
    rows = [["項番", "機能名称", "要件", "A社", "B社"]]
    rows += [[str(n), f"機能{n}", "内容", "○△×"[n % 3], "○"] for n in range(5)]
    assert [(v.name, v.answer) for v in one(make_sheet(rows)).vendors] == [("A社", 3), ("B社", 4)]
    head = ["Ref", "Feature", "Description", "Acme Response", "Acme Cost"]
    table = one(make_sheet([head, ["R1", "Log in", "Users log in", "Y", "3"]]))
    assert [v.as_json() for v in table.vendors] == [
        {"name": "Acme", "answer": "D", "method": None, "cost": "E"}
    ]


def test_requirement_in_a_column_for_each_obligation(make_sheet: MakeSheet) -> None:
    rows = [
        ["機能ID", "機能名称", "実装必須機能", "標準オプション機能", "適合基準日"],
        ["0010001", "住民票の管理", "氏名を管理できること", "", "2026-04-01"],
        ["0010002", "住民票の管理", "", "旧氏を管理できること", "2026-04-01"],
    ]
    table = one(make_sheet(rows))
    assert columns(table)["requirement"] == "CD"
    assert [(i.requirement, i.obligation) for i in table.items] == [
        ("氏名を管理できること", "実装必須機能"),
        ("旧氏を管理できること", "標準オプション機能"),
    ]


def test_answer_form_with_sections_legend_and_stacked_header_words(make_sheet: MakeSheet) -> None:
    rows = [
        ["機能要件 回答書"],
        ["凡例 ○：標準 △：カスタマイズまたは代替 ×：対応不可"],
        [""],
        ["項番", "分類", "", "機能名称", "要件", "必須", "A社 回答", ""],
        ["", "大分類", "中分類", "", "", "任意", "可否", "備考"],
        ["1　住民記録"],
        ["1.9", "住民記録", "転入", "転入届の入力", "入力できること", "必須", "○", "標準機能"],
        ["1.1", "〃", "〃", "国保の同時受付", "同時に行えること", "任意", "△", "画面追加"],
        ["1.11", "〃", "転出", "転出届の入力", "入力できること", "必須", "〇", "標準機能"],
        ["2　証明書交付"],
        ["2.1", "証明書", "発行", "住民票の写し", "交付できること", "必須", "○", ""],
    ]
    table = one(make_sheet(rows))
    assert table.header_rows == (4, 5)
    assert table.section_rows == (6, 10)
    assert columns(table)["obligation"] == "F"
    assert [v.as_json() for v in table.vendors] == [
        {"name": "A社", "answer": "G", "method": "H", "cost": None}
    ]
    assert [i.levels for i in table.items][1:3] == [("住民記録", "転入"), ("住民記録", "転出")]
    assert keys(table) == {"lists.lost_zero", "lists.mark_variants"}
    assert set(table.legend) == {"○", "△", "×"}


def test_hierarchy_merged_downwards(make_tables: MakeTables) -> None:
    rows = [HEAD, row(1), row(2), row(3, "税", "賦課"), row(4, "税", "収納")]
    for r, c in ((2, 2), (2, 3), (4, 2)):
        rows[r][c] = ""
    (table,) = make_tables(rows, merges=["C2:C3", "D2:D3", "C4:C5"])
    assert table.style is HierarchyStyle.MERGED
    assert [i.levels for i in table.items] == [
        ("住民記録", "異動"), ("住民記録", "異動"), ("税", "賦課"), ("税", "収納"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["", "〃", "同上"])
def test_hierarchy_blank_or_ditto_means_as_above(make_sheet: MakeSheet, mark: str) -> None:
    rows = [HEAD, row(1), row(2, mark, mark), row(3, mark, "証明"), row(4, "税", "賦課"), row(5, mark, mark)]
    table = one(make_sheet(rows))
    assert table.style is HierarchyStyle.FILL_DOWN
    assert [i.levels for i in table.items] == [
        ("住民記録", "異動"), ("住民記録", "異動"), ("住民記録", "証明"), ("税", "賦課"), ("税", "賦課"),
    ]  # fmt: skip


def test_a_new_outer_level_ends_the_inner_one(make_sheet: MakeSheet) -> None:
    table = one(make_sheet([HEAD, row(1), row(2, "", ""), row(3, "税", ""), row(4, "", "収納")]))
    assert [i.levels for i in table.items][2:] == [("税",), ("税", "収納")]


def test_section_titles_numbered(make_sheet: MakeSheet) -> None:
    rows = [
        ["項番", "機能名称", "要件", "必須・任意", "備考"],
        ["1", "住民記録"], ["1.1", "転入", "入力", "必須", "x"], ["1.2", "転出", "入力", "必須", ""],
        ["2", "証明書"], ["2.1", "発行", "印刷", "任意", ""],
    ]  # fmt: skip
    table = one(make_sheet(rows))
    assert table.section_rows == (2, 5)
    assert table.style is HierarchyStyle.NUMBERING
    assert [(i.no, i.levels) for i in table.items] == [
        ("1.1", ("住民記録",)), ("1.2", ("住民記録",)), ("2.1", ("証明書",)),
    ]  # fmt: skip


def test_section_titles_in_a_single_cell(make_sheet: MakeSheet) -> None:
    rows = [HEAD, ["■住民記録"], row(1), row(2), ["■税"], row(3)]
    table = one(make_sheet(rows))
    assert table.section_rows == (2, 5)
    assert len(table.items) == 3


def test_numbering_alone_makes_levels(make_sheet: MakeSheet) -> None:
    rows = [["項番", "機能名称", "要件", "必須・任意"]]
    rows += [[no, f"機能{no}", "要件の本文", "必須"] for no in ("1", "1.1", "1.1.1", "1.2", "2", "2.1")]
    table = one(make_sheet(rows))
    assert table.style is HierarchyStyle.NUMBERING
    assert table.items[2].levels == ("機能1", "機能1.1")
    assert table.items[4].levels == ()


def test_levels_without_a_name_column_name_the_items(make_sheet: MakeSheet) -> None:
    rows = [["ID", "大項目", "小項目", "詳細"], ["1", "住記", "転入", "あ"], ["2", "住記", "転出", "い"]]
    table = one(make_sheet(rows))
    assert [(i.levels, i.name) for i in table.items] == [(("住記",), "転入"), (("住記",), "転出")]


def test_staircase_of_equal_headers(make_sheet: MakeSheet) -> None:
    rows = [
        ["Work item", "Title", "Title", "Title", "Sequence ID"],
        ["Epic", "Plan", "", "", "10"], ["Feature", "", "Classify", "", "10.1"],
        ["Story", "", "", "Define", "10.1.1"], ["Feature", "", "Source", "", "10.2"],
    ]  # fmt: skip
    table = one(make_sheet(rows))
    assert [(i.levels, i.name) for i in table.items] == [
        ((), "Plan"), (("Plan",), "Classify"), (("Plan", "Classify"), "Define"), (("Plan",), "Source"),
    ]  # fmt: skip


def test_level_columns_of_marks_are_no_hierarchy(make_sheet: MakeSheet) -> None:
    rows = [["ID", "Requirement", "Level 1", "Level 2"]]
    rows += [[f"1.{n}", f"Verify {n}", "✓" if n % 2 else "", "✓"] for n in range(1, 12)]
    table = one(make_sheet(rows))
    assert columns(table) == {"feature_id": "A", "requirement": "B"}
    assert table.items[0].extra == {"Level 1": "✓", "Level 2": "✓"}


def test_id_split_over_two_cells(make_tables: MakeTables) -> None:
    rows = [["機能ID", None, "機能名称", "要件"], ["031", 1, "宛名", "管理"], ["031", 12, "氏名", "管理"]]
    (table,) = make_tables(rows, merges=["A1:B1"], formats={"B2": "00000", "B3": "00000"})
    assert columns(table)["feature_id"] == "AB"
    assert [i.feature_id for i in table.items] == ["03100001", "03100012"]
    (loose,) = make_tables(rows, merges=["A1:B1"])
    assert [i.feature_id for i in loose.items] == ["031-1", "031-12"]


def test_masters_and_legends_beside_the_table_stay_out(make_sheet: MakeSheet) -> None:
    rows = [
        ["項番", "機能名称", "要件", "回答", "", "回答"],
        ["1", "転入", "入力できること", "○", "", "○"],
        ["2", "転出", "入力できること", "△", "", "△"],
        ["", "", "", "", "", "×"],
        ["3", "転居", "入力できること", "○", "", ""],
    ]
    table = one(make_sheet(rows))
    assert table.span.address == "A1:D5"
    assert len(table.items) == 3


@pytest.mark.parametrize(
    "prose",
    [
        [["凡例 ○：標準対応 △：カスタマイズ ×：対応不可"]],
        [["凡例"], ["○", "標準対応"], ["△", "カスタマイズ"], ["×", "対応不可"]],
        [["※回答欄には、○＝標準対応、△＝カスタマイズ、×＝対応不可 を記入してください。"]],
    ],
)
def test_legend_above_the_table(make_sheet: MakeSheet, prose: list[list[str]]) -> None:
    head = ["項番", "機能名称", "要件", "回答"]
    table = one(make_sheet([*prose, [""], head, ["1", "転入", "入力", "○"], ["2", "転出", "入力", "△"]]))
    assert table.legend["○"] == "標準対応"
    assert table.legend["△"] == "カスタマイズ"
    assert table.legend["×"].startswith("対応不可")


def test_notes_totals_and_repeated_headers_are_left_out_and_told(make_sheet: MakeSheet) -> None:
    rows = [HEAD, row(1), HEAD, row(2), ["合計", "", "", "", "2件"], [""], ["※必須は全て満たすこと。"]]
    table = one(make_sheet(rows))
    assert [i.no for i in table.items] == ["1", "2"]
    assert keys(table) == {"lists.repeated_headers", "lists.total_rows", "lists.note_rows"}


def test_prenumbered_empty_rows_are_left_out_and_told(make_sheet: MakeSheet) -> None:
    table = one(make_sheet([HEAD, row(1), ["2", "0000002"], ["3", "0000003"]]))
    assert [i.no for i in table.items] == ["1"]
    assert table.excluded_rows == (3, 4)
    assert [f.facts["rows"] for f in table.findings if f.key == "lists.numbered_only"] == ["3-4"]


def test_marker_row_closing_the_form(make_sheet: MakeSheet) -> None:
    table = one(make_sheet([HEAD, row(1), row(2), ["e"] * 8]))
    assert len(table.items) == 2
    assert "lists.marker_rows" in keys(table)


def test_stacked_tables(make_sheet: MakeSheet) -> None:
    rows = [["1. 住民記録"], HEAD, row(1), row(2), [""], ["2. 税"], [""], HEAD, row(1), [""]]
    first, second = understand(make_sheet(rows))
    assert (first.header_rows, second.header_rows) == ((2,), (8,))
    assert (len(first.items), len(second.items)) == (2, 1)
    assert (first.title, second.title) == ("1. 住民記録", "2. 税")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("改訂履歴", [["項番", "版数", "改訂日", "変更内容"], ["1", "1.0", "2026-04-01", "初版"]]),
        (
            "Sheet3",
            [["項番", "版数", "改訂日", "変更箇所", "変更内容"], ["1", "1.0", "2026", "全体", "初版"]],
        ),
        ("凡例", [["項番", "項目名", "内容", "備考"], ["1", "必須", "必ず満たす", ""]]),
        ("表紙", [["住民記録システム"], ["機能一覧"], ["第1版"]]),
        ("マスタ", [["必須", "任意"], ["○", "△"]]),
        ("Sheet2", [["Column 1", "Column2"], ["1", "Adam"], ["2", "Jill"]]),
        ("空", [["", ""]]),
    ],
)
def test_sheets_that_are_no_feature_list(make_sheet: MakeSheet, name: str, rows: list[list[str]]) -> None:
    assert understand(make_sheet(rows, name)) == []


def test_duplicate_and_missing_ids_and_names(make_sheet: MakeSheet) -> None:
    rows = [HEAD, row(1), row(2), row(3), row(4)]
    rows[2][1] = "0000001"
    rows[3][1] = ""
    rows[4][4] = ""
    found = [(f.key, f.where) for f in one(make_sheet(rows)).findings]
    assert found == [
        ("lists.duplicate_id", "一覧!B3"), ("lists.missing_id", "一覧!B4"), ("lists.missing_name", "一覧!E5"),
    ]  # fmt: skip


def test_number_that_lost_its_zero_is_reported_not_guessed(make_sheet: MakeSheet) -> None:
    numbers = ["2.8", "2.9", "2.1", "2.11", "2.12", "2.19", "2.2", "2.21"]
    rows = [["項番", "機能名称", "要件", "備考"], *[[no, f"機能{no}", "内容", ""] for no in numbers]]
    table = one(make_sheet(rows))
    assert [i.no for i in table.items] == numbers
    lost = [(f.where, f.facts["suspected"]) for f in table.findings if f.key == "lists.lost_zero"]
    assert lost == [("一覧!A4", "2.10"), ("一覧!A8", "2.20")]
    assert "lists.duplicate_id" not in keys(table)


def test_kept_zero_and_new_chapter_are_no_loss(make_sheet: MakeSheet) -> None:
    numbers = ["2.9", "2.10", "2.11", "3.1", "3.2"]
    rows = [["項番", "機能名称", "要件", "備考"], *[[no, f"機能{no}", "内容", ""] for no in numbers]]
    assert keys(one(make_sheet(rows))) == set()


def test_hidden_rows_and_columns_with_items(make_tables: MakeTables) -> None:
    (table,) = make_tables([HEAD, row(1), row(2), row(3), row(4)], hidden_rows=[3, 4], hidden_columns=["F"])
    assert [i.hidden for i in table.items] == [False, True, True, False]
    hidden = [(f.where, f.key, f.facts.get("n")) for f in table.findings]
    assert hidden == [("機能一覧!3:4", "lists.hidden_rows", 2), ("機能一覧!F", "lists.hidden_column", None)]


def test_marks_that_only_look_alike(make_sheet: MakeSheet) -> None:
    rows = [
        ["項番", "機能名称", "要件", "回答"],
        *[[str(n), f"機能{n}", "内容", "○○〇"[n % 3]] for n in range(6)],
    ]
    (finding,) = one(make_sheet(rows)).findings
    assert finding.where == "一覧!D"
    assert finding.facts["marks"] == "○ (U+25CB) 4, 〇 (U+3007) 2"


def test_change_column_by_its_cells(make_sheet: MakeSheet) -> None:
    rows = [
        ["機能ID", "機能名称", "要件", "版1.1"],
        *[[str(n), f"機能{n}", "内容", "新規変更"[n % 2 * 2 :][:2]] for n in range(4)],
    ]
    assert columns(one(make_sheet(rows)))["change"] == "D"


def test_texts_stay_as_they_are(make_sheet: MakeSheet) -> None:
    long = "要件\r\n" + "長い本文" * 8000
    table = one(make_sheet([HEAD[:6], ["1", "0000001", "住記", "異動", " 転入 ", long]]))
    assert table.items[0].requirement == long


def test_hints_override_everything(make_sheet: MakeSheet) -> None:
    rows = [
        ["x", "y", "z"],
        ["番", "なにか", "回"],
        ["1", "転入", "○"],
        ["2", "転出", "△"],
        ["3", "転居", "×"],
    ]
    sheet = make_sheet(rows)
    assert understand(sheet) == []
    hints = Hints(
        header_rows=(2,), columns={"no": ("A",), "name": ("B",)}, vendors=(VendorHint("甲", "C"),), last_row=4
    )
    table = one(sheet, hints)
    assert [(i.no, i.name) for i in table.items] == [("1", "転入"), ("2", "転出")]
    assert [v.name for v in table.vendors] == ["甲"]


@pytest.mark.parametrize(
    ("hints", "key"),
    [
        (Hints(columns={"title": ("A",)}), "lists.unknown_field"),
        (Hints(columns={"name": ("1",)}), "lists.unknown_column"),
        (Hints(columns={"name": ("ZZ",)}), "lists.column_outside"),
        (Hints(header_rows=(1, 3)), "lists.bad_header_rows"),
        (Hints(header_rows=(9,)), "lists.no_rows_below"),
        (Hints(header_rows=(1,), columns={"no": ("A",)}), "lists.no_header"),
    ],
)
def test_wrong_hints_are_refused(make_sheet: MakeSheet, hints: Hints, key: str) -> None:
    with pytest.raises(UserError) as refused:
        understand(make_sheet([HEAD, row(1)]), hints)
    assert refused.value.key == key
    assert refused.value.message


def test_list_table_takes_the_largest_visible_and_says_so(make_sheet: MakeSheet) -> None:
    small, large = make_sheet([HEAD, row(1)], "小"), make_sheet([HEAD, row(1), row(2)], "大")
    hidden = Sheet("隠", [*large.rows, [*row(9)]], hidden=True)
    sheet, table = list_table(Workbook("f.xlsx", "xlsx", "", (small, large, hidden)))
    assert sheet.name == "大"
    assert [f.key for f in table.findings] == ["lists.other_tables"]
    _, table = list_table(Workbook("f.xlsx", "xlsx", "", (small, large)), Hints(sheet="小"))
    assert len(table.items) == 1


def test_a_list_without_answers_is_said_to_have_none(make_sheet: MakeSheet) -> None:
    with pytest.raises(UserError) as refused:
        list_table(Workbook("f.xlsx", "xlsx", "", (make_sheet([HEAD, row(1), row(2)]),)), answers=True)
    assert refused.value.key == "lists.no_answers"


def test_list_without_a_header_is_refused_with_the_remedy(make_sheet: MakeSheet) -> None:
    book = Workbook("f.csv", "csv", "utf-8", (make_sheet([["a", "b"], ["1", "2"]]),))
    with pytest.raises(UserError) as refused:
        list_table(book)
    assert "見出し" in refused.value.message
    with pytest.raises(UserError) as refused:
        list_table(book, Hints(sheet="なし"))
    assert refused.value.key == "lists.unknown_sheet"


def test_json_shape(make_sheet: MakeSheet) -> None:
    shown = one(make_sheet([HEAD, row(1), row(2)])).as_json(1)
    assert (shown["range"], shown["header_rows"], shown["item_count"]) == ("A1:H3", [1], 2)
    assert (shown["first_data_row"], shown["last_data_row"]) == (2, 3)
    assert shown["hierarchy"] == {"columns": ["C", "D"], "style": "repeated"}
