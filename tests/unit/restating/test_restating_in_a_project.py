from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.entry import run
from models.errors import UserError
from models.lists.commands import import_feature_list
from models.resources import resource
from models.restating.commands import switch_rules
from models.restating.queries import marked, restated_features, rules, rules_off
from models.restating.rules import find_restatements
from tests.conftest import Consortium

SIX = ["0110230", "0110330", "0110550", "0140070", "0210050", "0510020"]


@pytest.fixture
def sample_list() -> Path:
    return resource("sample", "機能一覧.xlsx")


def test_the_six_of_the_sample_are_found_and_no_other(consortium: Consortium, sample_list: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, sample_list)
    found = restated_features(project)
    assert [one.key for one in found] == SIX
    assert marked(found[2].requirement, found[2].hits, "[", "]").count("[従来どおり]") == 1


def test_rules_are_switched_for_the_project_and_undone(consortium: Consortium, sample_list: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, sample_list)
    changed = switch_rules(project, off=["as_before"])
    assert "従来どおり" in changed.summary and rules_off(project) == {"as_before"}
    assert [one.key for one in restated_features(project)] == ["0110230", "0110330", "0210050", "0510020"]
    assert [one.id for one in rules(project) if not one.is_on] == ["as_before"]
    project.undo()
    assert rules_off(project) == frozenset()
    switch_rules(project, off=["as_before", "product"])
    switch_rules(project, on=["as_before"])
    assert rules_off(project) == {"product"}
    assert switch_rules(project, on=["as_before"]).changeset is None
    with pytest.raises(UserError, match="no_such"):
        switch_rules(project, off=["no_such"])


def test_only_the_secretariat_switches(consortium: Consortium) -> None:
    with pytest.raises(UserError):
        switch_rules(consortium.as_("主査"), off=["as_before"])


def test_the_command_lists_words_and_rules(
    consortium: Consortium, sample_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_feature_list(consortium.as_("事務局"), sample_list)
    consortium.close()
    assert run(["list", "restating", str(consortium.path), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert [one["key"] for one in read["features"]] == SIX
    first = read["features"][0]
    word = first["words"][0]
    assert first[word["field"]][word["start"] : word["end"]] == word["word"] == "現行と同様"
    assert {one["on"] for one in read["rules"]} == {True}
    assert run(["list", "restating", str(consortium.path)]) == 0
    assert "[現在の画面どおり]" in capsys.readouterr().out


def test_marks_stand_around_places() -> None:
    text = "現行と同様、従来どおり。"
    assert marked(text, find_restatements(text), "<", ">") == "<現行と同様>、<従来どおり>。"
