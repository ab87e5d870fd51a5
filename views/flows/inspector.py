"""The inspector: the chosen element with its features, gaps and notes, or the flow as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal

from bpmn.model import FlowFile
from models.findings import Finding
from models.flows.analysis import hints
from models.flows.complexity import complexity, has_metrics, metric_lines
from models.flows.queries import ElementRow
from models.flows.suggestions import Suggestion, refusal_count
from models.flows.usage import answers_to, element_history
from models.lists.feature_rows import FeatureRow, feature_detail
from models.project.history import PastAct, item_history
from models.project.project import Project
from models.words import knows, say
from views.flows.feature_part import FeaturePart
from views.flows.feature_search import FeatureIndex
from views.flows.gap_part import GapPart, gap_lines
from views.flows.legend import fit_word
from views.flows.list_part import ListPart
from views.flows.match_part import MatchPart
from views.flows.proposal_part import ProposalPart
from views.flows.rights import Rights
from views.flows.shown import NO_FEATURE, ShownFlow, place_in_file
from views.shared.chips import ChipText
from views.shared.history import HistoryLine
from views.shared.inspector import Inspector
from views.shared.moments import moment

_KEYS = ("move", "link", "adopt", "refuse", "gap")
_AT_ONCE = 600
"""A flow of more elements is drawn first and looked at then."""


class FlowInspector(Inspector):
    """Show with `show_element` or `show_whole`; the parts tell what is wanted."""

    element_wanted = Signal(str)

    def __init__(self, index: Callable[[], FeatureIndex]) -> None:
        super().__init__(
            say("flow_screen.inspector"),
            keys=[(say(f"flow_screen.key.{key}"), say(f"flow_screen.key_word.{key}")) for key in _KEYS],
        )
        self.features = FeaturePart(self.add_section(say("flow_screen.linked"), 1), index)
        self.proposals = ProposalPart(self.add_section(say("flow_links.title"), 2))
        self.gaps = GapPart(self.add_section(say("flow_screen.gaps"), 3))
        self.matching = MatchPart(self.add_section(say("flow_comparison.screen.section.current")))
        self.text = ListPart(self.add_section(say("flow_screen.documentation")))
        self.notes = ListPart(self.add_section(say("flow_screen.notes"), 4))
        self.file_notes = ListPart(self.add_section(say("flow_screen.notes")))
        self.scenarios = ListPart(self.add_section(say("flow_scenarios.used_in")))
        self.hints = ListPart(self.add_section(say("flow_analysis.title"), 1))
        self.metrics = ListPart(self.add_section(say("flow_analysis.metrics")))
        self.lacking = ListPart(self.add_section(say("flow_screen.lacking"), 2))
        self._waiting: ShownFlow | None = None
        self._looked_at: tuple[FlowFile | None, list[Finding]] = (None, [])
        for part in (self.lacking, self.notes, self.file_notes, self.hints):
            part.element_wanted.connect(self.element_wanted)

    def show_whole(self, project: Project, shown: ShownFlow, packages: dict[bytes, str]) -> None:
        """The flow: where it comes from, what its tasks lack, what reading noticed."""
        row = shown.row
        about = [say("flow_screen.file", file=row.file)]
        if row.package_id in packages:
            about.insert(0, packages[row.package_id])
        self.show_head(_kind_of_flow(row.kind), row.name, sub=say("flow_screen.join").join(about))
        for part in (self.features, self.proposals, self.gaps, self.text, self.notes, self.scenarios):
            part.section.hide()
        self.lacking.show_tasks(shown.tasks_without_feature)
        self.file_notes.show_findings(shown, shown.findings)
        self._show_hints(shown)
        shown_metrics = metric_lines(complexity(shown.file)) if has_metrics() else []
        self.metrics.show_text("\n".join(f"{name}　{value}" for name, value in shown_metrics))
        self._show_acts(item_history(project, "flow", row.id))

    def show_element(
        self,
        project: Project,
        shown: ShownFlow,
        element: str,
        package: tuple[bytes, str] | None,
        rights: Rights,
        proposed: Callable[[bytes], Sequence[Suggestion] | None],
    ) -> None:
        """An element or a line of the flow. `package` (id and name) is whose answers are shown; `proposed`
        gives the features proposed for a task, None while they are being found."""
        row = shown.elements.get(element)
        kind, lane = _kind_and_lane(shown, element)
        chips = _fit_chip(shown, element, package)
        several = bool(chips) and row is not None and len(row.features) > 1
        about = (lane, say("flow_screen.heaviest") if several else "")
        sub = say("flow_screen.join").join(part for part in about if part)
        self.show_head(kind, shown.name_of(element), chips, sub)
        is_task = row is not None and (row.is_task or bool(row.features))
        self.features.section.setVisible(is_task)
        self.proposals.section.setVisible(bool(row is not None and row.is_task and rights.may_link))
        self.gaps.section.setVisible(is_task)
        if row is not None and is_task:
            refused = "" if rights.may_link else say("flow_screen.may_not_link")
            linked = linked_features(project, row)
            self.features.show(row, linked, package[0] if package else None, refused)
            if row.is_task and rights.may_link:
                found = proposed(row.id)
                answers = None
                if package is not None:
                    answers = answers_to(project, package[0], [one.feature_id for one in found or ()])
                self.proposals.show(row, found, answers, refusal_count(project, row.id))
            gaps = gap_lines(project, shown.gaps.get(element, ()))
            self.gaps.show(gaps, _proposal(shown, row), rights.sections)
        self.text.show_text(_documentation(shown, element))
        self.lacking.section.hide()
        self._waiting = None
        for part in (self.file_notes, self.hints, self.metrics):
            part.section.hide()
        self.notes.show_findings(shown, [*shown.findings_at(element), *self._hints_at(shown, element)])
        self._show_acts(element_history(project, row.id) if row is not None else [])

    def show_scenarios(self, labels: Sequence[str]) -> None:
        """The scenarios in which the element is shown."""
        self.scenarios.show_text("\n".join(labels))

    def _show_hints(self, shown: ShownFlow) -> None:
        if len(shown.file.elements) <= _AT_ONCE or self._looked_at[0] is shown.file:
            self.hints.show_findings(shown, self._hints(shown.file))
            return
        self.hints.section.hide()
        self._waiting = shown

        def later() -> None:
            if self._waiting is shown:
                self.hints.show_findings(shown, self._hints(shown.file))

        QTimer.singleShot(0, self, later)

    def _hints(self, flow: FlowFile) -> list[Finding]:
        """What analysis noticed; a flow is looked at once."""
        if self._looked_at[0] is not flow:
            self._looked_at = flow, hints(flow)
        return self._looked_at[1]

    def _hints_at(self, shown: ShownFlow, element: str) -> list[Finding]:
        return [one for one in self._hints(shown.file) if place_in_file(one) == element]

    def _show_acts(self, acts: Sequence[PastAct]) -> None:
        lines = [HistoryLine(moment(act.time), act.member, act.summary) for act in acts]
        self.show_history(lines, say("flow_screen.history", n=len(lines)))


def linked_features(project: Project, element: ElementRow) -> list[FeatureRow]:
    """The features of a task with every package's answer."""
    return [feature_detail(project, one.feature_id).row for one in element.features]


