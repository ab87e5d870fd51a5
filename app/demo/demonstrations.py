"""調達: two rounds of demonstrations 実機検証; sheets that are not handed in stay on their scorer's desk."""

from __future__ import annotations

from app.demo.beginning import Names, Story
from app.demo.cast import Cast
from models.lists.queries import find_feature, find_package
from models.members.commands import scoring_presets
from models.members.queries import find_section
from models.project.project import Project
from models.scoring.commands import NewScene, close_round, declare_interest, open_round, submit_sheet
from models.scoring.drafts import desk
from models.scoring.queries import scenes
from models.scoring.sheet import SceneScore


def hold_round(
    project: Project, story: Story, scoring: Story, cast: Cast, number: int, *, days_ago: float
) -> None:
    """Open a round, declare, score, and close it if the story says so."""
    names = Names(story)
    about = next(one for one in scoring["round"] if one["number"] == number)
    secretariat = next(one for one, person in cast.people.items() if "secretariat" in person["roles"])
    cast.calendar.go_to(days_ago)
    with cast.acting(project, secretariat):
        round_id = open_round(
            project,
            number=number,
            name=about["name"],
            packages=[find_package(project, names.packages[one]).id for one in about["packages"]],
            scenes=_scenes(project, names, scoring, number),
            closes_on=cast.calendar.moved(about["closes_on"]),
            rule=scoring_presets()[about["preset"]],
        ).made[0]
    for one in scoring["interest"]:
        if one["round"] == number:
            with cast.acting(project, one["member"]):
                declare_interest(project, round_id, has_interest=one["has_interest"], note=one["note"])
    ids = {scene.code: scene.id for scene in scenes(project, round_id)}
    cast.calendar.go_to(days_ago - 2)
    for sheet in scoring["sheet"]:
        if sheet["round"] == number:
            _hand_in(project, names, cast, round_id, sheet, ids)
    if about["state"] == "closed":
        cast.calendar.go_to(days_ago - 5)
        with cast.acting(project, secretariat):
            close_round(project, round_id)


def _scenes(project: Project, names: Names, scoring: Story, number: int) -> list[NewScene]:
    return [
        NewScene(
            one["code"],
            one["title"],
            one["purpose"],
            find_section(project, names.sections[one["section"]]).id,
            tuple(find_feature(project, key) for key in one["features"]),
        )
        for one in scoring["scene"]
        if one["round"] == number
    ]


def _hand_in(
    project: Project, names: Names, cast: Cast, round_id: bytes, sheet: Story, ids: dict[str, bytes]
) -> None:
    package = find_package(project, names.packages[sheet["package"]]).id
    scores = {
        ids[one["scene"]]: SceneScore(
            one["choice"], one["operability"], one["means"], tuple(one["evidence"]), one["remark"]
        )
        for one in sheet["scores"]
    }
    with cast.acting(project, sheet["scorer"]) as acting:
        if sheet["submitted"]:
            submit_sheet(acting, round_id, package, scores)
        else:
            desk(cast.profile(sheet["scorer"]), acting).save_all(round_id, package, scores)
