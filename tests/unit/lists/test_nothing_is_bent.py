"""Random lists with quirks: every item's text is its cell's text, and every filled row is accounted for."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.lists.understanding.understand import understand
from models.lists.workbook import Sheet

HEAD = ["項番", "機能ID", "大項目", "機能名称", "要件", "必須・任意", "A社回答", "備考"]
FIELDS = {"requirement": 4, "obligation": 5, "remarks": 7}
cell = st.one_of(
    st.just(""),
    st.sampled_from(
        ["○", "〇", "必須", "備考", "〃", "※注", "合計", "1.1", "e", "機能名称", " ", "改\r\n行", "#REF!"]
    ),
    st.text(max_size=8),
)
line = st.lists(cell, min_size=8, max_size=8)
prose = st.lists(st.sampled_from([[""] * 8, ["■一覧", *[""] * 7], ["※備考を記入", *[""] * 7]]), max_size=4)
item = st.integers(1, 999).map(
    lambda n: [str(n), f"{n:05d}", "住記", f"機能{n}", f"要件{n}", "必須", "○", ""]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(prose, st.lists(item, min_size=1, max_size=4), st.lists(line, max_size=8))
def test_no_row_and_no_text_gets_lost(
    above: list[list[str]], sure: list[list[str]], wild: list[list[str]]
) -> None:
    rows = [*above, HEAD, *sure, *wild]
    for table in understand(Sheet("一覧", rows)):
        for got in table.items:
            source = rows[got.source_row - 1]
            for name, at in table.columns.items():
                if name in FIELDS:
                    assert getattr(got, name) == source[at[0]]
                if name in ("no", "feature_id", "name") and source[at[0]].strip():
                    assert getattr(got, name) == source[at[0]].strip()
        told = {got.source_row for got in table.items} | {*table.section_rows, *table.excluded_rows}
        first, last = table.header_rows[-1] + 1, table.span.bottom + 1
        left_over = {n for n in range(first, last + 1) if any(c.strip() for c in rows[n - 1])} - told
        assert not left_over


@settings(max_examples=80, deadline=None)
@given(st.lists(line, min_size=1, max_size=12))
def test_any_sheet_is_understood_or_left_alone(rows: list[list[str]]) -> None:
    for table in understand(Sheet("S", rows)):
        assert table.items
        assert table.as_json()
        assert all(finding.message for finding in table.findings)
