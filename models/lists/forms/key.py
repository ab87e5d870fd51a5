"""The hidden key of a form: for whom it was made, and what every line said when it was handed out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.lists.legends import Legend

KEY_SHEET = "_fitgap"
"""The name of the sheet that holds the key; the same in every language."""
MARKER = "fitgap-answer-form/1"
"""Stands in the first cell of the key's sheet and of the form's hidden line of field names."""
TEXTS = ("no", "feature_id", "path", "name", "requirement", "obligation")
"""The texts of a line that a vendor answers to, in the order of the form."""
MARKS_ROW = 10
"""The row of the key's sheet (from 0) with the marks that the drop-down list offers, from column B."""
INPUTS = ("answer", "method", "cost", "remarks")
"""The columns a vendor fills in, after those of the form's texts."""
RESPONDENT = ("company", "person", "contact", "date")
"""What the vendor says of itself; kept with the import."""
MOST_UNITS = 32_767
"""UTF-16 units that a cell can hold."""

_NAMES = ("project", "list", "edition", "package", "legend", "columns", "titles", "respondent", "digest")
_FIRST_LINE = 12
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the form: its feature, and its texts in the order of `TEXTS` as they were handed out."""

    feature: bytes
    texts: tuple[str, ...]

    def by_column(self) -> dict[str, str]:
        """The texts by their names."""
        return dict(zip(TEXTS, self.texts, strict=True))


@dataclass(frozen=True, slots=True)
class FormKey:
    """For whom a form was made. `columns` are those of `TEXTS` that the form shows.

    `titles` stand over these columns and the ones to fill in; `respondent` are the labels of the fields in
    which the vendor says who answers.
    """

    project: bytes
    list_id: bytes
    edition: str
    package: bytes
    legend: Legend
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    respondent: tuple[str, ...]
    lines: tuple[KeyLine, ...]

    @property
    def digest(self) -> str:
        """What changes as soon as anything of the key does."""
        lines = [[line.feature.hex(), text_hash(line.texts)] for line in self.lines]
        content = json.dumps([*self._head().values(), lines], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    def cells(self) -> list[list[str]]:
        """The rows of the key's sheet: names and values, the marks on offer, then a row per line."""
        rows = [[MARKER], *([name, value] for name, value in self._head().items()), ["digest", self.digest]]
        rows += [[] for _ in range(MARKS_ROW - len(rows))]
        rows += [["marks", *offered(self.legend)], []]
        return rows + [[line.feature.hex(), text_hash(line.texts), *line.texts] for line in self.lines]

    def _head(self) -> dict[str, str]:
        return {
            "project": self.project.hex(),
            "list": self.list_id.hex(),
            "edition": self.edition,
            "package": self.package.hex(),
            "legend": json.dumps(self.legend.as_json(), ensure_ascii=False),
            "columns": " ".join(self.columns),
            "titles": json.dumps(self.titles, ensure_ascii=False),
            "respondent": json.dumps(self.respondent, ensure_ascii=False),
        }


def key_from(rows: Sequence[Sequence[str]]) -> tuple[FormKey, bool]:
    """The key of a key's sheet, and whether it is as it was handed out; `ValueError` when it is no key."""
    try:
        if rows[0][0] != MARKER:
            raise ValueError(rows[0][0])
        head = {row[0]: row[1] for row in rows[1:MARKS_ROW] if row[0]}
        if tuple(head) != _NAMES:
            raise ValueError(sorted(head))
        lines, intact = [], True
        for row in rows[_FIRST_LINE:]:
            texts = tuple(map(plain, [*row[2:], *[""] * len(TEXTS)][: len(TEXTS)]))
            intact = intact and row[1] == text_hash(texts)
            lines.append(KeyLine(_id(row[0]), texts))
        key = _key(head, tuple(lines))
        return key, intact and key.digest == head["digest"]
    except (IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def text_hash(texts: Sequence[str]) -> str:
    """What tells one wording of a line from another."""
    content = json.dumps(list(texts), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:32]


def plain(text: str) -> str:
    """A text as a cell gives it back: line ends alike, no control characters, at most `MOST_UNITS` long."""
    text = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if 2 * len(text) <= MOST_UNITS:
        return text
    return text.encode("utf-16-le")[: 2 * MOST_UNITS].decode("utf-16-le", "ignore")


def offered(legend: Legend) -> list[str]:
    """The marks a vendor chooses from: all of the legend, of those that only look the same the first."""
    found: list[str] = []
    for mark in legend.marks:
        rest = Legend({known: legend.marks[known] for known in found}, alike=legend.alike)
        if rest.answer(mark) is not legend.marks[mark]:
            found.append(mark)
    return found


def _key(head: dict[str, str], lines: tuple[KeyLine, ...]) -> FormKey:
    said: Any = json.loads(head["legend"])
    columns = tuple(head["columns"].split())
    titles: Any = json.loads(head["titles"])
    if not set(columns) <= set(TEXTS) or len(titles) != len(columns) + len(INPUTS):
        raise ValueError(columns)
    return FormKey(
        project=bytes.fromhex(head["project"]),
        list_id=_id(head["list"]),
        edition=head["edition"],
        package=_id(head["package"]),
        legend=Legend.from_json(said),
        columns=columns,
        titles=tuple(map(str, titles)),
        respondent=tuple(map(str, json.loads(head["respondent"]))),
        lines=lines,
    )


def _id(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != 16:
        raise ValueError(text)
    return found
