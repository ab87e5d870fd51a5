"""Links of a gap by hand: features, tasks and scenarios, each once, and away again."""

from __future__ import annotations

from models.flows.commands import import_flow
from models.gaps.commands import add_gap
from models.resources import resource
from models.scenarios.commands import make_scenarios
from tests.conftest import Consortium
from tests.unit.gaps.conftest import Line


def test_a_gap_is_linked_to_a_scenario_and_a_task(consortium: Consortium, office: Line) -> None:
    with consortium.as_("事務局") as project:
        add_gap(project, "案内の印字", consortium.sections["市民課"])
        import_flow(project, resource("sample", "flows", "転入届_現行.bpmn"), "current", "転入届")
        make_scenarios(project)
        element = project.connection.exec_driver_sql(
            "SELECT element FROM flow_element WHERE is_task = 1 ORDER BY position LIMIT 1"
        ).scalar_one()
    consortium.close()
    file = office.path
    office("gaps", "link", file, "1", "--scenario", "S-01", "--task", f"転入届/{element}")
    kinds = [one["kind"] for one in office.json("gaps", "show", file, "1")["sources"]]
    assert kinds == ["own", "task", "scenario"]
    assert "シナリオ S-01" in office("gaps", "show", file, "1")
    office("gaps", "link", file, "1", "--scenario", "s1")
    assert len(office.json("gaps", "show", file, "1")["sources"]) == 3
    office("gaps", "unlink", file, "1", "3")
    assert len(office.json("gaps", "show", file, "1")["sources"]) == 2
    assert "ありません" in office.refused("gaps", "unlink", file, "1", "9")
    assert "読めません" in office.refused("gaps", "link", file, "1", "--task", "転入届")
