"""What scenarios are called: what tells them apart, pool by pool, and what comes from other pools."""

from __future__ import annotations

from dataclasses import replace

from bpmn.model import Connection, Element, FlowFile, Pool
from models.scenarios.wording import drafts
from tests.unit.scenarios.conftest import Making


def test_unnamed_branches_are_told_apart_by_their_tasks(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "g": "exclusiveGateway", "a": "task", "b": "task", "e": "endEvent"}
    flow = make_flow(nodes, [("s", "g"), ("g", "a"), ("g", "b"), ("a", "e"), ("b", "e")])
    assert [one.title for one in drafts(flow, "転入")] == ["「a」を通る", "「b」を通る"]


def test_what_an_event_gateway_waits_for_tells_scenarios_apart(make_flow: Making) -> None:
    nodes = {"s": "startEvent", "g": "eventBasedGateway", "返事": "intermediateCatchEvent",
             "10日経過": "intermediateCatchEvent", "a": "task", "b": "task"}  # fmt: skip
    ways = [("s", "g"), ("g", "返事"), ("g", "10日経過"), ("返事", "a"), ("10日経過", "b")]
    found = drafts(make_flow(nodes, ways), "照会")
    assert [one.title for one in found] == ["g＝返事", "g＝10日経過"]
    assert found[0].steps[0].when == "返事が起きたとき"


def test_scenarios_of_several_pools_name_their_pool_and_what_they_receive() -> None:
    elements = {
        "P": Element("P", "process", "窓口"),
        "Q": Element("Q", "process", "住民"),
        "pp": Element("pp", "participant", "窓口", refers_to="P"),
        "qq": Element("qq", "participant", "住民", refers_to="Q"),
        "write": Element("write", "task", "届を書く", process="Q", pool="qq", parent="Q"),
        "take": Element("take", "task", "届を受ける", process="P", pool="pp", parent="P"),
    }
    links = {"m": Connection("m", "messageFlow", "write", "take", "転入届")}
    pools = (Pool("pp", "窓口", "P"), Pool("qq", "住民", "Q"))
    flow = FlowFile("x.bpmn", "utf-8", b"", elements=elements, connections=links, pools=pools)
    found = {one.title: one for one in drafts(flow, "転入")}
    assert set(found) == {"窓口", "住民"}
    assert found["窓口"].steps[0].when == "「住民」から転入届を受ける"
    unnamed = replace(flow, connections={"m": replace(links["m"], name="")})
    assert drafts(unnamed, "転入")[0].steps[0].when or drafts(unnamed, "転入")[1].steps[0].when
