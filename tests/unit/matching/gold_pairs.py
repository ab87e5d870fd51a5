"""Pairs of flows with the tasks that stand for each other, and how well proposals meet them.

`pairs/*.toml` were written from public knowledge of municipal procedures, as two towns would draw them,
before any weight was tried on them. A line: `id | lane | name | next ids`; `(name` begins, `)name` ends,
`?name` branches with the condition behind each next id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bpmn.model import FlowFile
from bpmn.reader import read_flow

FOLDER = Path(__file__).parent / "pairs"
_KINDS = {"(": "startEvent", ")": "endEvent", "?": "exclusiveGateway"}


@dataclass(frozen=True)
class Gold:
    """Two flows and the pairs of task ids that a person calls the same work."""

    name: str
    a: FlowFile
    b: FlowFile
    matches: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Score:
    """Counts over all pairs together."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return f"F1 {self.f1:.3f} (precision {precision:.3f}, recall {recall:.3f})"


def score(pairs: Iterable[Gold], propose: Callable[[FlowFile, FlowFile], Iterable[tuple[str, str]]]) -> Score:
    right = wrong = missed = 0
    for gold in pairs:
        proposed = set(propose(gold.a, gold.b))
        right += len(proposed & gold.matches)
        wrong += len(proposed - gold.matches)
        missed += len(gold.matches - proposed)
    return Score(right, wrong, missed)


def municipal_pairs() -> Iterator[Gold]:
    for path in sorted(FOLDER.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        matches = frozenset((one.split("-")[0], one.split("-")[1]) for one in written["gold"].split())
        a, b = drawn(written["a"], f"{path.stem}-a"), drawn(written["b"], f"{path.stem}-b")
        assert {x for x, _ in matches} <= set(a.elements) and {y for _, y in matches} <= set(b.elements)
        yield Gold(path.stem, a, b, matches)


def drawn(lines: str, name: str) -> FlowFile:
    """The flow of such lines, as BPMN without a drawing."""
    lanes: dict[str, list[str]] = {}
    nodes, flows = [], []
    for line in filter(str.strip, lines.splitlines()):
        key, lane, label, following = (part.strip() for part in line.split("|"))
        lanes.setdefault(lane, []).append(key)
        kind = _KINDS.get(label[0], "task")
        nodes.append(f"<{kind} id={quoteattr(key)} name={quoteattr(label.lstrip('()?'))}/>")
        for number, one in enumerate(filter(None, (each.strip() for each in following.split(",")))):
            target, _, condition = one.partition(":")
            flows.append(
                f'<sequenceFlow id="f{key}{number}" sourceRef={quoteattr(key)} '
                f"targetRef={quoteattr(target)} name={quoteattr(condition)}/>"
            )
    sets = "".join(
        f'<lane id="lane{number}" name={quoteattr(lane)}>'
        + "".join(f"<flowNodeRef>{member}</flowNodeRef>" for member in members)
        + "</lane>"
        for number, (lane, members) in enumerate(lanes.items())
    )
    body = f"<laneSet>{sets}</laneSet>{''.join(nodes)}{''.join(flows)}"
    xml = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        f'<process id="p">{body}</process></definitions>'
    )
    return read_flow(xml.encode(), f"{name}.bpmn")
