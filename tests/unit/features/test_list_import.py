"""Feature lists go into the project whole, in one act, or not at all."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.findings import Finding, Severity
from models.ledger.operations import Insert, new_ids
from models.ledger.verify import verify_ledger
from models.lists import commands
from models.lists.columnar import feature_insert
from models.lists.commands import StoppedByFindings, assign_section, import_feature_list
from models.lists.mapping import Mapping
from models.lists.queries import feature_detail, feature_lists, feature_rows, find_feature, find_list
from models.lists.table import Item
from models.lists.understanding.understand import list_table
from models.project.history import ledger_size
from models.project.opening import project_at
from models.project.project import Project

CORPUS_LISTS = {
    "ms_bpc_simple_2025-05.xlsx": 4217,
    "neos21_要件一覧.xlsx": 2,
    "da_atenabango_kanri_item_definition.xlsx": 29,
}


def heads(project: Project) -> list[bytes]:
    return list(project.connection.exec_driver_sql("SELECT id FROM act WHERE is_head = 1").scalars())


def test_a_list_is_one_act_with_every_text_as_written(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    before = ledger_size(project)
    section = consortium.sections["市民課"]
    steps: list[tuple[int, int]] = []
    imported = import_feature_list(
        project, list_file, "住記", "第2版", None, lambda *step: steps.append(step), section=section
    )
    assert ledger_size(project) == before + 1
    assert (imported.item_count, imported.list_id) == (3, imported.changed.made[0])
    assert imported.changed.summary == "機能一覧「住記」第2版 を取込（3件）"
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    rows = feature_rows(project)
    assert [(r.no, r.feature_id, r.path, r.name, r.obligation, r.section) for r in rows] == [
        ("1", "0010", ("住民", "転入"), "届出入力", "必須", "市民課"),
        ("2", "0020", ("住民", "転入"), "届出審査", "必須", "市民課"),
        ("3", "0030", ("住民", "転出"), "証明書", "任意", "市民課"),
    ]
    detail = feature_detail(project, rows[2].id)
    assert (detail.list_name, detail.edition, detail.file, detail.source_row) == (
        "住記",
        "第2版",
        "一覧.xlsx",
        4,
    )
    assert detail.remarks == "特記"
    assert verify_ledger(project.connection) == []


def test_the_file_is_kept_with_how_it_was_read(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file)
    row = project.connection.exec_driver_sql("SELECT name, size, content, reading FROM source_file").one()
    data = list_file.read_bytes()
    assert row[:3] == ("一覧.xlsx", len(data), data)
    reading = json.loads(row[3])
    assert reading["sheet"] == "機能一覧"
    assert Mapping.from_json(reading["mapping"]).fingerprint
    assert (feature_lists(project)[0].name, feature_lists(project)[0].edition) == ("一覧", "第1版")


def test_a_saved_mapping_reads_the_same(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file, "一")
    reading = project.connection.exec_driver_sql("SELECT reading FROM source_file").scalar_one()
    import_feature_list(project, list_file, "二", mapping=Mapping.from_json(json.loads(reading)["mapping"]))
    first, second = (feature_rows(project, one.id) for one in feature_lists(project))
    assert [(r.key, r.path, r.name) for r in first] == [(r.key, r.path, r.name) for r in second]


def test_the_same_edition_twice_is_refused(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file)
    with pytest.raises(UserError) as refused:
        import_feature_list(project, list_file)
    assert refused.value.key == "features.list_exists"
    import_feature_list(project, list_file, edition="第2版")
    assert find_list(project, "一覧").edition == "第2版"
    assert find_list(project, "一覧 第1版").edition == "第1版"


def test_errors_stop_and_store_nothing(
    consortium: Any, list_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = consortium.as_("事務局")
    before = ledger_size(project)

    def with_error(*given: Any, **more: Any) -> Any:

        sheet, table = list_table(*given, **more)
        wrong = Finding(Severity.ERROR, "機能一覧!E2", "lists.missing_name")
        return sheet, replace(table, findings=(*table.findings, wrong))

    monkeypatch.setattr(commands, "list_table", with_error)
    with pytest.raises(StoppedByFindings) as stopped:
        import_feature_list(project, list_file)
    assert "機能一覧!E2" in stopped.value.message
    assert [f.where for f in stopped.value.findings if f.severity is Severity.ERROR] == ["機能一覧!E2"]
    assert (ledger_size(project), feature_rows(project)) == (before, [])


def test_staff_do_not_import(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("主査")
    with pytest.raises(UserError) as refused:
        import_feature_list(project, list_file)
    assert refused.value.key == "ledger.refused.needs_secretariat"
    assert feature_lists(project) == []


def test_undo_takes_the_whole_list_back(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file)
    project.undo()
    assert (feature_rows(project), feature_lists(project)) == ([], [])
    import_feature_list(project, list_file)
    assert len(feature_rows(project)) == 3


def test_owners_can_be_changed(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file)
    old = heads(project)
    ids = [find_feature(project, key) for key in ("0010", "3")]
    changed = assign_section(project, ids, consortium.sections["住民課"])
    assert changed.summary == "機能 2 件の業務所管課を「住民課」に設定"
    assert [row.section for row in feature_rows(project)] == ["住民課", "", "住民課"]
    assert assign_section(project, ids, consortium.sections["住民課"]).changeset is None
    assign_section(project, ids[:1], None)
    assert [row.section for row in feature_rows(project)] == ["", "", "住民課"]
    with project_at(project, old) as earlier:
        assert [row.section for row in feature_rows(earlier)] == ["", "", ""]


def test_finding_a_feature(consortium: Any, list_file: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, list_file, "一")
    assert find_feature(project, " 0020 ") == find_feature(project, "2")
    for wrong in ("20", "９", "", "転入"):
        with pytest.raises(UserError) as refused:
            find_feature(project, wrong)
        assert refused.value.key == "features.no_feature"
    import_feature_list(project, list_file, "二")
    with pytest.raises(UserError) as refused:
        find_feature(project, "0020")
    assert refused.value.key == "features.several_features"
    assert find_feature(project, "0020", find_list(project, "二").id)


def test_levels_deeper_than_the_columns_stay_readable() -> None:
    item = Item(1, "1", "", tuple("abcdefg"), "名", "", "", "", "", "", "", {"列": "値"}, 2, False)
    columns = feature_insert(bytes(16), [item]).columns
    assert [columns[f"level{n}"][0] for n in range(1, 6)] == ["a", "b", "c", "d", "e / f / g"]
    assert columns["extra"] == ['{"列":"値"}']


def test_the_sample_list_is_whole(consortium: Any, sample: Path) -> None:
    project = consortium.as_("事務局")
    told = tomllib.loads((sample / "answers.toml").read_text(encoding="utf-8"))["feature_list"]
    imported = import_feature_list(project, sample / told["file"])
    assert imported.item_count == told["items"]
    assert all(row.feature_id and row.path for row in feature_rows(project))


@pytest.mark.parametrize(("name", "count"), CORPUS_LISTS.items())
def test_real_lists_import(consortium: Any, corpus: Path, name: str, count: int) -> None:
    project = consortium.as_("事務局")
    imported = import_feature_list(project, corpus / "lists" / name)
    assert imported.item_count == len(feature_rows(project)) == count


def test_ten_thousand_rows_are_quick(consortium: Any, make_file: Callable[..., Path]) -> None:
    project = consortium.as_("事務局")
    items = [
        Item(
            n,
            str(n),
            f"{n:07}",
            ("住民", "転入"),
            f"機能{n}",
            "要件" * 20,
            "",
            "必須",
            "",
            "",
            "",
            {},
            n,
            False,
        )
        for n in range(1, 10_001)
    ]
    list_id = bytes(15) + b"1"
    started = time.perf_counter()
    project.act("features.import", [feature_insert(list_id, items)], name="", edition="", count="")
    stored = time.perf_counter() - started
    ids = [row[0] for row in project.connection.exec_driver_sql("SELECT id FROM feature")]
    for package in range(3):
        key = bytes(15) + bytes([package + 2])
        columns = {"id": new_ids(len(ids)), "package_id": [key] * len(ids), "feature_id": ids}
        columns |= {"mark": ["○"] * len(ids), "answer": ["standard"] * len(ids)}
        project.act("features.import_answers", [Insert("answer", columns)], package="", count="")
    started = time.perf_counter()
    rows = feature_rows(project)
    read = time.perf_counter() - started
    assert (len(rows), {len(row.answers) for row in rows}) == (10_000, {3})
    assert stored < 3
    assert read < 2
