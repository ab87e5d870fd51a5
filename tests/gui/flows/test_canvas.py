"""The canvas: selection by mouse and keys, neighbours, zoom, overlay, themes, level of detail."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from bpmn.layout import with_content_planes
from bpmn.model import FlowFile
from bpmn.reader import read_flow
from models.errors import UserError
from models.flows.queries import FlowRow
from models.words import LANGUAGES, knows, use_language
from views.flows.canvas import FlowCanvas
from views.flows.export import export_plane
from views.flows.fit_band import LOOKS
from views.flows.flow_view import FlowView
from views.flows.items import ShapeItem
from views.flows.scene import FlowScene
from views.flows.shown import ShownFlow
from views.shared.tokens import colour, tone, use_theme

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "bpmn"
NODES = """
<laneSet><lane id="l1" name="窓口（市民課）"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef>
<flowNodeRef>g</flowNodeRef><flowNodeRef>b</flowNodeRef></lane><lane id="l2" name="入力・審査"/></laneSet>
<startEvent id="s" name="転入"/><userTask id="a" name="届出を受け付ける"/>
<exclusiveGateway id="g" name="カードか"/>
<userTask id="b" name="カードを読み取る"/><manualTask id="c" name="証明書を確認する"/><endEvent id="e"/>
<sequenceFlow id="sa" sourceRef="s" targetRef="a"/><sequenceFlow id="ag" sourceRef="a" targetRef="g"/>
<sequenceFlow id="gb" name="はい" sourceRef="g" targetRef="b"/>
<sequenceFlow id="gc" name="いいえ" sourceRef="g" targetRef="c"/>
<sequenceFlow id="be" sourceRef="b" targetRef="e"/><sequenceFlow id="ce" sourceRef="c" targetRef="e"/>
"""


def flow_of(nodes: str = NODES) -> FlowFile:
    model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    text = f'<definitions xmlns="{model}"><process id="p">{nodes}</process></definitions>'
    return read_flow(text.encode(), "転入.bpmn")


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[FlowCanvas]:
    made = FlowCanvas()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.show_plane(flow_of(), 0)
    made.setFocus()
    yield made
    use_theme("light")


def press(qtbot: QtBot, canvas: FlowCanvas, *keys: Qt.Key) -> str:
    for key in keys:
        qtbot.keyClick(canvas, key)
    return canvas.selected


def test_tab_walks_in_reading_order_and_leaves_at_the_end(qtbot: QtBot, canvas: FlowCanvas) -> None:
    seen = [press(qtbot, canvas, Qt.Key.Key_Tab) for _ in range(6)]
    assert seen == ["s", "a", "g", "b", "c", "e"]
    assert press(qtbot, canvas, Qt.Key.Key_Tab) == "e"
    assert press(qtbot, canvas, Qt.Key.Key_Backtab) == "c"


def test_arrows_go_to_neighbours(qtbot: QtBot, canvas: FlowCanvas) -> None:
    canvas.select("a")
    assert press(qtbot, canvas, Qt.Key.Key_Right) == "g"
    assert press(qtbot, canvas, Qt.Key.Key_Right) == "b"
    assert press(qtbot, canvas, Qt.Key.Key_Down) == "c"
    assert press(qtbot, canvas, Qt.Key.Key_Left) == "g"
    assert press(qtbot, canvas, Qt.Key.Key_Left, Qt.Key.Key_Left) == "s"
    assert press(qtbot, canvas, Qt.Key.Key_Left) == "s"


def test_signals_and_clearing(qtbot: QtBot, canvas: FlowCanvas) -> None:
    with qtbot.waitSignal(canvas.element_selected) as selected:
        canvas.select("b")
    assert selected.args == ["b"]
    assert "カードを読み取る" in canvas.accessibleDescription()
    with qtbot.waitSignal(canvas.element_activated):
        press(qtbot, canvas, Qt.Key.Key_Return)
    assert press(qtbot, canvas, Qt.Key.Key_Escape) == ""
    canvas.select("gone")
    assert canvas.selected == ""


def test_a_click_selects_shape_line_or_nothing(qtbot: QtBot, canvas: FlowCanvas) -> None:
    item = canvas.scene().items_of("a")[0]  # type: ignore[attr-defined]
    for place, expected in (
        (QPointF(*item.shape_drawn.bounds.centre), "a"),
        (QPointF(*canvas.scene().items_of("sa")[0].edge.waypoints[0]) + QPointF(25, 0), "sa"),  # type: ignore[attr-defined]
        (canvas.sceneRect().topLeft() + QPointF(1, 1), ""),
    ):
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.mapFromScene(place))
        assert canvas.selected == expected


def test_zoom_and_pan(qtbot: QtBot, canvas: FlowCanvas) -> None:
    before = canvas.zoom
    press(qtbot, canvas, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert canvas.zoom == pytest.approx(before * 1.25**3)
    centre = canvas.mapToScene(canvas.viewport().rect().center())
    viewport = canvas.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    qtbot.mouseMove(viewport, QPoint(260, 290))
    qtbot.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(260, 290))
    assert canvas.mapToScene(viewport.rect().center()).x() > centre.x()
    qtbot.keyClick(canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == pytest.approx(before)
    seen = canvas.mapToScene(viewport.rect()).boundingRect()
    assert seen.adjusted(-2, -2, 2, 2).contains(canvas.sceneRect())
    for _ in range(40):
        qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom >= 0.05


def test_the_fit_of_a_task_is_painted_and_kept_over_planes(qtbot: QtBot, canvas: FlowCanvas) -> None:
    canvas.set_fit({"a": "part", "s": "part", "gone": "part"})
    canvas.set_badges({"a": "G-001"})
    canvas.show_plane(flow_of(), 0)
    items = {key: canvas.scene().items_of(key)[0] for key in ("a", "s")}  # type: ignore[attr-defined]
    assert items["a"].answer == "part"
    assert items["s"].answer is None
    image = drawn(scene_of(canvas))
    assert tone("warn").fill.name() in image
    assert tone("bad").fill.name() not in image


def scene_of(canvas: FlowCanvas) -> FlowScene:
    scene = canvas.scene()
    assert isinstance(scene, FlowScene)
    return scene


def drawn(scene: FlowScene, scale: float = 1.0) -> set[str]:
    """The colours in a picture of a scene."""
    area = scene.sceneRect()
    image = QImage(int(area.width() * scale), int(area.height() * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    scene.render(painter)
    painter.end()
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 2.0])
def test_every_answer_paints_at_every_zoom_and_theme(qtbot: QtBot, theme: str, scale: float) -> None:
    use_theme(theme)  # type: ignore[arg-type]
    answers = list(LOOKS)
    nodes = "".join(f'<userTask id="t{n}" name="作業{n}を長い名前で行う"/>' for n in range(len(answers)))
    scene = FlowScene(flow_of(nodes), flow_of(nodes).planes[0])
    scene.set_fit({f"t{n}": answer for n, answer in enumerate(answers)})
    scene.set_badges({f"t{n}": f"G-{n:03}" for n in range(len(answers))})
    for item in scene.flow_items():
        item.choose(True)
    assert len(drawn(scene, scale)) > 1
    use_theme("light")


def test_a_theme_change_repaints(qtbot: QtBot, canvas: FlowCanvas) -> None:
    light = canvas.backgroundBrush().color()
    item = canvas.scene().items_of("a")[0]  # type: ignore[attr-defined]
    before = item.picture.ink.fill
    use_theme("dark")
    assert canvas.backgroundBrush().color() != light
    assert item.picture.ink.fill != before


def test_the_minimap_appears_when_the_plane_is_larger_and_leads_there(
    qtbot: QtBot, canvas: FlowCanvas
) -> None:
    minimap = canvas.minimap
    shown = [minimap.is_shown]
    press(qtbot, canvas, *[Qt.Key.Key_Plus] * 6)
    assert [*shown, minimap.is_shown] == [False, True]
    bar, viewport = canvas.horizontalScrollBar(), canvas.viewport()
    before = bar.value()
    far_right = QPoint(minimap.rect.right() - 8, minimap.rect.center().y())
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=far_right)
    there = bar.value()
    assert there > before
    qtbot.mouseMove(viewport, QPoint(minimap.rect.left() + 8, far_right.y()))
    assert bar.value() < there
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=far_right)
    canvas.select("a")
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=far_right)
    assert canvas.selected == "a"


class Painted(QObject):
    """Collects what a widget paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            rects = list(cast("Iterable[QRect]", event.region()))
            self.areas.append(sum(rect.width() * rect.height() for rect in rects))
        return False


