"""Comparing two editions: by the stable key, then by the same text, then by likeness.

Texts are compared as they are written, letter by letter; only the search for partners looks past
spaces, width and case. The same editions always give the same comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.lists.editions.keys import matched
from models.lists.editions.likeness import Grams, alike, grams, near_pairs
from models.lists.editions.pairs import by_suspect, pair_of, pairs_of, rows_of
from models.lists.editions.shape import Change, Comparison, Entry, Suspect
from models.lists.editions.suspects import parts_of

Tell = Callable[[], None]
ALIKE = 0.55
"""Texts at least this alike are taken for one item that was reworded."""
ALIKE_NAMED = 0.3
"""The same for items of the same name in the same place."""


def compare(old: Sequence[Entry], new: Sequence[Entry], tell: Tell | None = None) -> Comparison:
    """Two editions side by side, every suspected split or merge still taken as separate items.

    `tell` is called now and then during the search and may raise to stop it.
    """
    before, after = ([grams(*one.text) for one in edition] for edition in (old, new))
    found = matched(old, new, before, after)
    suspects = _suspects(old, new, found, tell)
    held_old = {o for one in suspects for o in one.old} | found.keys()
    held_new = {n for one in suspects for n in one.new} | {n for n, _ in found.values()}
    free_old = [o for o in range(len(old)) if o not in held_old]
    free_new = [n for n in range(len(new)) if n not in held_new]
    found |= _by_likeness(old, new, (free_old, free_new), (before, after), tell)
    return Comparison(tuple(old), tuple(new), pairs_of(old, new, found, before, after, suspects), suspects)


def resolved(comparison: Comparison, accepted: frozenset[str], apart: frozenset[str]) -> Comparison:
    """The comparison with the suspects of these keys accepted, and pairs (by the new item's label) pulled
    apart into a removed and an added item."""
    old, new = comparison.old, comparison.new
    found = {
        pair.old: (pair.new, pair.how, pair.percent)
        for pair in comparison.pairs
        if pair.old is not None and pair.new is not None and new[pair.new].label not in apart
    }
    origins: dict[int, int] = {}
    goals: dict[int, int] = {}
    for suspect in comparison.suspects:
        if suspect.key not in accepted:
            continue
        (first_old, *more_old), (first_new, *more_new) = suspect.old, suspect.new
        for part in suspect.old:
            found.pop(part, None)
        found[first_old] = (first_new, "accepted", 100)
        origins |= dict.fromkeys(more_new, first_old)
        goals |= dict.fromkeys(more_old, first_new)
    rows = rows_of(old, new, {o: n for o, (n, _, _) in found.items()})
    kinds = by_suspect(comparison.suspects)
    pairs = tuple(
        pair_of(old, new, o, n, kinds, *(found[o][1:] if o in found and n is not None else ("", 100)),
              origin=None if n is None else origins.get(n), goal=None if o is None else goals.get(o))
        for o, n in rows
    )  # fmt: skip
    return Comparison(old, new, pairs, comparison.suspects)


def _suspects(
    old: Sequence[Entry], new: Sequence[Entry], found: Mapping[int, tuple[int, str]], tell: Tell | None
) -> tuple[Suspect, ...]:
    """Splits first; what is part of one is no part of a merge."""
    reworded = {o: n for o, (n, _) in found.items() if old[o].text != new[n].text}
    taken = {n for n, _ in found.values()} - set(reworded.values())
    olds = [o for o in range(len(old)) if o not in found or o in reworded]
    news = [n for n in range(len(new)) if n not in taken]
    old_texts, new_texts = ([grams(one.requirement or one.name) for one in each] for each in (old, new))
    splits = _fallen(olds, news, old_texts, new_texts, reworded, tell)
    held_old = set(splits)
    held_new = {n for parts in splits.values() for n in parts}
    olds = [o for o in olds if o not in held_old]
    news = [n for n in news if n not in held_new]
    back = {n: o for o, n in reworded.items() if o not in held_old and n not in held_new}
    merges = _fallen(news, olds, new_texts, old_texts, back, tell)
    return tuple(
        [Suspect(_name(Change.SPLIT, old, o), Change.SPLIT, (o,), parts) for o, parts in splits.items()]
        + [Suspect(_name(Change.MERGED, new, n), Change.MERGED, parts, (n,)) for n, parts in merges.items()]
    )


def _fallen(
    wholes: list[int],
    parts: list[int],
    whole_texts: Sequence[Grams],
    part_texts: Sequence[Grams],
    own: Mapping[int, int],
    tell: Tell | None,
) -> dict[int, tuple[int, ...]]:
    whole_at = {one: at for at, one in enumerate(wholes)}
    part_at = {one: at for at, one in enumerate(parts)}
    own_at = {whole_at[o]: part_at[n] for o, n in own.items() if o in whole_at and n in part_at}
    found = parts_of([whole_texts[o] for o in wholes], [part_texts[n] for n in parts], own_at, tell)
    return {wholes[one]: tuple(parts[at] for at in chosen) for one, chosen in sorted(found.items())}


def _name(kind: Change, edition: Sequence[Entry], at: int) -> str:
    alone = sum(one.label == edition[at].label for one in edition) == 1
    return f"{kind.value}:{edition[at].label if alone else f'#{edition[at].source_row}'}"


def _by_likeness(
    old: Sequence[Entry],
    new: Sequence[Entry],
    free: tuple[list[int], list[int]],
    texts: tuple[Sequence[Grams], Sequence[Grams]],
    tell: Tell | None,
) -> dict[int, tuple[int, str]]:
    """Partners among what is left, the most alike first; of equals those in the same place and order."""
    olds, news = free
    listed = []
    for row, column in near_pairs(
        [texts[0][o] for o in olds],
        [texts[1][n] for n in news],
        lambda common, rows, columns: 2 * common >= (ALIKE_NAMED - 0.05) * (rows + columns),
        tell,
    ):
        o, n = olds[row], news[column]
        degree = alike(texts[0][o], texts[1][n])
        placed = old[o].levels == new[n].levels
        named = placed and old[o].name != "" and old[o].name == new[n].name
        if degree >= (ALIKE_NAMED if named else ALIKE):
            listed.append((-degree, not placed, abs(old[o].position - new[n].position), o, n))
    found: dict[int, tuple[int, str]] = {}
    taken: set[int] = set()
    for *_, o, n in sorted(listed):
        if o not in found and n not in taken:
            found[o] = (n, "likeness")
            taken.add(n)
    return found
