"""The kinds of change, the tiers and the responses of guideline 5, from `resources/catalogues/`."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.errors import UserError
from models.resources import resource
from models.words import joined, language


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a Japanese and an English name."""

    id: str
    ja: str
    en: str

    @property
    def label(self) -> str:
        """The name in the language in use."""
        return self.ja if language() == "ja" else self.en


@dataclass(frozen=True, slots=True)
class ChangeKind(Named):
    """A kind of change. `inside` and `outside` are the tiers within and beyond the option scope.

    They are equal where the guideline names one tier only. `in_both` marks the five labels that
    stand in (2) and in (3); `silent_outside` the one that the table does not name outside the scope.
    """

    inside: int
    outside: int
    in_both: bool
    silent_outside: bool

    @property
    def needs_scope(self) -> bool:
        """Whether the tier hangs on the option scope."""
        return self.inside != self.outside


@dataclass(frozen=True, slots=True)
class Disposition(Named):
    """A response to a gap 対応方針. `tier` is the tier it leads to; `on_ladder` whether it is a step."""

    ja_short: str
    en_short: str
    tier: int
    on_ladder: bool

    @property
    def short(self) -> str:
        """The short name for lists."""
        return self.ja_short if language() == "ja" else self.en_short


@cache
def change_kinds() -> dict[str, ChangeKind]:
    """The 19 distinct kinds by id, in the guideline's order."""
    return {one["id"]: _kind(one) for one in _catalogue("change_kinds")["kind"]}


@cache
def tier_names() -> dict[int, Named]:
    """The three tiers by number."""
    return {
        one["id"]: Named(str(one["id"]), one["ja"], one["en"]) for one in _catalogue("change_kinds")["tier"]
    }


@cache
def dispositions() -> dict[str, Disposition]:
    """The responses by id, lightest first."""
    return {one["id"]: _disposition(one) for one in _catalogue("dispositions")["disposition"]}


def ladder() -> tuple[Disposition, ...]:
    """The steps of the ladder, lightest first."""
    return tuple(one for one in dispositions().values() if one.on_ladder)


def find_kind(text: str) -> ChangeKind:
    """The kind with that id or label (Japanese or English, full or half width); `UserError` if none.

    A label that lists several things, as that of the data model does, may also be given by one of them.
    """
    for kind in change_kinds().values():
        if _plain(text) in {_plain(name) for name in (kind.id, kind.en, kind.ja, *kind.ja.split("、"))}:
            return kind
    known = joined(f"{one.id}（{one.label}）" for one in change_kinds().values())
    raise UserError("tiers.unknown_kind", kind=text, known=known)


def find_disposition(text: str) -> Disposition:
    """The response with that id, name or short name; `UserError` if there is none."""
    for one in dispositions().values():
        if _plain(text) in {_plain(name) for name in (one.id, one.ja, one.en, one.ja_short, one.en_short)}:
            return one
    known = joined(f"{one.id}（{one.label}）" for one in dispositions().values())
    raise UserError("tiers.unknown_disposition", disposition=text, known=known)


def _kind(entry: dict[str, Any]) -> ChangeKind:
    fixed = entry.get("tier")
    return ChangeKind(
        entry["id"],
        entry["ja"],
        entry["en"],
        inside=entry["inside"] if fixed is None else fixed,
        outside=entry["outside"] if fixed is None else fixed,
        in_both=entry.get("ambiguous", False),
        silent_outside=entry.get("silent_outside", False),
    )


def _disposition(entry: dict[str, Any]) -> Disposition:
    return Disposition(
        entry["id"],
        entry["ja"],
        entry["en"],
        ja_short=entry["ja_short"],
        en_short=entry["en_short"],
        tier=entry["tier"],
        on_ladder=entry["ladder"],
    )


def _catalogue(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("catalogues", f"{name}.toml").read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
