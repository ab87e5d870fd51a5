"""`flows`: reading business flows, against the mere parsing of the same files by lxml."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from lxml import etree

from app.bench.measure import Result
from bpmn.findings import UnreadableFlow
from bpmn.model import Connection, Element, FlowFile, Lane, Pool
from bpmn.reader import read_flow
from bpmn.writer import write_flow
from models.errors import UserError

SIZES = (20, 200, 2000)
_ENDINGS = {".bpmn", ".bpmn2", ".xml"}
_ROUNDS, _MANY = 15, 4000


def run(folder: Path | None = None, sizes: tuple[int, ...] = SIZES) -> Result:
    """All flow files below a folder, or made ones of rising size; `rows` counts the files.

    `ratios` gives those of the smallest, the middle and the largest file, by shapes and lines drawn.
    What either side refuses is left out of both. Files are read by turns, and the best time of each counts.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            for size in sizes:
                (Path(made) / f"{size}.bpmn").write_bytes(write_flow(_made(size)))
            return _measured(_files(Path(made)))
    return _measured(_files(folder))


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    readable = [path for path in found if _works(path)]
    if not readable:
        raise UserError("cli.bench.no_flows", folder=str(folder))
    return readable


def _works(path: Path) -> bool:
    try:
        _parse(path)
        _read(path)
    except (etree.XMLSyntaxError, OSError, UnreadableFlow):
        return False
    return True


def _measured(files: list[Path]) -> Result:
    best = {path: [float("inf"), float("inf")] for path in files}
    for _ in range(max(3, min(_ROUNDS, _MANY // len(files)))):
        gc.collect()
        gc.disable()
        try:
            for path, times in best.items():
                times[0] = min(times[0], _seconds(_parse, path))
                times[1] = min(times[1], _seconds(_read, path))
        finally:
            gc.enable()
    floor, seconds = (sum(times[side] for times in best.values()) for side in (0, 1))
    by_size = sorted((_drawn(path), times[1] / times[0]) for path, times in best.items())
    shown = dict.fromkeys((by_size[0], by_size[len(by_size) // 2], by_size[-1]))
    return Result("flows", seconds, floor, len(files), ratios=list(shown))


def _drawn(path: Path) -> int:
    return sum(len(plane.shapes) + len(plane.edges) for plane in _read(path).planes)


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    """Of the processor, since what else runs on the machine would fall on the longer side more."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def _parse(path: Path) -> object:
    return etree.parse(str(path))


def _read(path: Path) -> FlowFile:
    return read_flow(path.read_bytes(), path.name)


def _made(size: int) -> FlowFile:
    """A flow of four lanes with a branch at every fifth task, documented as in offices."""
    lanes = [Lane(f"Lane_{n}", f"Section {n}", "Process_1", "Pool_1", None, ()) for n in range(1, 5)]
    elements = {
        "Process_1": Element("Process_1", "process", "Notifications"),
        "Pool_1": Element("Pool_1", "participant", "Residents", refers_to="Process_1"),
        **{lane.id: Element(lane.id, "lane", lane.name, process="Process_1") for lane in lanes},
    }
    members: dict[str, list[str]] = {lane.id: [] for lane in lanes}
    for number in range(size):
        kind = "userTask" if number % 5 else "exclusiveGateway"
        lane = lanes[number // 5 % 4]
        key = f"Activity_{number:05d}"
        members[lane.id].append(key)
        words = f"Check the notification at the counter, enter it in register {number}, hand it on."
        elements[key] = Element(
            key, kind, f"Check notification {number}", words, process="Process_1", lane=lane.id
        )
    keys = [f"Activity_{number:05d}" for number in range(size)]
    links = {
        f"Flow_{number:05d}": Connection(f"Flow_{number:05d}", "sequenceFlow", source, target)
        for number, (source, target) in enumerate(pairwise(keys))
    }
    placed = tuple(Lane(e.id, e.name, e.process, e.pool, None, tuple(members[e.id])) for e in lanes)
    pool = Pool("Pool_1", "Residents", "Process_1")
    return FlowFile("made", "utf-8", b"", "", elements, links, (pool,), placed)
