"""`fitgap flow match` and `fitgap flow compare`: two flows side by side, as files or in a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.context import print_json, print_records, reading, told, writing
from app.cli.project import AsJson, ProjectPath
from app.display import start_painting
from bpmn.comparing.differences import Difference
from bpmn.matching.flows import TaskPair
from bpmn.model import FlowFile
from models.errors import UserError
from models.flows import settling
from models.flows.arriving import read_arriving
from models.flows.comparison import compare_files, compare_flows
from models.flows.comparison_words import difference_text, kind_word, reason_text
from models.flows.queries import find_element, find_flow, flow_file
from models.words import say

First = Annotated[str, typer.Argument(metavar="A", help=say("flow_comparison.cli.first"), show_default=False)]
Second = Annotated[
    str, typer.Argument(metavar="B", help=say("flow_comparison.cli.second"), show_default=False)
]
InProject = Annotated[Path | None, typer.Option("--project", help=say("flow_comparison.cli.project"))]


@dataclass(frozen=True, slots=True)
class _Compared:
    a: FlowFile
    b: FlowFile
    names: tuple[str, str]
    pairs: Sequence[TaskPair]
    differences: Sequence[Difference]

    def one_line(self, side: FlowFile, element: str) -> str:
        return " ".join(side.name_of(element).split()) or element

    def says(self, one: Difference) -> str:
        name = self.one_line(self.b, one.b[0]) if one.b else self.one_line(self.a, one.a[0])
        return difference_text(one, name)


def register(group: typer.Typer) -> None:
    """Add the commands to `fitgap flow`."""
    group.command("match", help=say("flow_comparison.cli.match"))(match)
    group.command("compare", help=say("flow_comparison.cli.compare"))(compare)
    group.command("settle", help=say("flow_comparison.cli.settle"))(settle)


def match(a: First, b: Second, project: InProject = None, as_json: AsJson = False) -> None:
    """Name matching tasks."""
    found = _compared(a, b, project)
    if as_json:
        pairs = [
            {"a": pair.a, "b": pair.b, "score": pair.score, "reason": reason_text(pair.reason)}
            for pair in found.pairs
        ]
        print_json({"pairs": pairs})
        return
    rows = [
        {
            "a": found.one_line(found.a, pair.a),
            "b": found.one_line(found.b, pair.b),
            "score": f"{pair.score:.2f}",
            "reason": reason_text(pair.reason),
        }
        for pair in found.pairs
    ]
    _print(rows, ("a", "b", "score", "reason"), say("flow_comparison.cli.no_pairs"))


def compare(
    a: First,
    b: Second,
    project: InProject = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("flow_comparison.cli.out"))] = None,
    as_json: AsJson = False,
) -> None:
    """Name what differs."""
    if out is not None and out.suffix.lower() != ".pdf":
        raise UserError("flow_comparison.cli.only_pdf", path=str(out))
    found = _compared(a, b, project)
    if out is not None:
        _write(found, out)
    if as_json:
        print_json({"differences": [_record(found, one) for one in found.differences]})
    elif out is not None:
        typer.echo(say("flow_comparison.cli.written", path=str(out), n=len(found.differences)))
    else:
        rows = [{"kind": kind_word(one), "says": found.says(one)} for one in found.differences]
        _print(rows, ("kind", "says"), say("flow_comparison.cli.none"))


def settle(
    project: ProjectPath,
    flow: Annotated[str, typer.Argument(metavar="A", help=say("flows.cli.flow"), show_default=False)],
    task: Annotated[str, typer.Argument(metavar="TASK", help=say("flows.cli.task"), show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help=say("flows.cli.flow"), show_default=False)],
    other_task: Annotated[
        str, typer.Argument(metavar="TASK", help=say("flows.cli.task"), show_default=False)
    ],
    different: Annotated[
        bool, typer.Option("--different", help=say("flow_comparison.cli.different"))
    ] = False,
    undecided: Annotated[
        bool, typer.Option("--undecided", help=say("flow_comparison.cli.undecided"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say whether two tasks are the same work."""
    with writing(project) as opened:
        one, two = find_element(opened, flow, task), find_element(opened, other, other_task)
        if undecided:
            told(settling.forget(opened, one.id, two.id), as_json)
        else:
            told(settling.settle(opened, one.id, two.id, not different), as_json)


def _record(found: _Compared, one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "a": list(one.a),
        "b": list(one.b),
        "before": one.before,
        "after": one.after,
        "slight": one.slight,
        "text": found.says(one),
    }


def _write(found: _Compared, out: Path) -> None:
    start_painting()
    from views.flows.comparison_pages import write_comparison

    write_comparison((found.a, found.b), found.names, found.pairs, found.differences, out)


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str], nothing: str) -> None:
    if not rows:
        typer.echo(nothing)
        return
    print_records(False, {key: say(f"flow_comparison.cli.column.{key}") for key in columns}, rows)


def _compared(a: str, b: str, project: Path | None) -> _Compared:
    if project is None:
        one, other = read_arriving(Path(a)).flow, read_arriving(Path(b)).flow
        return _Compared(one, other, (one.name, other.name), *compare_files(one, other))
    with reading(project) as opened:
        first, second = find_flow(opened, a), find_flow(opened, b)
        found = compare_flows(opened, first.id, second.id)
        files = flow_file(opened, first.id), flow_file(opened, second.id)
    differences = [one.difference for one in found.differences]
    return _Compared(*files, (first.name, second.name), found.pairs, differences)
