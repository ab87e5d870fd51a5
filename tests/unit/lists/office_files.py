"""Lists as ministries, towns and vendors send them: several quirks in one sheet, each a function."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.unit.lists.quirky_files import merged, save


def several(count: int, *cells: object) -> list[list[object]]:
    """Rows of the same cells; "{n}" in a text is the row's number, and a lone "{n}" the number itself."""
    rows: list[list[object]] = []
    for n in range(1, count + 1):
        made: list[object] = [
            n if cell == "{n}" else str(cell).format(n=n) if cell is not None else None for cell in cells
        ]
        rows.append(made)
    return rows


def specification_with_a_form(path: Path) -> Path:
    rows: list[Sequence[object]] = [
        ["別紙1", "機能要件一覧"],
        ["※ 対応可否の欄には、◎：標準で対応、○：パラメータ設定で対応、×：対応不可 を記入すること。"],
        [],
        ["項番", "業務区分", "", "機能名", "機能要件", "重要度", "対応可否", "備考", "追加費用（千円）"],
        ["", "大分類", "中分類"],
        *several(6, "{n}", "住民記録", "異動", "機能{n}", "要件{n}", "必須", "", "", ""),
    ]
    heads = [f"{column}4:{column}5" for column in "ADEFGHI"]
    return save(path, rows, merged("B4:C4", *heads))


def vendors_known_by_their_place(path: Path) -> Path:
    upper = ["No", "機能", "", "内容", "アルファ電算", "", "", "ベータシステムズ㈱", "", ""]
    lower = ["", "区分", "項目", "", *["回答", "対応方法", "費用(千円)"] * 2]
    rows = several(5, "{n}", "賦課", "項目{n}", "内容{n}", "○", "設定", "100", "×", "", "")
    return save(path, [upper, lower, *rows], merged("B1:C1", "E1:G1", "H1:J1", "A1:A2", "D1:D2"))


def companies_under_one_head(path: Path) -> Path:
    upper = ["No", "機能名", "要件", "各社対応状況", "", "", "備考"]
    lower = ["", "", "", "日本電算", "富士情報", "ＴＫシステム", ""]
    rows = several(6, "{n}", "機能{n}", "要件{n}", "○", "×", "△", "")
    return save(path, [upper, lower, *rows], merged("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"))


def numbers_and_an_example_below_the_header(path: Path) -> Path:
    head = ["項番", "機能名", "要件", "回答", "実現方法", "費用（円）"]
    counted = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    example = ["例", "転入届", "入力できること", "○", "標準機能", "0"]
    return save(path, [head, counted, example, *several(5, "{n}", "機能{n}", "要件{n}", "", "", "")])


def page_after_page(path: Path) -> Path:
    head = ["項番", "機能", "内容", "回答", "備考"]
    page = several(4, "{n}", "機能{n}", "内容{n}", "○", "")
    return save(path, [["機能一覧"], head, *page, ["小計", "", "", "4"], head, *page, ["合計", "", "", "8"]])


def legend_and_total_below(path: Path) -> Path:
    rows: list[Sequence[object]] = [
        ["項番", "業務", "機能", "要件", "回答", "備考", "費用（千円）"],
        *several(6, "{n}", "国保", "資格", "要件{n}", "○", "", "100"),
        ["", "", "", "カスタマイズ費用合計", "", "", "600"],
        [],
        ["（凡例）"],
        ["○", "標準機能で実現"],
        ["△", "カスタマイズにより実現"],
    ]
    return save(path, rows)


def grades_for_an_obligation(path: Path) -> Path:
    head = ["ID", "カテゴリ", "サブカテゴリ", "要件名", "要件詳細", "優先順位", "対応可否", "代替案・条件"]
    return save(path, [head, *several(5, "R-{n}", "申請", "受付", "名{n}", "詳細{n}", "高", "○", "")])


def a_tracker_of_issues(path: Path) -> Path:
    head = ["課題No.", "発生日", "分類", "課題内容", "優先度", "担当", "期限", "状況"]
    row = ("{n}", "2026/6/1", "帳票", "内容{n}", "高", "山田", "2026/7/1", "対応中")
    return save(path, [["課題管理表"], [], head, *several(5, *row)], title="課題一覧")


def header_in_two_languages(path: Path) -> Path:
    head = ["項番", "大分類", "機能名", "要件", "備考"]
    english = ["No.", "Category", "Feature", "Requirement", "Remarks"]
    return save(path, [head, english, *several(5, "{n}", "税", "機能{n}", "要件{n}", "")])