def test_scrolling_paints_only_what_comes_into_view(qtbot: QtBot, canvas: FlowCanvas) -> None:
    press(qtbot, canvas, *[Qt.Key.Key_Plus] * 6)
    assert canvas.hasFocus()
    assert canvas.minimap.is_shown
    qtbot.waitExposed(canvas)
    QApplication.processEvents()
    painted = Painted(canvas.viewport())
    bar = canvas.horizontalScrollBar()
    for _ in range(4):
        bar.setValue(bar.value() + 10)
        QApplication.processEvents()
    viewport = canvas.viewport()
    assert len(painted.areas) == 4
    assert max(painted.areas) < 0.2 * viewport.width() * viewport.height()


@pytest.mark.parametrize("zoom", [0.1, 0.25])
def test_from_far_away_shapes_lines_and_the_selection_are_seen(
    qtbot: QtBot, canvas: FlowCanvas, zoom: float
) -> None:
    canvas.set_fit({"a": "part"})
    canvas.select("a")
    canvas.zoom_to(zoom)
    image = canvas.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert colour("fpart").name() in seen
    assert colour("accent").name() in seen
    assert colour("linestrong").name() in seen


def test_an_empty_plane_and_a_file_without_planes(qtbot: QtBot, canvas: FlowCanvas) -> None:
    canvas.show_plane(flow_of(""), 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Return):
        assert press(qtbot, canvas, key) == ""
    assert canvas.grab().width() == 900


