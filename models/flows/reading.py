"""Reading flow files for a project: from disk with one clear sentence, and again from the kept bytes."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from bpmn.decoding import LARGEST_FILE
from bpmn.findings import Finding as Noticed
from bpmn.findings import UnreadableFlow
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from models.errors import UserError
from models.findings import Finding, Severity
from models.words import say

_KEPT_FLOWS = 40
_read: OrderedDict[tuple[bytes, str], FlowFile] = OrderedDict()


def read_flow_file(path: Path, *, remember: bool = True) -> FlowFile:
    """A flow from a file; `UserError` names the file and says what to do about it.

    `remember` keeps it at hand for those who ask again; a look into thousands of files does without.
    """
    try:
        if path.is_dir():
            raise UserError("flows.is_folder", file=path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise UserError("flows.too_large", file=path.name, limit=LARGEST_FILE // 2**20)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError("flows.missing_file", file=str(path)) from None
    except OSError as error:
        raise UserError("flows.unreadable_file", file=str(path), reason=error.strerror or "") from None
    return parsed(data, path.name) if remember else _read_anew(data, path.name)


def parsed(data: bytes, name: str) -> FlowFile:
    """A flow from its bytes; the last few are remembered by what is in them."""
    key = hashlib.sha256(data).digest(), name
    flow = _read.pop(key, None)
    if flow is None:
        flow = _read_anew(data, name)
    _read[key] = flow
    while len(_read) > _KEPT_FLOWS:
        _read.popitem(last=False)
    return flow


def _read_anew(data: bytes, name: str) -> FlowFile:
    try:
        return read_flow(data, name)
    except UnreadableFlow as error:
        reason = say(f"bpmn.unreadable.{error.code}", **error.facts)
        raise UserError("flows.unreadable", file=name, reason=reason) from error


def findings_of(flow: FlowFile) -> list[Finding]:
    """What reading noticed, with the file's name as the place: "転入届.bpmn#Task_1"."""
    return told(flow, flow.findings, "bpmn.findings")


def told(flow: FlowFile, found: Iterable[Noticed], area: str) -> list[Finding]:
    """What was noticed in a flow, with its sentences from `area` of the words."""
    return [
        Finding(
            Severity(one.severity.value),
            f"{flow.name}#{one.where}" if one.where else flow.name,
            f"{area}.{one.code}",
            one.facts,
        )
        for one in found
    ]
