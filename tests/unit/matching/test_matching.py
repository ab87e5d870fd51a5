"""Proposals of matching tasks: against what people called the same, and the rules that make them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.comparing.compare import compare
from bpmn.matching.assignment import best_pairs
from bpmn.matching.flows import Settled, match
from bpmn.matching.outline import outline
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from models.matching.catalogue import known_words
from tests.unit.matching.gold_pairs import Gold, drawn, municipal_pairs, score

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "matching"


def proposed(a: FlowFile, b: FlowFile) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in match(a, b, known_words())]


def open_pairs() -> Iterator[Gold]:
    flows = {path.stem: read_flow(path.read_bytes(), path.name) for path in CORPUS.glob("*.bpmn")}
    for one in json.loads((CORPUS / "gold.json").read_text(encoding="utf-8")):
        matches = frozenset((left, right) for left, right in one["matches"])
        yield Gold(f"{one['a']}-{one['b']}", flows[one["a"]], flows[one["b"]], matches)


@pytest.mark.skipif(not CORPUS.exists(), reason="the open corpus is not here")
def test_models_of_seven_universities() -> None:
    # Equal names alone: 0.593. Names by letters, words and classes alone: 0.594 at best. With rivals and
    # neighbours 0.748; with weights fitted without the model in question 0.731.
    found = score(open_pairs(), proposed)
    assert found.f1 >= 0.72, found


def test_procedures_of_two_towns() -> None:
    # Names alone, before any weight was tried: 0.633 at best. With the whole: 0.814; three pairs that were
    # written after the weights were settled: 0.826 at the first try. Left-out procedures: 0.814.
    pairs = list(municipal_pairs())
    assert len(pairs) >= 8
    found = score(pairs, proposed)
    assert found.f1 >= 0.78, found


STRAIGHT = """
s | 窓口 | ( | t1
t1 | 窓口 | 届書を受け付ける | t2
t2 | 窓口 | 本人確認をする | t3
t3 | 入力係 | 異動内容を入力する | t4
t4 | 審査係 | 入力内容を審査する | t5
t5 | 窓口 | 証明書を交付する | e
e | 窓口 | ) |
"""


def test_ids_do_not_matter_and_a_copy_is_met_in_full() -> None:
    flow = drawn(STRAIGHT, "a")
    renamed = drawn(STRAIGHT.replace("t1", "x9").replace("t2", "t1").replace("x9", "t2"), "b")
    assert proposed(flow, renamed) == [("t1", "t2"), ("t2", "t1"), ("t3", "t3"), ("t4", "t4"), ("t5", "t5")]


def test_equal_names_are_told_apart_by_what_stands_around_them() -> None:
    lines = (
        "s|a|(|p\np|a|申請を受け付ける|c1\nc1|a|内容を確認する|q\nq|a|台帳に登録する|c2\n"
        "c2|a|内容を確認する|r\nr|a|通知を発送する|e\ne|a|)|"
    )
    turned = lines.replace("c1", "x").replace("c2", "c1").replace("x", "c2")
    found = dict(proposed(drawn(lines, "a"), drawn(turned, "b")))
    assert found["c1"] == "c2" and found["c2"] == "c1"


def test_what_became_two_tasks_has_two_partners() -> None:
    split = STRAIGHT.replace("t2\nt2", "t2\nt2").replace(
        "t4 | 審査係 | 入力内容を審査する | t5",
        "t4 | 審査係 | 入力内容を審査する（一次） | t6\nt6 | 審査係 | 入力内容を審査する（二次） | t5",
    )
    assert {("t4", "t4"), ("t4", "t6")} <= set(proposed(drawn(STRAIGHT, "a"), drawn(split, "b")))


@pytest.mark.parametrize("name", ["tr3", "t12", "Task_1", "Activity_1", "MESSAGE_", "", "  ", "タスク1", "7"])
def test_names_that_a_tool_wrote_match_nothing(name: str) -> None:
    flow = drawn(f"s|a|(|t\nt|a|{name or ' '}.|u\nu|a|申請を受け付ける|e\ne|a|)|", "a")
    assert [work.name for work in outline(flow)] == ["", "申請を受け付ける"]
    other = drawn(f"s|a|(|v\nv|a|{name or ' '}.|u\nu|a|申請を受け付ける|e\ne|a|)|", "b")
    assert proposed(flow, other) == [("u", "u")]
    assert ("t", "t") in proposed(flow, flow) or not flow.elements["t"].name.strip()


def test_what_a_person_settled_wins() -> None:
    flow = drawn(STRAIGHT, "a")
    settled = [Settled("t1", "t1", False), Settled("t3", "t4", True), Settled("gone", "t2", True)]
    found = match(flow, flow, known_words(), settled)
    pairs = {(pair.a, pair.b): pair for pair in found}
    assert ("t1", "t1") not in pairs
    assert pairs["t3", "t4"].score == 1.0 and pairs["t3", "t4"].reason.settled
    assert ("t3", "t3") not in pairs and ("t4", "t4") not in pairs
    assert ("t2", "t2") in pairs


def test_a_reason_is_given_in_words_of_the_flows() -> None:
    other = STRAIGHT.replace("異動内容を入力する", "異動内容をシステムに登録する")
    pair = next(one for one in match(drawn(STRAIGHT, "a"), drawn(other, "b"), known_words()) if one.a == "t3")
    assert pair.reason.likening.shared == ("異動内容",)
    assert ("入力", "登録") in pair.reason.likening.actions
    assert pair.reason.neighbours and pair.reason.place and pair.reason.lane


def test_flows_without_tasks_match_nothing() -> None:
    empty = drawn("s|a|(|e\ne|a|)|", "a")
    assert match(empty, drawn(STRAIGHT, "b"), known_words()) == ()


tables = st.integers(0, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(-5, 9).map(float), min_size=width, max_size=width), min_size=0, max_size=4
    ).map(lambda rows: np.array(rows, dtype=float).reshape(len(rows), width))
)


@given(tables)
def test_no_other_pairing_gains_more(gains: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    pairs = best_pairs(gains)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    height, width = gains.shape
    longer, shorter = max(height, width), min(height, width)
    possible = (
        sum(
            max(gains[pair if height >= width else pair[::-1]], 0.0)
            for pair in zip(order, range(shorter), strict=True)
        )
        for order in itertools.permutations(range(longer), shorter)
    )
    assert sum(gains[pair] for pair in pairs) == pytest.approx(max(possible, default=0.0))


OPEN = sorted((CORPUS.parent / "bpmn").glob("*.bpmn")) + sorted(CORPUS.glob("*.bpmn"))


@pytest.mark.skipif(not OPEN, reason="the open corpus is not here")
@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_a_flow_is_its_own_best_partner(path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    pairs = match(flow, flow, known_words())
    assert {(pair.a, pair.b) for pair in pairs} == {(work.element.id,) * 2 for work in outline(flow)}
    assert compare(flow, flow, pairs, known_words()) == ()


def test_where_all_tasks_are_called_by_number_that_is_their_name() -> None:
    lines = "s|a|(|x\nx|a|Task 1|y\ny|a|Task 2|z\nz|a|Task 3|e\ne|a|)|"
    redrawn = lines.replace("x|", "k|").replace("|x", "|k").replace("y|", "l|").replace("|y", "|l")
    assert proposed(drawn(lines, "a"), drawn(redrawn, "b")) == [("x", "k"), ("y", "l"), ("z", "z")]


def test_flows_too_large_for_all_against_all_are_matched_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bpmn.matching.flows._LARGEST", 3)
    other = STRAIGHT.replace("本人確認をする", "身元を確かめる").replace("t3", "x3")
    found = match(drawn(STRAIGHT, "a"), drawn(other, "b"), known_words(), [Settled("t2", "t2", True)])
    assert [(pair.a, pair.b) for pair in found] == [
        ("t1", "t1"), ("t2", "t2"), ("t3", "x3"), ("t4", "t4"), ("t5", "t5"),
    ]  # fmt: skip