def kind_word(kind: str) -> str:
    """The word of a kind of element; an unknown kind is named as the file does."""
    return say(f"bpmn.kinds.{kind}") if knows(f"bpmn.kinds.{kind}") else kind


def _kind_of_flow(kind: str) -> str:
    return say(f"flows.kinds.{kind}") if knows(f"flows.kinds.{kind}") else kind


def _kind_and_lane(shown: ShownFlow, element: str) -> tuple[str, str]:
    found = shown.file.elements.get(element)
    if found is None:
        link = shown.file.connections.get(element)
        return (kind_word(link.kind) if link else ""), ""
    return kind_word(found.kind), " ".join(found.lane_name.split())


def _fit_chip(shown: ShownFlow, element: str, package: tuple[bytes, str] | None) -> list[ChipText]:
    fit = shown.fits.get(element, "")
    if fit == NO_FEATURE:
        return [ChipText("answer.unanswered", fit_word(fit))]
    if not fit or package is None:
        return []
    return [ChipText(f"answer.{fit}", say("flow_screen.fit_of", package=package[1], fit=fit_word(fit)))]


def _documentation(shown: ShownFlow, element: str) -> str:
    found = shown.file.elements.get(element) or shown.file.connections.get(element)
    return found.documentation if found else ""


def _proposal(shown: ShownFlow, row: ElementRow) -> str:
    task = shown.name_of(row.element)
    return task if row.features else say("gaps.derived.task", task=task, flow=shown.row.name)
