"""Legends written above, below or beside a table: which mark is said to mean what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from models.lists.understanding.words import catalogue, plain, word_set

_SIGNS = "◎○〇◯●△▲▽▼◇◆□■☆★×✕✖✗✘☓✓✔✅☑"
_MARK = rf"[{_SIGNS}レ?？－―\-]|(?<![A-Za-z])[A-EＡ-Ｅ](?![A-Za-z])"
_SAYS = r"\s*[）)]?\s*(?:[:：=＝…‥→・]+|\s-\s|は)"
_NEXT = rf"(?:[、,，;；/／|｜]|\s)*(?:{_MARK}){_SAYS}"
_PAIR = re.compile(rf"({_MARK}){_SAYS}\s*(.+?)\s*(?={_NEXT}|[\n。]|$)")
# "◎標準 〇設定で対応": a sign straight before its meaning, several in one line.
_RUN_ON = re.compile(rf"(?:^|[\s、,，/／|｜（(])([{_SIGNS}])([^\s{_SIGNS}、,，/／|｜]+)")
_BLANK_SAID = re.compile(r"[（(](?:空欄|空白|未記入|blank)[^）)]*[）)]")
_POLITE = r"(?:すること|する|してください|して下さい|願います|お願いします|します|のこと)?"
_LONGEST = 60
_ONE_MARK = re.compile(rf"(?:{_MARK})$")


def legend_of(lines: Iterable[Sequence[str]]) -> dict[str, str]:
    """Marks and their meanings in cells outside the table; a lone pair without the word 凡例 is chance."""
    found: dict[str, str] = {}
    named = False
    for line in lines:
        for column, text in enumerate(line):
            if not text:
                continue
            named = named or any(word in plain(text) for word in word_set("notes", "legend"))
            for mark, sense in _pairs(text, line[column + 1 : column + 3]):
                found.setdefault(mark, sense)
    return found if named or len(found) >= 2 else {}


def is_mark(text: str) -> bool:
    """Whether a text is one mark of a legend and nothing else."""
    return bool(_ONE_MARK.match(text.strip()))


def _pairs(text: str, beside: Sequence[str]) -> Iterator[tuple[str, str]]:
    stripped = text.strip()
    if _ONE_MARK.match(stripped):
        meaning = next((cell.strip() for cell in beside if cell.strip()), "").lstrip(":：=＝… ")
        says = meaning and not meaning.replace(",", "").replace(".", "").isdigit()  # a count of marks
        if says and len(meaning) <= _LONGEST and not _ONE_MARK.match(meaning):
            yield stripped, meaning
        return
    if len(text) > 2000:
        return
    text = _BLANK_SAID.sub("", text)
    matches = list(_PAIR.finditer(text)) or list(_RUN_ON.finditer(text))
    for match in matches if (matches and matches[0].re is _PAIR) or len(matches) > 1 else ():
        sense = _tail().sub("", match[2]).strip(" 　、,，;；/／|｜")
        if sense and len(sense) <= _LONGEST:
            yield match[1], sense


@cache
def _tail() -> re.Pattern[str]:
    """The end of a line that tells how to fill in the marks: "… を記入すること"."""
    words = "|".join(map(re.escape, catalogue()["notes"]["legend_tails"]))
    return re.compile(rf"\s*(?:{words}){_POLITE}$")
