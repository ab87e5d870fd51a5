"""What reading has gathered so far: elements and connections before their references are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.findings import Finding, warning
from bpmn.kinds import names


@dataclass(slots=True)
class Draft:
    """An element in the making; references are still as the file writes them."""

    id: str
    kind: str
    name: str
    process: str | None
    parent: str | None
    made_up_id: bool
    documentation: str = ""
    triggers: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    members: list[str] | None = None
    attached_to: str | None = None
    interrupting: bool = True
    refers_to: str | None = None
    default: str | None = None
    state: str = ""
    participants: tuple[str, ...] = ()
    initiating: str | None = None


@dataclass(slots=True)
class Link:
    """A connection in the making."""

    id: str
    kind: str
    name: str
    source: str | None
    target: str | None
    parent: str | None
    made_up_id: bool
    documentation: str = ""
    condition: str = ""
    direction: str = ""
    message: str | None = None


class Gathered:
    """All drafts of one file by id, and the findings made on the way."""

    def __init__(self) -> None:
        self.frames: list[Draft] = []
        """Definitions, collaborations and choreographies: planes point at them, nothing is drawn for them."""
        self.drafts: dict[str, Draft] = {}
        self.links: dict[str, Link] = {}
        self.ids: set[str] = set()
        self.category_values: dict[str, str] = {}
        self.triggers_by_id: dict[str, str] = {}
        self.findings: list[Finding] = []

    def take_id(self, wished: str | None, kind: str, name: str) -> tuple[str, bool]:
        """The id to use and whether it is made up: elements without an id of their own are kept too."""
        wished = (wished or "").strip()
        if wished and wished not in self.ids:
            self.ids.add(wished)
            return wished, False
        number = 2
        while (made_up := f"{wished or kind}#{number}") in self.ids:
            number += 1
        self.ids.add(made_up)
        if wished:
            self.findings.append(warning("duplicate_id", wished, id=wished, kind=kind, name=name))
        elif kind not in _OFTEN_WITHOUT_ID:
            self.findings.append(warning("no_id", made_up, kind=kind, name=name))
        return made_up, True


_OFTEN_WITHOUT_ID = names("dataInput dataOutput dataInputAssociation dataOutputAssociation")
