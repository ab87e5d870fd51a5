"""Lists as agencies, vendors and tools abroad and at home write them: each function one habit of theirs."""

from __future__ import annotations

from pathlib import Path

from tests.unit.lists.office_files import several
from tests.unit.lists.quirky_files import merged, save


def obligation_by_kind_of_city(path: Path) -> Path:
    upper = ["項番", "機能名称", "機能ID", "機能要件", "実装区分", "", "備考", "", "改版履歴", ""]
    lower = ["", "", "", "", "指定都市", "一般市区町村", "", "", "版", "変更区分"]
    rows = several(6, "1.{n}", "機能{n}", "230001{n}", "要件{n}", "◎", "○", "", "", "", "")
    rows[2][8:] = ["2.0", "修正"]
    heads = [f"{column}2:{column}3" for column in "ABCDG"]
    return save(path, [["機能要件一覧"], upper, lower, *rows], merged("E2:F2", "I2:J2", *heads))


def header_over_three_rows(path: Path) -> Path:
    upper = ["項番", "機能", "", "要求事項", "", "貴社回答欄", "", "", ""]
    middle = ["", "大", "中", "内容", "必須度", "対応", "対応できない場合", "", "備考"]
    lower = ["", "", "", "", "", "", "代替案", "費用（千円）", ""]
    rows = several(5, "{n}", "税", "賦課", "要件{n}", "必須", "", "", "", "")
    down = ["A1:A3", *(f"{column}2:{column}3" for column in "BCDEFI")]
    return save(path, [upper, middle, lower, *rows], merged("B1:C1", "D1:E1", "F1:I1", "G2:H2", *down))


def numbers_under_item(path: Path) -> Path:
    titled = [["1. 基本", "", ""], ["①", "検索できること", "○"], ["②", "登録できること", "△"]]
    more = [["2. 帳票", "", ""], ["①", "出力できること", "○"], ["②", "印刷できること", "○"]]
    return save(path, [["項目", "内容", "対応"], *titled, *more])


