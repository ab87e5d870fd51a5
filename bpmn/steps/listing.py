"""From any flow to a step table: every activity and every event with a name is a row.

What stands between rows (gateways, events without a name, the borders of open sub-processes) becomes the
choices of the row before. Events that break in become choices with the event's name.
"""

from __future__ import annotations

from bpmn.kinds import ACTIVITIES, DATA, EVENTS, GATEWAYS
from bpmn.model import FlowFile
from bpmn.reading_order import reading_order
from bpmn.scenarios.building import net_of
from bpmn.scenarios.net import Means
from bpmn.steps.building import FEATURES
from bpmn.steps.rows import END, Choice, StepRow, step_number

_QUESTION_SIGNS = "=＝:："


def steps_of(flow: FlowFile) -> tuple[StepRow, ...]:
    """The rows, numbered in reading order, or as the table was that the flow was made from."""
    return _Listing(flow).rows()


def step_numbers(flow: FlowFile) -> dict[str, str]:
    """The number of each element that is a row."""
    return _Listing(flow).numbers


class _Listing:
    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        self._net = net_of(flow)
        known = self._net.entry
        listed = [key for key in reading_order(flow) if key in known and self._is_row(key)]
        made = {key: number for key in listed if (number := step_number(key)) is not None}
        if listed and len(made) == len(listed):
            self.numbers = {key: made[key] for key in flow.elements if key in made}
        else:
            self.numbers = {key: str(number) for number, key in enumerate(listed, 1)}
        self._beside = self._texts()

    def rows(self) -> tuple[StepRow, ...]:
        return tuple(self._row(key, number) for key, number in self.numbers.items())

    def _is_row(self, key: str) -> bool:
        element = self._flow.elements[key]
        if element.kind in EVENTS:
            return bool(element.name.strip()) and element.kind != "boundaryEvent"
        return element.kind in ACTIVITIES and self._net.entry[key] == self._net.exit[key]

    def _row(self, key: str, number: str) -> StepRow:
        element = self._flow.elements[key]
        questions: list[str] = []
        choices = self._onward(self._net.exit[key], questions, frozenset())
        if element.kind == "endEvent":
            choices = (Choice((END,)),)
        data, notes = self._beside.get(key, ((), ()))
        condition = "／".join(dict.fromkeys(questions)) if len(choices) > 1 else "／".join(notes)
        features = tuple(
            feature
            for line in element.documentation.splitlines()
            if line.startswith(FEATURES)
            for feature in line.removeprefix(FEATURES).split("、")
        )
        return StepRow(
            number, _line(element.name), _line(element.lane_name), condition, choices,
            tuple(dict.fromkeys(data)), features, element.kind,
        )  # fmt: skip

    def _onward(self, place: int, questions: list[str], seen: frozenset[int]) -> tuple[Choice, ...]:
        """The choices after a place; `seen` are places passed on the way, so that empty loops end."""
        net = self._net
        found = net.places[place]
        if not found.ways():
            return (Choice((END,)),)
        together = [choice for way in found.always for choice in self._behind(way, questions, seen)]
        choices: list[Choice] = []
        if together:
            targets = dict.fromkeys(target for choice in together for target in choice.targets)
            labels = dict.fromkeys(choice.label for choice in together if choice.label)
            alternatives = len(found.always) == 1
            choices += together if alternatives else [Choice(tuple(targets), "／".join(labels))]
        others = [*found.some, *([] if found.default is None else [found.default]), *found.instead]
        element = self._flow.elements.get(found.element)
        if (
            len(found.ways()) > 1
            and element is not None
            and element.kind in GATEWAYS
            and element.name.strip()
        ):
            questions.append(_line(element.name))
        for way in others:
            choices += self._behind(way, questions, seen)
        return tuple(dict.fromkeys(choices))

    def _behind(self, number: int, questions: list[str], seen: frozenset[int]) -> list[Choice]:
        net = self._net
        way = net.ways[number]
        label = self._label(number)
        element = net.places[way.target].element
        if element in self.numbers and way.target == net.entry[element]:
            return [Choice((self.numbers[element],), label)]
        if way.target in seen:
            return []
        further = self._onward(way.target, questions, seen | {way.target})
        return [Choice(one.targets, "・".join(filter(None, (label, one.label)))) for one in further]

    def _label(self, number: int) -> str:
        way = self._net.ways[number]
        if way.means in (Means.BOUNDARY, Means.THROWN):
            element = self._net.places[way.target].element
            return _line(self._flow.name_of(element)) or "・".join(self._flow.elements[element].triggers)
        link = self._flow.connections.get(way.flow)
        if link is None:
            return ""
        label = _line(link.name or link.condition)
        asked = _line(self._flow.name_of(link.source or ""))
        answer = label.removeprefix(asked).lstrip()
        if asked and label.startswith(asked) and answer[:1] in tuple(_QUESTION_SIGNS):
            label = answer[1:].strip() or label
        return label

    def _texts(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Data and remarks tied to each element, by name."""
        found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        elements = self._flow.elements
        for link in self._flow.connections.values():
            if link.kind in ("sequenceFlow", "messageFlow"):
                continue
            for one, other in ((link.source, link.target), (link.target, link.source)):
                thing = elements.get(other or "")
                if one not in elements or thing is None or not thing.name.strip():
                    continue
                data, notes = found.get(one or "", ((), ()))
                if thing.kind in DATA:
                    data = (*data, _line(thing.name))
                elif thing.kind == "textAnnotation":
                    notes = (*notes, _line(thing.name))
                found[one or ""] = data, notes
        return found


def _line(text: str) -> str:
    return " ".join(text.split())
