"""Gives a rendered Markdown document the type sizes and colours of the design."""

from __future__ import annotations

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)

from views.shared.tokens import TYPE, colour, px, tone
from views.shared.type import family, font

_HEADINGS = {1: "page", 2: "title"}
_ABOVE = {1: 0, 2: 20, 3: 12}
_LINE_HEIGHT = 155.0
_KEY_LENGTH, _KEY_WIDTH = 14, 150


def dress(document: QTextDocument) -> None:
    """Dress all blocks, spans and tables; to be done again for every text and theme."""
    document.setDefaultFont(font("body"))
    document.setIndentWidth(px(22))
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    in_table = QTextCursor(block).currentTable() is not None
    in_list = block.textList() is not None
    shape.setTopMargin(px(_ABOVE.get(level, 8) if level else 0))
    shape.setBottomMargin(0 if in_table else px(4 if in_list or level else 8))
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(shape)
    for start, length, form in _spans(block):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_dressed(form, level))


def _spans(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """(position, length, format) of all pieces; gathered first, since dressing changes them."""
    found = []
    step = block.begin()
    while not step.atEnd():
        piece = step.fragment()
        if piece.isValid():
            found.append((piece.position(), piece.length(), piece.charFormat()))
        step += 1
    return found


def _dressed(form: QTextCharFormat, level: int) -> QTextCharFormat:
    is_key = form.fontFixedPitch()
    size = TYPE[_HEADINGS.get(level, "body")][0]
    form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    form.clearProperty(QTextFormat.Property.FontPointSize.value)
    form.setProperty(QTextFormat.Property.FontPixelSize.value, px(size))
    form.setFontFamilies([family()])
    form.setForeground(colour("accent" if form.isAnchor() else "text"))
    if is_key:
        form.setFontFixedPitch(False)
        form.setBackground(tone("neu").fill)
    return form


def _dress_table(table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(0)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    shape.setBorderCollapse(True)
    shape.setCellPadding(px(3))
    shape.setCellSpacing(0)
    shape.setTopMargin(px(4))
    shape.setBottomMargin(px(8))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if table.columns() == 2 and _longest(table) <= _KEY_LENGTH:
        narrow = QTextLength(QTextLength.Type.FixedLength, px(_KEY_WIDTH))
        shape.setColumnWidthConstraints([narrow, QTextLength()])
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            form = QTextTableCellFormat(cell.format().toTableCellFormat())
            form.setBottomBorder(1)
            form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBottomBorderBrush(colour("line"))
            if row == 0:
                form.setBackground(colour("surface2"))
            cell.setFormat(form)


def _longest(table: QTextTable) -> int:
    """The length of the longest text in the first column."""
    cells = [table.cellAt(row, 0) for row in range(table.rows())]
    return max(cell.lastPosition() - cell.firstPosition() for cell in cells)
