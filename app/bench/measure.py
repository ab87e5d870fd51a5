"""How a benchmark is measured and printed."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Frames:
    """How long a frame takes while something moves, in ms, and the same for the floor."""

    zoom: float
    median_ms: float
    worst_ms: float
    floor_median_ms: float
    floor_worst_ms: float


@dataclass(frozen=True, slots=True)
class Result:
    """`ratio` = `seconds` ÷ `floor_seconds` at the largest size; `growth` lists (rows, seconds) by size.

    `ratios`, where each size has a floor of its own, lists (rows, ratio); `frames` has what moves.
    """

    name: str
    seconds: float
    floor_seconds: float
    rows: int
    growth: list[tuple[int, float]] = field(default_factory=list)
    ratios: list[tuple[int, float]] = field(default_factory=list)
    frames: list[Frames] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape printed by `--json`."""
        by_size: dict[str, Any] = {}
        if self.ratios:
            by_size["ratios"] = [[rows, round(ratio, 3)] for rows, ratio in self.ratios]
        if self.frames:
            by_size["frames"] = [
                {key: round(value, 2) for key, value in asdict(one).items()} for one in self.frames
            ]
        return {
            "name": self.name,
            "ratio": round(self.seconds / self.floor_seconds, 3),
            "seconds": round(self.seconds, 4),
            "floor_seconds": round(self.floor_seconds, 4),
            "rows": self.rows,
            "peak_mb": round(peak_megabytes(), 1),
            "growth": [[rows, round(seconds, 4)] for rows, seconds in self.growth],
            **by_size,
        }


def best_of(times: int, work: Callable[[], object]) -> float:
    """The least seconds of several runs, with the garbage collector at rest."""
    best = float("inf")
    for _ in range(times):
        with resting_collector():
            best = min(best, seconds_of(work))
    return best


def seconds_of(work: Callable[[], object]) -> float:
    """The seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def resting_collector() -> Iterator[None]:
    """The garbage collector cleans up, then rests; around many short runs, which take less than cleaning."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def peak_megabytes() -> float:
    """The most memory that this process has had, in MB."""
    if sys.platform == "win32":
        return _peak_on_windows()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def _peak_on_windows() -> float:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            *((name, ctypes.c_size_t) for name in "abcdefg"),
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows alone
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return float(counters.peak) / (1 << 20)
