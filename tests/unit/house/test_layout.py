"""The house keeps its order: what lies at the top, sizes, names, and no addresses of registries."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
AGREED = {
    "app", "views", "models", "bpmn", "templates", "resources", "tests",
    "pyproject.toml", "requirements.lock", "start.py",
    "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
}  # fmt: skip
MADE_BY_TOOLS = {"build", "dist", "fitgap-demo", "__pycache__"}
CODE = ("app", "views", "models", "bpmn")
SAYS_NOTHING = {"utils", "util", "misc", "helpers", "helper", "manager", "common", "base"}
# Split, so that this file does not hold what it looks for.
ADDRESSES = re.compile(
    "|".join(
        (
            "pypi" r"\.org/(simple|pypi)",
            "pythonhosted" r"\.org",
            "index" r"-url\s*[=\s]\s*\S*:",
            "find" r"-links\s*[=\s]\s*\S+",
            r"://[^\s/\"']+/" "simple",
            "pkg" r"\.dev/",
            r"_auth" "Token",
        )
    )
)


def sources() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def written() -> Iterator[Path]:
    """Every text that belongs to the program."""
    for name in sorted(AGREED | {".ci", ".gitattributes", ".gitignore", ".github"}):
        start = ROOT / name
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def test_only_what_is_agreed_lies_at_the_top() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    extra = {name for name in found - AGREED - MADE_BY_TOOLS if not name.endswith(".egg-info")}
    assert not extra


def test_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > 300} == {}


def test_functions_fit_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_file_names_explain_themselves() -> None:
    mute = [str(path) for path in sources() if SAYS_NOTHING & {path.stem, *path.relative_to(ROOT).parts}]
    assert mute == []


def test_no_address_of_a_registry_is_written() -> None:
    found = []
    for path in written():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in ADDRESSES.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "".join(("--index", "-url https://mirror.example/sim", "ple")),
        "".join(("# uv pip compile --find", "-links /opt/wheels")),
        "".join(("https://files.python", "hosted.org/packages/x.whl")),
    ],
)
def test_addresses_would_be_found(line: str) -> None:
    assert ADDRESSES.search(line)


def test_every_part_of_the_lock_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    parts = re.findall(r"^[^\s#].*\n(?:[ \t].*\n)*", lock, flags=re.MULTILINE)
    assert len(parts) > 20
    assert [part.splitlines()[0] for part in parts if "--hash=sha256:" not in part] == []
    assert re.search(r"^pyside6-essentials==6\.(8|9|10|11)\.", lock, flags=re.MULTILINE)