def three_rows_of_headers(path: Path) -> Path:
    rows: list[Sequence[object]] = [
        ["機能要件", "", "", "", "回答欄", "", ""],
        ["項番", "分類", "", "要件", "A社", "", ""],
        ["", "大", "中", "", "可否", "方法", "費用"],
        *several(5, "{n}", "税", "賦課", "要件{n}", "○", "", ""),
    ]
    return save(path, rows, merged("A1:D1", "E1:G1", "A2:A3", "B2:C2", "D2:D3", "E2:G2"))


def group_name_over_a_part(path: Path) -> Path:
    upper = ["", "", "", "機能要件", "", ""]
    lower = ["大項目", "中項目", "機能ID", "実装必須機能", "標準オプション機能", "要件の考え方・理由"]
    return save(
        path,
        [["仕様書"], upper, lower, *several(5, "管理", "住民", "00{n}", "要件{n}", "", "")],
        merged("D2:E2"),
    )


def parents_by_number_alone(path: Path) -> Path:
    rows = [["1", "住民記録"], ["1.1", "異動"], ["1.1.1", "転入", "○"], ["1.1.2", "転出", "○"],
            ["1.2", "証明"], ["1.2.1", "写し", "○"]]  # fmt: skip
    return save(path, [["項番", "要件", "必須"], *rows])


def letters_as_answers(path: Path) -> Path:
    legend = [["凡例", "A", "標準機能"], ["", "B", "オプション"], ["", "C", "カスタマイズ"], []]
    head = ["機能番号", "要件", "必須", "評価", "コメント"]
    rows = [[f"{n:03d}", f"要件{n}", "●", "ABC"[n % 3], ""] for n in range(1, 7)]
    return save(path, [["機能要件書"], *legend, head, *rows])


def tender_in_english(path: Path) -> Path:
    head = ["Ref", "Functional Area", "Sub-area", "Requirement", "Priority (M/S/C)", "Supplier Response",
            "Supplier Comments"]  # fmt: skip
    rows = several(5, "FR-{n}", "Cases", "Intake", "The solution must {n}", "M", "Full", "")
    return save(path, [head, *rows])


def questions_of_an_enquiry(path: Path) -> Path:
    head = ["#", "Section", "Question", "Response (Full/Partial/None)", "Explanation"]
    return save(path, [["RFI"], head, *several(6, "{n}", "Security", "Does it {n}?", "Full", "")])


def form_of_a_town_with_notes_below(path: Path) -> Path:
    rows: list[Sequence[object]] = [
        ["様式５－１　機能要件対応表"],
        ["提案者名"],
        [],
        ["機能要件", "", "", "", "", "提案者記入欄", "", ""],
        [
            "番号",
            "大分類",
            "中分類",
            "機能要件",
            "必須／推奨",
            "対応可否",
            "対応方法（代替案を含む）",
            "追加費用",
        ],
        *several(6, "1-{n}", "共通", "認証", "要件{n}", "必須", "", "", ""),
        ["※対応可否は以下から選択すること"],
        ["　◎：パッケージ標準機能"],
        ["　×：対応不可"],
    ]
    return save(path, rows, merged("A4:E4", "F4:H4"))


def response_codes_below_a_gap(path: Path) -> Path:
    head = ["ID", "Level 1", "Level 2", "Requirement", "Must / Should / Could", "Response Code",
            "How requirement is met", "Additional Cost"]  # fmt: skip
    codes = [[], ["Response codes:"], ["F", "Fully met"], ["P", "Partially met"]]
    return save(path, [head, *several(5, "{n}", "Finance", "AP", "Do {n}", "Must", "F", "", ""), *codes])


def number_and_name_under_one_header(path: Path) -> Path:
    head = ["大項目", "", "中項目", "", "小項目", "", "内容"]
    rows = [
        ["1", "住民記録", "(1)", "異動", "ア", "転入", "できること"],
        ["", "", "", "", "イ", "転出", "できること"],
        ["", "", "(2)", "証明", "ア", "写し", "できること"],
        ["2", "税", "(1)", "賦課", "ア", "計算", "できること"],
    ]
    return save(path, [["機能要件"], head, *rows], merged("A2:B2", "C2:D2", "E2:F2"))


def ticks_for_obligation(path: Path) -> Path:
    head = ["No", "機能", "要件", "必須", "任意", "対応可否", "補足"]
    ticked = [[n, f"機能{n}", f"要件{n}", *(("○", "") if n % 2 else ("", "○")), "○", ""] for n in range(1, 7)]
    return save(path, [head, *ticked])


def units_below_the_header(path: Path) -> Path:
    head = ["No", "機能", "要件", "対応", "費用", "備考"]
    rows = several(5, "{n}", "機能{n}", "要件{n}", "○", "10", "")
    return save(path, [head, ["", "", "", "", "（千円）"], *rows])
