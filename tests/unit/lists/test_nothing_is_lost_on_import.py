"""Random lists imported into a project: what is stored of every cell is the text that stood in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

from models.identity.keys import Identity
from models.lists.commands import import_feature_list
from models.members.commands import Founder, new_project
from models.project.project import Project

HEAD = [
    "項番",
    "機能ID",
    "大項目",
    "中項目",
    "機能名称",
    "要件",
    "考え方・理由",
    "必須・任意",
    "備考",
    "独自の欄",
    "備考",
]
STORED = ["no", "feature_id", "level1", "level2", "name", "requirement", "rationale", "obligation", "remarks"]
BLANKS = [" ", "　", "\t", "\n", "\u00a0"]
word = st.one_of(
    st.sampled_from(
        [
            "○",
            "〇",
            "２．１０",
            "2.10",
            "00012",
            "=A1",
            "'引用",
            "#REF!",
            "令和8年4月1日",
            "髙﨑",
            "辻\U000e0100",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.sampled_from(["改\n行", "長" * 31_000, "_x000D_", "<b>&amp;", "𠮷野家", "｢ｶﾅ｣", "ﾊﾟ", "é"]),
)
padded = st.tuples(st.sampled_from(["", "", "", *BLANKS]), word, st.sampled_from(["", "", "", *BLANKS])).map(
    "".join
)
other = st.one_of(st.just(""), padded)
named = padded.map(lambda text: f"{text[:1].strip(chr(32))}届出{text}")
line = st.tuples(padded, padded, padded, padded, named, named, other, other, other, other, other)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("project") / "一覧.fitgap"
    with new_project(path, Identity.new("花子"), "更新", Founder("係長", "市", "課")) as made:
        yield made


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.integers(0, 5), st.lists(line, min_size=1, max_size=8), st.booleans(), st.booleans())
def test_every_cell_is_stored_as_it_stood(
    project: Project, tmp_path_factory: pytest.TempPathFactory, above: int, lines: list[tuple[str, ...]],
    merge: bool, as_text: bool,
) -> None:  # fmt: skip
    rows = [[f"前書き{n}"] for n in range(above)] + [HEAD] + [[*cells] for cells in lines]
    folder = tmp_path_factory.mktemp("list")
    path = _csv(folder / "一覧.csv", rows) if as_text else _xlsx(folder / "一覧.xlsx", rows, merge, above)
    imported = import_feature_list(project, path, name=folder.name)
    names = ", ".join(f"f.{name}" for name in STORED)
    found = project.connection.exec_driver_sql(
        f"SELECT f.source_row, f.extra, {names}, s.content FROM feature AS f JOIN feature_list AS l "
        "ON l.id = f.list_id JOIN source_file AS s ON s.id = l.source_file_id WHERE l.id = ?",
        (imported.list_id,),
    ).all()
    assert {row[-1] for row in found} == {path.read_bytes()}
    told = {row[0] for row in found} | _left_out(project, imported.list_id)
    assert told >= {
        number for number, cells in enumerate(rows, 1) if number > above + 1 and any(map(str.strip, cells))
    }
    for source_row, extra, *texts, _ in found:
        beside = json.loads(extra or "{}")
        for column, cell in enumerate(rows[source_row - 1]):
            if not cell and column in (2, 3):
                continue  # a blank below a level's name means the same level
            kept = texts[column] if column < len(STORED) else ""
            further = [beside.get(HEAD[column]), beside.get(f"{HEAD[column]} ({'ABCDEFGHIJK'[column]})")]
            assert cell in (kept or "", *further), (source_row, column)


def _left_out(project: Project, list_id: bytes) -> set[int]:
    """The rows that the import itself says were no items."""
    reading = project.connection.exec_driver_sql(
        "SELECT s.reading FROM feature_list AS l JOIN source_file AS s ON s.id = l.source_file_id "
        "WHERE l.id = ?",
        (list_id,),
    ).scalar_one()
    read = json.loads(reading)
    return {*read["section_rows"], *read["excluded_rows"]}


def _csv(path: Path, rows: list[list[str]]) -> Path:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\r\n".join(quoted), encoding="utf-8", newline="")
    return path


def _xlsx(path: Path, rows: list[list[str]], merge: bool, above: int) -> Path:
    book = Workbook(str(path), {"in_memory": True})
    sheet = book.add_worksheet("機能一覧")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell)
    if merge and len(rows) > above + 2:
        for number in range(above + 2, len(rows)):
            rows[number][2] = ""
        sheet.merge_range(above + 1, 2, len(rows) - 1, 2, "")
        sheet.write_string(above + 1, 2, rows[above + 1][2])
    book.close()
    return path
