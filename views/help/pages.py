"""The help pages: Markdown of `resources/help/<language>`, their titles and what a search finds in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from models.resources import resource
from models.words import language

START = "start"
ABOUT = "about"
SCREENS = (
    "overview",
    "features",
    "flows",
    "gaps",
    "scoring",
    "decisions",
    "baseline",
    "exchange",
    "indicators",
)
PAGES = (START, *SCREENS, "ledger", "commands", ABOUT)
"""All pages in the order of the list; those of the screens bear the keys of the rail."""

_MARKS = re.compile(r"^\s*(#+|[-*]|\d+\.|>)\s+|\*\*|`|\||\]\([^)]*\)|\[")
_RULE = re.compile(r"^[\s|:-]+$")


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page in which all words of a search stand, with the first line that has one."""

    name: str
    title: str
    excerpt: str


def page_text(name: str) -> str:
    """The Markdown of a page in the language in use; an unknown name is our own mistake (`KeyError`)."""
    if name not in PAGES:
        raise KeyError(name)
    return resource("help", language(), f"{name}.md").read_text(encoding="utf-8")


def page_title(name: str) -> str:
    """The first heading of a page."""
    return page_text(name).split("\n", 1)[0].lstrip("# ").strip()


def page_for(screen: str) -> str:
    """The page of a screen; that of the start where a screen has none."""
    return screen if screen in PAGES else START


def linked_page(target: str) -> str | None:
    """The page that a link such as `gaps.md` leads to; None for everything that is no page."""
    name = target.removesuffix(".md")
    return name if target.endswith(".md") and name in PAGES else None


def find_pages(text: str) -> list[PageHit]:
    """The pages that hold all words of `text`: first those with one in the title, else in the list's order.

    Full and half width and upper and lower case are the same.
    """
    words = _plain(text).split()
    hits: list[PageHit] = []
    if not words:
        return hits
    for name in PAGES:
        lines = [
            _MARKS.sub("", line).strip() for line in page_text(name).splitlines() if not _RULE.match(line)
        ]
        whole = _plain("\n".join(lines))
        if all(word in whole for word in words):
            excerpt = next((line for line in lines[1:] if _has(line, words)), "")
            hits.append(PageHit(name, lines[0], " ".join(excerpt.split())))
    return sorted(hits, key=lambda hit: not _has(hit.title, words))


def _has(line: str, words: list[str]) -> bool:
    plain = _plain(line)
    return any(word in plain for word in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
