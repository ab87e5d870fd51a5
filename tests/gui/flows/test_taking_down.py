"""A canvas that goes away leaves no word behind, whoever lets go of it first."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpmn.reader import read_flow
from models.resources import resource
from views.flows.canvas import FlowCanvas
from views.shared.tokens import use_theme


@pytest.mark.parametrize("leave", ["forget", "later", "close"])
def test_a_canvas_goes_quietly(
    qtbot: QtBot, qapp: QApplication, capfd: pytest.CaptureFixture[str], leave: str
) -> None:
    flow = read_flow(resource("sample", "flows", "転入届_標準.bpmn").read_bytes(), "転入届")
    for number in range(6):
        canvas = FlowCanvas()
        canvas.resize(300, 200)
        canvas.show()
        canvas.show_plane(flow)
        canvas.fit()
        canvas.zoom_to(2.0)
        qapp.processEvents()
        if leave == "later":
            canvas.deleteLater()
        elif leave == "close":
            canvas.close()
        del canvas
        gc.collect()
        use_theme("dark" if number % 2 else "light")
        qapp.processEvents()
    assert "Slot" not in capfd.readouterr().err
