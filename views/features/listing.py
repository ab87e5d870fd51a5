"""What the matrix of features shows: rows with chips per package, by the levels of the list, filtered."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.gaps.labels import gap_labels
from models.lists.answer_kinds import Answer
from models.lists.queries import FeatureRow, Package, feature_lists, feature_rows, packages
from models.project.project import Project
from models.words import say
from views.shared.table_columns import Group

NO_GAP, WITH_GAP = "without", "with"
GroupKey = tuple[bytes, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All features, the packages, and the names of the lists and gaps."""

    rows: tuple[FeatureRow, ...]
    packages: tuple[Package, ...]
    list_names: Mapping[bytes, str]
    gap_labels: Mapping[bytes, str]

    @property
    def top_levels(self) -> list[str]:
        """The outermost levels in the order of the lists."""
        return list(dict.fromkeys(row.path[0] for row in self.rows if row.path))

    @property
    def obligations(self) -> list[str]:
        """The kinds of obligation that occur, the most frequent first."""
        found = Counter(row.obligation for row in self.rows if row.obligation)
        return [text for text, _ in found.most_common()]

    def gaps_of(self, row: FeatureRow) -> str:
        """The labels of a feature's gaps."""
        return say("chips.join").join(self.gap_labels[gap] for gap in row.gaps if gap in self.gap_labels)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which features to show; an empty text leaves all."""

    text: str = ""
    level: str = ""
    obligation: str = ""
    answer: str = ""
    gap: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not any((self.text, self.level, self.obligation, self.answer, self.gap))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some features a package answers in each way."""

    package: Package
    counts: Mapping[Answer, int]
    total: int


def matrix(project: Project) -> Matrix:
    """Read everything; a few queries."""
    lists = {one.id: f"{one.name} {one.edition}".strip() for one in feature_lists(project)}
    return Matrix(tuple(feature_rows(project)), tuple(packages(project)), lists, gap_labels(project))


def chosen(found: Matrix, wanted: Wanted) -> list[FeatureRow]:
    """The features that are wanted: every word of the text must stand in id, number, name or requirement."""
    words = _plain(wanted.text).split()
    return [row for row in found.rows if _fits(found, row, wanted) and _has_words(row, words)]


def share(package: Package, rows: Iterable[FeatureRow]) -> Share:
    """A package's answers over some features."""
    counts = Counter(Answer(row.answer(package.id)) for row in rows)
    return Share(package, {answer: counts[answer] for answer in Answer}, counts.total())


def group_of(row: FeatureRow) -> GroupKey:
    """The group of a feature: its list and its two outermost levels."""
    return row.list_id, row.path[:2]


def groups(found: Matrix, rows: Iterable[FeatureRow]) -> list[Group]:
    """The group rows of some features: level 1 with the share of the standard, level 2 below it."""
    tops: dict[GroupKey, list[FeatureRow]] = {}
    inner: dict[GroupKey, list[FeatureRow]] = {}
    for row in rows:
        tops.setdefault((row.list_id, row.path[:1]), []).append(row)
        inner.setdefault(group_of(row), []).append(row)
    made: list[Group] = []
    for key, part in tops.items():
        if key[1]:
            made.append(_top_group(found, key, part))
        for below, own in inner.items():
            if below[0] == key[0] and below[1][:1] == key[1] and len(below[1]) > 1:
                note = say("feature_screen.group_note", n=len(own))
                made.append(Group(below, below[1][1], note, level=1))
    return made


def _top_group(found: Matrix, key: GroupKey, part: list[FeatureRow]) -> Group:
    totals = {}
    for number, package in enumerate(found.packages):
        counted = share(package, part)
        standard = 100 * counted.counts[Answer.STANDARD] / counted.total
        totals[f"package{number}"] = say("feature_screen.standard_share", share=f"{standard:.1f}")
    gaps = len({gap for row in part for gap in row.gaps})
    totals["gaps"] = say("feature_screen.group_gaps", n=gaps) if gaps else "—"
    title = key[1][0]
    if len(found.list_names) > 1:
        title = f"{title}　{found.list_names.get(key[0], '')}"
    return Group(key, title, say("feature_screen.group_note", n=len(part)), totals)


def _fits(found: Matrix, row: FeatureRow, wanted: Wanted) -> bool:
    if wanted.level and row.path[:1] != (wanted.level,):
        return False
    if wanted.obligation and row.obligation != wanted.obligation:
        return False
    if wanted.answer and all(row.answer(one.id) != wanted.answer for one in found.packages):
        return False
    return not wanted.gap or bool(row.gaps) == (wanted.gap == WITH_GAP)


def _has_words(row: FeatureRow, words: list[str]) -> bool:
    if not words:
        return True
    text = _plain(f"{row.feature_id} {row.no} {row.name} {row.requirement} {' '.join(row.path)}")
    return all(word in text for word in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
