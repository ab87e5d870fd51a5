"""Scenes and scores as people keep them in tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.ledger.operations import insert
from models.members.commands import scoring_presets
from models.project.project import Project
from models.scoring.commands import open_round
from models.scoring.files import read_scenes, read_scores
from models.scoring.queries import Round, get_round
from models.words import use_language

SCENES = """code,title,purpose,section,features
S-01,転入,"届出を、漏れなく記録する。",市民課,0110010 0110020
S-02,証明書,誤りなく交付する。,青葉町 住民課,
"""
HEAD = "scene,choice,operability,means,evidence,remark\n"


@pytest.fixture
def project(consortium: Any) -> Project:
    """The consortium with two features, opened by the secretariat."""
    opened: Project = consortium.as_("事務局")
    rows = [{"feature_id": "0110010", "name": "転入届"}, {"feature_id": "0110020", "name": "在留カード"}]
    opened.act("x.y", [insert("feature", rows), insert("package", [{"name": "A社", "position": 0}])])
    return opened


def opened_round(project: Project, tmp_path: Path, preset: str = "committee_400") -> Round:
    path = tmp_path / "場面.csv"
    path.write_text(SCENES, encoding="utf-8")
    packages = project.connection.exec_driver_sql("SELECT id FROM package").scalars().all()
    made = open_round(
        project,
        number=1,
        name="第1回",
        packages=packages,
        scenes=read_scenes(project, path),
        closes_on="2026-10-09",
        rule=scoring_presets()[preset],
    )
    return get_round(project, made.made[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_scenes_in_any_usual_encoding(project: Project, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "場面.csv"
    path.write_text(SCENES, encoding=encoding)
    first, second = read_scenes(project, path)
    assert (first.code, first.purpose, len(first.features)) == ("S-01", "届出を、漏れなく記録する。", 2)
    assert (second.title, second.features, second.section != first.section) == ("証明書", (), True)


def test_scores_in_words_ids_and_marks(project: Project, tmp_path: Path) -> None:
    found = opened_round(project, tmp_path)
    path = tmp_path / "採点.csv"
    path.write_text(
        HEAD + "S-02,条件付き,３,0,画面で確認;report,漏れを防ぐ点検が要る。\nS-01,○,5,5,screen,\n",
        encoding="utf-8",
    )
    scores = list(read_scores(project, found, path).values())
    assert [(one.choice, one.operability, one.means, one.evidence) for one in scores] == [
        ("conditional", 3, 0, ("screen", "report")),
        ("achieves", 5, 5, ("screen",)),
    ]
    use_language("en")
    path.write_text(HEAD + "S-01,achieves it,,,seen on screen,\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_scores(project, found, path)
    assert refused.value.key == "scoring.bad_evidence"


def test_the_tender_s_own_marks_keep_their_points(project: Project, tmp_path: Path) -> None:
    found = opened_round(project, tmp_path, "ratio_100")
    path = tmp_path / "採点.csv"
    path.write_text(HEAD + "S-01,◎,,,screen,\nS-02,〇,,,screen,\n", encoding="utf-8")
    scores = read_scores(project, found, path)
    assert [found.rule.points_for(one.choice or "") for one in scores.values()] == [1, found.rule.marks["〇"]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("scene,choice\nS-01,○\n", "missing_column"),
        (HEAD + "S-09,○,5,5,screen,\n", "unknown_scene"),
        (HEAD + "S-01,○,5,5,screen,\nS-01,○,5,5,screen,\n", "scene_twice"),
        (HEAD + "S-01,すごい,5,5,screen,\n", "bad_choice"),
        (HEAD + "S-01,○,5.0,5,screen,\n", "bad_mark"),
        (HEAD + "S-01,○,5,-1,screen,\n", "bad_mark"),
        (HEAD + "S-01,○,5,5,うわさ,\n", "bad_evidence"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    project: Project, tmp_path: Path, text: str, key: str
) -> None:
    found = opened_round(project, tmp_path)
    path = tmp_path / "採点.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_scores(project, found, path)
    assert refused.value.key == f"scoring.{key}"
    assert "採点.csv" in refused.value.message
