"""Proposals against what people judged to be the same; they name why, and never come back once refused."""

from __future__ import annotations

import csv
import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from models.exchange.merge import merge
from models.exchange.package import read_package, write_package
from models.gaps.commands import add_gap, derive_gaps
from models.gaps.netting.catalogue import outsourced_work, weights
from models.gaps.netting.merging import merge_gaps
from models.gaps.netting.proposals import groups, keep_apart, outsourcing_candidates, proposals
from models.gaps.netting.scoring import Candidate, likely_same
from models.gaps.queries import gap_rows
from models.ledger.operations import insert, new_id
from models.matching.catalogue import known_words
from models.project.project import Project
from models.resources import resource
from tests.conftest import Consortium
from tests.unit.gaps.conftest import Line

GOLD = Path(__file__).resolve().parents[2] / "sample_files" / "netting_gold.toml"
TOWNS = {"midori": "みどり市", "aoba": "青葉町", "kawabe": "川辺村"}


def candidates() -> list[Candidate]:
    """The gaps of the sample's story and of the list of requests beside it; the id is their number."""
    story = tomllib.loads(resource("sample", "story", "gaps.toml").read_text(encoding="utf-8"))["gap"]
    found = [
        _candidate(one["id"], TOWNS[one["section"].partition("_")[0]], one, one["kinds"]) for one in story
    ]
    with resource("sample", "requests.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            texts = {"title": line["件名"], "purpose": line["業務目的"], "missing": line["要望内容"]}
            found.append(_candidate(line["番号"], line["団体"], texts, []))
    return found


def _candidate(number: str, town: str, texts: dict[str, Any], kinds: list[dict[str, str]]) -> Candidate:
    return Candidate(
        id=number.encode(),
        organisation_id=town.encode(),
        title=texts["title"],
        purpose=texts["purpose"],
        missing=texts["missing"],
        kinds=frozenset(one["kind"] for one in kinds),
    )


def test_proposals_on_the_sample_agree_with_people() -> None:
    listed = candidates()
    towns = {one.id: one.organisation_id for one in listed}
    gold = {
        frozenset(map(str.encode, pair))
        for group in tomllib.loads(GOLD.read_text(encoding="utf-8"))["groups"]
        for pair in itertools.combinations(group, 2)
        if towns[pair[0].encode()] != towns[pair[1].encode()]
    }
    assert len(listed) >= 40
    assert len(gold) >= 15
    found = {
        frozenset((listed[one.left].id, listed[one.right].id))
        for one in likely_same(listed, known_words(), weights())
    }
    precision, recall = len(found & gold) / len(found), len(found & gold) / len(gold)
    assert precision >= 0.85, found - gold
    assert recall >= 0.80, gold - found


def test_gaps_of_one_organisation_are_not_proposed() -> None:
    same = [Candidate(bytes([n]), b"town", "在留カードの読取", "転記の誤りをなくす") for n in range(3)]
    assert likely_same(same, known_words(), weights()) == []


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("事務局")


def two(consortium: Consortium, project: Project) -> list[bytes]:
    texts = {
        "市民課": ("在留カード情報の一括読取", "在留資格を誤りなく記録する。"),
        "住民課": ("在留カードのICチップを読み取る", "在留資格の打ち間違いをなくす。"),
    }
    return [
        add_gap(project, title, consortium.sections[place], purpose=purpose).made[0]
        for place, (title, purpose) in texts.items()
    ]


def test_a_proposal_names_its_reason_and_ends_with_the_merge(
    consortium: Consortium, project: Project
) -> None:
    first, second = two(consortium, project)
    (one,) = proposals(project)
    assert one.key == (first, second)
    assert "在留カード" in one.reason
    (group,) = groups([one])
    assert (group.asks, group.towns) == (2, 2)
    merge_gaps(project, first, [second])
    assert proposals(project) == []


def test_what_people_keep_apart_is_not_proposed_again(consortium: Consortium, project: Project) -> None:
    first, second = two(consortium, project)
    assert keep_apart(project, second, first).changeset
    assert proposals(project) == []
    assert keep_apart(project, first, second).changeset is None
    project.undo()
    assert len(proposals(project)) == 1
    assert proposals(project, without={first}) == []


def test_two_offices_that_derive_apart_are_told(consortium: Consortium, tmp_path: Path) -> None:
    project = consortium.as_("事務局")
    listed, feature, package = new_id(), new_id(), new_id()
    project.act(
        "lists.add",
        [
            insert("feature_list", [{"id": listed, "name": "一覧", "position": 0}]),
            insert("feature", [{"id": feature, "list_id": listed, "position": 1, "name": "案内"}]),
            insert("package", [{"id": package, "name": "A社", "position": 0}]),
            insert("answer", [{"package_id": package, "feature_id": feature, "answer": "not_possible"}]),
        ],
    )
    consortium.close()
    copy = tmp_path / "copy.fitgap"
    copy.write_bytes(consortium.path.read_bytes())
    with consortium.as_("青葉主任", copy) as there:
        derive_gaps(there, default_section=consortium.sections["住民課"])
        write_package(there, tmp_path / "theirs.fgx")
    with consortium.as_("主査") as here:
        derive_gaps(here, default_section=consortium.sections["市民課"])
    with consortium.as_("事務局") as together:
        merge(together, [read_package(tmp_path / "theirs.fgx")])
        assert len(gap_rows(together)) == 2
        (one,) = proposals(together)
        assert (one.score, one.reason) == (1.0, "同じ機能または作業から別々に作られたギャップです。")


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("通知書の印刷・封入・発送を委託できるようにする", "mailing"),
        ("更新案内を封筒に合わせて印字", "mailing"),
        ("郵送請求の受付簿を画面で管理", None),
        ("お知らせの作成を業者に頼めるようにする", "delegated"),
        ("転入届の画面に項目を加える", None),
        ("在留カード情報の一括読取 転記の誤りによる差し替えをなくす", None),
        ("異動届のパンチ入力を任せる", "entry"),
        ("Printing and dispatch of tax notices", "mailing"),
    ],
)
def test_joint_outsourcing_is_known_by_its_words(text: str, work: str | None) -> None:
    assert outsourced_work(text) == work


def test_candidates_for_joint_outsourcing(consortium: Consortium, project: Project) -> None:
    gap = add_gap(project, "納付書の印刷と封入", consortium.sections["市民課"]).made[0]
    two(consortium, project)
    assert outsourcing_candidates(project) == {gap: "mailing"}


def test_the_command_line_proposes(office: Line) -> None:
    file = office.path
    for section, title in (
        ("市民課", "納付書を封筒に合わせて印字"),
        ("住民課", "納付書の印字を封筒の窓に合わせる"),
    ):
        office("gaps", "add", file, "--title", title, "--section", section)
    found = office.json("gaps", "net", file)
    (pair,) = found["pairs"]
    assert (pair["left"], pair["right"], pair["outsourcing"]) == ("G-001", "G-002", "mailing")
    assert found["groups"] == [{"gaps": ["G-001", "G-002"], "asks": 2, "of": 2}]
    assert found["outsourcing"] == {"G-001": "mailing", "G-002": "mailing"}
    assert "2／2団体" in office("gaps", "net", file)
    office("gaps", "apart", file, "1", "2")
    assert office.json("gaps", "net", file)["pairs"] == []
