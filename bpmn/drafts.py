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
    texts: list[str] | None = None
    """Documentation."""
    triggers: list[str] | None = None
    markers: tuple[str, ...] = ()
    members: list[str] | None = None
    attached_to: str | None = None
    interrupting: bool = True
    refers_to: str | None = None
    default: str | None = None
    state: str = ""
    participants: list[str] | None = None
    initiating: str | None = None

    def keep(self, part: str, value: str) -> None:
        """Add to one of the lists, which most elements do without."""
        found = getattr(self, part)
        if found is None:
            setattr(self, part, [value])
        else:
            found.append(value)


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
    texts: list[str] | None = None
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
        self._used: dict[str, int] = {}
        self.category_values: dict[str, str] = {}
        self.triggers_by_id: dict[str, str] = {}
        self.findings: list[Finding] = []

    def take_id(self, wished: str | None, kind: str, name: str) -> tuple[str, bool]:
        """The id to use and whether it is made up: elements without an id of their own are kept too."""
        wished = (wished or "").strip()
        if wished and wished not in self.ids:
            self.ids.add(wished)
            return wished, False
        stem = wished or kind
        number = self._used.get(stem, 1) + 1
        while (made_up := f"{stem}#{number}") in self.ids:
            number += 1
        self._used[stem] = number
        self.ids.add(made_up)
        if wished:
            self.findings.append(warning("duplicate_id", wished, id=wished, kind=kind, name=name))
        elif kind not in _OFTEN_WITHOUT_ID:
            self.findings.append(warning("no_id", made_up, kind=kind, name=name))
        return made_up, True


_OFTEN_WITHOUT_ID = names("dataInput dataOutput dataInputAssociation dataOutputAssociation")
