"""Pairs of a comparison: their order, and the classes that hold for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from models.lists.editions.likeness import Grams, alike
from models.lists.editions.shape import COLUMNS, LEVELS, Change, Entry, Pair, Suspect

_NOTED = ("rationale", "effective_date", "remarks", "change", "extra")


def pairs_of(
    old: Sequence[Entry],
    new: Sequence[Entry],
    found: Mapping[int, tuple[int, str]],
    before: Sequence[Grams],
    after: Sequence[Grams],
    suspects: Sequence[Suspect],
) -> tuple[Pair, ...]:
    """All pairs for these partners, each with its classes."""
    kinds = by_suspect(suspects)
    pairs = []
    for o, n in rows_of(old, new, {o: n for o, (n, _) in found.items()}):
        how, percent = "", 100
        if o is not None and n is not None:
            how = found[o][1]
            same = old[o].text == new[n].text
            percent = 100 if same else int(100 * alike(before[o], after[n]))
        pairs.append(pair_of(old, new, o, n, kinds, how, percent))
    return tuple(pairs)


def by_suspect(suspects: Sequence[Suspect]) -> dict[tuple[str, int], Change]:
    """The kind of suspect that an item ("old" or "new", its place) belongs to."""
    found = {("old", at): one.kind for one in suspects for at in one.old}
    return found | {("new", at): one.kind for one in suspects for at in one.new}


def rows_of(
    old: Sequence[Entry], new: Sequence[Entry], partner: Mapping[int, int]
) -> list[tuple[int | None, int | None]]:
    """All pairs in the order of the new edition, each removed item after the one it stood behind."""
    back = {n: o for o, n in partner.items()}
    anchors = sorted(o for o in partner)
    removed: dict[int, list[int]] = {}
    for o in range(len(old)):
        if o not in partner:
            at = bisect_left(anchors, o)
            removed.setdefault(partner[anchors[at - 1]] if at else -1, []).append(o)
    rows: list[tuple[int | None, int | None]] = [(o, None) for o in removed.get(-1, ())]
    for n in range(len(new)):
        rows.append((back.get(n), n))
        rows += [(o, None) for o in removed.get(n, ())]
    return rows


def pair_of(
    old: Sequence[Entry],
    new: Sequence[Entry],
    o: int | None,
    n: int | None,
    suspects: Mapping[tuple[str, int], Change],
    how: str,
    percent: int,
    *,
    origin: int | None = None,
    goal: int | None = None,
) -> Pair:
    """One pair with its classes and the columns that differ."""
    marks = {suspects.get(("old", -1 if o is None else o)), suspects.get(("new", -1 if n is None else n))}
    if o is None or n is None:
        columns: tuple[str, ...] = ()
        classes = [Change.ADDED if o is None else Change.REMOVED]
    else:
        columns = tuple(c for c in COLUMNS if getattr(old[o], c) != getattr(new[n], c))
        classes = _classes(old[o], new[n], frozenset(columns))
    classes += [one for one in (Change.SPLIT, Change.MERGED) if one in marks]
    if len(classes) > 1 and Change.UNCHANGED in classes:
        classes.remove(Change.UNCHANGED)
    return Pair(o, n, tuple(classes), columns, how, percent, origin, goal)


def _classes(old: Entry, new: Entry, columns: frozenset[str]) -> list[Change]:
    """The classes of two partners. A running number beside a feature id is no identity of an item."""
    keyed = bool(old.feature_id and new.feature_id)
    holds = {
        Change.RENUMBERED: "feature_id" in columns or ("no" in columns and not keyed),
        Change.REWORDED: bool(columns & {"name", "requirement"}),
        Change.MOVED: bool(columns & set(LEVELS)),
        Change.REGRADED: "obligation" in columns,
        Change.NOTED: bool(columns & set(_NOTED)) or ("no" in columns and keyed and not _running(old, new)),
    }
    return [one for one, does in holds.items() if does] or [Change.UNCHANGED]


def _running(old: Entry, new: Entry) -> bool:
    return all(one.no.isdecimal() and len(one.no) < 10 and int(one.no) == one.position for one in (old, new))
