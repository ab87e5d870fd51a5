"""What the matrix of features shows: rows with chips per package, by the levels of the list, filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from models.gaps.labels import gap_labels
from models.lists.answer_kinds import Answer
from models.lists.feature_index import FeatureIndex, Wanted, numbered
from models.lists.feature_rows import rows_of
from models.lists.queries import FeatureRow, Package, feature_lists, feature_rows, packages
from models.lists.text_search import Places
from models.project.project import Project
from models.restating.queries import rules_off
from models.restating.rules import Hit, find_restatements
from models.words import say
from views.shared.table_columns import Group

NO_GAP, WITH_GAP = "without", "with"
GroupKey = tuple[bytes, tuple[str, ...]]
Totals = Callable[["Matrix", Places], Sequence[Sequence[str]]]
"""For each package a text by number of the outer group, over the rows at some places."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All features, packages, the names of lists and gaps, and the words that restate today's system."""

    rows: tuple[FeatureRow, ...]
    packages: tuple[Package, ...]
    list_names: Mapping[bytes, str]
    gap_labels: Mapping[bytes, str]
    restated: Mapping[bytes, tuple[Hit, ...]]
    rules_off: frozenset[str]
    index: FeatureIndex
    outline: Outline

    @property
    def top_levels(self) -> list[str]:
        """The outermost levels in the order of the lists."""
        return list(dict.fromkeys(key[1][0] for key in self.outline.tops if key[1]))

    @property
    def obligations(self) -> list[str]:
        """The kinds of obligation that occur, the most frequent first."""
        found = Counter(row.obligation for row in self.rows if row.obligation)
        return [text for text, _ in found.most_common()]

    def parts(self, places: Places, shown: Sequence[FeatureRow]) -> dict[GroupKey, Sequence[FeatureRow]]:
        """The shown rows at these places by inner group, in slices where a group's rows follow each other."""
        numbers = self.outline.inner_of[places]
        if not len(numbers):
            return {}
        edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
        found: dict[GroupKey, Sequence[FeatureRow]] = {}
        for start, end in pairwise(edges):
            key = self.outline.inners[int(numbers[start])]
            found[key] = [*found[key], *shown[start:end]] if key in found else shown[start:end]
        return found

    def gaps_of(self, row: FeatureRow) -> str:
        """The labels of a feature's gaps."""
        return say("chips.join").join(self.gap_labels[gap] for gap in row.gaps if gap in self.gap_labels)