def levels_of_single_letters(path: Path) -> Path:
    rows = [[f"R-{n}", "AB"[n // 4], "abc"[n % 3], str(n), f"要件{n}", "○"] for n in range(1, 7)]
    return save(path, [["要件ID", "大", "中", "小", "要件", "必須"], *rows])


def numbers_as_answers(path: Path) -> Path:
    said = ["＜対応区分＞１：標準機能　２：設定で対応　３：カスタマイズ"]
    head = ["項番", "大項目", "機能要件", "対応区分", "対応内容"]
    rows = [[n, "人事", f"要件{n}", 1 + n % 3, ""] for n in range(1, 7)]
    return save(path, [said, head, *rows])


def letters_of_a_tender_abroad(path: Path) -> Path:
    codes = ["Y - Available", "M - Available with modification", "T - Third party", "N - Not available"]
    head = ["Number", "Requirement", "Priority", "Response", "Explanation"]
    rows = [[f"1.{n}", f"The system shall do {n}.", "H", "YMTN"[n % 4], ""] for n in range(1, 7)]
    return save(path, [["Exhibit B"], *([code] for code in codes), [], head, *rows])


def header_in_two_languages_in_one_cell(path: Path) -> Path:
    head = ["No.\n番号", "Category\n分類", "Requirement\n要件", "Priority\n優先度", "Remarks\n備考"]
    return save(path, [head, *several(5, "{n}", "UI", "Do {n}", "High", "")])


def halves_of_an_id_with_names(path: Path) -> Path:
    upper, lower = ["機能ID", "", "機能名", "機能要件"], ["業務", "連番", "", ""]
    rows = [["032", f"{n:04d}", f"機能{n}", f"要件{n}"] for n in range(1, 6)]
    return save(path, [upper, lower, *rows], merged("A1:B1", "C1:C2", "D1:D2"))


def page_after_page_behind_blanks(path: Path) -> Path:
    head = ["ＮＯ", "業務名", "機能名", "機能説明", "対応可否"]
    pages = [[[n + 4 * page, "歳出", f"機能{n}", f"説明{n}", "○"] for n in range(1, 5)] for page in (0, 1)]
    return save(path, [["機能要件書"], head, *pages[0], [], head, *pages[1]])


def tree_in_numbered_titles(path: Path) -> Path:
    head = ["ID", "Work Item Type", "Title 1", "Title 2", "Title 3", "State"]
    rows = [
        [1, "Epic", "Order", "", "", "New"],
        [2, "Feature", "", "Customers", "", "New"],
        [3, "Story", "", "", "Create", "New"],
        [4, "Story", "", "", "Merge", "New"],
    ]
    return save(path, [head, *rows])


def letters_of_importance(path: Path) -> Path:
    said = ["重要度　S：絶対必須　A：必須　B：希望"]
    rows = [[n, "窓口", f"要件{n}", "SAB"[n % 3], "○"] for n in range(1, 7)]
    return save(path, [said, ["No", "分野", "要件", "重要度", "回答"], *rows])


def words_explained_beside(path: Path) -> Path:
    said = [("可", "標準で実現"), ("条件付可", "条件を付して実現"), ("不可", "実現できない")]
    rows = [[n, f"要件{n}", said[n % 3][0], "", "", *(said[n - 1] if n < 4 else ())] for n in range(1, 7)]
    return save(path, [["番号", "要件", "回答", "理由", "", "回答の選択肢"], *rows])


def blank_columns_between(path: Path) -> Path:
    head = ["", "番号", "", "分類", "", "要件", "", "優先度", "", "備考"]
    rows = [["", n, "", "画面", "", f"要件{n}", "", "高", "", ""] for n in range(1, 6)]
    return save(path, [["", "要件一覧"], [], head, *rows])


def sentences_under_function(path: Path) -> Path:
    rows = [[f"{n}番目の帳票を職員が出力できること。", "○", "", ""] for n in range(1, 6)]
    return save(path, [["機能", "必須", "対応状況", "摘要"], *rows])


def numbers_without_a_header(path: Path) -> Path:
    items = ["外来", "外来", "外来", "入院", "入院", "入院"]
    rows = [[n, items[n - 1], f"仕様{n}", "○"] for n in range(1, 7)]
    return save(path, [["", "項目", "仕様", "回答"], *rows])


def obligation_with_its_values_in_the_header(path: Path) -> Path:
    head = ["Req #", "Functional Area", "Requirement", "Criticality (R/D)", "Vendor Response", "Cost"]
    rows = [[f"GL-{n}", "Ledger", f"Do {n}", "RD"[n % 2], "", ""] for n in range(1, 6)]
    return save(path, [head, *rows])


def numbers_and_names_below_levels(path: Path) -> Path:
    upper, lower = (
        ["大項目", "", "中項目", "", "機能ID", "機能要件"],
        ["番号", "名称", "番号", "名称", "", ""],
    )
    rows = [[1, "届出", "1.1", "受付", f"015000{n}", f"要件{n}"] for n in range(1, 6)]
    return save(path, [upper, lower, *rows], merged("A1:B1", "C1:D1", "E1:E2", "F1:F2"))


def group_names_written_over_each_column(path: Path) -> Path:
    upper = ["", "", "", *["サンプル社"] * 3, *["例示社"] * 3]
    lower = ["No", "要件", "必須", *["可否", "方法", "金額"] * 2]
    rows = several(5, "{n}", "要件{n}", "○", "○", "標準", "", "△", "改修", "100")
    return save(path, [["回答集計"], upper, lower, *rows])


def functions_over_categories(path: Path) -> Path:
    rows = [
        ["GOVERN" if n == 1 else "", "Context" if n == 1 else "Risk" if n == 4 else "", f"GV-{n}: Do {n}"]
        for n in range(1, 7)
    ]
    return save(path, [["Function", "Category", "Subcategory"], *rows], merged("A2:A7", "B2:B4", "B5:B7"))


def chapters_sections_and_paragraphs(path: Path) -> Path:
    rows = [[1 + n // 4, 1 + n // 2 % 2, 1 + n % 2, f"要件{n}", "○", ""] for n in range(8)]
    return save(path, [["章", "節", "項", "仕様", "適合", "備考"], *rows])


def legend_within_the_header(path: Path) -> Path:
    head = ["No.", "機能分類", "機能要件", "回答\n（◎：標準　○：設定　△：改修　×：不可）", "備考"]
    rows = [[n, "評価", f"要件{n}", "◎○△×"[n % 4], ""] for n in range(1, 7)]
    return save(path, [head, *rows])


def choices_to_tick_below_a_head(path: Path) -> Path:
    upper = ["Ref.", "Requirement", "M/O", "Compliance", "", "", "Remarks"]
    lower = ["", "", "", "Comply", "Partial", "Non-comply", ""]
    rows = [[f"TR{n}", f"Do {n}", "MO"[n % 2], "X" if n % 2 else "", "", "", ""] for n in range(1, 7)]
    down = [f"{column}1:{column}2" for column in "ABCG"]
    return save(path, [upper, lower, *rows], merged("D1:F1", *down))


def number_with_a_branch(path: Path) -> Path:
    rows = [[1 + n // 3, 1 + n % 3, f"名{n}", f"内容{n}", "可"] for n in range(7)]
    return save(path, [["項番", "枝番", "要件名", "要件内容", "可否"], *rows])


def a_header_nobody_knows_over_sentences(path: Path) -> Path:
    rows = [[n, "窓口", f"{n}番の帳票を職員が出力できること。", "A", ""] for n in range(1, 7)]
    return save(path, [["番号", "分野", "やりたいこと", "重要度", "対応可否"], *rows])


def two_columns_of_requirements(path: Path) -> Path:
    head = ["BR ID", "Business Requirement", "FR ID", "Functional Requirement", "MoSCoW"]
    rows = [[f"BR-{n // 2}", f"Order {n // 3}", f"FR-{n}", f"Do {n}", "Must"] for n in range(6)]
    return save(path, [head, *rows])


def form_of_numbers_and_requirements_alone(path: Path) -> Path:
    rows: list[list[object]] = [["Req. ID", "Functional Requirement", "Response", "Explanation"]]
    for part, title in enumerate(["1. Accounts Receivable", "2. Budgeting"], 1):
        rows.append([title])
        rows += several(4, f"{part}.{{n}}", f"Do {part}.{{n}}", "", "")
    return save(path, rows, merged("A2:D2", "A7:D7"))


def rates_below_the_answers(path: Path) -> Path:
    upper = ["番号", "要件", "必須", "Ａ社", "", "Ｂ社", ""]
    lower = ["", "", "", "回答", "補足", "回答", "補足"]
    rows = several(5, "{n}", "要件{n}", "必須", "◎", "", "△", "画面を追加")
    said = ["（凡例）◎標準対応　○代替運用　△改修　×不可"]
    rates = ["対応率", "", "", 0.9, "", 0.5, ""]
    heads = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]
    return save(path, [said, upper, lower, *rows, rates], merged(*heads))


def troubles_of_today_beside_requirements(path: Path) -> Path:
    head = ["業務", "№", "現状", "課題", "新システムへの要件", "区分"]
    return save(path, [head, *several(6, "窓口", "{n}", "紙で処理", "遅い", "要件{n}", "必須")])


def controls_by_numbers_of_parts(path: Path) -> Path:
    head = ["CIS Control", "CIS Safeguard", "Asset Type", "Title", "Description"]
    rows = [[1 + n // 3, f"{1 + n // 3}.{1 + n % 3}", "Devices", f"Title {n}", f"Do {n}"] for n in range(6)]
    return save(path, [head, *rows])


def grades_and_marks_within_headers(path: Path) -> Path:
    head = ["Ｎｏ", "要件分類", "要件名", "要件詳細", "重要度\n（Ａ：必須、Ｂ：推奨、Ｃ：任意）",
            "対応可否\n（○・△・×）", "代替案・備考"]  # fmt: skip
    return save(
        path, [head, *[[n, "機能", f"名{n}", f"詳細{n}", "ＡＢＣ"[n % 3], "○", ""] for n in range(1, 7)]]
    )


def wishes_before_specifications(path: Path) -> Path:
    head = ["要求ID", "要求", "理由", "仕様"]
    rows = [
        [f"RQ-{n}", f"{n}を出したい", "手間を減らす", f"{n}番の帳票を職員が出力できること。"]
        for n in range(6)
    ]
    return save(path, [head, *rows])


def compliance_and_deviation(path: Path) -> Path:
    head = ["Spec #", "Section", "Specification", "Must/Should", "Complies? (Y/N)", "Deviation / Comments"]
    return save(path, [head, *[[f"3.{n}", "Display", f"Do {n}", "Must", "", ""] for n in range(1, 7)]])
