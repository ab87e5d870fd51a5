"""Two flows compared, as PDF pages: what differs in a list, and both pictures with the signs of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from bpmn.comparing.differences import Difference
from bpmn.matching.flows import TaskPair
from bpmn.model import FlowFile
from models.flows.comparison_words import difference_text, kind_word
from models.storage.whole_file import written_whole
from models.words import say
from views.flows.marks import MARKS, marks_by_element, paint_mark
from views.flows.scene import FlowScene
from views.shared.tokens import colour, in_light
from views.shared.type import font

_DPI = 96
_LARGEST = 1.0
_SHADE, _LINE = "#eef1f3", "#c6cdd4"


def write_comparison(
    flows: tuple[FlowFile, FlowFile],
    names: tuple[str, str],
    pairs: Sequence[TaskPair],
    differences: Sequence[Difference],
    path: Path,
) -> None:
    """Write A4 pages lying: the list first, then each plane of the first and of the second flow."""
    with in_light(), written_whole(path) as unfinished:
        writer = QPdfWriter(str(unfinished))
        writer.setResolution(_DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape,
                QMarginsF(14, 12, 14, 12), QPageLayout.Unit.Millimeter,
            )
        )  # fmt: skip
        writer.setTitle(say("flow_comparison.pages.title", first=names[0], second=names[1]))
        document = _list(flows, names, pairs, differences, QSizeF(writer.width(), writer.height()))
        pictures = list(_pictures(flows, names, differences))
        painter = QPainter(writer)
        try:
            _paint(painter, writer, document, pictures)
        finally:
            painter.end()


def _paint(
    painter: QPainter,
    writer: QPdfWriter,
    document: QTextDocument,
    pictures: Sequence[tuple[str, FlowScene]],
) -> None:
    total = document.pageCount() + len(pictures)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        _text_page(painter, document, number)
        _foot(painter, writer, number + 1, total)
    for number, (title, scene) in enumerate(pictures, document.pageCount() + 1):
        writer.newPage()
        _picture_page(painter, writer, title, scene)
        _foot(painter, writer, number, total)


def _list(
    flows: tuple[FlowFile, FlowFile],
    names: tuple[str, str],
    pairs: Sequence[TaskPair],
    differences: Sequence[Difference],
    size: QSizeF,
) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(font())
    document.setDocumentMargin(0)
    document.setHtml(_page(flows, names, pairs, differences))
    document.setPageSize(QSizeF(size.width(), size.height() - 28))
    return document


def _page(
    flows: tuple[FlowFile, FlowFile],
    names: tuple[str, str],
    pairs: Sequence[TaskPair],
    differences: Sequence[Difference],
) -> str:
    title = say("flow_comparison.pages.title", first=names[0], second=names[1])
    counts = say("flow_comparison.pages.counts", pairs=len(pairs), n=len(differences))
    head = "".join(
        f'<th align="left" bgcolor="{_SHADE}">{escape(say(f"flow_comparison.pages.{key}"))}</th>'
        for key in ("number", "kind", "lane", "what")
    )
    rows = "".join(
        f'<tr><td align="right">{number}</td><td>{escape(kind_word(one))}</td>'
        f"<td>{escape(_lane(flows, one))}</td><td>{escape(_says(flows, one))}</td></tr>"
        for number, one in enumerate(differences, 1)
    )
    table = (
        f'<table width="100%" border="1" style="border-collapse:collapse; border-color:{_LINE}" '
        f'cellpadding="4" cellspacing="0"><thead><tr>{head}</tr></thead>{rows}</table>'
    )
    if not differences:
        table = f"<p>{escape(say('flow_comparison.cli.none'))}</p>"
    return f"<h2>{escape(title)}</h2><p>{escape(counts)}</p>{table}"


def _says(flows: tuple[FlowFile, FlowFile], one: Difference) -> str:
    name = flows[1].name_of(one.b[0]) if one.b else flows[0].name_of(one.a[0])
    return difference_text(one, " ".join(name.split()))


def _lane(flows: tuple[FlowFile, FlowFile], one: Difference) -> str:
    flow, key = (flows[1], one.b[0]) if one.b else (flows[0], one.a[0])
    element = flow.elements.get(key)
    return " ".join(element.lane_name.split()) if element else ""


def _pictures(
    flows: tuple[FlowFile, FlowFile], names: tuple[str, str], differences: Sequence[Difference]
) -> Iterator[tuple[str, FlowScene]]:
    numbered = _numbers([one.a for one in differences]), _numbers([one.b for one in differences])
    marked = marks_by_element(differences)
    for flow, name, marks, numbers in zip(flows, names, marked, numbered, strict=True):
        for index, plane in enumerate(flow.planes):
            if plane.shapes or plane.edges:
                scene = FlowScene(flow, plane)
                scene.set_marks(marks)
                scene.set_badges(numbers)
                inner = flow.name_of_plane(index) if len(flow.planes) > 1 else ""
                yield (f"{name}　{inner}" if inner else name), scene


def _numbers(elements: Sequence[Sequence[str]]) -> dict[str, str]:
    """The numbers, as in the list, of the differences at each element."""
    found: dict[str, list[str]] = {}
    for number, those in enumerate(elements, 1):
        for element in those:
            found.setdefault(element, []).append(str(number))
    return {element: "·".join(listed) for element, listed in found.items()}


def _text_page(painter: QPainter, document: QTextDocument, number: int) -> None:
    size = document.pageSize()
    painter.save()
    painter.translate(0, -number * size.height())
    document.drawContents(painter, QRectF(0, number * size.height(), size.width(), size.height()))
    painter.restore()


def _picture_page(painter: QPainter, writer: QPdfWriter, title: str, scene: FlowScene) -> None:
    painter.setFont(font("title", bold=True))
    painter.setPen(colour("text"))
    painter.drawText(QRectF(0, 0, writer.width(), 26), Qt.AlignmentFlag.AlignVCenter, title)
    _marks_told(painter, writer.width())
    area = scene.sceneRect()
    room = QRectF(0, 34, writer.width(), writer.height() - 34 - 28)
    scale = min(room.width() / area.width(), room.height() / area.height(), _LARGEST)
    target = QRectF(0, room.top(), area.width() * scale, area.height() * scale)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, target, area, Qt.AspectRatioMode.KeepAspectRatio)


def _marks_told(painter: QPainter, width: float) -> None:
    """What the signs mean, at the right of the title."""
    painter.setFont(font("second"))
    left = width
    for key in reversed(MARKS):
        word = say(f"flow_comparison.mark.{key}")
        room = painter.fontMetrics().horizontalAdvance(word)
        left -= room + 34
        paint_mark(painter, key, QRectF(left, 4, 18, 18))
        painter.setFont(font("second"))
        painter.setPen(colour("text"))
        painter.drawText(QRectF(left + 23, 0, room + 4, 26), Qt.AlignmentFlag.AlignVCenter, word)


def _foot(painter: QPainter, writer: QPdfWriter, number: int, total: int) -> None:
    painter.setFont(font("small"))
    painter.setPen(colour("text2"))
    box = QRectF(0, writer.height() - 16, writer.width(), 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{number}/{total}")
