"""What a reader has chosen and written so far, kept for each gap while the screen is open."""

from __future__ import annotations

from dataclasses import dataclass

from models.approval.rules import POINTS

VERDICTS = ("approve", "approve_with_condition", "send_back", "reject")
KEYS = {"approve": "A", "approve_with_condition": "C", "send_back": "R", "reject": "X"}
SIGNS = {
    "approve": ("check", "ok"),
    "approve_with_condition": ("tri", "ok"),
    "send_back": ("back", "warn"),
    "reject": ("cross", "bad"),
}
WITH_POINTS = ("send_back", "reject")


@dataclass(frozen=True, slots=True)
class Form:
    """A decision that is not signed yet."""

    verdict: str = ""
    points: frozenset[str] = frozenset()
    reason: str = ""
    lighter: str = ""
    on_behalf: bool = False

    def lack(self) -> str:
        """The key of what is missing first; empty when it can be signed."""
        if not self.verdict:
            return "verdict"
        if self.verdict == "send_back" and not self.points:
            return "point"
        if self.verdict != "approve" and not self.reason.strip():
            return "reason"
        return ""

    def listed_points(self) -> tuple[str, ...]:
        """The points in their order, where the verdict names any."""
        return tuple(one for one in POINTS if one in self.points) if self.verdict in WITH_POINTS else ()
