"""構築: gaps are raised, described, discussed, submitted and decided, each by who does it in a town hall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.demo.beginning import Names, Story
from app.demo.cast import Cast, jitter
from models.approval.commands import decide, submit, withdraw
from models.flows.queries import find_element
from models.gaps.commands import add_gap, choose_disposition, classify_gap, comment, edit_gap, set_costs
from models.gaps.sources import OWN_WORK, Source
from models.lists.queries import find_feature, find_package
from models.members.queries import find_section
from models.project.project import Project
from models.words import say

TEXTS = ("purpose", "missing", "legal_ground", "frequency", "persons", "alternatives")
AMOUNTS = ("asked_initial", "asked_yearly", "agreed_initial", "agreed_yearly")
RAISED_FROM, RAISED_OVER = 34, 12
"""Gaps are raised within this many days before today, and over so many days."""


@dataclass(order=True)
class Event:
    """Something that somebody does so many days before today."""

    when: float
    order: int
    act: Callable[[], None] = field(compare=False)


class GapWork:
    """Replays `gaps.toml`; `raised` maps the story's ids to rows."""

    def __init__(self, project: Project, story: Story, cast: Cast) -> None:
        self._project, self._cast = project, cast
        self._names = Names(story)
        self.raised: dict[str, bytes] = {}
        self._late: list[tuple[Story, Story]] = []

    def run(self, gaps: list[Story]) -> None:
        """Everything up to the frozen edition, in the order of its days."""
        self._raise_all(gaps)
        events: list[Event] = []
        for number, gap in enumerate(gaps):
            events += self._events(gap, number)
        # Earlier acts lie more days back.
        for event in sorted(events, key=lambda one: (-one.when, one.order)):
            self._cast.calendar.go_to(event.when)
            event.act()

    def edit_after_edition(self) -> None:
        """Edits that make an approval stale, made after the edition was frozen."""
        for gap, step in self._late:
            self._edit(gap, step)

    def edit(self, who: str, gap: str, column: str, value: str, project: Project | None = None) -> None:
        """One person's edit of one field, perhaps in another copy of the project."""
        with self._cast.acting(project or self._project, who) as acting:
            edit_gap(acting, self.raised[gap], **{column: value})

    def _raise_all(self, gaps: list[Story]) -> None:
        for number, gap in enumerate(gaps):
            self._cast.calendar.go_to(RAISED_FROM - RAISED_OVER * number / len(gaps))
            with self._cast.acting(self._project, gap["drafter"]) as project:
                self._raise(project, gap)

    def _raise(self, project: Project, gap: Story) -> None:
        package = find_package(project, self._names.packages[gap["package"]]) if "package" in gap else None
        made = add_gap(
            project,
            gap["title"],
            self._section(gap["section"]),
            askers=[self._section(one) for one in gap["askers"]],
            sources=[self._source(one) for one in gap["sources"]] or (OWN_WORK,),
            package_id=package.id if package else None,
            **{name: gap[name] for name in TEXTS if gap.get(name)},
        ).made[0]
        self.raised[gap["id"]] = made
        if gap["kinds"]:
            classify_gap(project, made, {one["kind"]: one.get("scope", "unknown") for one in gap["kinds"]})
        if "disposition" in gap:
            choose_disposition(project, made, gap["disposition"], gap.get("lighter_reasons"))
        amounts = {name: int(gap[name]) * 1000 for name in AMOUNTS if name in gap}
        if amounts:
            set_costs(project, made, **amounts)
        if "asked_initial" not in gap and gap["route"]:
            edit_gap(project, made, cost_unknown=say("cli.demo.cost_asked"))

    def _events(self, gap: Story, number: int) -> list[Event]:
        begun = RAISED_FROM - RAISED_OVER * number / 42
        events = []
        for at, said in enumerate(gap["comments"]):
            events.append(Event(begun - 0.5 - 0.4 * at, number, self._comment(gap, said)))
        day = begun - 1 - jitter(gap["id"], 3)
        for step in gap["route"]:
            if step.get("after_edition"):
                self._late.append((gap, step))
                continue
            day -= 0.5 if step["step"] == "edit" else 1 + jitter(gap["id"] + step["step"], 4)
            events.append(Event(max(day, 3), number, self._step(gap, step)))
        return events

    def _comment(self, gap: Story, said: Story) -> Callable[[], None]:
        def act() -> None:
            with self._cast.acting(self._project, said["by"]) as project:
                comment(project, self.raised[gap["id"]], said["text"])

        return act

    def _step(self, gap: Story, step: Story) -> Callable[[], None]:
        return lambda: self._edit(gap, step) if step["step"] == "edit" else self._decide(gap, step)

    def _edit(self, gap: Story, step: Story) -> None:
        self.edit(step["by"], gap["id"], step["field"], step["value"])

    def _decide(self, gap: Story, step: Story) -> None:
        row = self.raised[gap["id"]]
        with self._cast.acting(self._project, step["by"]) as project:
            if step["verdict"] == "submit":
                submit(project, row)
            elif step["verdict"] == "withdraw":
                withdraw(project, row, step.get("reason", ""))
            else:
                self._verdict(project, row, step)
        if step["step"] == "chief" and step["verdict"] == "approve":
            for chief in self._other_chiefs(gap, step["by"]):
                with self._cast.acting(self._project, chief) as project:
                    self._verdict(project, row, step)

    def _verdict(self, project: Project, row: bytes, step: Story) -> None:
        decide(
            project,
            row,
            step["step"],
            step["verdict"],
            reason=step.get("reason", ""),
            points=step.get("points", ()),
            lighter=step.get("lighter", ""),
            on_behalf=step.get("on_behalf", False),
        )

    def _other_chiefs(self, gap: Story, done: str) -> list[str]:
        """Every asking section's chief decides for the own section."""
        people = self._cast.people.values()
        return [
            one["id"]
            for one in people
            if "chief" in one["roles"] and one["section"] in gap["askers"] and one["id"] != done
        ]

    def _section(self, story_id: str) -> bytes:
        return find_section(self._project, self._names.sections[story_id]).id

    def _source(self, source: Story) -> Source:
        if source["kind"] == "feature":
            package = find_package(self._project, self._names.packages[source["package"]])
            return Source("answer", find_feature(self._project, source["feature"]), package.id)
        if source["kind"] == "flow":
            task = find_element(self._project, self._names.flows[source["flow"]], source["task"])
            return Source("task", element_id=task.id)
        return OWN_WORK
