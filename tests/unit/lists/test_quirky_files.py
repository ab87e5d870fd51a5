"""One file for each quirk of real lists, with what a careful person would have mapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.lists.reading.reader import read_workbook
from models.lists.table import HierarchyStyle, Item, Table
from models.lists.understanding.understand import list_table
from models.lists.workbook import letters
from tests.unit.lists import quirky_files as made

WHOLE = {
    "no": "A", "feature_id": "B", "level1": "C", "level2": "D",
    "name": "E", "requirement": "F", "obligation": "G", "remarks": "H",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    make: Callable[[Path], Path]
    header_rows: tuple[int, ...]
    columns: dict[str, str]
    items: int
    style: HierarchyStyle = HierarchyStyle.REPEATED
    sections: int = 0
    findings: frozenset[str] = frozenset()
    vendors: tuple[str, ...] = ()


def plain(make: Callable[[Path], Path], items: int, *findings: str) -> Case:
    return Case(make, (1,), WHOLE, items, findings=frozenset(findings))


N, R = HierarchyStyle.NONE, HierarchyStyle.REPEATED
FLAT = {"no": "A", "name": "B", "requirement": "C"}
CASES = [
    Case(made.header_on_row_21, (21,), WHOLE, 6),
    Case(made.two_header_rows_with_merges, (1, 2),
         {"no": "A", "feature_id": "B", "level1": "C", "level2": "D", "name": "E", "requirement": "F"}, 5,
         vendors=("A社 G H I", "B社 J K L")),
    Case(made.two_header_rows_without_merges, (3, 4),
         {"no": "A", "level1": "B", "level2": "C", "name": "D", "requirement": "E", "remarks": "J"}, 5,
         vendors=("ベンダーA F G -", "ベンダーB H I -")),
    Case(made.group_names_sideways, (1, 2),
         {"feature_id": "A", "level1": "C", "name": "B", "requirement": "D", "rationale": "E"}, 4,
         vendors=(" F G -",)),
    Case(made.hierarchy_merged_downwards, (1,),
         {"no": "A", "level1": "B", "level2": "C", "name": "D", "requirement": "E"}, 6,
         HierarchyStyle.MERGED),
    Case(made.blank_means_as_above, (1,), WHOLE, 6, HierarchyStyle.FILL_DOWN),
    Case(made.stacked_tables, (2,), WHOLE, 5, findings=frozenset({"lists.other_tables"})),
    Case(made.section_title_rows, (1,),
         {"feature_id": "A", "name": "B", "requirement": "C", "obligation": "D", "remarks": "E"}, 5, N, 2),
    plain(made.hidden_sheets_rows_and_columns, 6, "lists.hidden_rows", "lists.hidden_column"),
    Case(made.masters_and_legends_beside, (1,), {**FLAT, "remarks": "E"}, 5, N, vendors=(" D - -",)),
    Case(made.id_over_two_cells, (1,),
         {"feature_id": "AB", "level1": "C", "name": "D", "requirement": "E"}, 5),
    Case(made.ids_that_lost_their_zero, (1,), {"no": "A", "level1": "B", "name": "C", "requirement": "D"}, 5,
         findings=frozenset({"lists.lost_zero"})),
    Case(made.formulas_for_numbers, (1,), {"no": "A", "level1": "B", "name": "C", "requirement": "D"}, 4,
         findings=frozenset()),
    plain(made.ruby_over_names, 3),
    plain(made.escaped_returns, 3),
    plain(made.error_cells, 4),
    Case(made.japanese_dates, (1,), {**FLAT, "effective_date": "D"}, 3, N),
    Case(made.two_kinds_of_circles, (1,), FLAT, 5, N, findings=frozenset({"lists.mark_variants"}),
         vendors=(" D - -",)),
    Case(made.full_width_digits, (1,),
         {"no": "A", "feature_id": "B", "level1": "C", "name": "D", "requirement": "E"}, 4),
    Case(made.line_breaks_everywhere, (1,),
         {"no": "A", "feature_id": "B", "level1": "C", "name": "D", "requirement": "E", "remarks": "F"}, 3),
    plain(made.a_cell_of_31881_letters, 3),
    Case(made.repeated_csv_headers, (1,), {**FLAT, "remarks": "D"}, 4, N),
    Case(made.csv_of_windows, (1,), {**FLAT, "remarks": "D"}, 2, N),
    Case(made.csv_with_a_mark, (1,), {"feature_id": "A", "name": "B", "requirement": "C"}, 2, N),
    plain(made.used_range_to_the_last_row, 5),
    Case(made.indents_as_levels, (1,), {**FLAT, "remarks": "D"}, 6, HierarchyStyle.NUMBERING),
    Case(made.blanks_as_levels, (1,), {**FLAT, "remarks": "D"}, 6, HierarchyStyle.NUMBERING),
    Case(made.numbering_as_hierarchy, (1,), FLAT, 3, HierarchyStyle.NUMBERING, 3),
    Case(made.english_headers, (3,),
         {"feature_id": "A", "level1": "B", "name": "C", "requirement": "D", "obligation": "E",
          "remarks": "G"}, 5, vendors=(" F - -",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.make.__name__)
def test_mapped_as_a_careful_person_would(case: Case, tmp_path: Path) -> None:
    table = understood(case.make, tmp_path)
    assert table.header_rows == case.header_rows
    assert {name: "".join(map(letters, at)) for name, at in table.columns.items()} == case.columns
    assert len(table.items) == case.items
    assert (table.style, len(table.section_rows)) == (case.style, case.sections)
    assert case.findings <= {finding.key for finding in table.findings}
    shown = tuple(
        " ".join([v.name, *("-" if c is None else letters(c) for c in (v.answer, v.method, v.cost))])
        for v in table.vendors
    )
    assert shown == case.vendors


def understood(make: Callable[[Path], Path], folder: Path) -> Table:
    return list_table(read_workbook(make(folder / "一覧.xlsx")))[1]


def test_paths_by_whatever_tells_them(tmp_path: Path) -> None:
    for make in (made.indents_as_levels, made.blanks_as_levels):
        paths = [(*item.levels, item.name) for item in understood(make, tmp_path).items]
        assert paths == [
            ("住民記録",), ("住民記録", "異動"), ("住民記録", "異動", "転入を入力"),
            ("住民記録", "異動", "転出を入力"), ("住民記録", "証明"), ("住民記録", "証明", "写しを出力"),
        ]  # fmt: skip
    for make in (made.hierarchy_merged_downwards, made.blank_means_as_above):
        paths = [item.levels for item in understood(make, tmp_path).items]
        assert len(set(paths)) == 3
        assert all(len(path) == 2 and all(path) for path in paths)
    numbered = understood(made.numbering_as_hierarchy, tmp_path).items
    assert [item.levels for item in numbered] == [("住民記録", "異動")] * 2 + [("住民記録", "証明")]


def test_blanks_around_a_name_are_not_lost(tmp_path: Path) -> None:
    item = understood(made.blanks_as_levels, tmp_path).items[2]
    assert (item.name, item.extra["機能名称"]) == ("転入を入力", "　　転入を入力")


def test_texts_come_as_people_see_them(tmp_path: Path) -> None:
    def first(make: Callable[[Path], Path]) -> Item:
        return understood(make, tmp_path).items[0]

    assert first(made.ruby_over_names).remarks == "宛名"
    assert first(made.escaped_returns).remarks == "上\r\n下"
    assert [i.effective_date for i in understood(made.japanese_dates, tmp_path).items] == ["2026-04-01"] * 3
    assert len(understood(made.a_cell_of_31881_letters, tmp_path).items[2].requirement) == 31_881
    assert understood(made.error_cells, tmp_path).items[1].remarks == "#REF!"
    assert first(made.id_over_two_cells).feature_id == "0120001"
    assert [i.no for i in understood(made.ids_that_lost_their_zero, tmp_path).items][2] == "2.1"
    assert first(made.full_width_digits).feature_id == "１１"
    assert first(made.line_breaks_everywhere).requirement == "1行目\n2行目1\n"
    assert first(made.csv_of_windows).name == "①髙﨑様"
    assert first(made.csv_with_a_mark).feature_id == "0010"
    assert first(made.repeated_csv_headers).extra == {"備考 (E)": "乙1"}


@pytest.mark.parametrize(
    ("make", "key", "where"),
    [
        (made.error_cells, "lists.error_cell", "機能一覧!H3"),
        (made.formulas_for_numbers, "lists.formula_without_value", "機能一覧!A2"),
        (made.masters_and_legends_beside, "lists.dropdown", "機能一覧!D2:D6"),
        (made.hidden_sheets_rows_and_columns, "lists.hidden_sheet", "質問"),
    ],
)
def test_what_is_found_in_the_file(
    make: Callable[[Path], Path], key: str, where: str, tmp_path: Path
) -> None:
    book = read_workbook(make(tmp_path / "一覧.xlsx"))
    assert (key, where) in [(finding.key, finding.where) for finding in book.all_findings()]
