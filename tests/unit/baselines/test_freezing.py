"""Freezing: an edition names what it holds, and nothing later touches it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.baselines.commands import freeze
from models.baselines.queries import edition_project, editions, find_edition, open_gaps
from models.errors import UserError
from models.exchange.merge import merge
from models.exchange.sources import read_source
from models.ledger.digests import visible_digest
from models.ledger.operations import write
from models.project.opening import open_project

Consortium = Any  # the fixture of tests/conftest.py


def test_nothing_undecided_is_frozen_unless_asked_for(consortium: Consortium) -> None:
    with consortium.as_("事務局") as project:
        for number in range(7):
            consortium.add_gap(project, f"案内{number}")
        with pytest.raises(UserError) as refused:
            freeze(project)
        assert "7件" in refused.value.message
        assert "G-001 下書き、G-002 下書き" in refused.value.message
        assert editions(project) == []
        done = freeze(project, allow_open=True)
        assert done.summary == "第1版「第1版」を凍結"
        assert [one.label for one in open_gaps(project)][:2] == ["G-001", "G-002"]


def test_an_edition_stays_as_it_was(consortium: Consortium) -> None:
    with consortium.as_("事務局") as project:
        gap = consortium.add_gap(project)
        before = visible_digest(project.connection)
        freeze(project, "調達仕様", "初版", allow_open=True)
        project.act("gaps.edit", list(write("gap", gap, title="変えた題")), gap="案内")
        freeze(project, allow_open=True)
        first, second = editions(project)
        assert (first.number, first.name, first.note, first.member) == (1, "調達仕様", "初版", "事務局")
        assert (second.number, second.name) == (2, "第2版")
        with edition_project(project, first) as frozen:
            assert visible_digest(frozen.connection) == before
            assert frozen.readonly
        with edition_project(project, find_edition(project, 2)) as frozen:
            assert frozen.connection.exec_driver_sql("SELECT title FROM gap").scalar() == "変えた題"
        with pytest.raises(UserError, match="第3版はありません。番号を確かめてください。凍結した版：1、2"):
            find_edition(project, 3)
        with pytest.raises(UserError):
            project.undo()


def test_only_the_secretariat_freezes(consortium: Consortium) -> None:
    with consortium.as_("課長") as project:
        with pytest.raises(UserError, match="事務局だけ"):
            freeze(project)
        assert editions(project) == []


def test_editions_frozen_apart_are_told_apart(consortium: Consortium, copies: Callable[[str], Path]) -> None:
    home = copies("home")
    for path in (consortium.path, home):
        with consortium.as_("事務局", path) as project:
            freeze(project, path.stem)
    with open_project(consortium.path) as project:
        merge(project, [read_source(home)])
        assert [one.number for one in editions(project)] == [1, 1]
        with pytest.raises(UserError, match="別々に2つ"):
            find_edition(project, 1)
    with consortium.as_("事務局") as project:
        freeze(project)
        assert find_edition(project, 2).name == "第2版"


def test_contested_values_are_not_frozen(consortium: Consortium, copies: Callable[[str], Path]) -> None:
    home = copies("home")
    for path, name in ((consortium.path, "みどり"), (home, "緑")):
        with consortium.as_("事務局", path) as project:
            town = consortium.organisations["みどり市"]
            project.act("members.rename", list(write("organisation", town, name=name)))
    with consortium.as_("事務局") as project:
        merge(project, [read_source(home)])
        with pytest.raises(UserError, match="要調整の値が1件"):
            freeze(project)
        freeze(project, allow_open=True)
