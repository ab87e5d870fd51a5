"""Legends written above, below or beside a table: which mark is said to mean what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from models.lists.understanding.words import catalogue, plain, word_set

_SIGNS = "◎○〇◯●△▲▽▼◇◆□■☆★×✕✖✗✘☓✓✔✅☑"
_ALONE = r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９.．注])"
_NO_MORE = r"(?![A-Za-zＡ-Ｚａ-ｚ0-9０-９])"
_MARK = rf"[{_SIGNS}レ?？－―\-]|(?<![A-Za-z])[A-EＡ-Ｅ](?![A-Za-z])"
_LETTER = rf"{_ALONE}(?:[A-ZＡ-Ｚ]|[0-9０-９]|[①-⑨]){_NO_MORE}"
_COLON = r"\s*[）)]?\s*(?:[:：=＝…‥→・]+|\s-\s)"
_SAYS = rf"(?:{_COLON}|\s*[）)]?\s*は)"
_BLANK_SAID = re.compile(r"[（(](?:空欄|空白|未記入|blank)[^）)]*[）)]")
_POLITE = r"(?:すること|する|してください|して下さい|願います|お願いします|します|のこと)?"
_LONGEST, _LONGEST_WORD = 60, 8
_ONE_MARK = re.compile(rf"(?:{_MARK})$")
_LISTED = re.compile(r"[・/／、,，\s]+")
_ANNEX = re.compile(r"[A-Za-z] [A-Z] -$")
"""A letter that numbers something, and is no mark: "Annex A - Requirements"."""
_PLAIN_SIGNS = frozenset(_SIGNS + "レ?？－―-")


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a mark and its meaning are written, for one set of marks."""

    alone: re.Pattern[str]
    pair: re.Pattern[str]
    run_on: re.Pattern[str]


def legend_of(lines: Iterable[Sequence[str]], marks: Collection[str] = ()) -> dict[str, str]:
    """Marks and their meanings in cells outside the table; a lone pair without the word 凡例 is chance.

    `marks` are the short texts that stand in the table's answers and obligations: any text among them can be
    a mark of the legend. Other letters and numbers are marks only where three or more are explained alike.
    """
    known = _forms(frozenset(marks))
    found: dict[str, str] = {}
    letters: dict[str, str] = {}
    named = False
    for line in lines:
        for column, text in enumerate(line):
            if not text:
                continue
            named = named or any(word in plain(text) for word in word_set("notes", "legend"))
            for mark, sense in _pairs(text, line[column + 1 : column + 3], known):
                found.setdefault(mark, sense)
            for mark, sense in _lettered(text):
                letters.setdefault(mark, sense)
    if len(letters) > 2 and letters.keys() >= {m for m in found if m not in _PLAIN_SIGNS and len(m) == 1}:
        found |= letters
    return found if named or len(found) >= 2 else {}


def is_mark(text: str) -> bool:
    """Whether a text is one mark of a legend and nothing else."""
    return bool(_ONE_MARK.match(text.strip()))


def _pairs(text: str, beside: Sequence[str], forms: _Forms) -> Iterator[tuple[str, str]]:
    stripped = text.strip()
    if forms.alone.match(stripped):
        meaning = next((cell.strip() for cell in beside if cell.strip()), "").lstrip(":：=＝… ")
        says = meaning and not meaning.replace(",", "").replace(".", "").isdigit()  # a count of marks
        if says and len(meaning) <= _LONGEST and not forms.alone.match(meaning):
            yield stripped, meaning
        return
    if len(text) > 2000:
        return
    text = _BLANK_SAID.sub("", text)
    matches = list(forms.pair.finditer(text)) or list(forms.run_on.finditer(text))
    for match in matches if (matches and matches[0].re is forms.pair) or len(matches) > 1 else ():
        sense = _sense(match[2])
        if sense and not _ANNEX.search(text[: match.end(1) + 2]):
            yield match[1], sense


def _lettered(text: str) -> Iterator[tuple[str, str]]:
    """Letters with what they mean, one at the start of a cell or several in it; numbers only several."""
    if len(text) > 2000:
        return
    matches = list(_LETTERED.finditer(text))
    several = len(matches) > 2
    for match in matches:
        number = unicodedata.normalize("NFKC", match[1]).isdigit()
        sense = _sense(match[2])
        if sense and (several or (not number and not text[: match.start()].strip())):
            yield match[1], sense


def _sense(text: str) -> str:
    sense = _tail().sub("", text).strip(" 　、,，;；/／|｜．.")
    parts = [part for part in _LISTED.split(sense) if part]
    only_marks = not any(map(str.isalnum, sense)) or (
        len(parts) > 1 and all(len(part) == 1 for part in parts)
    )
    return "" if only_marks or len(sense) > _LONGEST else sense


@lru_cache(maxsize=64)
def _forms(marks: frozenset[str]) -> _Forms:
    """The forms for the usual marks and those known from the table, in either width."""
    texts = {form for mark in marks if (bare := mark.strip()) for form in (bare, _narrow(bare), _wide(bare))}
    short = sorted({re.escape(t) for t in texts if len(t) == 1 and t not in _PLAIN_SIGNS})
    words = sorted(
        {t for t in texts if 1 < len(t) <= _LONGEST_WORD and not _is_number(t)}, key=len, reverse=True
    )
    one = "|".join([_MARK, *(f"{_ALONE}{text}{_NO_MORE}" for text in short)])
    # A word is a mark only at the start of a part: 不可 is not the mark 可.
    long = "|".join(rf"(?<![^\s、,，;；/／|｜「『・※（(:：]){re.escape(word)}" for word in words)
    either = f"(?:{one}){_SAYS}" + (f"|(?:{long}){_COLON}" if long else "")
    marked = f"{one}|{long}" if long else one
    next_one = rf"(?:[、,，;；/／|｜]|\s)*(?:{either})"
    known = "".join(short)
    if any(text.isalpha() for text in short):
        known += "A-ZＡ-Ｚ"
    return _Forms(
        re.compile(rf"(?:{marked})$"),
        re.compile(rf"(?=(?:{either}))({marked}){_SAYS}\s*(.+?)\s*(?={next_one}|[\n。]|$)"),
        # "◎標準 〇設定で対応": a mark straight before its meaning, several in one line.
        re.compile(
            rf"(?:^|[\s、,，/／|｜（(:：)）】］])([{_SIGNS}{known}])(?![ -~])([^\s{_SIGNS}、,，/／|｜:：]+)"
        ),
    )


_DASHED = rf"(?:{_COLON}|\s[–—]\s)"
_LETTERED = re.compile(
    rf"({_LETTER}){_DASHED}\s*(.+?)\s*(?=(?:[、,，;；/／|｜]|\s)*{_LETTER}{_DASHED}|[\n。]|$)"
)


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").isdigit()


@cache
def _tail() -> re.Pattern[str]:
    """The end of a line that tells how to fill in the marks: "… を記入すること"."""
    words = "|".join(map(re.escape, catalogue()["notes"]["legend_tails"]))
    return re.compile(rf"\s*(?:{words}){_POLITE}$")
