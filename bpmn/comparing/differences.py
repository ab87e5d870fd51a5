"""The kinds of differences between two flows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DifferenceKind(StrEnum):
    """What became of the work of one flow in the other."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """Done in another lane."""
    REORDERED = "reordered"
    SPLIT = "split"
    """One task became several."""
    MERGED = "merged"
    """Several tasks became one (or several others)."""
    BRANCH = "branch"
    """A decision came, went, or has other ways out."""
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the elements of the first flow (`a`) and of the second (`b`) by their ids in the files.

    `before` and `after` say what differs: names, lanes, the ways out of a decision, what comes before.
    `slight`: the wording only, with the same meaning as far as the word lists know.
    """

    kind: DifferenceKind
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    slight: bool = False

    @property
    def key(self) -> str:
        """The same for the same difference, however often the flows are compared."""
        return f"{self.kind.value}:{','.join(sorted(self.a))}>{','.join(sorted(self.b))}"
