"""Benchmarks print the same shape, whatever they measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.bench import canvas, deriving, features, fold, lists, matrix, opening

if TYPE_CHECKING:
    from tests.journeys.conftest import Shell

KEYS = {"name", "ratio", "seconds", "floor_seconds", "rows", "peak_mb", "growth"}


def check(told: dict[str, Any], name: str) -> None:
    assert set(told) == KEYS
    assert told["name"] == name
    assert told["seconds"] > 0
    assert told["floor_seconds"] > 0
    assert told["peak_mb"] > 10
    assert abs(told["ratio"] - told["seconds"] / told["floor_seconds"]) < 0.1 * told["ratio"] + 0.01
    sizes = [rows for rows, _ in told["growth"]]
    assert sizes == sorted(sizes)
    assert told["growth"][-1] == [told["rows"], told["seconds"]]


def test_open_on_the_command_line(shell: Shell, monkeypatch: Any) -> None:
    monkeypatch.setattr(opening.run, "__defaults__", ((100, 1_000),))
    told = shell.do("", "bench", "open")
    check(told, "open")
    assert [rows for rows, _ in told["growth"]] == [100, 1_000]
    assert "1,000" in shell.say("", "bench", "open")


def test_folding_few_rows() -> None:
    told = fold.run((2_000, 4_000)).as_json()
    check(told, "fold")
    assert told["rows"] == 4_000


def test_a_benchmark_that_is_not_there(shell: Shell) -> None:
    said = shell.call("", "bench", "fly")
    assert (said.code, len(said.err.splitlines())) == (1, 1)
    assert "features, flows, fold, lists, matrix, open, start" in said.err


def test_importing_few_rows(shell: Shell, monkeypatch: Any) -> None:
    monkeypatch.setattr(lists.run, "__defaults__", ((50, 200),))
    told = shell.do("", "bench", "lists")
    ratios = told.pop("ratios")
    check(told, "lists")
    assert [rows for rows, _ in ratios] == [50, 200]
    assert "200" in shell.say("", "bench", "lists")


def test_canvas() -> None:
    told = canvas.run((60, 120)).as_json()
    frames = told.pop("frames")
    check(told, "canvas")
    assert [one["zoom"] for one in frames] == list(canvas.ZOOMS)
    assert all(0 <= one["median_ms"] <= one["worst_ms"] for one in frames)
    assert all(0 <= one["floor_median_ms"] <= one["floor_worst_ms"] for one in frames)


def test_the_matrix_of_few_features() -> None:
    for bench in (matrix, features):
        told = bench.run((200, 400)).as_json()
        assert set(told) == KEYS | {"ratios"}
        assert [rows for rows, _ in told["ratios"]] == [200, 400]


def test_deriving_few_gaps() -> None:
    told = deriving.run((50, 200)).as_json()
    ratios = told.pop("ratios")
    check(told, "derive")
    assert [rows for rows, _ in ratios] == [50, 200]
