"""What the flow screen works out without a window: flows of one work, finding features, counts by lane."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.model import Element, FlowFile
from models.flows.queries import FlowRow
from models.lists.feature_rows import FeatureRow
from views.flows.feature_search import FeatureIndex
from views.flows.lane_counts import counts_by_lane
from views.flows.works import counterpart, of_kind, same_work, work_of


def flow(name: str, kind: str = "current", package: bytes | None = None) -> FlowRow:
    return FlowRow(f"{name}{kind}{package!r}".encode(), name, kind, package, f"{name}.bpmn", 1, 0)


def feature(key: str, name: str, requirement: str = "") -> FeatureRow:
    return FeatureRow(
        key.encode(), b"l", 1, key, key, ("住民記録",), name, requirement, "", None, "", {}, (), 0
    )


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("転入届（現行）", "転入届"),
        ("転入届(標準・A社)", "転入届"),
        ("転入届_現行", "転入届"),
        ("住民異動〔転居・世帯変更〕（標準）", "住民異動〔転居・世帯変更〕"),
        ("（現行）", "(現行)"),
        ("転入届", "転入届"),
        ("", ""),
    ],
)
def test_the_work_is_the_name_without_its_last_bracket(name: str, work: str) -> None:
    assert work_of(name) == work


@given(st.text(max_size=30))
def test_any_name_has_a_work(name: str) -> None:
    assert isinstance(work_of(name), str)
    assert work_of(f"{name}x（現行）") == work_of(f"{name}x（標準）")


def test_of_several_standards_that_of_the_package_is_taken() -> None:
    flows = [
        flow("転入届（現行）"),
        flow("転入届（標準A）", "standard", b"a"),
        flow("転入届（標準B）", "standard", b"b"),
    ]
    flows.append(flow("転居届（標準）", "standard"))
    assert len(same_work(flows, flows[0])) == 3
    assert of_kind(flows, flows[0], "standard", b"b") is flows[2]
    assert of_kind(flows, flows[0], "standard", None) is flows[1]
    assert of_kind(flows, flows[0], "agreed", b"b") is None
    assert counterpart(flows, flows[0], b"b") is flows[2]
    assert counterpart(flows, flows[2], b"b") is flows[0]
    assert counterpart(flows, flows[3], b"b") is None


def test_features_are_found_by_number_name_and_text() -> None:
    index = FeatureIndex(
        [
            feature("0110010", "転入届の入力"),
            feature("0110020", "在留カードの読取", "ＩＣチップを読む"),
            feature("0220010", "証明書の交付", "転入届の写しを含む"),
        ]
    )

    def keys(text: str, task: str = "", without: tuple[bytes, ...] = ()) -> list[str]:
        return [row.key for row in index.find(text, task, without)]

    assert keys("0110020") == ["0110020"]
    assert keys("icチップ") == ["0110020"]
    assert keys("転入届") == ["0110010", "0220010"]
    assert keys("転入届 写し") == ["0220010"]
    assert keys("", "在留カードを読み取る")[0] == "0110020"
    assert keys("転入届", without=(b"0110010",)) == ["0220010"]
    assert keys("ない語") == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_searched(text: str, task: str) -> None:
    index = FeatureIndex([feature("1", "転入届の入力"), feature("2", "")])
    assert len(index.find(text, task)) <= len(index)


def test_tasks_are_counted_in_their_lane() -> None:
    elements = {
        "a": Element("a", "task", lane="l1"),
        "b": Element("b", "task", lane="l1"),
        "c": Element("c", "task"),
    }
    file = FlowFile("x", "utf-8", b"", elements=elements)
    found = counts_by_lane(file, {"a": "part", "b": "part", "c": "part", "gone": "part"})
    assert found == {"l1": {"part": 2}}
