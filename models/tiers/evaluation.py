"""How good the proposals of kinds are, on texts that people labelled, beside a plain keyword baseline.

Kinds count by their 19 distinct labels: the five that stand in (2) and in (3) are one kind each, since no
text says which; the option scope of the row then decides the tier, by the rules and not by the proposal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.errors import UserError
from models.spelling import spelled
from models.tiers.catalogue import ChangeKind, change_kinds, find_kind
from models.tiers.reasons import find_scope
from models.tiers.rules import HIGHEST, TierVerdict, tier_of
from models.tiers.suggestion import suggest_kinds
from models.words import joined

COLUMNS = ("text", "kind", "scope", "tier")


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A gap's text with the kinds that a person read in it, the option scope, and the tier.

    The tier is None while undecided and 0 for no change at all.
    """

    text: str
    kinds: frozenset[str]
    scope: str
    tier: int | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures, 0 to 1, but for counts.

    `kind_macro_f1` is the mean F1 of the kinds that occur in the labels or the proposals; precision and
    recall are over all proposals together. `tier_accuracy` is the share of texts whose proposed kinds, with
    the scope of the row, lead to the tier of the row. `guessed_without_scope` counts texts whose proposal
    came with a tier although the scope decides it.
    """

    rows: int
    kind_macro_f1: float
    kind_precision: float
    kind_recall: float
    tier_accuracy: float
    guessed_without_scope: int
    baseline_macro_f1: float


def labelled_texts(rows: Sequence[Sequence[str]], file: str) -> list[LabelledText]:
    """Texts from a table whose first row names `COLUMNS`, in any order; empty rows are left out.

    `UserError` says which column is missing, or in which row something cannot be read.
    """
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise UserError("tiers.evaluate.no_column", file=file, columns=joined(missing))
    places = [heads.index(name) for name in COLUMNS]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        text, kinds, scope, tier = (row[place].strip() if place < len(row) else "" for place in places)
        if not (text or kinds):
            continue
        try:
            found.append(_labelled(text, kinds, scope, tier))
        except UserError as error:
            raise UserError("tiers.evaluate.bad_row", file=file, row=number, problem=error.message) from None
    if not found:
        raise UserError("tiers.evaluate.no_rows", file=file)
    return found


def evaluate(texts: Sequence[LabelledText]) -> Evaluation:
    """Propose kinds for every text and count."""
    proposals = [suggest_kinds(one.text) for one in texts]
    proposed = [frozenset(kind.kind for kind in one.kinds) for one in proposals]
    wanted = [one.kinds for one in texts]
    right = sum(len(want & got) for want, got in zip(wanted, proposed, strict=True))
    tiers = [tier_of(dict.fromkeys(got, one.scope)).tier for one, got in zip(texts, proposed, strict=True)]
    return Evaluation(
        rows=len(texts),
        kind_macro_f1=_macro_f1(wanted, proposed),
        kind_precision=_share(right, sum(map(len, proposed))),
        kind_recall=_share(right, sum(map(len, wanted))),
        tier_accuracy=_share(
            sum(one.tier == tier for one, tier in zip(texts, tiers, strict=True)), len(texts)
        ),
        guessed_without_scope=sum(_is_guessed(one.verdict()) for one in proposals),
        baseline_macro_f1=_macro_f1(wanted, [keyword_kinds(one.text) for one in texts]),
    )


def keyword_kinds(text: str) -> frozenset[str]:
    """The baseline: every kind all of whose label's words stand in the text, whatever stands around them.

    The words of 「表示項目の名称変更」 are 表示項目 and 名称; of the data model one of テーブル, 項目 or
    データベース will do, as its label lists them. In English they are all words of the English name but for
    small ones.
    """
    plain = spelled(text).plain
    return frozenset(
        kind.id for kind in change_kinds().values() if any(_holds(plain, one) for one in _labels(kind))
    )


def _labels(kind: ChangeKind) -> list[str]:
    return [*kind.ja.split("、"), kind.en]


def _holds(plain: str, label: str) -> bool:
    words = [
        word for word in re.split(r"追加・変更|追加|変更|の|\s+", spelled(label).plain) if word not in _EMPTY
    ]
    return bool(words) and all(word in plain for word in words)


_EMPTY = frozenset(["", "of", "a", "an", "or", "is", "the", "added", "changed", "shown", "showing"])


def _labelled(text: str, kinds: str, scope: str, tier: str) -> LabelledText:
    chosen = frozenset(find_kind(one).id for one in re.split("[;；]", kinds) if one.strip())
    return LabelledText(text, chosen, find_scope(scope), _tier(tier, chosen))


def _tier(cell: str, kinds: frozenset[str]) -> int | None:
    """A tier as people write it: 2, (2), 2.0; nothing or a word is undecided, or no change without a kind."""
    number = re.fullmatch(r"[(（]?([0-3０-３])(?:\.0)?[)）]?", cell)
    if number:
        return int(number[1])
    if re.search(r"\d", cell):
        raise UserError("tiers.evaluate.bad_tier", tier=cell)
    return None if kinds else 0


def _is_guessed(verdict: TierVerdict) -> bool:
    """Whether a tier was given although a kind's scope is open and no other kind gives the highest tier."""
    open_kinds = [step for step in verdict.steps if _needs_scope(step.kind)]
    fixed = max((step.tier or 0 for step in verdict.steps if not _needs_scope(step.kind)), default=0)
    return bool(open_kinds) and fixed < HIGHEST and verdict.tier is not None


def _needs_scope(kind_id: str) -> bool:
    kind = change_kinds().get(kind_id)
    return kind is not None and kind.needs_scope


def _macro_f1(wanted: Sequence[frozenset[str]], proposed: Sequence[frozenset[str]]) -> float:
    right = _counts(wanted, proposed, lambda want, got: want & got)
    all_wanted = _counts(wanted, proposed, lambda want, got: want)
    all_proposed = _counts(wanted, proposed, lambda want, got: got)
    kinds = all_wanted.keys() | all_proposed.keys()
    scores = [2 * right[kind] / (all_wanted[kind] + all_proposed[kind]) for kind in sorted(kinds)]
    return _share(sum(scores), len(scores))


def _counts(
    wanted: Sequence[frozenset[str]],
    proposed: Sequence[frozenset[str]],
    of: Callable[[frozenset[str], frozenset[str]], frozenset[str]],
) -> Mapping[str, int]:
    return Counter(kind for want, got in zip(wanted, proposed, strict=True) for kind in of(want, got))


def _share(part: float, whole: float) -> float:
    """Rounded to four digits; nothing to find and nothing found is all right."""
    return round(part / whole, 4) if whole else 1.0
