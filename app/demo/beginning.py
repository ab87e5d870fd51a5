"""準備: the project, its people, lists, answers, flows and links."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from app.demo.cast import Cast
from models.costs.sharing import set_share_rule
from models.costs.simulating import SHARED, assume
from models.flows.commands import import_flow, link
from models.flows.queries import find_element, flow_rows
from models.identity.joining import read_join_request, write_join_request
from models.lists.answer_import import import_answers
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_feature_list
from models.lists.hints import Hints, VendorHint
from models.lists.legends import Legend
from models.lists.mapping import Mapping
from models.lists.queries import find_feature, find_package
from models.members import commands
from models.members.commands import Founder, new_project
from models.members.queries import find_organisation, find_section
from models.project.project import Project
from models.resources import resource
from models.scenarios.commands import make_scenarios

Story = dict[str, Any]


def load(*parts: str) -> Story:
    """One file of the sample's story."""
    return tomllib.loads(resource("sample", *parts).read_text(encoding="utf-8"))


class Names:
    """The story's ids of organisations, sections and packages as the names used in the project."""

    def __init__(self, story: Story) -> None:
        towns = {one["id"]: one["name"] for one in story["organisation"]}
        self.towns = towns
        self.sections = {one["id"]: f"{towns[one['organisation']]} {one['name']}" for one in story["section"]}
        self.packages = {one["id"]: one["name"] for one in story["package"]}
        self.flows = {one["file"].removesuffix(".bpmn"): one["name"] for one in story["flow"]}


def make_project(path: Path, story: Story, cast: Cast) -> Project:
    """The file, with all organisations, sections, members and agreements."""
    about, calendar = story["project"], cast.calendar
    calendar.go_to(225)
    first = next(one for one in story["person"] if "secretariat" in one["roles"])
    towns = {one["id"]: one for one in story["organisation"]}
    places = {one["id"]: one for one in story["section"]}
    own = towns[first["organisation"]]
    founder = Founder(
        first["title"], own["name"], places[first["section"]]["name"], own["mark"], own["takes_part"]
    )
    project = new_project(
        path,
        cast.identities[first["id"]],
        about["name"],
        founder,
        template_id=about["template"],
        starts_on=date.fromisoformat(calendar.moved(story["phase"][0]["starts_on"])),
        is_sample=True,
        now=calendar.next_minute(),
    )
    with cast.acting(project, first["id"]):
        _add_places(project, story, first)
        _enrol(project, story, cast, first["id"])
        _plan(project, story, cast)
    return project


def _add_places(project: Project, story: Story, first: Story) -> None:
    for one in story["organisation"]:
        if one["id"] != first["organisation"]:
            commands.add_organisation(
                project, one["name"], one["mark"], one["population"] or None, takes_part=one["takes_part"]
            )
    towns = {one["id"]: one["name"] for one in story["organisation"]}
    for one in story["section"]:
        if one["id"] != first["section"]:
            commands.add_section(
                project, find_organisation(project, towns[one["organisation"]]).id, one["name"]
            )


def _enrol(project: Project, story: Story, cast: Cast, first: str) -> None:
    """Everybody hands in a join request, as people of other offices do; the secretariat enrols them."""
    towns = {one["id"]: one["name"] for one in story["organisation"]}
    places = {one["id"]: one["name"] for one in story["section"]}
    for one in story["person"]:
        if one["id"] == first:
            continue
        file = cast.profile(one["id"]) / f"{one['id']}.fgjoin"
        write_join_request(
            file,
            cast.identities[one["id"]],
            title=one["title"],
            organisation=towns[one["organisation"]],
            section=places[one["section"]],
            role=one["roles"][0],
        )
        asked = read_join_request(file)
        place = find_section(project, f"{asked.organisation} {asked.section}")
        commands.enrol_member(
            project,
            name=asked.name,
            title=asked.title,
            organisation=place.organisation_id,
            section=place.id,
            public_key=bytes.fromhex(asked.public_key),
            roles=[(role, place.id) for role in one["roles"]],
        )


def _plan(project: Project, story: Story, cast: Cast) -> None:
    cast.calendar.go_to(212)
    towns = {one["id"]: one["name"] for one in story["organisation"]}
    for one in story["agreement"]:
        town = find_organisation(project, towns[one["organisation"]])
        decided_on = cast.calendar.moved(str(one["decided_on"]))
        commands.record_agreement(project, town.id, town.name, one["ground"], decided_on)
    for phase in story["phase"]:
        days = [cast.calendar.moved(str(phase[key])) for key in ("starts_on", "ends_on")]
        commands.plan_phase(project, phase["id"], *days)


def bring_in(project: Project, story: Story, cast: Cast, secretariat: str) -> None:
    """The feature list, the packages with their answers, the flows and their links."""
    lists, about = load("answers.toml"), story["project"]
    names = Names(story)
    with cast.acting(project, secretariat):
        cast.calendar.go_to(200)
        main = lists["feature_list"]
        import_feature_list(
            project, resource("sample", main["file"]), about["list_name"], about["list_edition"]
        )
        cast.calendar.go_to(160)
        for one in story["package"]:
            add_package(project, one["name"], one["vendor"])
        for answer in lists["answer"]:
            package = find_package(project, names.packages[answer["package"]])
            import_answers(project, resource("sample", answer["file"]), package.id, mapping=_mapping(answer))
        cast.calendar.go_to(150)
        _plan_costs(project, story, names)
        cast.calendar.go_to(140)
        for flow in story["flow"]:
            offered = find_package(project, names.packages[flow["package"]]).id if "package" in flow else None
            import_flow(
                project,
                resource("sample", "flows", flow["file"]),
                flow["kind"],
                flow["name"],
                package=offered,
            )
    cast.calendar.go_to(120)
    for one in load("story", "links.toml")["link"]:
        with cast.acting(project, one["by"]):
            task = find_element(project, names.flows[one["flow"]], one["task"])
            link(project, task.id, [find_feature(project, key) for key in one["features"]])
    cast.calendar.go_to(115)
    with cast.acting(project, secretariat):
        make_scenarios(project, [flow.id for flow in flow_rows(project) if flow.kind == "standard"])


def _mapping(answer: Story) -> Mapping:
    columns = answer["columns"]
    vendor = VendorHint(answer["package"], columns["answer"], columns["method"], columns["cost"], 1000)
    keys = {key: (columns[key],) for key in ("feature_id", "name")}
    hints = Hints(answer.get("sheet"), tuple(answer["header_rows"]), keys, (vendor,))
    legend = Legend({mark: Answer(kind) for mark, kind in answer["legend"].items()}, Answer(answer["blank"]))
    return Mapping(hints, legend)


def _plan_costs(project: Project, story: Story, names: Names) -> None:
    """The share rule, and the assumptions of the cost simulation (guideline 1)."""
    plan = story["simulation"]
    towns = {one: find_organisation(project, names.towns[one]).id for one in plan["alone"]}
    set_share_rule(project, plan["share_rule"])
    estimates: dict[tuple[bytes | None, str], int | None] = {
        (None, name): plan[name] * 1000 for name in SHARED
    }
    for one, town in towns.items():
        estimates |= {(town, name): yen * 1000 for name, yen in plan["alone"][one].items()}
    assume(project, estimates)
