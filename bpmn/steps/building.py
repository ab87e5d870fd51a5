"""From a step table to a flow: tasks in lanes, gateways where it branches, joins of parallel steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bpmn.layout import lay_out
from bpmn.model import Connection, Element, FlowFile, Lane, Pool
from bpmn.scenarios.building import net_of
from bpmn.scenarios.order import Order
from bpmn.steps.rows import END, StepRow, step_id

PROCESS, POOL = "Process", "Pool"
FEATURES = "使用機能："
"""Begins the line of a task's documentation that names the features it uses."""


def flow_of(rows: Sequence[StepRow], name: str) -> FlowFile:
    """The flow of a table whose numbers are unique and whose targets exist, with a drawing."""
    plain = _Builder(rows, name, {}).flow()
    joined = _Builder(rows, name, _joins(plain)).flow()
    return replace(joined, planes=(lay_out(joined),))


def _joins(flow: FlowFile) -> dict[str, frozenset[str]]:
    """For each step where parallel branches meet again, the elements whose flows are waited for."""
    net = net_of(flow)
    order = Order(net)
    found: dict[str, frozenset[str]] = {}
    for place in order.places:
        meeting = order.meeting[place]
        if meeting is None or len(net.places[place].always) < 2:
            continue
        target = net.places[meeting].element
        if flow.elements[target].kind == "endEvent" or not target:
            continue
        between, waiting = {place}, [place]
        while waiting:
            for way in net.places[waiting.pop()].ways():
                to = net.ways[way].target
                if not order.is_back[way] and to != meeting and to not in between:
                    between.add(to)
                    waiting.append(to)
        sources = {net.places[net.ways[way].source].element for way in net.arriving[meeting]
                   if net.ways[way].source in between and not order.is_back[way]}  # fmt: skip
        if len(sources) > 1:
            found.setdefault(target, frozenset(sources))
    return found


class _Builder:
    def __init__(self, rows: Sequence[StepRow], name: str, joins: dict[str, frozenset[str]]) -> None:
        self._rows, self._name, self._joins = rows, name, joins
        self._elements: dict[str, Element] = {}
        self._links: dict[str, Connection] = {}
        self._who: dict[str, str] = {}
        people = dict.fromkeys(row.who for row in rows if row.who)
        self._lanes = {who: f"Lane_{number}" for number, who in enumerate(people, 1)}

    def flow(self) -> FlowFile:
        self._elements[PROCESS] = Element(PROCESS, "process", self._name, process=PROCESS, pool=POOL)
        self._elements[POOL] = Element(POOL, "participant", self._name, refers_to=PROCESS)
        for who, lane in self._lanes.items():
            self._elements[lane] = Element(lane, "lane", who, process=PROCESS, pool=POOL, parent=PROCESS)
        self._starts()
        for row in self._rows:
            self._step(row)
        for row in self._rows:
            if row.kind != "endEvent":
                self._leave(row)
        members = {lane: tuple(key for key, who in self._who.items() if self._lanes.get(who) == lane)
                   for lane in self._lanes.values()}  # fmt: skip
        lanes = tuple(
            Lane(lane, who, PROCESS, POOL, None, members[lane]) for who, lane in self._lanes.items()
        )
        return FlowFile(
            f"{self._name}.bpmn", "utf-8", b"", title=self._name, elements=self._elements,
            connections=self._links, pools=(Pool(POOL, self._name, PROCESS),), lanes=lanes,
        )  # fmt: skip

    def _starts(self) -> None:
        targets = {target for row in self._rows for choice in row.choices for target in choice.targets}
        reached = {step_id(target) for target in targets - {END}}
        first = [row for row in self._rows if row.kind not in ("startEvent", "endEvent")]
        begins = [row for row in first if step_id(row.number) not in reached]
        for row in begins:
            start = self._add(f"Start_{step_id(row.number)}", "startEvent", "", row.who)
            self._flow(start, step_id(row.number))

    def _step(self, row: StepRow) -> None:
        key = self._add(step_id(row.number), row.kind, row.task, row.who)
        if row.features:
            documentation = FEATURES + "、".join(row.features)
            self._elements[key] = replace(self._elements[key], documentation=documentation)
        if row.condition and len(row.choices) < 2:
            note = self._add(f"Note_{key}", "textAnnotation", row.condition, row.who)
            self._tie(f"Remark_{key}", "association", key, note, PROCESS)
        for number, name in enumerate(row.data, 1):
            data = self._add(f"Data_{key}_{number}", "dataObjectReference", name, row.who)
            self._tie(f"Uses_{key}_{number}", "dataOutputAssociation", key, data, key)

    def _leave(self, row: StepRow) -> None:
        source = step_id(row.number)
        branches = len(row.choices) > 1
        if branches:
            gateway = self._add(f"Branch_{source}", "exclusiveGateway", row.condition, row.who)
            self._flow(source, gateway)
            source = gateway
        for number, choice in enumerate(row.choices, 1):
            after, label = source, choice.label
            if len(choice.targets) > 1:
                split = self._add(f"Split_{step_id(row.number)}_{number}", "parallelGateway", "", row.who)
                self._flow(source, split, label)
                after, label = split, ""
            for target in choice.targets:
                self._flow(after, self._end(row) if target == END else step_id(target), label)

    def _end(self, row: StepRow) -> str:
        key = f"End_{step_id(row.number)}"
        return key if key in self._elements else self._add(key, "endEvent", "", row.who)

    def _flow(self, source: str, target: str, label: str = "") -> None:
        if source in self._joins.get(target, ()):
            join = f"Join_{target}"
            if join not in self._elements:
                self._add(join, "parallelGateway", "", self._who.get(target, ""))
                self._tie(f"Flow_{len(self._links) + 1}", "sequenceFlow", join, target, PROCESS)
            target = join
        self._tie(f"Flow_{len(self._links) + 1}", "sequenceFlow", source, target, PROCESS, label)

    def _tie(self, key: str, kind: str, source: str, target: str, parent: str, label: str = "") -> None:
        self._links[key] = Connection(key, kind, source, target, label, parent=parent)

    def _add(self, key: str, kind: str, name: str, who: str) -> str:
        lane = self._lanes.get(who)
        self._elements[key] = Element(
            key,
            kind,
            name,
            process=PROCESS,
            pool=POOL,
            lane=lane,
            lane_name=who if lane else "",
            parent=PROCESS,
        )
        if kind not in ("textAnnotation",):
            self._who[key] = who
        return key
