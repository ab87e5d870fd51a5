"""What a person changes in a draft; each change gives what was said from then on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from models.lists.answer_kinds import Answer
from models.lists.fields import FIELDS, LEVELS
from models.lists.hints import Hints, RowHint, RowRole, VendorHint
from models.lists.legends import lookalikes
from models.lists.mapping import Mapping
from models.lists.understanding.said import cell_hint, row_hint
from models.lists.workbook import cell_name
from views.importing.draft import Draft, Said
from views.importing.picture import ANSWER_FIELDS

ALL_FIELDS = (*FIELDS[:2], *LEVELS, *FIELDS[2:], *ANSWER_FIELDS)
UNUSED = ""
HEADER = "header"


def in_full(draft: Draft) -> Hints:
    """How the table is read, in full: what was said, and the guesses that stand beside it."""
    hints = draft.said.hints
    if draft.sheet is None or draft.table is None or hints.columns is not None:
        return hints
    return Mapping.of(draft.table, draft.sheet, said=hints).hints


def with_field(draft: Draft, at: str, wanted: str) -> Said:
    """Read the column `at` as `wanted`; a field that had another column loses it."""
    hints = in_full(draft)
    columns = {
        name: tuple(one for one in places if one != at) for name, places in (hints.columns or {}).items()
    }
    if wanted in FIELDS or wanted in LEVELS:
        columns[wanted] = (*columns.get(wanted, ()), at) if wanted == "requirement" else (at,)
    kept = {name: places for name, places in columns.items() if places}
    vendors = _vendors(hints, draft.said.vendor, at, wanted)
    style = hints.style if _levels(hints.columns or {}) == _levels(kept) else None
    return replace(draft.said, hints=replace(hints, columns=kept, vendors=vendors, style=style))


def with_role(draft: Draft, rows: Sequence[int], role: str) -> Said:
    """Say what rows (from 0) are: header, item, section or excluded."""
    sheet = draft.sheet
    if sheet is None or not rows:
        return draft.said
    hints = in_full(draft)
    others = tuple(hint for hint in hints.rows if hint.row - 1 not in set(rows))
    if role == HEADER:
        header = _header(draft, rows)
        again = Hints(sheet.name, header, rows=others, cells=hints.cells)
        return replace(draft.said, hints=again)
    made = tuple(row_hint(sheet, row, RowRole(role)) for row in rows)
    return replace(draft.said, hints=replace(hints, rows=_in_order((*others, *made))))


def with_reading(draft: Draft, row: int, column: int, read: str) -> Said:
    """Read one cell (from 0) as something else; what stands in it is kept beside it."""
    if draft.sheet is None:
        return draft.said
    hints, name = in_full(draft), cell_name(row, column)
    others = tuple(hint for hint in hints.cells if hint.cell != name)
    made = cell_hint(draft.sheet, row, column, read)
    return replace(draft.said, hints=replace(hints, cells=(*others, made)))


def with_blanks(draft: Draft, column: str, above: bool) -> Said:
    """Say whether the blanks of a level column mean "as above" or nothing."""
    hints = in_full(draft)
    return replace(draft.said, hints=replace(hints, blanks={**hints.blanks, column: above}))


def with_meanings(draft: Draft, marks: Collection[str], answer: Answer) -> Said:
    """Decide what marks mean; where look-alikes go together, for all of them."""
    wanted = _with_twins(draft, marks)
    decided = {**draft.said.decided, **dict.fromkeys(wanted, answer)}
    return replace(draft.said, decided=decided, split=draft.said.split - wanted)


def with_split(draft: Draft, mark: str, on: bool) -> Said:
    """Tell a mark's rows apart by their remarks, or no longer."""
    wanted = _with_twins(draft, [mark])
    split = draft.said.split | wanted if on else draft.said.split - wanted
    decided = {mark: answer for mark, answer in draft.said.decided.items() if mark not in wanted}
    return replace(draft.said, decided=decided, split=split)


def with_rest(draft: Draft, mark: str, answer: Answer) -> Said:
    """Decide what the rows of a mark mean whose remarks do not tell."""
    wanted = _with_twins(draft, [mark])
    return replace(draft.said, decided={**draft.said.decided, **dict.fromkeys(wanted, answer)})


def _with_twins(draft: Draft, marks: Collection[str]) -> set[str]:
    """The marks, and where look-alikes go together those in the file that look like them."""
    wanted = set(marks)
    if draft.said.together:
        known = {one.mark for one in draft.proposals}
        wanted |= {twin for mark in marks for twin in lookalikes(mark)} & known
    return wanted


def with_everything_offered(draft: Draft) -> Said:
    """Confirm every meaning that is proposed and not yet decided, and the splits of the kept mapping."""
    decided = dict(draft.said.decided)
    split = draft.said.split | draft.kept_splits
    for one in draft.proposals:
        answer = draft.offered(one)
        if one.mark not in decided and answer is not None:
            decided[one.mark] = answer
    return replace(draft.said, decided=decided, split=split)


def with_lookalikes_together(draft: Draft) -> Said:
    """Let marks that look alike mean the same: what the most frequent of them was decided to mean."""
    said = replace(draft.said, together=True)
    decided = dict(said.decided)
    known = {one.mark for one in draft.proposals}
    for one in draft.proposals:
        answer = said.decided.get(one.mark)
        if answer is not None:
            for twin in lookalikes(one.mark) & known:
                decided.setdefault(twin, answer)
    return replace(said, decided=decided)


def _levels(columns: object) -> list[tuple[str, object]]:
    items = columns.items() if isinstance(columns, dict) else ()
    return [(name, at) for name, at in items if name in LEVELS]


def _header(draft: Draft, rows: Sequence[int]) -> tuple[int, ...]:
    """The header with these rows: two neighbours, or a row beside the header there is."""
    wanted = tuple(sorted(row + 1 for row in rows))
    if len(wanted) == 2 and wanted[1] == wanted[0] + 1:
        return wanted
    now = draft.table.header_rows if draft.table else ()
    if len(wanted) == 1 and len(now) == 1 and abs(now[0] - wanted[0]) == 1:
        return tuple(sorted((now[0], wanted[0])))
    return wanted[:1]


def _in_order(hints: Sequence[RowHint]) -> tuple[RowHint, ...]:
    return tuple(sorted(hints, key=lambda hint: hint.row))


def _vendors(hints: Hints, number: int, at: str, wanted: str) -> tuple[VendorHint, ...]:
    vendors = list(hints.vendors or ())
    if not vendors and wanted in ANSWER_FIELDS:
        vendors = [VendorHint("", "")]
    made = []
    for place, one in enumerate(vendors):
        parts: dict[str, str | None] = {"answer": one.answer, "method": one.method, "cost": one.cost}
        parts = {name: None if held == at else held for name, held in parts.items()}
        if place == number and wanted in ANSWER_FIELDS:
            parts[wanted] = at
        if parts["answer"]:
            made.append(replace(one, answer=parts["answer"], method=parts["method"], cost=parts["cost"]))
    return tuple(made)
