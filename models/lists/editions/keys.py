"""Partners by their key and by the very same text; which of the two counts where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from models.lists.editions.likeness import Grams, alike
from models.lists.editions.shape import Entry

STRANGERS = 0.35
"""Texts less alike than this say different things, so that the same key alone proves little."""
_What = Callable[[Entry], Hashable]


def matched(
    old: Sequence[Entry], new: Sequence[Entry], old_grams: Sequence[Grams], new_grams: Sequence[Grams]
) -> dict[int, tuple[int, str]]:
    """New partners of old items, with what brought them together (key or content); nobody has two.

    A key counts where both editions have it once. It gives way to the very same text under another
    key when the whole numbering was moved on, so that the text would otherwise be torn from its item.
    """
    by_key = _unique_pairs(old, new)
    found = {o: (n, "key") for o, n in by_key.items() if old[o].text == new[n].text}
    rest = {o: n for o, n in by_key.items() if o not in found}
    free_old = [o for o in range(len(old)) if o not in found]
    taken = {n for n, _ in found.values()}
    free_new = [n for n in range(len(new)) if n not in taken]
    elsewhere = _same_text(old, new, free_old, free_new)
    broken = _torn(rest, elsewhere, lambda o, n: alike(old_grams[o], new_grams[n]) < STRANGERS)
    kept = {o: n for o, n in rest.items() if o not in broken}
    found.update({o: (n, "key") for o, n in kept.items()})
    taken.update(kept.values())
    found.update({o: (n, "content") for o, n in elsewhere.items() if o not in found and n not in taken})
    return found


def _same_text(
    old: Sequence[Entry], new: Sequence[Entry], free_old: list[int], free_new: list[int]
) -> dict[int, int]:
    """Partners with the same text: first in the same place of the hierarchy, then anywhere."""
    found: dict[int, int] = {}
    for what in (_placed_text, _text):
        taken = set(found.values())
        free = [o for o in free_old if o not in found], [n for n in free_new if n not in taken]
        found |= _in_order(old, new, free, what)
    return found


def _torn(
    by_key: dict[int, int], elsewhere: dict[int, int], strangers: Callable[[int, int], bool]
) -> set[int]:
    """The old items whose key was given to another item.

    So where both sides have their text elsewhere, where strangers share a key while one of them has its
    text elsewhere, and on along the chain of items that these set free.
    """
    back = {n: o for o, n in elsewhere.items()}
    key_of_new = {n: o for o, n in by_key.items()}
    broken = {o for o, n in by_key.items() if o in elsewhere and n in back}
    broken |= {o for o, n in by_key.items() if (o in elsewhere or n in back) and strangers(o, n)}
    waiting = list(broken)
    while waiting:
        freed = waiting.pop()
        # Whose text now has this key, and whose key this text now has, were moved on with it.
        for other in (back.get(by_key[freed]), key_of_new.get(elsewhere.get(freed, -1))):
            if other is not None and other in by_key and other not in broken:
                broken.add(other)
                waiting.append(other)
    return broken


def _unique_pairs(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Partners by a key that stands once in both editions."""
    before, after = (_places((one.key, at) for at, one in enumerate(edition)) for edition in (old, new))
    return {
        places[0]: after[key][0]
        for key, places in before.items()
        if key != "" and len(places) == 1 and len(after.get(key, ())) == 1
    }


def _in_order(
    old: Sequence[Entry], new: Sequence[Entry], free: tuple[list[int], list[int]], what: _What
) -> dict[int, int]:
    """Partners that are alike in `what`, in order, where both editions have equally many of them."""
    before = _places((what(old[at]), at) for at in free[0] if any(old[at].text))
    after = _places((what(new[at]), at) for at in free[1] if any(new[at].text))
    found: dict[int, int] = {}
    for alike_in, places in before.items():
        partners = after.get(alike_in, [])
        if len(partners) == len(places):
            found.update(zip(places, partners, strict=True))
    return found


def _places(found: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for what, at in found:
        places[what].append(at)
    return places


def _text(one: Entry) -> Hashable:
    return one.text


def _placed_text(one: Entry) -> Hashable:
    return one.levels, one.text
