"""A vendor's answers: mark, means and cost per item, normalised by the legend that somebody chose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from models.errors import UserError
from models.findings import Finding, Severity
from models.lists.answer_kinds import Answer
from models.lists.legend_splits import beside
from models.lists.legends import Legend
from models.lists.table import Table, VendorColumns
from models.lists.workbook import Sheet, cell_name

_AMOUNT = re.compile(r"([+-]?\d+(?:\.\d+)?)(億円|百万円|万円|千円|円)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
_UNITS = {"円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
_NO_COST = frozenset({"", "-", "－", "ー", "―", "‐", "なし", "無し", "無", "n/a"})
_LARGEST_YEN = 10**15


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer: the item's key, the mark as written, what it means (None: the legend is silent), the cost.

    `cost` is in yen, None when none is given; `method` and `remarks` are the cells' own texts.
    """

    key: str
    mark: str
    answer: Answer | None
    method: str
    cost: int | None
    remarks: str
    source_row: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What was read of one vendor: a row per item, and everything noticed."""

    vendor: str
    rows: tuple[AnswerRow, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something keeps the answers from being imported."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read_answers(
    sheet: Sheet,
    table: Table,
    legend: Legend,
    *,
    vendor: str | None = None,
    known_keys: Collection[str] | None = None,
) -> Answers:
    """The answers of one vendor of a table (by name, else the first), in the order of the sheet.

    `known_keys` are the keys of the feature list; a key beyond them is an error, as are a mark the legend
    does not know, a blank nobody decided, a second answer to one key, and a cost that is no number.
    """
    columns = _vendor(table, vendor)
    if not {"feature_id", "no"} & table.columns.keys():
        raise UserError("lists.no_key_column", sheet=sheet.name)
    reader = _Reader(sheet, columns, legend, known_keys)
    key_column = (table.columns.get("feature_id") or table.columns["no"])[0]
    rows = [
        reader.row(item.key, item.source_row, key_column, item.remarks)
        for item in table.items
        if item.key or not reader.is_blank(item.source_row)
    ]
    return Answers(columns.name, tuple(rows), tuple(reader.findings))


def yen(text: str, unit: int = 1) -> int | None:
    """An amount as whole yen: ("1,234", 1000) is 1234000, "12.5千円" is 12500; None when there is none.

    A unit in the cell goes before the column's unit. `ValueError` for text that is no amount,
    `ArithmeticError` for less than a whole yen.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _NO_COST:
        return None
    plain = re.sub(r"[\s¥\\]|税[込抜別]", "", plain).translate({0x25B2: "-", 0x25B3: "-", 0x2212: "-"})
    match = _AMOUNT.fullmatch(_GROUPED.sub("", plain))
    if not match:
        raise ValueError(text)
    try:
        amount = Decimal(match[1]) * _UNITS.get(match[2] or "", unit)
    except InvalidOperation:
        raise ValueError(text) from None
    if abs(amount) > _LARGEST_YEN:
        raise ValueError(text)
    if amount != int(amount):
        raise ArithmeticError(text)
    return int(amount)


class _Reader:
    """Reads row after row and collects what is wrong."""

    def __init__(
        self, sheet: Sheet, columns: VendorColumns, legend: Legend, known_keys: Collection[str] | None
    ) -> None:
        self._sheet, self._columns, self._legend = sheet, columns, legend
        self._known = None if known_keys is None else frozenset(known_keys)
        self._seen: dict[str, int] = {}
        self.findings: list[Finding] = []

    def is_blank(self, source_row: int) -> bool:
        """Whether the vendor wrote nothing into a row."""
        columns = self._columns
        return not any(self._cell(source_row, c) for c in (columns.answer, columns.method, columns.cost))

    def row(self, key: str, source_row: int, key_column: int, remarks: str) -> AnswerRow:
        """One row as an answer."""
        mark = self._cell(source_row, self._columns.answer)
        method = self._cell(source_row, self._columns.method)
        answer = self._legend.answer(mark, beside(method, remarks))
        if answer is None:
            name = "lists.unknown_mark" if mark.strip() else "lists.undecided_blank"
            if self._legend.is_split(mark.strip()):
                name = "lists.unsplit_mark"
            self._note(name, source_row, self._columns.answer, mark=mark.strip())
        self._check_key(key, source_row, key_column)
        return AnswerRow(key, mark, answer, method, self._cost(source_row), remarks, source_row)

    def _check_key(self, key: str, source_row: int, column: int) -> None:
        first = self._seen.setdefault(key, source_row)
        if not key:
            self._note("lists.answer_without_key", source_row, column)
        elif self._known is not None and key not in self._known:
            self._note("lists.unknown_key", source_row, column, item=key)
        elif first != source_row:
            self._note(
                "lists.duplicate_answer", source_row, column, item=key, first=cell_name(first - 1, column)
            )

    def _cost(self, source_row: int) -> int | None:
        text = self._cell(source_row, self._columns.cost)
        try:
            return yen(text, self._columns.cost_unit)
        except ArithmeticError:
            self._note("lists.fraction_cost", source_row, self._columns.cost, text=text)
        except ValueError:
            self._note("lists.bad_cost", source_row, self._columns.cost, text=text)
        return None

    def _cell(self, source_row: int, column: int | None) -> str:
        return "" if column is None else self._sheet.rows[source_row - 1][column]

    def _note(self, key: str, source_row: int, column: int | None, **facts: object) -> None:
        where = self._sheet.where(source_row - 1, column or 0)
        self.findings.append(Finding(Severity.ERROR, where, key, facts))


def _vendor(table: Table, name: str | None) -> VendorColumns:
    if not table.vendors:
        raise UserError("lists.no_answer_column", sheet=table.sheet)
    found = next((v for v in table.vendors if name is None or v.name == name), None)
    if found is None:
        names = ", ".join(v.name for v in table.vendors)
        raise UserError("lists.unknown_vendor", sheet=table.sheet, vendor=name, vendors=names)
    return found
