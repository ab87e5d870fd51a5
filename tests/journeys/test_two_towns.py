"""Two towns ask for the same: from their own lists to one decided gap, stale with an edition, and apart."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from models.ledger.digests import visible_digest
from models.project.opening import open_project

if TYPE_CHECKING:
    from tests.journeys.conftest import Shell

LIST = """機能一覧
項番,大分類,小分類,機能ID,機能名称,要件,必須・任意
1,異動,転入,0010001,転入届の入力,転入届を入力できること,必須
2,異動,転入,0010002,在留カードの読取,在留カードの記載を取り込めること,任意
3,証明,住民票,0010003,住民票の発行,住民票を発行できること,必須
"""
REQUESTS = {
    "A": ("東町", "市民課", "在留カードを読み取って入力する", "在留期間の転記の誤りをなくす"),
    "B": ("西村", "住民課", "在留カードの読取による自動入力", "在留資格の転記誤りをなくす"),
}
ROLES = {"B": ["staff"], "長": ["chief:東町 市民課", "chief:西村 住民課"], "第三者": ["third_party"]}


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unlocking an identity is slow on purpose; not here."""
    monkeypatch.setattr("models.identity.profile._COST", 2)


def found(shell: Shell, tmp_path: Path) -> tuple[Path, Path]:
    """A project of three organisations with its list, and the copy on which B works."""
    here, there = tmp_path / "事務局.fitgap", tmp_path / "西村.fitgap"
    for who in ("A", *ROLES):
        shell.say(who, "identity", "new", "--name", who)
    shell.say("A", "new", here, "--name", "共同更新", "--organisation", "東町", "--section", "市民課")
    for town, place in (("西村", "住民課"), ("北市", "監査課")):
        shell.say("A", "members", "organisation", here, "--name", town)
        shell.say("A", "members", "section", here, "--organisation", town, "--name", place)
    for who, (town, place) in {
        "B": ("西村", "住民課"),
        "長": ("東町", "市民課"),
        "第三者": ("北市", "監査課"),
    }.items():
        asked = tmp_path / f"{who}.fgjoin"
        shell.say(who, "identity", "request", "--out", asked, "--organisation", town, "--section", place)
        roles = [word for role in ROLES[who] for word in ("--role", role)]
        shell.say("A", "members", "enrol", here, asked, *roles)
    for town in ("東町", "西村", "北市"):
        shell.say(
            "A", "members", "agree", here, "--organisation", town, "--ground", "協定", "--on", "2026-04-01"
        )
    first = tmp_path / "一覧.csv"
    first.write_text(LIST, encoding="utf-8")
    shell.do("A", "list", "import", here, first, "--edition", "初版")
    shell.say("A", "copy", here, there)
    return here, there


def ask(shell: Shell, who: str, project: Path, tmp_path: Path) -> None:
    """A town's list of requests, as Excel saves it."""
    lines = ["番号,団体,課,件名,業務目的,要望内容", ",".join(("1", *REQUESTS[who], REQUESTS[who][2]))]
    file = tmp_path / f"要望{who}.csv"
    file.write_bytes("\r\n".join(lines).encode("cp932"))
    assert shell.do(who, "gaps", "import", project, file)["new"] == 1
    assert shell.do(who, "gaps", "import", project, file)["known"] == 1


def exchange(shell: Shell, here: Path, there: Path, tmp_path: Path) -> None:
    """Each sends what the other lacks; both hold the same afterwards."""
    for who, source, target in (("B", there, here), ("A", here, there)):
        package = tmp_path / "送付.fgx"
        package.unlink(missing_ok=True)
        shell.do(who, "package", source, "--out", package, "--for", target)
        done = shell.do("", "merge", target, package)
        assert (done["quarantined"], done["damaged"], done["waiting"]) == (0, 0, 0)
    digests = set()
    for path in (here, there):
        with open_project(path, readonly=True) as project:
            digests.add(visible_digest(project.connection))
    assert len(digests) == 1


def gaps(shell: Shell, project: Path) -> dict[str, Any]:
    return {one["gap"]: one for one in shell.do("", "gaps", "list", project)}


