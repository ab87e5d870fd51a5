"""A business flow as read from a file: what is in it, how it hangs together, and how it is drawn.

All lengths are the file's own units (about pixels at 100 %), x to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bpmn.findings import Finding


class Point(NamedTuple):
    """A place on a plane."""

    x: float
    y: float


class Bounds(NamedTuple):
    """An upright box on a plane."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in or on the box."""
        return self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours written in the file as `#rrggbb` or as written there; "" where none is given."""

    fill: str = ""
    stroke: str = ""
    label: str = ""


class LabelFont(NamedTuple):
    """The letters that a file names for a label; family "" and size 0 where it leaves them open."""

    family: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """Anything that is no connection: flow nodes, data, artifacts, pools, lanes, processes, messages.

    `kind` is the BPMN name ("userTask"). `name` is what is read beside or in it: the text of an annotation,
    the category of a group. `parent` is the id of what it stands in: a sub-process, lane, process, activity
    (its own data), or a frame.
    """

    id: str
    kind: str
    name: str = ""
    documentation: str = ""
    process: str | None = None
    pool: str | None = None
    lane: str | None = None
    lane_name: str = ""
    parent: str | None = None
    triggers: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    """Of loop, parallel, sequential (multi-instance), compensation, adhoc, event, transaction, collection,
    multiple (participants), instantiate, all (every trigger must come)."""
    attached_to: str | None = None
    interrupting: bool = True
    refers_to: str | None = None
    """Called element, data object, data store, message or process that this stands for."""
    state: str = ""
    """The state of data ("approved"), drawn in brackets."""
    participants: tuple[str, ...] = ()
    """Who takes part in a choreography task or a conversation."""
    initiating: str | None = None
    """The participant who begins a choreography task."""
    made_up_id: bool = False
    """The file gives no id (or a used one); this one is stable for the same bytes only."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A flow, a message flow or an association. An end is None where the file names none."""

    id: str
    kind: str
    source: str | None
    target: str | None
    name: str = ""
    condition: str = ""
    documentation: str = ""
    parent: str | None = None
    is_default: bool = False
    direction: str = ""
    """Of associations: None, One or Both, as written."""
    message: str | None = None
    made_up_id: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """A participant and the process it holds (None: a black box)."""

    id: str
    name: str
    process: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with the flow nodes that stand in it (`members`, not those of inner lanes)."""

    id: str
    name: str
    process: str | None
    pool: str | None
    parent: str | None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds elements without being drawn: definitions (the first), collaborations, choreographies."""

    id: str
    kind: str
    name: str = ""
    documentation: str = ""


class Shape(NamedTuple):
    """One drawing of an element. `element` is None where the file points at nothing that exists."""

    id: str
    element: str | None
    bounds: Bounds
    label: Bounds | None = None
    is_expanded: bool | None = None
    is_horizontal: bool | None = None
    marker_visible: bool | None = None
    message_visible: bool | None = None
    colours: Colours = Colours()
    font: LabelFont | None = None
    band: str = ""
    """Of a participant in a choreography: where in its task it is drawn ("top_initiating")."""
    band_of: str | None = None
    """The id of the shape of that task."""


class Edge(NamedTuple):
    """One drawing of a connection, with at least two waypoints wherever its ends are known."""

    id: str
    element: str | None
    waypoints: tuple[Point, ...]
    label: Bounds | None = None
    message_visible: str = ""
    colours: Colours = Colours()
    font: LabelFont | None = None
    written: int | None = None
    """How many waypoints the file has, where that differs from those drawn."""
    in_file: bool = True
    """False for a line that the file leaves out and the program drew between the shapes of its ends."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One picture. `element` is what it shows: a collaboration, a process or a sub-process."""

    id: str
    element: str | None
    name: str
    shapes: tuple[Shape, ...] = ()
    edges: tuple[Edge, ...] = ()
    laid_out: bool = False
    """The file has no drawing; this one was made by the program."""
    in_file: bool = True
    """The file has this plane, maybe an empty one."""


@dataclass(frozen=True, slots=True)
class FlowFile:
    """All of one file, with its original bytes. `elements` and `connections` are keyed by id."""

    name: str
    encoding: str
    data: bytes = field(repr=False)
    title: str = ""
    elements: Mapping[str, Element] = field(default_factory=dict)
    connections: Mapping[str, Connection] = field(default_factory=dict)
    pools: tuple[Pool, ...] = ()
    lanes: tuple[Lane, ...] = ()
    planes: tuple[Plane, ...] = ()
    frames: tuple[Frame, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def processes(self) -> tuple[Element, ...]:
        """The processes, in the order of the file."""
        return tuple(element for element in self.elements.values() if element.kind == "process")

    def name_of_plane(self, index: int) -> str:
        """What a plane is called: its own name, else that of what it shows; "" where neither has one."""
        plane = self.planes[index]
        return " ".join((plane.name or (self.name_of(plane.element) if plane.element else "")).split())

    def plane_of(self, element_id: str) -> int | None:
        """The plane that shows what is in an element (or in what it calls); None where there is none."""
        element = self.elements.get(element_id)
        shown = {element_id, element.refers_to if element else None} - {None}
        return next((index for index, plane in enumerate(self.planes) if plane.element in shown), None)

    def plane_above(self, index: int) -> tuple[int, str] | None:
        """The plane on which the element stands that a plane shows the content of, and that element."""
        wanted = self.planes[index].element
        callers = {key for key, one in self.elements.items() if wanted and one.refers_to == wanted}
        callers = {key for key in callers if self.elements[key].kind != "participant"} | {wanted or ""}
        for number, plane in enumerate(self.planes):
            for shape in plane.shapes:
                if number != index and shape.element and shape.element in callers:
                    return number, shape.element
        return None

    def name_of(self, element_id: str) -> str:
        """The name of an element or connection, "" where it has none or does not exist."""
        found = self.elements.get(element_id) or self.connections.get(element_id)
        return found.name if found else ""
