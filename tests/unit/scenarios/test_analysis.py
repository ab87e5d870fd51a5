"""Hints on models: each defect is found where it is, and well-made models get none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.analysis.analyse import analyse
from bpmn.analysis.naming import spelling
from bpmn.reader import read_flow
from models.flows.analysis import hints
from tests.unit.scenarios.conftest import Making, Way

ROOT = Path(__file__).parents[3]
SAMPLE = sorted((ROOT / "resources" / "sample" / "flows").glob("*.bpmn"))
OPEN_FILES = sorted((ROOT.parent / "shared" / "corpus" / "bpmn").glob("*.bpmn"))
STRUCTURE = {
    "unreachable",
    "endless",
    "gateway_ends",
    "event_leads_nowhere",
    "dead_end",
    "parallel_not_joined",
    "waits_forever",
    "no_lane",
}

DEFECTS: list[tuple[str, str, dict[str, str], list[Way]]] = [
    ("unreachable", "x", {"s": "startEvent", "x": "task", "e": "endEvent"}, [("s", "e"), ("x", "e")]),
    (
        "dead_end",
        "x",
        {"s": "startEvent", "g": "exclusiveGateway", "x": "task", "e": "endEvent"},
        [("s", "g"), ("g", "x", "a"), ("g", "e", "b")],
    ),
    ("endless", "x", {"s": "startEvent", "x": "task", "y": "task"}, [("s", "x"), ("x", "y"), ("y", "x")]),
    ("gateway_ends", "g", {"s": "startEvent", "g": "exclusiveGateway"}, [("s", "g")]),
    (
        "event_leads_nowhere",
        "b",
        {"s": "startEvent", "x": "task", "b": "boundaryEvent@x", "e": "endEvent"},
        [("s", "x"), ("x", "e")],
    ),
    (
        "parallel_not_joined",
        "p",
        {
            "s": "startEvent",
            "p": "parallelGateway",
            "x": "task",
            "y": "task",
            "j": "exclusiveGateway",
            "z": "task",
            "e": "endEvent",
        },
        [("s", "p"), ("p", "x"), ("p", "y"), ("x", "j"), ("y", "j"), ("j", "z"), ("z", "e")],
    ),
    (
        "waits_forever",
        "j",
        {
            "s": "startEvent",
            "g": "exclusiveGateway",
            "x": "task",
            "y": "task",
            "j": "parallelGateway",
            "e": "endEvent",
        },
        [("s", "g"), ("g", "x", "a"), ("g", "y", "b"), ("x", "j"), ("y", "j"), ("j", "e")],
    ),
    (
        "no_condition",
        "g",
        {"s": "startEvent", "g": "exclusiveGateway", "x": "endEvent", "y": "endEvent"},
        [("s", "g"), ("g", "x"), ("g", "y")],
    ),
    (
        "one_without_condition",
        "g",
        {"s": "startEvent", "g": "exclusiveGateway", "x": "endEvent", "y": "endEvent"},
        [("s", "g"), ("g", "x", "a"), ("g", "y")],
    ),
    (
        "splits_and_joins",
        "g",
        {"s": "startEvent", "g": "exclusiveGateway", "x": "task", "y": "endEvent"},
        [("s", "g"), ("g", "x", "a"), ("g", "y", "b"), ("x", "g")],
    ),
]


@pytest.mark.parametrize(("code", "place", "nodes", "ways"), DEFECTS, ids=[one[0] for one in DEFECTS])
def test_each_defect_is_found_where_it_is(
    make_flow: Making, code: str, place: str, nodes: dict[str, str], ways: list[Way]
) -> None:
    flow = make_flow(nodes, ways)
    assert [(one.code, one.where) for one in analyse(flow)] == [(code, place)]
    assert hints(flow)[0].message


def test_sound_structures_get_no_hint(make_flow: Making) -> None:
    nodes = {
        "s": "startEvent",
        "p": "parallelGateway",
        "x": "task",
        "y": "task",
        "j": "parallelGateway",
        "g": "exclusiveGateway",
        "b": "boundaryEvent@x",
        "off": "endEvent",
        "e": "endEvent",
        "o": "inclusiveGateway",
        "m": "task",
        "n": "task",
        "k": "inclusiveGateway",
        "f": "endEvent",
    }
    ways: list[Way] = [
        ("s", "p"),
        ("p", "x"),
        ("p", "y"),
        ("x", "j"),
        ("y", "j"),
        ("j", "g"),
        ("g", "e", "yes"),
        ("g", "o", "no"),
        ("b", "off"),
        ("o", "m", "m?"),
        ("o", "n", "n?"),
        ("m", "k"),
        ("n", "k"),
        ("k", "f"),
    ]
    assert analyse(make_flow(nodes, ways)) == ()


def test_more_than_fifty_nodes_are_many(make_flow: Making) -> None:
    nodes = {"s": "startEvent"} | {f"t{n}": "task" for n in range(50)}
    ways: list[Way] = [("s", "t0"), *((f"t{n}", f"t{n + 1}") for n in range(49))]
    assert [one.code for one in analyse(make_flow(nodes, ways))] == ["too_large"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("受け付ける", "受付ける", True),
        ("サーバーへ登録", "サーバへ登録", True),
        ("ＩＤを確認", "IDを確認", True),
        ("本人確認・受付", "本人確認/受付", True),
        ("Send mail", "send-mail", True),
        ("確認する", "確認しない", False),
        ("届を出す", "届が出る", False),
        ("課税する", "課税される", False),
        ("住民票を出力", "住民票に出力", False),
        ("データ", "データー", True),
    ],
)
def test_spelling(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_is_well_made(path: Path) -> None:
    assert analyse(read_flow(path.read_bytes(), path.name)) == ()


@pytest.mark.parametrize("path", OPEN_FILES, ids=lambda path: path.stem)
def test_the_reference_models_are_soundly_built(path: Path) -> None:
    assert not STRUCTURE & {one.code for one in analyse(read_flow(path.read_bytes(), path.name))}
