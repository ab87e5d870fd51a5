"""Whole sheets as offices send them, with what a careful person would have mapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.lists.inspection import inspect_file
from tests.unit.lists import agency_files as agency
from tests.unit.lists import office_files as made


@dataclass(frozen=True, slots=True)
class Case:
    """Columns as "no=A level1=B"; vendors as "name answer method cost"; rows are (first, last) data row."""

    make: Callable[[Path], Path]
    columns: str
    header_rows: list[int]
    rows: tuple[int, int]
    items: int
    vendors: tuple[str, ...] = ()
    style: str = "repeated"
    sections: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    legend: str = ""


CASES = [
    Case(made.specification_with_a_form, "no=A level1=B level2=C name=D requirement=E obligation=F",
         [4, 5], (6, 11), 6, (" G H I",), legend="◎標準で対応 ○パラメータ設定で対応 ×対応不可"),
    Case(made.vendors_known_by_their_place, "no=A level1=B name=C requirement=D", [1, 2], (3, 7), 5,
         ("アルファ電算 E F G", "ベータシステムズ㈱ H I J")),
    Case(made.companies_under_one_head, "no=A name=B requirement=C remarks=G", [1, 2], (3, 8), 6,
         ("日本電算 D - -", "富士情報 E - -", "ＴＫシステム F - -"), "none"),
    Case(made.numbers_and_an_example_below_the_header, "no=A name=B requirement=C", [1], (4, 8), 5,
         (" D E F",), "none", excluded=(2, 3)),
    Case(made.page_after_page, "no=A name=B requirement=C remarks=E", [2], (3, 12), 8, (" D - -",), "none",
         excluded=(7, 8, 13)),
    Case(made.legend_and_total_below, "no=A level1=B name=C requirement=D", [1], (2, 7), 6, (" E F G",),
         excluded=(8,), legend="○標準機能で実現 △カスタマイズにより実現"),
    Case(made.grades_for_an_obligation,
         "feature_id=A level1=B level2=C name=D requirement=E obligation=F", [1], (2, 6), 5, (" G H -",)),
    Case(made.a_tracker_of_issues, "no=A level1=C requirement=D", [3], (4, 8), 5),
    Case(made.header_in_two_languages, "no=A level1=B name=C requirement=D remarks=E", [1, 2], (3, 7), 5),
    Case(made.three_rows_of_headers, "no=A level1=B level2=C requirement=D", [2, 3], (4, 8), 5,
         ("A社 E F G",)),
    Case(made.group_name_over_a_part, "feature_id=C level1=A level2=B requirement=DE rationale=F",
         [2, 3], (4, 8), 5),
    Case(made.parents_by_number_alone, "no=A requirement=B obligation=C", [1], (2, 7), 3, (), "numbering",
         (2, 3, 6)),
    Case(made.letters_as_answers, "feature_id=A requirement=B obligation=C remarks=E", [6], (7, 12), 6,
         (" D - -",), "none", legend="A標準機能 Bオプション Cカスタマイズ"),
    Case(made.tender_in_english, "feature_id=A level1=B level2=C requirement=D obligation=E", [1], (2, 6), 5,
         (" F G -",)),
    Case(made.questions_of_an_enquiry, "no=A level1=B requirement=C", [2], (3, 8), 6, (" D E -",)),
    Case(made.form_of_a_town_with_notes_below, "no=A level1=B level2=C requirement=D obligation=E", [4, 5],
         (6, 11), 6, (" F G H",), legend="◎パッケージ標準機能 ×対応不可"),
    Case(made.response_codes_below_a_gap, "feature_id=A level1=B level2=C requirement=D obligation=E", [1],
         (2, 6), 5, (" F G H",)),
    Case(made.number_and_name_under_one_header, "level1=B level2=D level3=F requirement=G", [2], (3, 6), 4,
         style="fill_down"),
    Case(made.units_below_the_header, "no=A name=B requirement=C remarks=F", [1, 2], (3, 7), 5,
         (" D - E",), "none"),
    Case(made.ticks_for_obligation, "no=A name=B requirement=C obligation=DE remarks=G", [1], (2, 7), 6,
         (" F - -",), "none"),
    Case(agency.obligation_by_kind_of_city,
         "no=A feature_id=C name=B requirement=D obligation=E remarks=G change=J", [2, 3],
         (4, 9), 6, (), "none"),
    Case(agency.header_over_three_rows, "no=A level1=B level2=C requirement=D obligation=E remarks=I",
         [1, 2, 3], (4, 8), 5, (" F G H",)),
    Case(agency.numbers_under_item, "no=A requirement=B", [1], (2, 7), 4, (" C - -",), "none", (2, 5)),
    Case(agency.levels_of_single_letters,
         "feature_id=A level1=B level2=C level3=D requirement=E obligation=F", [1], (2, 7), 6),
    Case(agency.numbers_as_answers, "no=A level1=B requirement=C", [2], (3, 8), 6, (" D E -",),
         legend="１標準機能 ２設定で対応 ３カスタマイズ"),
    Case(agency.letters_of_a_tender_abroad, "no=A requirement=B obligation=C", [7], (8, 13), 6, (" D E -",),
         "none", legend="YAvailable MAvailable with modification TThird party NNot available"),
    Case(agency.header_in_two_languages_in_one_cell,
         "no=A level1=B requirement=C obligation=D remarks=E", [1], (2, 6), 5),
    Case(agency.halves_of_an_id_with_names, "feature_id=AB name=C requirement=D", [1, 2], (3, 7), 5, (),
         "none"),
    Case(agency.page_after_page_behind_blanks, "no=A level1=B name=C requirement=D", [2], (3, 12), 8,
         (" E - -",), excluded=(8,)),
    Case(agency.tree_in_numbered_titles, "feature_id=A level1=C level2=D level3=E", [1], (2, 5), 4,
         style="fill_down"),
    Case(agency.letters_of_importance, "no=A level1=B requirement=C obligation=D", [2], (3, 8), 6,
         (" E - -",), legend="S絶対必須 A必須 B希望"),
    Case(agency.words_explained_beside, "no=A requirement=B", [1], (2, 7), 6, (" C D -",), "none",
         legend="可標準で実現 条件付可条件を付して実現 不可実現できない"),
    Case(agency.blank_columns_between, "no=B level1=D requirement=F obligation=H remarks=J", [3], (4, 8), 5),
    Case(agency.sentences_under_function, "requirement=A obligation=B remarks=D", [1], (2, 6), 5, (" C - -",),
         "none"),
    Case(agency.numbers_without_a_header, "no=A level1=B requirement=C", [1], (2, 7), 6, (" D - -",)),
    Case(agency.obligation_with_its_values_in_the_header,
         "feature_id=A level1=B requirement=C obligation=D", [1], (2, 6), 5, (" E - F",)),
    Case(agency.numbers_and_names_below_levels, "feature_id=E level1=B level2=D requirement=F",
         [1, 2], (3, 7), 5),
    Case(agency.group_names_written_over_each_column, "no=A requirement=B obligation=C", [2, 3], (4, 8), 5,
         ("サンプル社 D E F", "例示社 G H I"), "none"),
    Case(agency.functions_over_categories, "level1=A level2=B level3=C", [1], (2, 7), 6, style="merged"),
    Case(agency.chapters_sections_and_paragraphs, "level1=A level2=B level3=C requirement=D remarks=F",
         [1], (2, 9), 8, (" E - -",)),
    Case(agency.legend_within_the_header, "no=A level1=B requirement=C remarks=E", [1], (2, 7), 6,
         (" D - -",), legend="◎標準 ○設定 △改修 ×不可"),
    Case(agency.choices_to_tick_below_a_head, "feature_id=A requirement=B obligation=C remarks=G", [1, 2],
         (3, 8), 6, (), "none"),
    Case(agency.number_with_a_branch, "no=AB name=C requirement=D", [1], (2, 8), 7, (" E - -",), "none"),
    Case(agency.a_header_nobody_knows_over_sentences, "no=A level1=B requirement=C obligation=D",
         [1], (2, 7), 6, (" E - -",)),
    Case(agency.two_columns_of_requirements, "feature_id=C level1=B requirement=D obligation=E",
         [1], (2, 7), 6),
    Case(agency.form_of_numbers_and_requirements_alone, "feature_id=A requirement=B", [1], (2, 11), 8,
         (" C D -",), "none", (2, 7)),
    Case(agency.rates_below_the_answers, "no=A requirement=B obligation=C", [2, 3], (4, 8), 5,
         ("Ａ社 D E -", "Ｂ社 F G -"), "none", excluded=(9,),
         legend="◎標準対応 ○代替運用 △改修 ×不可"),
    Case(agency.troubles_of_today_beside_requirements, "no=B level1=A requirement=E obligation=F", [1],
         (2, 7), 6),
    Case(agency.controls_by_numbers_of_parts, "no=B name=D requirement=E", [1], (2, 7), 6, style="none"),
    Case(agency.grades_and_marks_within_headers, "no=A level1=B name=C requirement=D obligation=E", [1],
         (2, 7), 6, (" F G -",), legend="Ａ必須 Ｂ推奨 Ｃ任意"),
    Case(agency.wishes_before_specifications, "feature_id=A name=B requirement=D rationale=C", [1], (2, 7), 6,
         (), "none"),
    Case(agency.compliance_and_deviation, "no=A level1=B requirement=C obligation=D", [1], (2, 7), 6,
         (" E F -",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.make.__name__)
def test_mapped_as_a_careful_person_would(case: Case, tmp_path: Path) -> None:
    (_, tables), *others = inspect_file(case.make(tmp_path / "一覧.xlsx")).tables
    assert not others
    (table,) = tables
    shown = table.as_json(0)
    columns = shown["columns"]
    assert isinstance(columns, dict)
    assert {name: "".join(at) for name, at in columns.items()} == dict(
        part.split("=") for part in case.columns.split()
    )
    assert shown["header_rows"] == case.header_rows
    assert (shown["first_data_row"], shown["last_data_row"]) == case.rows
    assert shown["item_count"] == case.items
    vendors = [v.as_json() for v in table.vendors]
    assert [" ".join(str(part or "-") for part in list(v.values())[1:]) for v in vendors] == [
        vendor.partition(" ")[2] for vendor in case.vendors
    ]
    assert [v["name"] for v in vendors] == [vendor.partition(" ")[0] for vendor in case.vendors]
    assert table.style.value == case.style
    assert (table.section_rows, table.excluded_rows) == (case.sections, case.excluded)
    assert " ".join(mark + sense for mark, sense in table.legend.items()) == case.legend


def test_a_unit_below_the_header_counts(tmp_path: Path) -> None:
    (table,) = inspect_file(made.units_below_the_header(tmp_path / "一覧.xlsx")).tables[0][1]
    assert table.vendors[0].cost_unit == 1000


def test_ticks_become_the_obligation_and_stay_as_they_stood(tmp_path: Path) -> None:
    (table,) = inspect_file(made.ticks_for_obligation(tmp_path / "一覧.xlsx")).tables[0][1]
    assert [item.obligation for item in table.items[:2]] == ["必須", "任意"]
    assert [item.extra for item in table.items[:2]] == [{"必須": "○"}, {"任意": "○"}]
