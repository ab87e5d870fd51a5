"""Real lists, as a careful person would map them; skipped where the open corpus is absent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.errors import UserError
from models.lists.reading.reader import read_workbook
from models.lists.table import HierarchyStyle, Table
from models.lists.understanding.understand import list_table, understand
from models.lists.workbook import letters


@dataclass(frozen=True, slots=True)
class Expected:
    file: str
    range: str
    header_rows: tuple[int, ...]
    columns: dict[str, str]
    items: int
    style: HierarchyStyle = HierarchyStyle.NONE
    sections: int = 0
    sheets_with_tables: int = field(default=1)


EXPECTED = [
    Expected(
        "ms_bpc_simple_2025-05.xlsx", "A1:N4218", (1,),
        {"feature_id": "L", "level1": "D", "level2": "E", "level3": "F", "level4": "G", "remarks": "N"},
        4217, HierarchyStyle.REPEATED,
    ),
    Expected(
        "neos21_要件一覧.xlsx", "A3:G13", (3,),
        {"no": "A", "feature_id": "B", "level1": "C", "level2": "D", "requirement": "F", "rationale": "E"},
        2, HierarchyStyle.MERGED,
    ),
    Expected(
        "da_atenabango_kanri_item_definition.xlsx", "B5:V36", (5, 6),
        {
            "feature_id": "BC", "level1": "I", "level2": "J", "level3": "K", "name": "D",
            "requirement": "Q", "obligation": "T", "remarks": "V",
        },
        29, HierarchyStyle.REPEATED,
    ),
    Expected(
        "ms_bpc_ado_upload_2023-10.csv", "A1:U3128", (1,),
        {"feature_id": "T", "level1": "C", "level2": "D", "level3": "E"}, 3127, HierarchyStyle.FILL_DOWN,
    ),
    Expected("neos21_レビュー一覧.xlsx", "A3:H14", (3, 4), {"no": "A", "name": "B"}, 1),
    Expected(
        "neos21_成果物一覧.xlsx", "A3:E78", (3,),
        {"no": "A", "level1": "B", "level2": "C", "name": "D"}, 75, HierarchyStyle.MERGED,
    ),
    Expected("neos21_課題一覧.xlsx", "A3:H13", (3,), {"no": "A", "name": "B", "requirement": "C"}, 1),
    Expected(
        "owasp_asvs_4.0.3_zh-cn.csv", "A1:K286", (1,),
        {"feature_id": "E", "level1": "B", "level2": "D", "requirement": "F"}, 285, HierarchyStyle.REPEATED,
    ),
    Expected(
        "owasp_asvs_checklist_3.0.1.xlsx", "A1:G202", (1,), {"feature_id": "A", "requirement": "B"},
        182, HierarchyStyle.NUMBERING, sections=19, sheets_with_tables=2,
    ),
    Expected(
        "strictdoc_import_basic.xls", "A1:I3", (1,),
        {"feature_id": "B", "level1": "C", "requirement": "D", "remarks": "H"}, 2, HierarchyStyle.REPEATED,
    ),
    Expected(
        "strictdoc_tsrm_questionnaires.xlsx", "A1:G63", (1,), {"requirement": "B", "remarks": "G"},
        62, sheets_with_tables=4,
    ),
    Expected(
        "ms_administer_to_operate_flow_data.xlsx", "A3:H16", (3,),
        {"feature_id": "A", "level1": "G", "name": "B", "requirement": "H"}, 13, HierarchyStyle.REPEATED,
    ),
    Expected(
        "who_anc_2mb.xlsx", "A1:AI346", (1,),
        {"level1": "A", "name": "C", "requirement": "D", "obligation": "L", "remarks": "O"},
        324, HierarchyStyle.REPEATED, sections=21, sheets_with_tables=7,
    ),
]  # fmt: skip


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: e.file)
def test_real_lists(corpus: Path, expected: Expected) -> None:
    tables = [understand(sheet) for sheet in read_workbook(corpus / "lists" / expected.file).sheets]
    assert sum(map(bool, tables)) == expected.sheets_with_tables
    table = next(t for found in tables for t in found if t.span.address == expected.range)
    assert _columns(table) == expected.columns
    assert table.header_rows == expected.header_rows
    assert len(table.items) == expected.items
    assert table.style is expected.style
    assert len(table.section_rows) == expected.sections


def test_split_ids_with_their_leading_zeros(corpus: Path) -> None:
    book = read_workbook(corpus / "lists" / "da_atenabango_kanri_item_definition.xlsx")
    _, table = list_table(book)
    assert [i.feature_id for i in table.items] == [f"031{n:05d}" for n in range(1, 30)]
    assert table.items[2].levels == ("住登外者", "共通", "氏名")


def test_names_and_paths_of_a_repeated_hierarchy(corpus: Path) -> None:
    _, table = list_table(read_workbook(corpus / "lists" / "ms_bpc_simple_2025-05.xlsx"))
    item = table.items[3]
    assert item.feature_id == "10.05.010.100"
    assert item.levels[:1] == ("10 Acquire to dispose",)
    assert len(item.levels) == 3
    assert item.name.startswith("10.05.010.100")


@pytest.mark.parametrize("file", ["plateau_judgeResult_template.xlsx", "doorstop_exported_huge.xlsx"])
def test_sheets_without_a_list(corpus: Path, file: str) -> None:
    started = time.perf_counter()
    assert [understand(sheet) for sheet in read_workbook(corpus / "lists" / file).sheets] == [[]]
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("jcs_entrance_要件定義書.xlsx", "lists.corrupt"),
        ("da_common_feature_spec_v2.1.docx", "lists.not_workbook"),
    ],
)
def test_files_that_are_refused(corpus: Path, file: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        read_workbook(corpus / "lists" / file)
    assert refused.value.key == key


def _columns(table: Table) -> dict[str, str]:
    return {name: "".join(letters(c) for c in at) for name, at in table.columns.items()}
