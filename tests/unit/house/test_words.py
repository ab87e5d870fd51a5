"""Every word a user reads is in the words, in both languages, and every word that code asks for is there."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "resources" / "words"
JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
# Where a key stands among the arguments of what is called.
KEY_AT = {"say": 0, "UserError": 0, "Finding": 2}


class Use(NamedTuple):
    """One place in the code that names a key; `facts` is None where they are not written out there."""

    place: str
    key: str
    facts: frozenset[str] | None


def texts(language: str) -> dict[str, Any]:
    """All texts of a language by their dotted key; plural tables stay whole."""
    found: dict[str, Any] = {}
    for path in sorted((WORDS / language).glob("*.toml")):
        collect(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def collect(prefix: str, node: dict[str, Any], found: dict[str, Any]) -> None:
    for name, value in node.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict) and "other" not in value:
            collect(key, value, found)
        else:
            found[key] = value


def placeholders(text: Any) -> frozenset[str]:
    """The facts a text wants; of a plural table, all its forms together."""
    forms = text.values() if isinstance(text, dict) else [text]
    names = {part[1] for form in forms for part in string.Formatter().parse(str(form))}
    return frozenset(re.split(r"[.\[]", name)[0] for name in names if name is not None)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("app", "views", "models", "bpmn"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def uses() -> Iterator[Use]:
    for path, tree in sources():
        if path.is_relative_to(ROOT / "bpmn"):  # it knows no words: who shows its findings has them
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in KEY_AT:
                    yield from use(f"{path.relative_to(ROOT)}:{node.lineno}", name, node)


def use(place: str, name: str, call: ast.Call) -> Iterator[Use]:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    key = call.args[KEY_AT[name]] if len(call.args) > KEY_AT[name] else given.get("key")
    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
        return
    facts: frozenset[str] | None = None
    if name != "Finding" and None not in given:  # no `**facts` among them
        facts = frozenset(str(arg) for arg in given)
    yield Use(place, key.value, facts)


def test_both_languages_have_the_same_words_and_facts() -> None:
    japanese, english = texts("ja"), texts("en")
    assert sorted(japanese.keys() ^ english.keys()) == []
    # `n` may choose an English plural without standing in the Japanese text.
    facts = {key: placeholders(japanese[key]) ^ placeholders(english[key]) for key in japanese}
    assert {key: names for key, names in facts.items() if names - {"n"}} == {}


def test_no_text_is_empty() -> None:
    empty = [key for tongue in ("ja", "en") for key, text in texts(tongue).items() if not str(text).strip()]
    assert empty == []


def test_every_key_in_the_code_has_words() -> None:
    known = texts("ja")
    assert [f"{one.place}: {one.key}" for one in uses() if one.key not in known] == []


def test_every_fact_that_words_want_is_given() -> None:
    known = texts("ja")
    lacking = [
        f"{one.place}: {one.key} wants {sorted(placeholders(known[one.key]) - one.facts)}"
        for one in uses()
        if one.facts is not None and one.key in known and placeholders(known[one.key]) - one.facts
    ]
    assert lacking == []


def test_no_japanese_text_stands_in_screens_or_commands() -> None:
    found = []
    for path, tree in sources():
        if path.is_relative_to(ROOT / "app") or path.is_relative_to(ROOT / "views"):
            texts_of_docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in texts_of_docs
                    and JAPANESE.search(node.value)
                ):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:30]}")
    assert found == []
