"""The help tells the truth: pages in both languages, links that lead, commands, words and keys that exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import build
from app.screens import SCREENS as RAIL
from models.words import LANGUAGES, use_language
from views.help.pages import ABOUT, PAGES, SCREENS, find_pages, linked_page, page_for, page_text, page_title
from views.shell.key_list import EVERYWHERE

ROOT = Path(__file__).resolve().parents[3]
HELP, WORDS = ROOT / "resources" / "help", ROOT / "resources" / "words"
QUOTED = {"ja": re.compile("「([^」]+)」"), "en": re.compile("“([^”]+)”")}
# Quoted in pages without standing on a button or as a heading.
SAID = {
    "ja": {
        "使いにくい", "分かりにくい", "現行と違う", "市長決裁「共同更新の基本方針",
        "はい", "いいえ", "自分・団体・全体", "エラー",
    },
    "en": set(),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _japanese() -> Iterator[None]:
    yield
    use_language("ja")


def text_of(tongue: str, name: str) -> str:
    return (HELP / tongue / f"{name}.md").read_text(encoding="utf-8")


def leaves(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from leaves(value)
    else:
        yield str(node)


def words_of(tongue: str) -> list[str]:
    """Every text a user reads, placeholders taken out."""
    found = [
        text
        for path in (WORDS / tongue).glob("*.toml")
        for text in leaves(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    return [re.sub(r"\{[^}]*\}", "", text) for text in found]


def test_every_screen_has_its_page() -> None:
    assert tuple(entry.key for entry in RAIL) == SCREENS
    assert all(page_for(entry.key) == entry.key for entry in RAIL)
    assert page_for("unheard-of") == "start"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_all_pages_are_there_and_short(tongue: str) -> None:
    assert {path.stem for path in (HELP / tongue).glob("*.md")} == set(PAGES)
    most = dict.fromkeys(PAGES, 60) | {"commands": 100}  # looked up, not read through
    assert {name: n for name in PAGES if (n := text_of(tongue, name).count("\n")) > most[name]} == {}


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_the_same_shape(name: str) -> None:
    shapes = []
    for tongue in LANGUAGES:
        lines = text_of(tongue, name).splitlines()
        heads = [line.split(" ")[0] for line in lines if line.startswith("#")]
        counts = [sum(line.startswith(mark) for line in lines) for mark in ("- ", "| `")]
        links = re.findall(r"\]\(([^)]*)\)", text_of(tongue, name))
        shapes.append((heads, counts, sum(line[:2] in {f"{n}." for n in range(10)} for line in lines), links))
    assert shapes[0] == shapes[1]
    assert shapes[0][0][0] == "#" and shapes[0][0].count("#") == 1


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_link_leads_to_a_page_and_none_out_of_the_program(tongue: str) -> None:
    for name in PAGES:
        text = text_of(tongue, name)
        assert [to for to in re.findall(r"\]\(([^)]*)\)", text) if linked_page(to) is None] == []
        assert "://" not in text and "<" not in text and "![" not in text


@pytest.mark.parametrize(
    "target", ["https://example.jp/gaps.md", "../ja/gaps.md", "gaps", "file:gaps.md", ""]
)
def test_other_links_lead_nowhere(target: str) -> None:
    assert linked_page(target) is None


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_command_named_exists_and_none_is_missing(tongue: str) -> None:
    known = set(command_lines(build(), "fitgap"))
    everywhere = "\n".join(text_of(tongue, name) for name in PAGES)
    named = {re.sub(r" -.*", "", line) for line in re.findall(r"`(fitgap [^`]*)`", everywhere)}
    assert named - known - {"fitgap"} == set()
    of_page = set(re.findall(r"`(fitgap [^`]*)`", text_of(tongue, "commands")))
    assert known - of_page == set()


def command_lines(command: Any, line: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield line
    else:
        for name, one in inner.items():
            yield from command_lines(one, f"{line} {name}")


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_quoted_label_stands_in_the_program(tongue: str) -> None:
    known = words_of(tongue)
    whole = "\n".join(known)
    missing = []
    for name in PAGES:
        for label in QUOTED[tongue].findall(text_of(tongue, name)):
            parts = [part for part in label.split("〇") if part]
            if label not in SAID[tongue] and not all(part in whole for part in parts):
                missing.append(f"{name}: {label}")
    assert missing == []


def test_every_key_named_is_a_key_of_the_program() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "views").rglob("*.py"))
    ) + "\n".join(path.read_text(encoding="utf-8") for path in sorted((WORDS / "ja").glob("*.toml")))
    known = {part for key, _ in EVERYWHERE for part in (key, key.split("…")[0])}
    known |= {f"Ctrl+{number}" for number in range(1, 10)} | {"-", "+", "Space"}
    unknown = []
    for name in SCREENS:
        for row in re.findall(r"^\| (`.*?) \|", text_of("ja", name), flags=re.MULTILINE):
            for key in re.findall("`([^`]+)`", row):
                spelled = (f'"{key}"', f'"{key} ', f' {key}"', f"Key_{key}\b", f"\n{key} = ")
                if key not in known and not any(one in code for one in spelled):
                    unknown.append(f"{name}: {key}")
    assert unknown == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("差し戻し", None),
        ("凡例", "features"),
        ("ギャップ", "gaps"),
        ("ＢＰＭＮ", "flows"),
        ("隔離 署名", None),
    ],
)
def test_search_finds_pages_by_words(text: str, first: str | None) -> None:
    use_language("ja")
    hits = find_pages(text)
    assert hits and all(hit.title == page_title(hit.name) for hit in hits)
    assert first is None or hits[0].name == first
    assert not any(mark in hit.excerpt for hit in hits for mark in ("`", "**", "](", "|"))


def test_search_wants_all_words_and_finds_nothing_for_nonsense() -> None:
    use_language("ja")
    assert {hit.name for hit in find_pages("差し戻し")} >= {"gaps", "decisions"}
    assert find_pages("") == find_pages("  ") == [] == find_pages("どこにもない")
    use_language("en")
    assert find_pages("SEND BACK")[0].name == "decisions"


def test_the_page_about_the_program_can_be_filled() -> None:
    for tongue in LANGUAGES:
        use_language(tongue)
        made = page_text(ABOUT).format(version="9.9", python="3.11", qt="6.11")
        assert "9.9" in made and "Apache" in made and "SIL Open Font License" in made
