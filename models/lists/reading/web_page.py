"""A web page's tables one below the other on a sheet, as Excel shows such a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from models.errors import UserError
from models.lists.reading.bounds import MAX_COLUMNS, MAX_ROWS, check_cells
from models.lists.workbook import Sheet, Span, Workbook

_TABLE_PARTS = ("table", "caption", "tr", "td", "th")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (*_TABLE_PARTS, *_HEADINGS, "p", "div", "li", "dt", "dd", "br", "hr", "center", "pre", "form")
)
_CELLS = ("td", "th")
_BREAK = "\u2028"
_MOST_MEGABYTES = 30
"""A page takes ten times its size while it is read."""


def read_web_page(text: str, file: str, encoding: str) -> Workbook:
    """All tables and the lines between them; `UserError` where the page holds no table."""
    if len(text) > _MOST_MEGABYTES * 2**20:
        raise UserError("lists.too_large", file=file, limit=_MOST_MEGABYTES)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UserError("lists.corrupt", file=file) from error
    if page is None or page.find(".//table") is None:
        raise UserError("lists.page_without_table", file=file)
    etree.strip_elements(page, "head", "script", "style", with_tail=False)
    for line_end in page.iter("br"):
        line_end.tail = _BREAK + (line_end.tail or "")
    sheet = _Rows(file)
    for piece in _pieces(page):
        if isinstance(piece, str):
            sheet.add_line(piece)
        else:
            sheet.add_table(piece)
    if not any(map(any, sheet.rows)):
        raise UserError("lists.empty_file", file=file)
    width = max(map(len, sheet.rows))
    check_cells(len(sheet.rows), width, file=file, sheet=file)
    for row in sheet.rows:
        row += [""] * (width - len(row))
    made = Sheet(file.rsplit(".", 1)[0], sheet.rows, merged=tuple(sheet.merged))
    return Workbook(file, "html", encoding, (made,))


class _Rows:
    def __init__(self, file: str) -> None:
        self._file = file
        self.rows: list[list[str]] = []
        self.merged: list[Span] = []

    def add_line(self, text: str) -> None:
        """Text outside of tables, in a row of its own."""
        if _shown(text):
            self.rows.append([_shown(text)])

    def add_table(self, table: etree._Element) -> None:
        """A table's rows, with an empty one above it where something stands above."""
        for caption in table.iterfind("caption"):
            self.add_line(_text(caption))
        if self.rows:
            self.rows.append([])
        reach: dict[int, int] = {}  # the last row, by column, of cells that reach down
        lines = list(table.iter("tr"))
        end = len(self.rows) + len(lines) - 1
        for line in lines:
            top, row = len(self.rows), list[str]()
            for cell in line.iterchildren(*_CELLS):
                while reach.get(len(row), -1) >= top:
                    row.append("")
                left = len(row)
                bottom = min(top + _count(cell, "rowspan", MAX_ROWS) - 1, end)
                right = left + _count(cell, "colspan", MAX_COLUMNS) - 1
                check_cells(top + 1, right + 1, file=self._file, sheet=self._file)
                row += [_shown(_text(cell)), *[""] * (right - left)]
                if bottom > top:
                    reach.update(dict.fromkeys(range(left, right + 1), bottom))
                if (bottom, right) != (top, left):
                    self.merged.append(Span(top, left, bottom, right))
            self.rows.append(row)


def _pieces(page: etree._Element) -> Iterator[etree._Element | str]:
    """The innermost tables, and the lines of text around them, in their order."""
    line = ""
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if inside is not None:
            if not (event == "end" and element is inside):
                continue
            inside, line = None, element.tail or ""
            continue
        if element.tag in _BLOCKS:
            yield line
            line = ""
        if event == "start" and element.tag == "table" and element.find(".//table") is None:
            yield element
            inside = element
        elif event == "start":
            line += element.text or ""
        else:
            line += element.tail or ""
    yield line


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _shown(text: str) -> str:
    """Text as a page shows it: line ends only where it says so."""
    text = re.sub(r"[ \t\r\n\f]+", " ", text)
    return re.sub(rf" ?{_BREAK} ?", "\n", text).strip(" \n\xa0")


def _count(cell: etree._Element, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1
