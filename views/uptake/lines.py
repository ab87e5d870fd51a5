"""The lines of the comparison as the table shows them, and its filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.gaps.content import FEATURE_FIELDS
from models.lists.editions.shape import Change, Comparison, Entry, Pair, Suspect
from models.uptake.hanging import Hanging
from models.uptake.plan import Plan
from models.words import joined, say
from views.shared.chips import ChipText
from views.shared.table_columns import Column, Kind

CHANGED, ALL, STALE = "changed", "all", "stale"
_CHIPS = {
    Change.ADDED: "other.done",
    Change.REMOVED: "other.error",
    Change.REWORDED: "other.note",
    Change.REGRADED: "other.note",
    Change.SPLIT: "other.warning",
    Change.MERGED: "other.warning",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One pair with its texts, what hangs on it, and the suspect it belongs to.

    `is_stale` says that decisions which hang on it will have to be made anew; `is_apart` that somebody
    pulled the new item away from its old one. `family` names all items of the suspect.
    """

    id: tuple[int | None, int | None]
    pair: Pair
    old: Entry | None
    new: Entry | None
    hanging: Hanging
    suspect: Suspect | None
    is_accepted: bool
    is_apart: bool
    is_stale: bool
    family: str = ""

    @property
    def title(self) -> str:
        """The name of the newest text there is."""
        one = self.new or self.old
        return " ".join(one.title.split()) if one else ""

    @property
    def classes(self) -> str:
        """All classes in words."""
        return joined(say(f"editions.class.{one.value}") for one in self.pair.classes)

    @property
    def keys(self) -> str:
        """A-1 · A-1 → B-1 · A-1 → — · — → B-1."""
        old, new = (one.label if one else "—" for one in (self.old, self.new))
        return old if old == new else f"{old} → {new}"


def lines(plan: Plan, found: Comparison, accepted: frozenset[str], apart: frozenset[str]) -> list[Line]:
    """A line for each pair, in the order of the new edition."""
    olds = {at: one for one in found.suspects for at in one.old}
    news = {at: one for one in found.suspects for at in one.new}
    split = {pair.origin for pair in found.pairs if pair.origin is not None}
    made = []
    for pair in found.pairs:
        old = None if pair.old is None else found.old[pair.old]
        new = None if pair.new is None else found.new[pair.new]
        suspect = olds.get(-1 if pair.old is None else pair.old) or news.get(
            -1 if pair.new is None else pair.new
        )
        hanging = Hanging() if pair.old is None else plan.hanging.get(plan.ids[pair.old], Hanging())
        counts = pair.new is None or bool(set(FEATURE_FIELDS) & set(pair.columns)) or pair.old in split
        made.append(
            Line(
                id=(pair.old, pair.new),
                pair=pair,
                old=old,
                new=new,
                hanging=hanging,
                suspect=suspect,
                is_accepted=suspect is not None and suspect.key in accepted,
                is_apart=old is None and new is not None and new.label in apart,
                family=_family(found, suspect),
                is_stale=counts and any(one.is_decided for one in hanging.gaps),
            )
        )
    return made


def chosen(listed: Sequence[Line], wanted: str) -> list[Line]:
    """The lines that a filter lets through: a class, or changed, all, stale."""
    if wanted == ALL:
        return list(listed)
    if wanted == CHANGED:
        return [one for one in listed if Change.UNCHANGED not in one.pair.classes]
    if wanted == STALE:
        return [one for one in listed if one.is_stale]
    return [one for one in listed if wanted in one.pair.classes]


def filters(listed: Sequence[Line], found: Comparison) -> list[tuple[str, str]]:
    """The filters that let something through, each with its count."""
    keys = [CHANGED, STALE, *(one.value for one in Change), ALL]
    made = []
    for key in keys:
        word = say(f"editions.class.{key}" if key in set(Change) else f"uptake_screen.filter.{key}")
        suspects = key in (Change.SPLIT, Change.MERGED)
        count = found.counts[Change(key)] if suspects else len(chosen(listed, key))
        if count or key in (CHANGED, ALL):
            made.append((key, say("uptake_screen.filter_count", name=word, n=count)))
    return made


def columns() -> list[Column[Line]]:
    """The columns of the comparison."""
    word = "uptake_screen.column."
    return [
        Column("keys", say(word + "keys"), 140, lambda line: line.keys, Kind.SECOND),
        Column("title", say(word + "title"), 130, lambda line: line.title, stretch=True),
        Column("class", say(word + "class"), 150, _chip, Kind.CHIP, tip=lambda line: line.classes),
        Column("gaps", say(word + "gaps"), 64, lambda line: len(line.hanging.gaps) or None, Kind.NUMBER),
    ]


def _family(found: Comparison, suspect: Suspect | None) -> str:
    if suspect is None:
        return ""
    old = joined(found.old[at].label for at in suspect.old)
    return f"{old} → {joined(found.new[at].label for at in suspect.new)}"


def _chip(line: Line) -> ChipText:
    """The most telling class, with how many more there are."""
    kinds = line.pair.classes
    first = next((one for one in kinds if one in (Change.SPLIT, Change.MERGED)), kinds[0])
    text = say(f"editions.class.{first.value}") + (f" +{len(kinds) - 1}" if len(kinds) > 1 else "")
    if line.is_accepted:
        return ChipText("other.done", text)
    return ChipText(_CHIPS.get(first, "other.tag"), text)