def test_activating_a_sub_process_asks_for_its_plane(qtbot: QtBot, canvas: FlowCanvas) -> None:
    di = "http://www.omg.org/spec/BPMN/20100524/DI"
    shape = '<d:BPMNShape bpmnElement="{}"><c:Bounds x="0" y="0" width="100" height="80"/></d:BPMNShape>'
    text = (
        f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:d="{di}" '
        'xmlns:c="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><subProcess id="sub"><task id="t"/>'
        "</subProcess></process>"
        f'<d:BPMNDiagram><d:BPMNPlane bpmnElement="p">{shape.format("sub")}</d:BPMNPlane>'
        f'</d:BPMNDiagram><d:BPMNDiagram><d:BPMNPlane bpmnElement="sub">{shape.format("t")}</d:BPMNPlane>'
        "</d:BPMNDiagram></definitions>"
    )
    canvas.show_plane(read_flow(text.encode(), "x"), 0)
    canvas.select("sub")
    with qtbot.waitSignal(canvas.plane_wanted) as wanted:
        press(qtbot, canvas, Qt.Key.Key_Return)
    assert wanted.args == [1]


def test_a_tip_tells_what_the_mouse_rests_on(qtbot: QtBot, canvas: FlowCanvas) -> None:
    place = canvas.mapFromScene(scene_of(canvas).items_of("a")[0].boundingRect().center())
    tip = QHelpEvent(QEvent.Type.ToolTip, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), tip)
    assert "届出を受け付ける" in QToolTip.text()
    assert "窓口（市民課）" in QToolTip.text()
    QToolTip.hideText()


def test_backspace_asks_for_the_plane_above(qtbot: QtBot, canvas: FlowCanvas) -> None:
    with qtbot.waitSignal(canvas.up_wanted):
        press(qtbot, canvas, Qt.Key.Key_Backspace)


