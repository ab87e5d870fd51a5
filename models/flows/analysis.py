"""Hints on how a flow is modelled, in the words of the program."""

from __future__ import annotations

from bpmn.analysis.analyse import analyse
from bpmn.model import FlowFile
from models.findings import Finding
from models.flows.reading import told


def hints(flow: FlowFile) -> list[Finding]:
    """What analysis noticed, its place as "転入届.bpmn#Task_1"."""
    return told(flow, analyse(flow), "bpmn.analysis")
