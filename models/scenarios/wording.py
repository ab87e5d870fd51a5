"""Scenarios in words: which steps are shown, on what condition, what tells one from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.kinds import ACTIVITIES, GATEWAYS
from bpmn.model import FlowFile
from bpmn.reading_order import closed_subprocesses
from bpmn.scenarios.cover import Scenario, Scenarios, scenarios_of
from models.words import say

_DECISIONS_IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A task to be shown, and the branches taken on the way to it."""

    element: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario as it comes from the flow. `elements` and `flows` are what it walks, in order."""

    title: str
    purpose: str
    steps: tuple[DraftStep, ...]
    elements: tuple[str, ...]
    flows: tuple[str, ...]


def drafts(flow: FlowFile, name: str) -> tuple[Draft, ...]:
    """The scenarios of a flow called `name`, worded."""
    return worded(flow, name, scenarios_of(flow))


def worded(flow: FlowFile, name: str, found: Scenarios) -> tuple[Draft, ...]:
    """The same for scenarios already found. What tells them apart is looked for pool by pool."""
    pools = [_pool(flow, one) for one in found.scenarios]
    decided = [_decisions(flow, one) for one in found.scenarios]
    closed = closed_subprocesses(flow)
    made: list[Draft] = []
    used: Counter[str] = Counter()
    for scenario, pool, choices in zip(found.scenarios, pools, decided, strict=True):
        alike = [number for number, other in enumerate(pools) if other == pool]
        shared = set(choices.items()).intersection(*(decided[number].items() for number in alike))
        told = [
            _choice(flow, key, answers) for key, answers in choices.items() if (key, answers) not in shared
        ]
        if len({_begin(flow, found.scenarios[number]) for number in alike}) > 1:
            told.insert(0, _begin(flow, scenario))
        if not any(told) and len(alike) > 1:
            told = [_own_task(flow, scenario, [found.scenarios[number] for number in alike])]
        several = len(set(pools)) > 1
        if several:
            told.insert(0, pool)
        title = _title(name, told)
        used[title] += 1
        made.append(
            Draft(
                title=title if used[title] == 1 else say("scenarios.numbered", title=title, n=used[title]),
                purpose=_purpose(flow, pool if several and pool else name, scenario),
                steps=tuple(_steps(flow, scenario, closed)),
                elements=scenario.elements,
                flows=scenario.flows,
            )
        )
    return tuple(made)


def plain_name(flow: FlowFile, element: str) -> str:
    """The name of an element on one line, else its kind of thing."""
    name = " ".join(flow.name_of(element).split())
    if name or element not in flow.elements:
        return name
    return say("scenarios.unnamed_task" if flow.elements[element].kind in ACTIVITIES else "scenarios.unnamed")


def _steps(flow: FlowFile, scenario: Scenario, closed: frozenset[str]) -> list[DraftStep]:
    steps: list[DraftStep] = []
    conditions: list[str] = []
    received = _received(flow)
    for step in scenario.steps:
        branch = _branch(flow, step.flow)
        if branch:
            conditions.append(branch)
        element = flow.elements[step.element]
        conditions += received.get(element.id, ())
        if element.kind == "boundaryEvent" or (element.kind == "intermediateCatchEvent" and element.name):
            conditions.append(say("scenarios.when_event", event=plain_name(flow, element.id)))
        if element.kind in ACTIVITIES and (element.id in closed or not _is_open(flow, element.id, closed)):
            when = "／".join(dict.fromkeys(conditions))
            steps.append(DraftStep(element.id, plain_name(flow, element.id), when))
            conditions = []
    return steps


def _received(flow: FlowFile) -> dict[str, list[str]]:
    """By element what comes to it from other pools."""
    found: dict[str, list[str]] = {}
    for link in flow.connections.values():
        source = flow.elements.get(link.source or "")
        if link.kind != "messageFlow" or source is None:
            continue
        sender = plain_name(flow, source.pool or source.id)
        name = " ".join(link.name.split())
        key = "scenarios.receives" if name else "scenarios.receives_unnamed"
        found.setdefault(link.target or "", []).append(say(key, sender=sender, name=name))
    return found


def _is_open(flow: FlowFile, key: str, closed: frozenset[str]) -> bool:
    kind = flow.elements[key].kind
    return kind in ("subProcess", "transaction", "adHocSubProcess") and key not in closed


def _branch(flow: FlowFile, link_id: str) -> str:
    """What is answered where this flow begins; "" where nothing is decided."""
    link = flow.connections.get(link_id)
    if link is None:
        return ""
    source = flow.elements.get(link.source or "")
    answer = " ".join((link.name or link.condition).split())
    if source is None or not answer:
        return ""
    asked = " ".join(source.name.split()) if source.kind in GATEWAYS else ""
    if not asked or answer.startswith(asked):
        return answer
    return say("scenarios.answer", question=asked, answer=answer)


def _decisions(flow: FlowFile, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """What was answered at each gateway, in order; events that broke in count as their own answer."""
    found: dict[str, tuple[str, ...]] = {}
    for step in scenario.steps:
        link = flow.connections.get(step.flow)
        if link is not None and _branch(flow, step.flow):
            key = link.source or ""
            answer = " ".join((link.name or link.condition).split())
            if answer not in found.get(key, ()):
                found[key] = (*found.get(key, ()), answer)
        elif _is_event_gateway(flow, step.origin):
            name = plain_name(flow, step.element)
            if name not in found.get(step.origin, ()):
                found[step.origin] = (*found.get(step.origin, ()), name)
        elif step.means in ("boundary", "thrown"):
            found[step.element] = (plain_name(flow, step.element),)
    return found


def _is_event_gateway(flow: FlowFile, key: str) -> bool:
    return key in flow.elements and flow.elements[key].kind == "eventBasedGateway"


def _choice(flow: FlowFile, key: str, answers: tuple[str, ...]) -> str:
    given = "→".join(answers)
    element = flow.elements[key]
    asked = " ".join(element.name.split()) if element.kind in GATEWAYS else ""
    return say("scenarios.answer", question=asked, answer=given) if asked else given


def _begin(flow: FlowFile, scenario: Scenario) -> str:
    """The name of what it begins with, "" where that has none."""
    return " ".join(flow.name_of(scenario.steps[0].element).split()) if scenario.steps else ""


def _own_task(flow: FlowFile, scenario: Scenario, alike: Sequence[Scenario]) -> str:
    """Where no branch has a name: the task that the fewest others come to, "" where all come to all."""
    uses = Counter(element for one in alike for element in one.elements)
    tasks = [key for key in scenario.elements if flow.elements[key].kind in ACTIVITIES]
    rare = min(tasks, key=lambda key: uses[key], default="")
    if not rare or uses[rare] == len(alike):
        return ""
    return say("scenarios.through", task=plain_name(flow, rare))


def _pool(flow: FlowFile, scenario: Scenario) -> str:
    """The name of the pool that it begins in, else of the process."""
    first = flow.elements[scenario.steps[0].element] if scenario.steps else None
    if first is None:
        return ""
    return " ".join((flow.name_of(first.pool or "") or flow.name_of(first.process or "")).split())


def _title(name: str, told: Sequence[str]) -> str:
    told = [text for text in dict.fromkeys(told) if text]
    if not told:
        return name
    shown = "／".join(told[:_DECISIONS_IN_TITLE])
    more = len(told) - _DECISIONS_IN_TITLE
    return shown if more <= 0 else say("scenarios.title_more", title=shown, n=more)


def _purpose(flow: FlowFile, name: str, scenario: Scenario) -> str:
    ends = [step.element for step in scenario.steps if flow.elements[step.element].kind == "endEvent"]
    start = _begin(flow, scenario)
    if ends and start and flow.name_of(ends[-1]):
        end = plain_name(flow, ends[-1])
        return say("scenarios.purpose_from_to", start=start, end=end)
    return say("scenarios.purpose", flow=name)
