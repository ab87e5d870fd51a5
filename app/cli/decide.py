"""`fitgap decide …`: submitting gaps, and deciding on them as chief or third party."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.context import local_time, print_records, reading, told, unlock, writing
from app.cli.project import AsJson, ProjectPath
from models.approval import commands
from models.approval.queries import Waiting, decisions_of, inbox
from models.approval.states import gap_states
from models.errors import UserError
from models.gaps.labels import find_gap, gap_labels
from models.gaps.queries import gap_rows
from models.members.queries import Member, acting_member, find_member
from models.project.opening import open_project
from models.words import say

GapName = Annotated[str, typer.Argument(metavar="GAP", help=say("approval.cli.gap"))]
Verdict = Annotated[str, typer.Option("--verdict", help=say("approval.cli.verdict"))]
Reason = Annotated[str, typer.Option("--reason", help=say("approval.cli.reason"))]
Points = Annotated[list[str], typer.Option("--point", help=say("approval.cli.point"))]
Lighter = Annotated[str, typer.Option("--lighter", help=say("approval.cli.lighter"))]
OnBehalf = Annotated[bool, typer.Option("--on-behalf", help=say("approval.cli.on_behalf"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    decide = typer.Typer(help=say("approval.cli.help"), no_args_is_help=True)
    decide.command("list", help=say("approval.cli.list"))(list_states)
    decide.command("show", help=say("approval.cli.show"))(show)
    decide.command("submit", help=say("approval.cli.submit"))(submit)
    decide.command("withdraw", help=say("approval.cli.withdraw"))(withdraw)
    decide.command("chief", help=say("approval.cli.chief"))(chief)
    decide.command("third-party", help=say("approval.cli.third_party"))(third_party)
    app.add_typer(decide, name="decide")


def list_states(
    project: ProjectPath,
    mine: Annotated[bool, typer.Option("--mine", help=say("approval.cli.mine"))] = False,
    member: Annotated[str, typer.Option("--member", help=say("approval.cli.member"))] = "",
    as_json: AsJson = False,
) -> None:
    """The state of every gap, or what waits for a member."""
    if mine:
        with open_project(project, unlock(), readonly=True) as opened:
            waiting = inbox(opened, _enrolled(acting_member(opened)))
    elif member:
        with reading(project) as opened:
            waiting = inbox(opened, find_member(opened, member))
    else:
        with reading(project) as opened:
            states, labels = gap_states(opened), gap_labels(opened)
            rows = [
                {
                    "gap": labels[row.id],
                    "title": row.title,
                    "state": states[row.id].key,
                    "state_name": say(f"approval.state.{states[row.id].key}"),
                    "step": states[row.id].step,
                    "revision": states[row.id].revision,
                    "since": _moment(states[row.id].waiting_since),
                }
                for row in gap_rows(opened)
            ]
        print_records(as_json, _titles("gap", "title", "state_name", "revision", "since"), rows)
        return
    rows = [_waiting(one) for one in waiting]
    print_records(as_json, _titles("gap", "title", "act_name", "state_name", "since", "due"), rows)


def show(project: ProjectPath, gap: GapName, as_json: AsJson = False) -> None:
    """Everything decided about one gap."""
    with reading(project) as opened:
        rows = [
            {
                "revision": one.revision,
                "step": one.step,
                "step_name": say(f"approval.step.{one.step}"),
                "verdict": one.verdict,
                "verdict_name": say(f"approval.verdict.{one.verdict}"),
                "member": one.member,
                "place": one.place,
                "time": _moment(one.time),
                "points": list(one.points),
                "reason": one.reason,
                "lighter": one.lighter,
                "on_behalf": one.on_behalf,
                "is_for_present": one.is_for_present,
            }
            for one in decisions_of(opened, find_gap(opened, gap))
        ]
    print_records(as_json, _titles("revision", "step_name", "verdict_name", "member", "time", "reason"), rows)


def submit(project: ProjectPath, gap: GapName, as_json: AsJson = False) -> None:
    """Hand a gap to the chiefs."""
    with writing(project) as opened:
        told(commands.submit(opened, find_gap(opened, gap)), as_json)


def withdraw(project: ProjectPath, gap: GapName, reason: Reason = "", as_json: AsJson = False) -> None:
    """Take a gap back."""
    with writing(project) as opened:
        told(commands.withdraw(opened, find_gap(opened, gap), reason), as_json)


def chief(
    project: ProjectPath,
    gap: GapName,
    verdict: Verdict,
    reason: Reason = "",
    point: Points = [],  # noqa: B006 - typer reads the default, nobody changes it
    lighter: Lighter = "",
    on_behalf: OnBehalf = False,
    as_json: AsJson = False,
) -> None:
    """Decide as the section's chief."""
    with writing(project) as opened:
        told(
            commands.decide(
                opened,
                find_gap(opened, gap),
                "chief",
                verdict,
                reason=reason,
                points=point,
                lighter=lighter,
                on_behalf=on_behalf,
            ),
            as_json,
        )


def third_party(
    project: ProjectPath,
    gap: GapName,
    verdict: Verdict,
    reason: Reason = "",
    point: Points = [],  # noqa: B006 - typer reads the default, nobody changes it
    lighter: Lighter = "",
    as_json: AsJson = False,
) -> None:
    """Decide as the third-party reviewer."""
    with writing(project) as opened:
        told(
            commands.decide(
                opened,
                find_gap(opened, gap),
                "third_party",
                verdict,
                reason=reason,
                points=point,
                lighter=lighter,
            ),
            as_json,
        )


def _waiting(one: Waiting) -> dict[str, Any]:
    return {
        "gap": one.label,
        "title": one.title,
        "act": one.act,
        "act_name": say(f"approval.act.{one.act}"),
        "state": one.state.key,
        "state_name": say(f"approval.state.{one.state.key}"),
        "revision": one.state.revision,
        "since": _moment(one.since),
        "due": _moment(one.due),
    }


def _enrolled(member: Member | None) -> Member:
    if member is None:
        raise UserError("approval.not_a_member")
    return member


def _titles(*columns: str) -> dict[str, str]:
    return {column: say(f"approval.cli.column.{column}") for column in columns}


def _moment(time: int | None) -> str | None:
    return None if time is None else local_time(time)
