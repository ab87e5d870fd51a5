"""Hints about names: tasks without one, and names that differ only in how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bpmn.findings import Finding, note, warning
from bpmn.kinds import ACTIVITIES, DATA, SWIMLANES, names
from bpmn.model import FlowFile

_MARKS = re.compile(r"[\W_]+")
_LONG_VOWEL = re.compile("(?<=[\u30a1-\u30fa])ー(?![\u30a1-\u30fa])")
_KANA_RUN = re.compile("(?<=[\u4e00-\u9fff々])[\u3041-\u3096]+")
_PARTICLES = names("を が に で と の は へ も や から まで より への との での")
_SAYS_MORE = re.compile("ない|せず|られ|され|させ|^[さしすせ]")
"""Endings that change what is meant: negation, passive, causative, and する after a noun."""


def naming_hints(flow: FlowFile) -> Iterator[Finding]:
    """The hints about names."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for element in flow.elements.values():
        group = next((word for word, kinds in _GROUPS if element.kind in kinds), "")
        name = " ".join(element.name.split())
        if not group:
            continue
        if not name:
            if element.kind in ACTIVITIES and element.refers_to is None:
                yield warning("no_name", element.id)
            continue
        written = "".join(name.split())
        first = seen.setdefault((group, spelling(name)), (written, name))
        if first[0] != written:
            yield note("spelt_differently", element.id, name=name, other=first[1])


_GROUPS = (("activity", ACTIVITIES), ("swimlane", SWIMLANES), ("data", DATA))


def spelling(name: str) -> str:
    """A name without what is only a matter of writing: width, case, marks, blanks, okurigana, final ー."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _LONG_VOWEL.sub("", _MARKS.sub("", text))
    return _KANA_RUN.sub(_kept, text) or name


def _kept(run: re.Match[str]) -> str:
    kana = run[0]
    return kana if kana in _PARTICLES or _SAYS_MORE.search(kana) else ""
