"""Which flows describe the same work: 転入届（現行） and 転入届（標準）."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from models.flows.queries import FlowRow

# 転入届（現行） or 転入届_現行; a name that is nothing but a bracket stays whole.
_ENDING = re.compile(r"(?<=.)\s*(?:\([^()]*\)|_[^_]+)\s*$")


def work_of(name: str) -> str:
    """The name without the last bracket, alike for full-width and narrow letters."""
    return _ENDING.sub("", unicodedata.normalize("NFKC", name).strip()).casefold()


def same_work(flows: Sequence[FlowRow], shown: FlowRow) -> list[FlowRow]:
    """The flows of the same work in their order, `shown` among them."""
    work = work_of(shown.name)
    return [flow for flow in flows if work_of(flow.name) == work]


def of_kind(flows: Sequence[FlowRow], shown: FlowRow, kind: str, package: bytes | None) -> FlowRow | None:
    """The flow of another kind for the same work; of several, that of the package in use."""
    found = [flow for flow in same_work(flows, shown) if flow.kind == kind]
    own = [flow for flow in found if package is not None and flow.package_id == package]
    return next(iter(own or found), None)


def counterpart(flows: Sequence[FlowRow], shown: FlowRow, package: bytes | None) -> FlowRow | None:
    """What a flow is laid beside: a current one beside the standard, all others beside the current."""
    kinds = ("standard", "agreed") if shown.kind == "current" else ("current", "standard", "agreed")
    for kind in kinds:
        found = of_kind(flows, shown, kind, package)
        if found is not None and found.id != shown.id:
            return found
    return next((flow for flow in same_work(flows, shown) if flow.id != shown.id), None)
