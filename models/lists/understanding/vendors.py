"""Columns of vendors' answers: mark, means and cost, for one vendor or several side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from models.lists.table import VendorColumns
from models.lists.understanding.words import catalogue, meaning, plain, word_set

_BETWEEN = " 　_-・:：／/の"
_PARTS = ("answer", "method", "cost")


@dataclass(slots=True)
class _Group:
    name: str
    columns: dict[str, int] = field(default_factory=dict)
    unit: int = 1


def vendor_columns(
    tops: Sequence[str], texts: Sequence[str], marked: Collection[int] = ()
) -> tuple[VendorColumns, ...]:
    """The vendors of a table, from the left. Each has an answer column; its means and cost may be missing.

    A column headed by a vendor's name alone holds answers when it is `marked`: filled with marks.
    """
    groups: list[_Group] = []
    named = _named_alone(tops, texts)
    for column, (top, text) in enumerate(zip(tops, texts, strict=True)):
        part = next((part for part in _PARTS if plain(_bare(text)) in _words(part)), None)
        found = (_bare(top).strip(), part) if top in named and part else _part(top, text)
        found = found or _belongs(text, [group.name for group in groups if group.name])
        if found is None and groups and "method" not in groups[-1].columns:
            found = _how(groups[-1], column, top, tops, texts)
        if found is None and column in marked and not top and _vendor_name(text):
            found = text, "answer"
        if found is None and column in marked and plain(_bare(text)) in word_set("vendors", "when_marked"):
            found = "", "answer"
        if found is None:
            continue
        name, part = found
        group = next((g for g in reversed(groups) if g.name == name and part not in g.columns), None)
        if group is None and part != "answer" and not name and groups and part not in groups[-1].columns:
            group = groups[-1]
        if group is None:
            group = _Group(name)
            groups.append(group)
        group.columns[part] = column
        if part == "cost" and any(word in top + text for word in catalogue()["vendors"]["thousand"]):
            group.unit = 1000
    return tuple(
        VendorColumns(g.name, g.columns["answer"], g.columns.get("method"), g.columns.get("cost"), g.unit)
        for g in groups
        if "answer" in g.columns
    )


def _named_alone(tops: Sequence[str], texts: Sequence[str]) -> frozenset[str]:
    """Names that only their place gives away: two or more, each over answers of its own."""
    answers = [top for top, text in zip(tops, texts, strict=True) if top and plain(_bare(text)) in _answer()]
    different = set(answers)
    if not 1 < len(different) == len(answers) or any(_is_general(top) for top in different):
        return frozenset()
    return frozenset(top for top in different if _vendor_name(top) is None)


def _how(
    group: _Group, column: int, top: str, tops: Sequence[str], texts: Sequence[str]
) -> tuple[str, str] | None:
    """The means of the answer straight before: said by a part of the header, or by a cost behind it."""
    answer = group.columns.get("answer")
    if answer is None or any(texts[answer + 1 : column]) or tops[answer] != top:
        return None
    text = plain(texts[column])
    if plain(_bare(texts[column])) in word_set("vendors", "method_behind"):
        return group.name, "method"
    if any(plain(word) in text for word in catalogue()["vendors"]["method_within"]):
        return group.name, "method"
    behind = next((text for text in texts[column + 1 :] if text), "")
    between = plain(_bare(behind)) in _words("cost") and plain(_bare(texts[column])) in _words("method")
    return (group.name, "method") if between else None


def _part(top: str, text: str) -> tuple[str, str] | None:
    """Whose column it is and what it holds; None when it has nothing to do with answers."""
    lower = plain(_bare(text))
    if top:
        upper = plain(_bare(top))
        name = _vendor_name(top)
        if (
            name is not None
            or upper.endswith(tuple(_words("answer")))
            or upper in word_set("vendors", "groups")
        ):
            choice = lower in word_set("vendors", "choices") or lower in word_set("values", "marks")
            if choice and name is None and upper.endswith(tuple(_words("answer"))):
                return None
            part = next((part for part in _PARTS if lower in _words(part)), None)
            if part:
                return name or "", part
            if upper.endswith(tuple(_words("answer"))) and name is None:
                return text, "answer"
            return _from_single(text, name)
    return _from_single(text, None)


def _from_single(text: str, owner: str | None) -> tuple[str, str] | None:
    lower = plain(_bare(text))
    if owner is None and (said := _of_anybody(lower)):
        return "", said
    for part in _PARTS:
        if lower in _words(part) and (owner is not None or part != "method" or lower not in _ambiguous()):
            return owner or "", part
    ends = [(len(word), part, word) for part in _PARTS for word in _words(part) if lower.endswith(word)]
    for _, part, _word in sorted(ends, reverse=True):
        name = _vendor_name(text)
        if name:
            return owner or name, part
    if owner is not None:
        return None
    if lower.endswith(tuple(word_set("vendors", "strong"))) and not _is_known(text):
        return "", "answer"
    return ("", "cost") if lower.endswith(tuple(_words("cost"))) else None


def _of_anybody(word: str) -> str | None:
    """Supplier comment, 事業者回答: the part of an answer that whoever fills the list in says there."""
    general = sorted(word_set("vendors", "anybody"), key=len, reverse=True)
    rest = next((word[len(name) :] for name in general if word.startswith(name)), "")
    return next((part for part in _PARTS if rest in _words(part)), None)


def _belongs(text: str, names: Sequence[str]) -> tuple[str, str] | None:
    """Means or cost of a vendor named before: "Acme cost" after "Acme response"."""
    lower = plain(_bare(text))
    for name in names:
        rest = lower.removeprefix(plain(name))
        part = next((part for part in _PARTS if rest in _words(part)), None)
        if rest != lower and part:
            return name, part
    return None


def _vendor_name(text: str) -> str | None:
    """The vendor in a header: "A社" of "A社 回答", "ベンダーB" of "ベンダーB_カスタマイズ費用（千円）"."""
    bare = _bare(text).strip()
    words = sorted((word for part in _PARTS for word in catalogue()["vendors"][part]), key=len, reverse=True)
    for word in words:
        if bare.casefold().endswith(word) and len(bare) > len(word):
            rest = bare[: -len(word)].rstrip(_BETWEEN)
            if word in word_set("vendors", "strong") and rest != bare[: -len(word)] and not _is_known(rest):
                return rest
            bare = rest
            break
    own = tuple(word_set("vendors", "ourselves"))
    if plain(bare) in word_set("vendors", "anybody") or plain(bare).startswith(own):
        return None
    return bare if bare and any(mark in plain(bare) for mark in word_set("vendors", "names")) else None


def _is_general(text: str) -> bool:
    """Whether an upper header says what stands below it, and not whose it is."""
    word = plain(_bare(text))
    general = _answer() | word_set("vendors", "groups") | word_set("vendors", "anybody")
    return word in general or _is_known(text)


def _is_known(text: str) -> bool:
    """Whether a text is a word of headers, and so nobody's name."""
    found = meaning(text)
    return bool(found.fields or found.level_score) or plain(text) in word_set("neutral", "words")


def _bare(text: str) -> str:
    for opening, closing in (("（", "）"), ("(", ")"), ("【", "】"), ("［", "］"), ("[", "]")):
        while opening in text and closing in text[text.index(opening) :]:
            start = text.index(opening)
            text = text[:start] + text[text.index(closing, start) + 1 :]
    return text


def _answer() -> frozenset[str]:
    return _words("answer")


def _words(part: str) -> frozenset[str]:
    return word_set("vendors", part)


def _ambiguous() -> frozenset[str]:
    """Words that name a vendor's means inside a vendor's group and remarks or requirements outside it."""
    return frozenset(
        word
        for word in _words("method")
        for name in ("remarks", "requirement")
        if word in word_set("fields", name, "sure") or word in word_set("fields", name, "likely")
    )
