"""The data of netting: weights, and the works that may be outsourced jointly."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.resources import resource


@dataclass(frozen=True, slots=True)
class Weights:
    """As `[score]` of `netting.toml` describes them."""

    title: float
    whole: float
    purpose: float
    missing: float
    same_feature: float
    same_task: float
    same_kinds: float
    other_kinds: float
    least: float
    of_best: float


@cache
def weights() -> Weights:
    """The weights of proposals."""
    return Weights(**{name: float(value) for name, value in _loaded()["score"].items()})


def outsourced_work(text: str) -> str | None:
    """The id of the work 共同アウトソーシング that a text speaks of, or None."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for work in _loaded()["work"]:
        found = sum(any(word in plain for word in group) for group in work["groups"])
        if found >= work["least"]:
            return str(work["id"])
    return None


@cache
def _loaded() -> dict[str, Any]:
    return tomllib.loads(resource("catalogues", "netting.toml").read_text(encoding="utf-8"))
