from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from models.resources import resource
from models.words import use_language
from views.shared import tokens
from views.shared.chips import (
    CHIPS,
    Asker,
    Chip,
    askers_words,
    chip_width,
    chip_word,
    paint_askers,
    paint_chip,
)
from views.shared.icon_paths import ICONS, SIGNS
from views.shared.sign_paths import parse_path, strokes
from views.shared.signs import icon_names, paint_sign, sign_icon, sign_names
from views.shared.style import style_sheet
from views.shared.tokens import COLOURS, TONES, colour, theme_changed, use_theme
from views.shared.type import number_font


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [0, 1])
def test_text_is_readable_on_every_ground_it_stands_on(dark: int) -> None:
    inks = {"text": 4.5, "text2": 4.5, "text3": 4.5, "accent": 4.5, "linestrong": 3.0}
    for ink, least in inks.items():
        for ground in ("surface", "surface2", "bg"):
            got = contrast(QColor(COLOURS[ink][dark]), QColor(COLOURS[ground][dark]))
            assert got >= least, (ink, ground, got)
    for ink, ground in (
        ("onaccent", "accent"),
        ("ontoast", "toast"),
        ("text", "accenttint"),
        ("text", "selidle"),
    ):
        assert contrast(QColor(COLOURS[ink][dark]), QColor(COLOURS[ground][dark])) >= 4.5, (ink, ground)
    for name, both in TONES.items():
        text, fill, _ = both[dark]
        assert contrast(QColor(text), QColor(fill)) >= 4.5, name


def test_a_theme_change_is_told_once_and_changes_every_answer() -> None:
    told: list[bool] = []
    theme_changed.connect(lambda: told.append(tokens.is_dark()))
    before = colour("accent")
    use_theme("dark")
    use_theme("dark")
    assert told == [True]
    assert colour("accent") != before
    assert COLOURS["surface"][1] in style_sheet()
    assert COLOURS["surface"][0] not in style_sheet()


def test_the_style_sheet_has_no_name_left_open() -> None:
    assert "@" not in style_sheet()


@pytest.mark.parametrize("name", [*SIGNS, *ICONS])
def test_drawings_stay_on_their_grid(name: str) -> None:
    for text, grid in ((SIGNS.get(name), 12), (ICONS.get(name), 16)):
        for _, path in strokes(text) if text else ():
            box = path.boundingRect()
            assert box.left() >= 0 and box.top() >= 0 and box.right() <= grid and box.bottom() <= grid, box


@given(
    st.floats(1, 20),
    st.floats(0, 2 * math.pi),
    st.floats(0.1, 2 * math.pi - 0.1),
    st.booleans(),
)
def test_arcs_end_where_they_say_and_keep_their_radius(
    radius: float, start: float, span: float, sweep: bool
) -> None:
    end = start + (span if sweep else -span)
    x1, y1 = radius * math.cos(start), radius * math.sin(start)
    x2, y2 = radius * math.cos(end), radius * math.sin(end)
    text = (
        f"M{x1:.9f} {y1:.9f}A{radius:.9f} {radius:.9f} 0 {int(span > math.pi)} {int(sweep)} {x2:.9f} {y2:.9f}"
    )
    path = parse_path(text)
    last = path.currentPosition()
    assert math.isclose(last.x(), x2, abs_tol=radius * 2e-3) and math.isclose(
        last.y(), y2, abs_tol=radius * 2e-3
    )
    for part in (0.25, 0.5, 0.75):
        point = path.pointAtPercent(part)
        assert math.isclose(math.hypot(point.x(), point.y()), radius, rel_tol=0.02)


@pytest.mark.parametrize("text", ["L1", "M1 2 3", "Q1 2", "Z1", "M"])
def test_a_broken_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_path(text)


@pytest.mark.parametrize("name", sign_names())
def test_every_sign_leaves_ink(name: str) -> None:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sign(painter, QRectF(0, 0, 24, 24), name, QColor("black"))
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(24) for y in range(24))
    assert dark > 8, name


def test_icons_follow_the_theme() -> None:
    icon = sign_icon(icon_names()[0], "accent", 32)
    light = icon.pixmap(32, 32).toImage()
    use_theme("dark")
    assert icon.pixmap(32, 32).toImage() != light


@pytest.fixture(params=["ja", "en"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("ja")


def test_every_chip_has_its_word_and_shows_whole(tongue: str) -> None:
    for key in CHIPS:
        word = chip_word(key)
        chip = Chip(key)
        assert chip.accessibleName() == word
        assert chip.sizeHint().width() == chip_width(key) > 20


def _keys(table: dict[str, object], above: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        found |= _keys(value, f"{above}{key}.") if isinstance(value, dict) else {above + key}
    return found


@pytest.mark.parametrize("area", ["shell", "chips"])
def test_both_languages_know_the_same_words(area: str) -> None:
    texts = [
        tomllib.loads(resource("words", lang, f"{area}.toml").read_text("utf-8")) for lang in ("ja", "en")
    ]
    assert _keys(texts[0]) == _keys(texts[1])


def test_a_chip_never_stands_for_a_colour_alone() -> None:
    for key, (sign, _, *_) in CHIPS.items():
        assert sign or key == "other.tag"
    for group in ("state", "disposition", "answer", "score"):
        looks = [row[0] for key, row in CHIPS.items() if key.startswith(group + ".")]
        assert len(looks) == len(set(looks)), group


def test_too_narrow_a_place_cuts_the_word_not_the_sign() -> None:
    image = QImage(60, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_chip(painter, QRectF(0, 0, 40, 24), "state.third")
    painter.end()
    outside = [image.pixelColor(x, y) for x in range(42, 60) for y in range(24)]
    assert all(pixel == QColor("white") for pixel in outside)


def test_askers_are_told_by_full_names() -> None:
    askers = [Asker("み", "みどり市", True), Asker("青", "青葉町", False), Asker("川", "川辺村", True)]
    assert askers_words(askers) == "要望：みどり市・川辺村"
    image = QImage(60, 24, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    paint_askers(painter, QRectF(0, 0, 60, 24), askers)
    painter.end()


def test_numbers_stand_in_equal_widths(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(number_font())
    assert len({round(metrics.horizontalAdvance(digit * 8), 2) for digit in "0123456789"}) == 1