def test_a_view_opens_a_sub_process_and_goes_up_again(qtbot: QtBot) -> None:
    di, dc = "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC"
    text = (
        f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:d="{di}" xmlns:c="{dc}">'
        '<process id="p"><subProcess id="s" name="審査"><task id="t" name="確認する"/></subProcess></process>'
        '<d:BPMNDiagram name="転入届"><d:BPMNPlane bpmnElement="p"><d:BPMNShape bpmnElement="s" '
        'isExpanded="false"><c:Bounds x="0" y="0" width="100" height="80"/></d:BPMNShape></d:BPMNPlane>'
        "</d:BPMNDiagram></definitions>"
    )
    flow = with_content_planes(read_flow(text.encode(), "転入届.bpmn"))
    view = FlowView()
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    view.show_flow(ShownFlow(FlowRow(b"1", "転入届", "current", None, "転入届.bpmn", 1, 0), flow))
    assert view.crumbs.isHidden()
    view.canvas.setFocus()
    view.canvas.select("s")
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert view.canvas.plane_index == 1
    assert not view.crumbs.isHidden()
    view.canvas.select("t")
    qtbot.keyClick(view.canvas, Qt.Key.Key_Backspace)
    assert (view.canvas.plane_index, view.canvas.selected) == (0, "s")
    assert view.crumbs.isHidden()
    box = view.canvas.mapFromScene(QPointF(20, 20))
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert view.canvas.plane_index == 1
    qtbot.mouseClick(view.up_button, Qt.MouseButton.LeftButton)
    assert view.canvas.plane_index == 0


def test_every_kind_has_a_word() -> None:
    from bpmn.kinds import CONNECTIONS, DRAWABLE

    for language in LANGUAGES:
        use_language(language)
        assert all(knows(f"bpmn.kinds.{kind}") for kind in DRAWABLE | CONNECTIONS)
    use_language("ja")


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bpmn")), ids=lambda path: path.stem)
def test_the_open_models_are_drawn(qtbot: QtBot, path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    for plane in flow.planes:
        scene = FlowScene(flow, plane)
        shapes = [item for item in scene.flow_items() if isinstance(item, ShapeItem)]
        assert len(shapes) == len(plane.shapes)
        assert len(drawn(scene, 0.5)) > 1


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_export(qtbot: QtBot, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"転入.{ending}"
    export_plane(flow_of(), 0, path)
    head = path.read_bytes()[:400]
    assert {"png": b"PNG", "svg": b"<svg", "pdf": b"%PDF"}[ending] in head


def test_a_picture_shows_what_is_laid_on_the_flow(qtbot: QtBot, tmp_path: Path) -> None:
    seen = []
    for name, answers in (("bare", {}), ("fit", {"a": "part"})):
        path = tmp_path / f"{name}.png"
        export_plane(flow_of(), 0, path, prepare=lambda scene, answers=answers: scene.set_fit(answers))  # type: ignore[misc]
        image = QImage(str(path))
        wide, tall = image.width(), image.height()
        colours = {image.pixelColor(x, y).name() for x in range(0, wide, 3) for y in range(0, tall, 3)}
        seen.append(tone("warn").fill.name() in colours)
    assert seen == [False, True]


def test_exports_that_cannot_be(qtbot: QtBot, tmp_path: Path) -> None:
    for index, name in ((0, "x.doc"), (7, "x.png"), (0, "gone/x.png")):
        with pytest.raises(UserError) as caught:
            export_plane(flow_of(), index, tmp_path / name)
        assert caught.value.message


def test_a_large_flow_opens_and_pans_quickly(qtbot: QtBot) -> None:
    size = 2500
    nodes = "".join(f'<task id="t{n}" name="作業{n}"/>' for n in range(size))
    flow = flow_of(nodes)
    canvas = FlowCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(1280, 800)
    canvas.show()
    started = time.process_time()
    canvas.show_plane(flow, 0)
    canvas.grab()
    assert time.process_time() - started < 5
