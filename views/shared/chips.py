"""Chips: a word and a sign in a tone. One painter serves delegates and the `Chip` widget.

A chip's key names its row of `CHIPS`; its word is `chips.<key>` in the words. A chip may show another text
(下書き 第2稿); lists show the short word without a fill (`plain=True`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.words import knows, say
from views.shared.signs import paint_sign
from views.shared.tokens import Tone, colour, height, px, tone
from views.shared.type import font

_SIGN, _PAD, _GAP = 12, 6, 4
# key: (sign, tone); a third part "bare" draws no fill, "dashed" a dashed border
CHIPS: dict[str, tuple[str, ...]] = {
    "state.draft": ("ring", "neu"),
    "state.chief": ("quarter", "proc"),
    "state.third": ("three", "proc"),
    "state.returned": ("back", "warn"),
    "state.final": ("check", "ok"),
    "state.rejected": ("cross", "bad"),
    "state.withdrawn": ("dash", "neu"),
    "state.conflict": ("conf", "conf"),
    "state.stale": ("stale", "warn"),
    "disposition.align": ("eq", "ok"),
    "disposition.operate": ("detour", "proc"),
    "disposition.parameter": ("slider", "param"),
    "disposition.part": ("block", "warn"),
    "disposition.source": ("src", "bad"),
    "disposition.undecided": ("q", "neu"),
    "disposition.withdrawn": ("dash", "neu"),
    "answer.standard": ("dot", "ok", "bare"),
    "answer.parameter": ("slider", "param"),
    "answer.part": ("block", "warn"),
    "answer.source": ("src", "bad"),
    "answer.workaround": ("detour", "proc"),
    "answer.impossible": ("no", "neu"),
    "answer.unanswered": ("dash-ring", "neu"),
    "answer.legend": ("q", "neu", "dashed"),
    "score.achieved": ("check", "ok"),
    "score.conditional": ("tri", "warn"),
    "score.failed": ("cross", "bad"),
    "score.unconfirmed": ("q", "neu"),
    "score.invalid": ("warn", "bad"),
    "score.sealed": ("lock", "proc"),
    "other.agreed": ("check", "ok"),
    "other.notagreed": ("dash-ring", "warn"),
    "other.overdue": ("warn", "bad"),
    "other.waiting": ("wait", "neu"),
    "other.quarantine": ("box", "bad"),
    "other.error": ("cross", "bad"),
    "other.warning": ("warn", "warn"),
    "other.note": ("info", "proc"),
    "other.done": ("check", "ok"),
    "other.running": ("quarter", "proc"),
    "other.planned": ("ring", "neu"),
    "other.tag": ("", "neu"),
}


@dataclass(frozen=True, slots=True)
class ChipText:
    """A chip with a text of its own; an empty `text` means the word of the key."""

    key: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """One organisation's box: its letter, its full name, and whether it asks."""

    letter: str
    name: str
    asks: bool


def chip_word(key: str, short: bool = False) -> str:
    """The word of a chip; `short` prefers the list form (合わせる, 運用)."""
    if short and knows(f"chips.short.{key}"):
        return say(f"chips.short.{key}")
    return say(f"chips.{key}")


def chip_tone(key: str) -> Tone:
    """The tone of a chip in the theme in use."""
    return tone(CHIPS[key][1])


def chip_width(key: str, text: str = "", plain: bool = False) -> int:
    """The width a chip needs; `plain` without fill and border."""
    words = QFontMetricsF(font("second")).horizontalAdvance(text or chip_word(key, short=plain))
    sign = px(_SIGN + _GAP) if CHIPS[key][0] else 0
    return round(words + sign + (px(2) if plain else 2 * px(_PAD) + 2))


def paint_chip(painter: QPainter, rect: QRectF, key: str, text: str = "", plain: bool = False) -> None:
    """Paint a chip at the left of `rect`, centred in its height, cut off with … when it is too narrow."""
    sign, tone_name, *rest = CHIPS[key]
    bare = plain or "bare" in rest
    ink = tone(tone_name)
    word = text or chip_word(key, short=plain)
    tall = px(20)
    width = min(float(chip_width(key, text, plain)), rect.width())
    box = QRectF(rect.left(), rect.center().y() - tall / 2, width, tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font("second"))
    if not bare:
        _paint_box(painter, box, ink, dashed="dashed" in rest)
    left = box.left() + (0 if plain else px(_PAD) + 1)
    if sign:
        mark = QRectF(left, box.center().y() - px(_SIGN) / 2, px(_SIGN), px(_SIGN))
        paint_sign(painter, mark, sign, ink.text)
        left += px(_SIGN + _GAP)
    painter.setPen(ink.text)
    room = QRectF(left, box.top(), box.right() - left - (0 if plain else px(_PAD) - 2), box.height())
    shown = QFontMetricsF(painter.font()).elidedText(word, Qt.TextElideMode.ElideRight, room.width() + 0.5)
    painter.drawText(room.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def askers_width(count: int) -> int:
    """The width of `count` asker boxes."""
    return count * px(17) + max(0, count - 1) * px(2)


def paint_askers(painter: QPainter, rect: QRectF, askers: Sequence[Asker]) -> None:
    """One 17 px box per organisation: bold and bordered asks, pale does not."""
    side = px(17)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, asker in enumerate(askers):
        left = rect.left() + number * (side + px(2))
        box = QRectF(left, round(rect.center().y() - side / 2), side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("linestrong" if asker.asks else "line"), 1))
        painter.setBrush(colour("surface2") if asker.asks else QColor(0, 0, 0, 0))
        painter.drawRoundedRect(box, px(3), px(3))
        painter.setFont(font("small", bold=asker.asks))
        painter.setPen(colour("text" if asker.asks else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, asker.letter)
    painter.restore()


def askers_words(askers: Sequence[Asker]) -> str:
    """Who asks, in full names, for tooltips and screen readers."""
    names = say("chips.join").join(asker.name for asker in askers if asker.asks)
    return say("chips.asked_by", names=names) if names else say("chips.asked_by_nobody")


class Chip(QWidget):
    """A chip as a widget; its accessible name is its word."""

    def __init__(self, key: str, text: str = "", plain: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._text, self._plain = key, text, plain
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(key, text)

    def show_chip(self, key: str, text: str = "") -> None:
        """Show another chip."""
        self._key, self._text = key, text
        self.setAccessibleName(text or chip_word(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._key, self._text, self._plain), height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._key, self._text, self._plain)
        painter.end()


class AskerBoxes(QWidget):
    """The asker boxes as a widget."""

    def __init__(self, askers: Sequence[Asker] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._askers: tuple[Asker, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_askers(askers)

    def show_askers(self, askers: Sequence[Asker]) -> None:
        """Show these organisations."""
        self._askers = tuple(askers)
        self.setToolTip(askers_words(self._askers))
        self.setAccessibleName(askers_words(self._askers))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(askers_width(len(self._askers)), height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_askers(painter, QRectF(self.rect()), self._askers)
        painter.end()


def _paint_box(painter: QPainter, box: QRectF, ink: Tone, dashed: bool) -> None:
    pen = QPen(ink.border, 1)
    if dashed:
        pen.setColor(colour("linestrong"))
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(ink.fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