@pytest.mark.usefixtures("cheap_keys")
def test_two_towns_and_one_gap(shell: Shell, tmp_path: Path) -> None:
    here, there = found(shell, tmp_path)
    ask(shell, "A", here, tmp_path)
    ask(shell, "B", there, tmp_path)
    exchange(shell, here, there, tmp_path)
    before = gaps(shell, here)
    assert len(before) == 2

    (pair,) = shell.do("", "gaps", "net", here)["pairs"]
    assert set(pair["organisations"]) == {"東町", "西村"}
    lead, other = sorted(before, key=lambda one: before[one]["asked_by"] != ["東町"])
    shell.do("A", "gaps", "merge", here, lead, other)
    (merged,) = gaps(shell, here).values()
    assert merged["asked_by"] == ["東町", "西村"]
    assert shell.do("", "gaps", "net", here)["groups"] == []

    # The number as printed before the merge is still understood.
    shell.do("A", "gaps", "link", here, lead, "--feature", "0010002")
    lead = merged["gap"]
    verdict = shell.do("A", "tier", here, lead, "--kind", "入力フィールドの追加・変更")
    assert (verdict["tier"], verdict["undecided"]) == (None, "scope_unknown")
    verdict = shell.do("A", "tier", here, lead, "--kind", "input_field", "--scope", "inside")
    assert (verdict["tier"], verdict["undecided"]) == (2, None)
    reasons = ["--because", "adopt=漏れる", "--because", "運用=遅い", "--because", "parameter=ない"]
    shell.do("A", "gaps", "disposition", here, lead, "機能部品", *reasons)
    amounts = {
        "asked-initial": 900_000,
        "asked-yearly": 60_000,
        "agreed-initial": 500_000,
        "agreed-yearly": 40_000,
    }
    shell.do(
        "A",
        "gaps",
        "costs",
        here,
        lead,
        *(word for name, yen in amounts.items() for word in (f"--{name}", yen)),
    )
    costs = shell.do("", "costs", here)
    assert costs["all"]["saving"] == (900_000 + 60_000 * 5) - (500_000 + 40_000 * 5) == 500_000
    for grouping in ("by_tier", "by_section", "by_package"):
        assert sum(one["saving"] for one in costs[grouping]) == 500_000, grouping
    refused = shell.do("", "costs", here, "--what-if", "tier=2")
    assert (refused["gaps"], refused["gain"]) == ([lead], 700_000)

    shell.do("A", "decide", "submit", here, lead)
    assert gaps(shell, here)[lead]["state"] == "chief_review"
    shell.do("長", "decide", "chief", here, lead, "--verdict", "approve")
    # He is the chief of both sections that ask.
    assert gaps(shell, here)[lead]["state"] == "third_party_review"
    shell.do("第三者", "decide", "third-party", here, lead, "--verdict", "approve")
    assert gaps(shell, here)[lead]["state"] == "confirmed"
    exchange(shell, here, there, tmp_path)
    assert gaps(shell, there)[lead]["state"] == "confirmed"

    second = tmp_path / "一覧2.csv"
    second.write_text(LIST.replace("在留カードの記載を", "在留カードの記載と顔写真を"), encoding="utf-8")
    compared = shell.do("", "list", "compare", here, second)
    assert (compared["counts"]["reworded"], compared["counts"]["unchanged"]) == (1, 2)
    taken = shell.do("A", "list", "uptake", here, second, "--edition", "第2版")
    assert taken["stale_gaps"] == [lead]
    assert gaps(shell, here)[lead]["state"] == "stale"

    shell.do("A", "gaps", "split", here, lead)
    apart = gaps(shell, here)
    assert {name: (one["title"], one["asked_by"]) for name, one in apart.items()} == {
        name: (one["title"], one["asked_by"]) for name, one in before.items()
    }
    shell.do("A", "undo", here)
    assert list(gaps(shell, here)) == [lead]
    exchange(shell, here, there, tmp_path)
    spare = tmp_path / "控え.fitgap"
    shutil.copyfile(there, spare)
    assert all(one["sound"] for one in shell.do("", "verify", here, there, spare))
