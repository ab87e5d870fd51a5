"""What each row below a header is: an item, a section title, a note, or something that holds no item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from models.lists.fields import LEVELS
from models.lists.understanding.legend_text import is_mark
from models.lists.understanding.row_kinds import Rows, title_shape
from models.lists.understanding.words import catalogue, plain, word_set
from models.lists.workbook import Sheet

_NUMBERING = re.compile(r"[(（]?[A-Za-z]{0,5}[-_ ]?[\d.,\-_－．]+[A-Za-z]?[)）.]?$")
_SAMPLE = 600
_KINDS = 4
"""More different texts than this do not come about in a row that only marks or repeats something."""
_DEPTH = re.compile(r"[.\-－．]")


class RowReader:
    """Sorts the rows of one table. The common row, an item with several cells, takes the short way."""

    def __init__(
        self,
        columns: Mapping[str, tuple[int, ...]],
        answers: Sequence[int],
        left: int,
        right: int,
        header: Sequence[str],
    ) -> None:
        self._left, self._right = left, right
        self._keys = [c for name in ("no", "feature_id") for c in columns.get(name, ())]
        self._names = [c for name in ("name", "requirement") for c in columns.get(name, ())]
        self._levels = [c for name in LEVELS for c in columns.get(name, ())]
        self._content = self._names or self._levels or list(answers)
        self._header = list(header[left : right + 1])
        starts = catalogue()["notes"]["starts"]
        self._note = tuple(word.casefold() for word in starts)
        self._totals = word_set("notes", "totals")
        self._sums = frozenset(catalogue()["notes"]["totals"])
        self._examples = word_set("notes", "examples")

    def read(self, sheet: Sheet, first: int, end: int) -> Rows:
        """Sort rows `first` up to before `end`."""
        found = Rows()
        rows = sheet.rows
        counts = self._counts(sheet, first, end)
        depth = self._usual_depth(rows, first, end)
        typical = self._typical(rows, first, counts, depth)
        explaining = self._explaining(rows, first, end)
        found.markers += explaining
        content, keys, lead = self._content, self._keys, self._content[0]
        heading = self._header[lead - self._left]
        seen_item, after_blank, left = False, True, self._left
        several, leads = self._several(sheet, first, end), sheet.columns[lead][first:end]
        for number, count, many, leading in zip(range(first, end), counts, several, leads, strict=True):
            if not count:
                after_blank = True
                continue
            row = rows[number]
            if number in explaining:
                continue
            plain_item = count >= 4 and (leading or any(row[c] for c in content))
            sum_of_others = leading in self._sums or row[left] in self._sums
            if plain_item and leading != heading and (many or len(set(row)) > _KINDS) and not sum_of_others:
                found.items.append(number)
                seen_item, after_blank = True, False
                continue
            self._sort(found, number, row, count, typical, depth, keys, seen_item and after_blank)
            seen_item = seen_item or bool(found.items)
            after_blank = False
        self._settle_tail(found, rows, first, typical)
        return found

    def _settle_tail(self, found: Rows, rows: Sequence[list[str]], first: int, typical: int) -> None:
        """What follows the last item of several cells: titles without items and short legend lines are notes.

        A title stays when titles before it are numbered in the same way: a part without items as yet.
        """
        width = slice(self._left, self._right + 1)
        full = next((row for row in reversed(found.items) if sum(map(bool, rows[row][width])) > 2), None)
        last = first if full is None else full
        known = {title_shape(title) for row, (_, title) in found.sections.items() if row < last} - {""}
        if typical > 3 and full is not None:
            tail = {row for row in found.items if row > last and self._is_apart(rows, last, row)}
            found.notes += sorted(tail)
            found.items = [row for row in found.items if row not in tail] if tail else found.items
        after = found.items[-1] if found.items else last
        for row, (_, title) in list(found.sections.items()):
            if row > after and found.items and title_shape(title) not in known:
                del found.sections[row]
                found.notes.append(row)
        found.notes.sort()

    def _is_apart(self, rows: Sequence[list[str]], last: int, row: int) -> bool:
        """Whether a short row behind a blank one has a letter or two where the others have their number."""
        key = next((rows[row][c].strip() for c in self._keys if rows[row][c].strip()), "")
        blank = any(not any(cells) for cells in rows[last + 1 : row])
        return blank and 0 < len(key) <= 2 and not any(letter.isdigit() for letter in key)

    def _counts(self, sheet: Sheet, first: int, end: int) -> list[int]:
        """How many cells of the table's own columns are filled, row by row."""
        left, right = self._left, self._right + 1
        if left == 0 and right == sheet.width:
            return sheet.filled[first:end]
        return [right - left - row[left:right].count("") for row in sheet.rows[first:end]]

    def _several(self, sheet: Sheet, first: int, end: int) -> list[bool]:
        """Rows that hold several different texts already in the columns that differ most: keys and levels."""
        which = list(dict.fromkeys([*self._keys, *self._levels, *self._names]))[: _KINDS + 2]
        if len(which) <= _KINDS:
            return [False] * (end - first)
        few = zip(*[sheet.columns[column][first:end] for column in which], strict=True)
        return [kinds > _KINDS for kinds in map(len, map(set, few))]

    def _sort(
        self,
        found: Rows,
        number: int,
        row: list[str],
        count: int,
        typical: int,
        depth: int,
        keys: list[int],
        apart: bool,
    ) -> None:
        cells = row[self._left : self._right + 1]
        filled = [text for text in cells if text]
        first = filled[0].strip()
        key = next((row[c].strip() for c in keys if row[c].strip()), "")
        text = any(row[c].strip() for c in self._content)
        other = any(row[c].strip() for c in self._levels)
        sure = bool(key) and text and count >= 3
        if not any(cell.strip() for cell in filled):
            return
        if cells == self._header or (
            count >= 2 and all(cell == head for cell, head in zip(cells, self._header, strict=True) if cell)
        ):
            found.repeated_headers.append(number)
        elif self._is_marker(cells):
            found.markers.append(number)
        elif self._is_total(first, key, filled):
            found.totals.append(number)
        elif not sure and count <= 2 and self._is_note(first, apart and not key, filled, apart):
            found.notes.append(number)
        elif self._is_section(row, count, typical, depth, key, text, other):
            at = self._depth(key) if key and count > 1 else found.title_depth(filled[0])
            found.numbered_sections |= (bool(key) and count > 1) or at > 1
            title = next((cell.strip() for cell in filled if cell.strip() != key), key)
            found.sections[number] = (at, title)
        elif text or (other and (key or not self._names)):
            found.items.append(number)
        elif key:
            has_more = count > sum(1 for c in keys if row[c])
            (found.items if has_more and self._names else found.numbered_only).append(number)
        else:
            found.strays.append(number)

    def _is_section(
        self, row: list[str], count: int, typical: int, depth: int, key: str, text: bool, other: bool
    ) -> bool:
        if typical == 2 and count == 1 and key:  # a form with numbers and requirements alone
            return not _NUMBERING.match(key) and bool(title_shape(key))
        if typical < 3:
            return False
        if count == 1:
            return not key or not _NUMBERING.match(key)
        if count == 2 and key and text:
            return self._depth(key) < depth
        if self._names and not text and other and not key:
            return all(not row[c] or c in self._levels for c in range(self._left, self._right + 1))
        return count <= 2 and not text and not other and not key and typical >= 4

    def _is_marker(self, cells: Sequence[str]) -> bool:
        """A row of one short text again and again, such as the "e" that closes a form."""
        filled = [cell for cell in cells if cell]
        return len(filled) >= 3 and len(set(filled)) == 1 and len(filled[0]) <= 3

    def _is_total(self, first: str, key: str, filled: Sequence[str]) -> bool:
        """合計 as the first text or as the number; or 費用合計 and nothing but numbers, without a key."""
        if plain(first) in self._totals or (len(filled) <= 3 and plain(key) in self._totals):
            return True
        if key or not self._keys:
            return False
        ends = tuple(word for word in self._totals if len(word) > 1)
        rest = [plain(cell).replace(",", "") for cell in filled[1:]]
        return bool(rest) and plain(filled[0]).endswith(ends) and all(text.isdigit() for text in rest)

    def _is_note(self, text: str, prose: bool, filled: Sequence[str], apart: bool) -> bool:
        """A line that begins like a note, a long one standing apart from the items, or one of a legend."""
        if text.casefold().startswith(self._note) or (prose and len(text) > 40):
            return True
        if plain(text) in word_set("notes", "legend"):
            return True
        return len(filled) == 2 and is_mark(text) and (apart or not text.isascii())

    def _typical(self, rows: Sequence[list[str]], first: int, counts: Sequence[int], depth: int) -> int:
        """How many cells an item usually fills, judged by rows whose number is as deep as most."""
        usual = [
            count
            for row, count in zip(rows[first : first + _SAMPLE], counts[:_SAMPLE], strict=False)
            if count and (not self._keys or self._depth(row[self._keys[-1]]) == depth)
        ]
        return sorted(usual)[len(usual) // 2] if usual else 0

    def _explaining(self, rows: Sequence[list[str]], first: int, end: int) -> list[int]:
        """Rows straight below the header without an item: the numbers of the columns, examples."""
        found = []
        for number in range(first, min(end, first + 4)):
            filled = [cell for cell in rows[number][self._left : self._right + 1] if cell]
            if filled and (self._counts_columns(filled) or self._is_example(filled[0])):
                found.append(number)
            elif filled:
                break
        return found

    def _counts_columns(self, filled: Sequence[str]) -> bool:
        """(1) (2) (3) … or ① ② ③ …: a name for each column."""
        numbers = [plain(cell) for cell in filled]
        return len(filled) >= 4 and numbers == [str(n) for n in range(1, len(numbers) + 1)]

    def _is_example(self, text: str) -> bool:
        """例, 記入例, 例1, (sample)."""
        return plain(text).rstrip("0123456789") in self._examples

    def _usual_depth(self, rows: Sequence[list[str]], first: int, end: int) -> int:
        if not self._keys:
            return 0
        column = self._keys[-1]
        depths = Counter(
            self._depth(row[column]) for row in rows[first : min(end, first + 500)] if row[column]
        )
        return depths.most_common(1)[0][0] if depths else 0

    @staticmethod
    def _depth(key: str) -> int:
        """The number of parts of a key: "1.2.3" is 3, "V1" is 1."""
        return len(_DEPTH.split(key.strip(" .．"))) if key else 0
