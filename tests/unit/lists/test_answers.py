"""Answers of vendors: legends, costs, and everything that must not pass in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.answers import Answers, read_answers, yen
from models.lists.hints import Hints, VendorHint
from models.lists.legends import Legend, preset, presets, propose, proposed_legend
from models.lists.mapping import Mapping
from models.lists.understanding.understand import list_table, understand
from models.lists.workbook import Sheet, Workbook

MakeSheet = Callable[..., Sheet]
HEAD = ["機能ID", "機能名称", "要件", "回答", "実現方法", "カスタマイズ費用（千円）", "備考"]


def line(key: str, mark: str, method: str = "", cost: str = "") -> list[str]:
    return [key, f"機能{key}", "行えること", mark, method, cost, ""]


def answers(sheet: Sheet, legend: Legend, **options: object) -> Answers:
    (table,) = understand(sheet)
    return read_answers(sheet, table, legend, **options)  # type: ignore[arg-type]


def test_answers_in_order_with_exact_costs(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(
        [HEAD, line("1", "○"), line("2", "△", "帳票追加", "1,234.5"), line("3", "×"), line("4", "")]
    )
    read = answers(sheet, preset("circle_triangle_cross", blank=Answer.UNANSWERED))
    assert [(r.key, r.mark, r.answer, r.method, r.cost) for r in read.rows] == [
        ("1", "○", Answer.STANDARD, "", None),
        ("2", "△", Answer.SOURCE_CHANGE, "帳票追加", 1_234_500),
        ("3", "×", Answer.NOT_POSSIBLE, "", None),
        ("4", "", Answer.UNANSWERED, "", None),
    ]
    assert read.findings == ()


def test_everything_wrong_is_reported_at_once(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(
        [
            HEAD,
            line("1", "◇"),
            line("2", ""),
            line("2", "○"),
            line("9", "○", "", "別途"),
            line("3", "○", "", "0.0001"),
        ]
    )
    read = answers(sheet, preset("circle_triangle_cross"), known_keys={"1", "2", "3"})
    assert [(f.where, f.key) for f in read.findings] == [
        ("一覧!D2", "lists.unknown_mark"),
        ("一覧!D3", "lists.undecided_blank"),
        ("一覧!A4", "lists.duplicate_answer"),
        ("一覧!A5", "lists.unknown_key"),
        ("一覧!F5", "lists.bad_cost"),
        ("一覧!F6", "lists.fraction_cost"),
    ]
    assert read.has_errors
    assert all(f.message for f in read.findings)
    assert read.rows[0].answer is None


def test_answer_without_a_number(make_sheet: MakeSheet) -> None:
    sheet = make_sheet([HEAD, line("1", "○"), line("", "○"), line("3", "○")])
    read = answers(sheet, preset("circle_triangle_cross"))
    assert [(f.where, f.key) for f in read.findings] == [("一覧!A3", "lists.answer_without_key")]


def test_a_sheet_of_numbers_and_answers_alone(make_sheet: MakeSheet) -> None:
    sheet = make_sheet([["機能ID", "回答", "備考"], ["0001", "○", ""], ["0002", "×", ""], ["0003", "", ""]])
    found, table = list_table(Workbook("a.xlsx", "xlsx", "", (sheet,)), answers=True)
    read = read_answers(found, table, preset("circle_triangle_cross", Answer.UNANSWERED))
    assert [r.answer for r in read.rows][:2] == [Answer.STANDARD, Answer.NOT_POSSIBLE]
    with pytest.raises(UserError):
        list_table(Workbook("a.xlsx", "xlsx", "", (sheet,)))


def test_several_vendors_by_name(make_sheet: MakeSheet) -> None:
    head = ["項番", "機能名称", "要件", "A社回答", "B社回答"]
    sheet = make_sheet([head, ["1", "転入", "入力", "○", "×"]])
    assert answers(sheet, preset("circle_triangle_cross"), vendor="B社").rows[0].answer is Answer.NOT_POSSIBLE
    with pytest.raises(UserError) as refused:
        answers(sheet, preset("circle_triangle_cross"), vendor="C社")
    assert "A社, B社" in refused.value.message


def test_a_list_without_answers_is_refused(make_sheet: MakeSheet) -> None:
    with pytest.raises(UserError) as refused:
        answers(make_sheet([["項番", "機能名称", "要件"], ["1", "転入", "入力"]]), Legend({}))
    assert refused.value.key == "lists.no_answer_column"


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("", 1000, None), ("－", 1000, None), ("なし", 1000, None), ("0", 1000, 0), ("1200", 1000, 1_200_000),
        ("1,200", 1000, 1_200_000),
        ("１，２００", 1, 1200), ("¥3,500,000", 1, 3_500_000), ("1.5", 1000, 1500),
        ("12万円", 1000, 120_000), ("3千円", 1, 3000), ("0.1", 1000, 100), ("500円", 1000, 500),
        ("△10", 1000, -10_000),
        ("120税抜", 1000, 120_000),
    ],
)  # fmt: skip
def test_yen(text: str, unit: int, amount: int | None) -> None:
    assert yen(text, unit) == amount


@pytest.mark.parametrize("text", ["別途見積", "1,2,3", "10-20", "1e5", "約100", "10" * 20, "十"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        yen(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_are_exact(amount: int) -> None:
    shown = f"{amount // 1000:,}.{amount % 1000:03d}"
    assert yen(shown, 1000) == amount


def test_legend_is_proposed_from_the_text_and_never_guessed(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(
        [
            ["凡例　○：標準対応　△：カスタマイズまたは代替　×：対応不可"],
            HEAD,
            *[line(str(n), mark) for n, mark in enumerate(["○", "〇", "△", "×", "?", ""], 1)],
        ]
    )
    (table,) = understand(sheet)
    proposals = propose(table, sheet)
    assert {p.mark: (p.count, p.answer) for p in proposals} == {
        "○": (1, Answer.STANDARD), "〇": (1, Answer.STANDARD), "△": (1, None),
        "×": (1, Answer.NOT_POSSIBLE), "?": (1, None), "": (1, None),
    }  # fmt: skip
    assert proposed_legend(proposals).answer("△") is None


def test_legend_without_separators_and_on_another_sheet(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(
        [["◎標準 〇設定で対応 △個別改修 ×対応不可（空欄は未回答）"], HEAD, line("1", "◎"), line("2", "×")]
    )
    (table,) = understand(sheet)
    assert table.legend == {"◎": "標準", "〇": "設定で対応", "△": "個別改修", "×": "対応不可"}
    sheet = make_sheet([HEAD, line("1", "A"), line("2", "代"), line("3", "B")], "回答")
    (table,) = understand(sheet)
    legend = make_sheet(
        [["区分", "意味"], ["A", "標準機能で対応する"], ["代", "運用などの代替手段"]], "区分の説明"
    )
    proposals = propose(table, sheet, workbook=Workbook("a.xlsx", "xlsx", "", (sheet, legend)))
    assert {p.mark: p.answer for p in proposals} == {"A": Answer.STANDARD, "代": Answer.WORKAROUND, "B": None}


@pytest.mark.parametrize(
    ("mark", "answer"),
    [
        ("対応可", Answer.STANDARD),
        ("対応不可", Answer.NOT_POSSIBLE),
        ("カスタマイズ", Answer.SOURCE_CHANGE),
        ("代替案", Answer.WORKAROUND), ("標準", Answer.STANDARD), ("オプション", Answer.OPTION_PART),
    ],
)  # fmt: skip
def test_words_speak_for_themselves(make_sheet: MakeSheet, mark: str, answer: Answer) -> None:
    sheet = make_sheet([HEAD, line("1", mark), line("2", mark)])
    (table,) = understand(sheet)
    assert propose(table, sheet)[0].answer is answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("不適合", Answer.NOT_POSSIBLE), ("部分適合", None), ("一部カスタマイズ", Answer.SOURCE_CHANGE),
        ("標準装備（要設定）", None), ("追加開発で対応", Answer.SOURCE_CHANGE), ("条件付で標準", None),
        ("Does not meet", Answer.NOT_POSSIBLE), ("Partially meets", None), ("Fully meets", Answer.STANDARD),
        ("Available with modification", Answer.SOURCE_CHANGE), ("Third party", Answer.OPTION_PART),
    ],
)  # fmt: skip
def test_what_fits_in_part_only_is_asked(make_sheet: MakeSheet, said: str, answer: Answer | None) -> None:
    sheet = make_sheet([[f"１：{said}"], ["２：対応不可"], HEAD, line("1", "1"), line("2", "2")])
    (table,) = understand(sheet)
    assert {p.mark: p.answer for p in propose(table, sheet)}["1"] is answer


def test_same_looking_marks_together_or_apart() -> None:
    marks = {"○": Answer.STANDARD}
    assert Legend(marks).answer("〇") is Answer.STANDARD
    assert Legend(marks, alike=False).answer("〇") is None
    assert Legend({**marks, "〇": Answer.PARAMETER}).answer("〇") is Answer.PARAMETER


def test_presets_are_whole() -> None:
    assert len(presets()) >= 5
    for name in presets():
        assert preset(name).marks
        assert preset(name).blank is None
    with pytest.raises(UserError):
        preset("none")


def test_mapping_round_trip(make_sheet: MakeSheet, tmp_path: Path) -> None:
    sheet = make_sheet([["表"], HEAD, line("1", "○", "", "5"), line("2", "×")])
    (table,) = understand(sheet)
    mapping = Mapping.of(table, sheet, preset("circle_triangle_cross", Answer.UNANSWERED))
    mapping.save(tmp_path / "割当.json")
    loaded = Mapping.load(tmp_path / "割当.json")
    assert loaded == mapping
    (again,) = understand(sheet, loaded.hints)
    assert (again.items, again.columns, again.vendors) == (table.items, table.columns, table.vendors)


def test_mapping_round_trip_of_bare_hints(tmp_path: Path) -> None:
    mapping = Mapping(Hints("S", (3, 4), {"name": ("B", "C")}, (VendorHint("甲", "D", None, "E", 1000),)))
    mapping.save(tmp_path / "m.json")
    assert Mapping.load(tmp_path / "m.json") == mapping


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "x"}', '{"format": "fitgap-mapping/1", "columns": 3}']
)
def test_broken_mappings_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        Mapping.load(path)
    assert refused.value.key == "lists.bad_mapping"
