"""Merging: any order gives the same project, the preview tells the truth, conflicts come and go."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.exchange.conflicts import conflicts, settle
from models.exchange.merge import merge
from models.exchange.package import write_package
from models.exchange.preview import acts_by_member, preview
from models.exchange.sources import known_ids, read_source
from models.gaps.content import content_hash
from models.identity.keys import Identity
from models.ledger.canonical import canonical_text
from models.ledger.digests import table_digests
from models.ledger.operations import insert, write
from models.ledger.store import add_changesets, sign_act
from models.ledger.verify import verify_ledger
from models.project.opening import open_project
from models.project.project import Project

Consortium = Any  # the fixture of tests/conftest.py
Copies = Callable[[str], Path]


def edit(consortium: Consortium, who: str, path: Path, gap: bytes, **values: Any) -> None:
    with consortium.as_(who, path) as project:
        project.act("gaps.edit", list(write("gap", gap, **values)), gap="案内")


def pack(path: Path, known: Path | None = None) -> Path:
    out = path.with_suffix(".fgx")
    with open_project(path, readonly=True) as project:
        write_package(project, out, known_ids(known) if known else None)
    return out


def take(path: Path, *files: Path) -> None:
    with open_project(path) as project:
        merge(project, [read_source(file) for file in files])


def digests(path: Path) -> dict[str, str]:
    with open_project(path, readonly=True) as project:
        assert verify_ledger(project.connection) == []
        return table_digests(project.connection)


@pytest.fixture
def split(consortium: Consortium, copies: Copies) -> tuple[bytes, dict[str, Path]]:
    """One gap, and three people who took the file home and edited it there."""
    with consortium.as_("主査") as project:
        gap = consortium.add_gap(project)
        project.act("gaps.edit", list(write("gap", gap, purpose="年度ごとに発行件数を数える。")), gap="案内")
    homes = {name: copies(name) for name in ("主査", "主任", "事務局")}
    edit(consortium, "主査", homes["主査"], gap, purpose="年度ごとに発行件数を数え、手数料の決算に使う。")
    edit(consortium, "主任", homes["主任"], gap, purpose="年度ごとに発行件数と再発行件数を数える。")
    edit(consortium, "主任", homes["主任"], gap, disposition="parameter", asked_initial=1_200_000)
    edit(consortium, "事務局", homes["事務局"], gap, disposition="source", title="発行番号")
    return gap, homes


def test_any_order_gives_the_same_tables(
    consortium: Consortium, copies: Copies, split: tuple[bytes, dict[str, Path]]
) -> None:
    _, homes = split
    files = [pack(homes["主査"], consortium.path), pack(homes["主任"]), homes["事務局"]]
    ways: list[Sequence[Sequence[Path]]] = [[order] for order in itertools.permutations(files)]
    ways += [[[one] for one in order] for order in itertools.permutations(files)]
    ways += [[[files[2]], [files[0], files[1]], [files[1]], files]]
    outcomes = []
    for number, steps in enumerate(ways):
        target = copies(f"target{number}")
        for step in steps:
            take(target, *step)
        outcomes.append(digests(target))
    assert all(one == outcomes[0] for one in outcomes)
    # The owners of the files come to the same tables too.
    take(homes["主査"], files[1], files[2])
    assert digests(homes["主査"]) == outcomes[0]


def test_merging_again_changes_nothing(consortium: Consortium, split: tuple[bytes, dict[str, Path]]) -> None:
    _, homes = split
    take(consortium.path, *homes.values())
    before = digests(consortium.path)
    with open_project(consortium.path) as project:
        again = merge(project, [read_source(path) for path in homes.values()])
        assert (again.new, again.conflicts) == (0, ())
    assert digests(consortium.path) == before


def test_preview_tells_what_merging_does_and_leaves_the_project_alone(
    consortium: Consortium, split: tuple[bytes, dict[str, Path]]
) -> None:
    gap, homes = split
    edit(consortium, "主査", consortium.path, gap, missing="欄がない。")
    before = consortium.path.read_bytes()
    sources = [read_source(path) for path in (pack(homes["主任"], consortium.path), homes["事務局"])]
    with open_project(consortium.path, readonly=True) as project:
        told = preview(project, sources)
    assert consortium.path.read_bytes() == before
    assert [one.new for one in told.files] == [2, 1]
    assert told.files[0].known == 0
    assert told.files[1].known > 5
    assert (told.new, told.waiting, told.missing, told.quarantined) == (3, 0, 0, ())
    assert [(one.field, one.item) for one in told.conflicts] == [("対応方針", "G-001 発行番号")]
    assert next(iter(acts_by_member(told).items())) == ("みどり市 市民課 主任", {"gaps.edit": 2})
    with open_project(consortium.path) as project:
        done = merge(project, sources)
        assert (done.new, done.conflicts) == (told.new, tuple(one.cell for one in told.conflicts))


def test_changes_wait_for_their_past(
    consortium: Consortium, copies: Copies, split: tuple[bytes, dict[str, Path]]
) -> None:
    gap, homes = split
    target = copies("target")
    early = pack(homes["主任"], consortium.path)
    known = homes["主任"].with_name("早い.fgx")
    early.rename(known)
    edit(consortium, "主任", homes["主任"], gap, missing="欄がない。")
    late = pack(homes["主任"], known)
    with open_project(target) as project, open_project(homes["主任"], readonly=True) as whole:
        write_package(whole, late, known_ids(known) | known_ids(target))
        told = preview(project, [read_source(late)])
        assert (told.new, told.waiting, told.missing) == (1, 1, 1)
        assert (told.files[0].new, told.files[0].waiting) == (1, 1)
        assert merge(project, [read_source(late)]).waiting == 1
        assert merge(project, [read_source(known)]).waiting == 0
        missing = project.connection.exec_driver_sql("SELECT missing FROM gap WHERE id = ?", (gap,)).scalar()
        assert missing == "欄がない。"


def test_what_has_no_right_is_kept_aside(consortium: Consortium, copies: Copies, tmp_path: Path) -> None:
    home = copies("home")
    with consortium.as_("主査", home) as project:
        stranger = Identity.new("よそ者")
        rows = [{"serial": 1, "section_id": consortium.sections["市民課"], "title": "勝手な要望"}]
        project.file.before_writing()
        with project.database.transaction() as connection:
            forged = sign_act(connection, stranger, "gaps.add", {"gap": "勝手"}, [insert("gap", rows)])
            assert forged is not None
            add_changesets(connection, [forged])
    with open_project(consortium.path) as project:
        told = preview(project, [read_source(pack(home))])
        assert [act.reason for act in told.quarantined] == ["unknown_author"]
        assert told.files[0].quarantined == 1
        assert merge(project, [read_source(pack(home))]).quarantined == 1
        assert project.connection.exec_driver_sql("SELECT count(*) FROM gap").scalar() == 0


def test_conflicts_are_shown_with_all_sides_and_settled_everywhere(
    consortium: Consortium, split: tuple[bytes, dict[str, Path]]
) -> None:
    _gap, homes = split
    take(homes["主査"], *homes.values())
    take(homes["主任"], *homes.values())
    with consortium.as_("主査", homes["主査"]) as project:
        disposition, purpose = sorted(conflicts(project), key=lambda one: one.column)
        assert purpose.base is not None
        assert purpose.base.value == "年度ごとに発行件数を数える。"
        assert purpose.base.member == "みどり市 市民課 主査"
        assert [side.member for side in purpose.sides] == ["みどり市 市民課 主査", "みどり市 市民課 主任"]
        assert purpose.proposal == "年度ごとに発行件数と再発行件数を数え、手数料の決算に使う。"
        assert disposition.proposal is None
        assert [side.text for side in disposition.sides] == ["パラメータ設定", "ソースコード改変"]
        assert disposition.base is not None
        assert disposition.base.text == "業務を合わせる"
        with pytest.raises(UserError, match="どれかを選んで"):
            settle(project, disposition, "workaround")
        settle(project, purpose, purpose.proposal)
        done = settle(project, disposition, disposition.sides[0].value)
        assert done.summary == "G-001 発行番号の「対応方針」を調整"
        assert conflicts(project) == []
    take(homes["主任"], homes["主査"])
    with open_project(homes["主任"], readonly=True) as project:
        assert conflicts(project) == []
        row = project.connection.exec_driver_sql("SELECT purpose, disposition FROM gap").one()
        assert tuple(row) == ("年度ごとに発行件数と再発行件数を数え、手数料の決算に使う。", "parameter")
    assert digests(homes["主任"]) == digests(homes["主査"])


def test_settling_twice_in_different_ways_is_a_conflict_again(
    consortium: Consortium, split: tuple[bytes, dict[str, Path]]
) -> None:
    _, homes = split
    take(homes["主査"], *homes.values())
    take(homes["主任"], *homes.values())
    for who, side in (("主査", 0), ("主任", 1)):
        with consortium.as_(who, homes[who]) as project:
            one = next(one for one in conflicts(project) if one.column == "disposition")
            settle(project, one, one.sides[side].value)
    take(homes["主査"], homes["主任"])
    with open_project(homes["主査"], readonly=True) as project:
        again = next(one for one in conflicts(project) if one.column == "disposition")
        assert len(again.sides) == 2


def test_costs_are_settled_with_whole_yen(consortium: Consortium, copies: Copies) -> None:
    with consortium.as_("主査") as project:
        gap = consortium.add_gap(project)
    home = copies("home")
    edit(consortium, "主査", consortium.path, gap, asked_initial=1_200_000)
    edit(consortium, "主任", home, gap, asked_initial=900_000)
    take(consortium.path, home)
    with consortium.as_("主査") as project:
        (one,) = conflicts(project)
        assert [side.text for side in one.sides] == ["1,200,000", "900,000"]
        assert one.base is not None
        assert one.base.text == "（なし）"
        for wrong in ("900000", 1.5, -1, True):
            with pytest.raises(UserError, match="整数"):
                settle(project, one, wrong)
        settle(project, one, 1_000_000)
        assert project.connection.exec_driver_sql("SELECT asked_initial FROM gap").scalar() == 1_000_000


def test_retired_items_need_no_settling(consortium: Consortium, split: tuple[bytes, dict[str, Path]]) -> None:
    gap, homes = split
    edit(consortium, "事務局", consortium.path, gap, retired=1)
    with open_project(consortium.path) as project:
        merge(project, [read_source(path) for path in homes.values()])
        assert conflicts(project) == []


def test_decisions_that_become_stale_are_named(consortium: Consortium, copies: Copies) -> None:
    with consortium.as_("主査") as project:
        gap = consortium.add_gap(project)
        submission = decide(project, gap, "draft", "submit", None)
    home = copies("home")
    with consortium.as_("課長") as project:
        decide(project, gap, "chief", "approve", submission)
    edit(consortium, "主任", home, gap, title="案内と控えを印字する")
    with open_project(consortium.path) as project:
        told = preview(project, [read_source(home)])
        assert [one.label for one in told.stale] == ["G-001 案内と控えを印字する"]
        assert told.stale[0].gap_id == gap
        merge(project, [read_source(home)])
        assert preview(project, [read_source(home)]).stale == ()


def decide(project: Project, gap: bytes, step: str, verdict: str, submission: bytes | None) -> bytes:
    row = {
        "gap_id": gap,
        "step": step,
        "verdict": verdict,
        "submission_id": submission,
        "section_id": project.connection.exec_driver_sql("SELECT section_id FROM gap").scalar(),
        "content": content_hash(project, gap),
        "points": canonical_text({}),
    }
    return project.act("approval.decide", [insert("decision", [row])], gap="案内").made[0]