@dataclass(frozen=True, slots=True)
class Outline:
    """The groups of all rows: a number for each row's outer and inner group, and the keys by number."""

    top_of: Places
    tops: Sequence[GroupKey]
    inner_of: Places
    inners: Sequence[GroupKey]
    key_of: Mapping[bytes, GroupKey]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some features a package answers in each way."""

    package: Package
    counts: Mapping[Answer, int]
    total: int


def matrix(project: Project, before: Matrix | None = None, touched: Sequence[bytes] = ()) -> Matrix:
    """Read everything; or, of what was read `before`, only the features that were touched."""
    if before is not None and touched:
        new = {row.id: row for row in rows_of(project, touched)}
        rows = tuple(new.get(row.id, row) for row in before.rows)
        hits = {row: found for row, found in before.restated.items() if row not in new}
        hits |= _restated(new.values(), before.rules_off)
        return replace(before, rows=rows, restated=hits, index=_index(rows, before.packages, hits, before))
    lists = {one.id: f"{one.name} {one.edition}".strip() for one in feature_lists(project)}
    rows, offered, off = tuple(feature_rows(project)), tuple(packages(project)), rules_off(project)
    if before is not None and off == before.rules_off:
        same = {row.id: row for row in before.rows}
        unread = [row for row in rows if not _says_the_same(same.get(row.id), row)]
        left = {row.id for row in rows} - {row.id for row in unread}
        found = {row: hits for row, hits in before.restated.items() if row in left} | _restated(unread, off)
    else:
        found = _restated(rows, off)
    return Matrix(
        rows,
        offered,
        lists,
        gap_labels(project),
        found,
        off,
        _index(rows, offered, found, before),
        _outline(rows),
    )


def share(found: Matrix, package: int, places: Places) -> Share:
    """The answers over some features of the package of that number."""
    return Share(found.packages[package], found.index.answer_counts(package, places), len(places))


def standard_totals(found: Matrix, places: Places) -> list[list[str]]:
    """The share of the standard in each outer group, for each package."""
    outline = found.outline
    in_top = np.bincount(outline.top_of[places], minlength=len(outline.tops)).tolist()
    made = []
    for number in range(len(found.packages)):
        counts = found.index.answer_count_by(
            number, Answer.STANDARD, outline.top_of, places, len(outline.tops)
        )
        shares = [
            f"{100 * int(n) / all_:.1f}" if all_ else "" for n, all_ in zip(counts, in_top, strict=True)
        ]
        made.append([say("feature_screen.standard_share", share=one) if one else "" for one in shares])
    return made


def groups(found: Matrix, places: Places, totals: Totals = standard_totals) -> list[Group]:
    """The group rows of some features: level 1 with what `totals` tells of the packages, level 2 below it."""
    outline = found.outline
    in_top = np.bincount(outline.top_of[places], minlength=len(outline.tops))
    in_inner = np.bincount(outline.inner_of[places], minlength=len(outline.inners))
    told = totals(found, places)
    gaps = _gaps_by_top(found, places)
    below: dict[GroupKey, list[Group]] = {}
    counts = {int(count) for count in in_inner.tolist()}
    notes = {count: say("feature_screen.group_note", n=count) for count in counts}
    for number, key in enumerate(outline.inners):
        if in_inner[number] and len(key[1]) > 1:
            note = notes[int(in_inner[number])]
            below.setdefault((key[0], key[1][:1]), []).append(Group(key, key[1][1], note, level=1))
    made: list[Group] = []
    for number, key in enumerate(outline.tops):
        if not in_top[number] or not key[1]:
            continue
        texts = [one[number] for one in told]
        made.append(_top_group(found, key, int(in_top[number]), texts, gaps.get(number, 0)))
        made += below.get(key, [])
    return made


def _top_group(found: Matrix, key: GroupKey, count: int, texts: Sequence[str], gaps: int) -> Group:
    totals = {f"package{number}": one for number, one in enumerate(texts)}
    totals["gaps"] = say("feature_screen.group_gaps", n=gaps) if gaps else "—"
    title = key[1][0]
    if len(found.list_names) > 1:
        title = f"{title}　{found.list_names.get(key[0], '')}"
    return Group(key, title, say("feature_screen.group_note", n=count), totals)


def _gaps_by_top(found: Matrix, places: Places) -> dict[int, int]:
    held: dict[int, set[bytes]] = {}
    for place in found.index.with_gap(places).tolist():
        held.setdefault(int(found.outline.top_of[place]), set()).update(found.rows[place].gaps)
    return {number: len(gaps) for number, gaps in held.items()}


def _outline(rows: Sequence[FeatureRow]) -> Outline:
    keys: list[GroupKey] = [(row.list_id, row.path[:2]) for row in rows]
    top_of, tops = numbered([(key[0], key[1][:1]) for key in keys])
    inner_of, inners = numbered(keys)
    return Outline(top_of, tops, inner_of, inners, {row.id: key for row, key in zip(rows, keys, strict=True)})


def _index(
    rows: Sequence[FeatureRow],
    offered: Sequence[Package],
    restated: Mapping[bytes, object],
    before: Matrix | None,
) -> FeatureIndex:
    known = before.index if before is not None else None
    return FeatureIndex(rows, [one.id for one in offered], restated.keys(), known)


def _restated(rows: Iterable[FeatureRow], off: frozenset[str]) -> dict[bytes, tuple[Hit, ...]]:
    """Only features where a rule found something; places are those of the requirement, then of the name."""
    found = {}
    for row in rows:
        hits = (*find_restatements(row.requirement, off), *find_restatements(row.name, off))
        if hits:
            found[row.id] = hits
    return found


def _says_the_same(before: FeatureRow | None, row: FeatureRow) -> bool:
    return before is not None and before.requirement == row.requirement and before.name == row.name


__all__ = [
    "NO_GAP",
    "WITH_GAP",
    "GroupKey",
    "Matrix",
    "Outline",
    "Share",
    "Totals",
    "Wanted",
    "groups",
    "matrix",
    "share",
    "standard_totals",
]
