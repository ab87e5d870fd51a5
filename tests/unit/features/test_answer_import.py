"""Answers find their features, keep their marks, and change only what differs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.findings import Severity
from models.lists.answer_kinds import Answer
from models.lists.commands import StoppedByFindings, add_package, import_answers, import_feature_list
from models.lists.legend_texts import legend_from_file, legend_from_text
from models.lists.legends import Legend, preset
from models.lists.mapping import Mapping
from models.lists.queries import answer_counts, feature_rows, find_list, find_package, packages
from models.project.history import ledger_size
from models.project.project import Project

MakeAnswers = Callable[..., Path]
LEGEND = legend_from_text("○=standard,△=source_change,×=not_possible,blank=unanswered")


@pytest.fixture
def project(consortium: Any, list_file: Path) -> Project:
    """The secretariat's project with a list of three features and A社."""
    opened: Project = consortium.as_("事務局")
    import_feature_list(opened, list_file, "住記")
    add_package(opened, "A社", "A社 住民情報")
    return opened


def answers_of(project: Project, name: str = "A社") -> list[tuple[str, str, str, int | None]]:
    package = find_package(project, name).id
    cells = [(row.feature_id, row.answers.get(package)) for row in feature_rows(project)]
    return [(key, cell.mark, cell.answer, cell.cost) for key, cell in cells if cell]


def test_answers_keep_mark_meaning_and_exact_cost(project: Project, make_answers: MakeAnswers) -> None:
    file = make_answers(("0030", "△", "改修", "1,234.5"), ("0010", "○", "", ""), ("0020", "", "", "－"))
    before = ledger_size(project)
    read = import_answers(project, file, find_package(project, "A社").id, LEGEND)
    assert (read.answer_count, read.new_count, read.changed_count, read.findings) == (3, 3, 0, ())
    assert ledger_size(project) == before + 1
    assert answers_of(project) == [
        ("0010", "○", "standard", None),
        ("0020", "", "unanswered", None),
        ("0030", "△", "source_change", 1_234_500),
    ]
    assert read.changed.summary == "A社 の回答を取込（3件）"


def test_again_writes_only_what_differs(project: Project, make_answers: MakeAnswers) -> None:
    package = find_package(project, "A社").id
    rows = [("0010", "○", "標準", ""), ("0020", "×", "", ""), ("0030", "△", "改修", "50")]
    import_answers(project, make_answers(*rows), package, LEGEND)
    size = ledger_size(project)
    assert import_answers(project, make_answers(*rows), package, LEGEND).changed.changeset is None
    assert ledger_size(project) == size
    rows[1], rows[2] = ("0020", "○", "", ""), ("0030", "△", "改修", "60")
    read = import_answers(project, make_answers(*rows, name="再回答.xlsx"), package, LEGEND)
    assert (read.new_count, read.changed_count) == (0, 2)
    written = project.connection.exec_driver_sql("SELECT DISTINCT col FROM cell_write WHERE tbl = 'answer'")
    assert sorted(written.scalars()) == ["answer", "cost", "mark"]
    assert [row[1:] for row in answers_of(project)] == [
        ("○", "standard", None),
        ("○", "standard", None),
        ("△", "source_change", 60_000),
    ]
    project.undo()
    assert answers_of(project)[2][3] == 50_000


def test_answers_that_are_gone_from_the_file_stay_and_are_named(
    project: Project, make_answers: MakeAnswers
) -> None:
    package = find_package(project, "A社").id
    import_answers(project, make_answers(("0010", "○", "", ""), ("0020", "○", "", "")), package, LEGEND)
    read = import_answers(
        project, make_answers(("0010", "○", "", ""), ("0030", "×", "", "")), package, LEGEND
    )
    assert [(found.key, found.facts) for found in read.findings] == [("features.answers_kept", {"n": 1})]
    assert len(answers_of(project)) == 3


def test_everything_wrong_is_told_and_nothing_stored(project: Project, make_answers: MakeAnswers) -> None:
    file = make_answers(("0010", "◇", "", ""), ("9999", "○", "", ""), ("0020", "○", "", "別途"))
    before = ledger_size(project)
    with pytest.raises(StoppedByFindings) as stopped:
        import_answers(project, file, find_package(project, "A社").id, LEGEND)
    assert sorted(found.key for found in stopped.value.findings) == [
        "lists.bad_cost",
        "lists.unknown_key",
        "lists.unknown_mark",
    ]
    assert (ledger_size(project), answers_of(project)) == (before, [])


def test_marks_that_look_alike_are_told_or_told_apart(project: Project, make_answers: MakeAnswers) -> None:
    file, package = (
        make_answers(("0010", "〇", "", ""), ("0020", "○", "", "")),
        find_package(project, "A社").id,
    )
    read = import_answers(project, file, package, LEGEND)
    assert {"mark": "〇", "n": 1} in [one.facts for one in read.findings if one.severity is Severity.NOTE]
    kept = project.connection.exec_driver_sql(
        "SELECT reading FROM source_file WHERE name = '回答.xlsx'"
    ).scalar_one()
    assert json.loads(kept)["mapping"]["legend"]["alike"] is True
    with pytest.raises(StoppedByFindings) as stopped:
        import_answers(project, file, package, replace(LEGEND, alike=False))
    assert [one.key for one in stopped.value.findings if one.severity is Severity.ERROR] == [
        "lists.unknown_mark"
    ]


def test_numbers_will_do_where_there_are_no_ids(project: Project, make_file: Callable[..., Path]) -> None:
    rows = [
        ["項番", "機能名称", "対応可否"],
        ["2", "届出審査", "×"],
        ["1", "届出入力", "○"],
        ["3", "証明書", "○"],
    ]
    import_answers(project, make_file(rows, "番号.xlsx"), find_package(project, "A社").id, LEGEND)
    assert [row[1] for row in answers_of(project)] == ["○", "×", "○"]


def test_a_key_of_two_lists_needs_the_list(
    project: Project, list_file: Path, make_answers: MakeAnswers
) -> None:
    file = make_answers(("0010", "○", "", ""), ("0020", "○", "", ""))
    other = list_file.with_name("二.xlsx")
    other.write_bytes(list_file.read_bytes())
    import_feature_list(project, other)
    package = find_package(project, "A社").id
    with pytest.raises(StoppedByFindings) as stopped:
        import_answers(project, file, package, LEGEND)
    assert {found.key for found in stopped.value.findings} == {"features.ambiguous_key"}
    only = find_list(project, "二").id
    assert import_answers(project, file, package, LEGEND, list_id=only).new_count == 2
    assert [len(row.answers) for row in feature_rows(project, only)] == [1, 1, 0]


def test_the_legend_is_chosen_by_a_person(
    project: Project, make_answers: MakeAnswers, tmp_path: Path
) -> None:
    file = make_answers(("0010", "○", "", ""), ("0020", "△", "", ""))
    package = find_package(project, "A社").id
    with pytest.raises(UserError) as refused:
        import_answers(project, file, package)
    assert refused.value.key == "features.no_legend"
    assert "○" in refused.value.message
    mapping = Mapping.from_json({"format": "fitgap-mapping/1", "legend": LEGEND.as_json()})
    assert import_answers(project, file, package, mapping=mapping).new_count == 2


def test_what_the_file_says_of_its_marks_is_offered(
    project: Project, make_answers: MakeAnswers, tmp_path: Path
) -> None:
    file = make_answers(("0010", "標準対応", "", ""), ("0020", "△", "", ""))
    with pytest.raises(UserError) as refused:
        import_answers(project, file, find_package(project, "A社").id)
    assert refused.value.key == "features.no_legend_but_read"
    assert '--legend "標準対応=standard"' in refused.value.message


def test_legends_in_writing(tmp_path: Path) -> None:
    assert LEGEND.marks == {
        "○": Answer.STANDARD,
        "△": Answer.SOURCE_CHANGE,
        "×": Answer.NOT_POSSIBLE,
    }
    assert LEGEND.blank is Answer.UNANSWERED
    assert legend_from_text("A=standard、 = =parameter").marks["="] is Answer.PARAMETER
    path = tmp_path / "凡例.toml"
    path.write_text('blank = "not_possible"\n[marks]\n"◎" = "standard"\n', encoding="utf-8")
    assert legend_from_file(path) == Legend({"◎": Answer.STANDARD}, Answer.NOT_POSSIBLE)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "features.bad_legend"),
        ("○", "features.bad_legend"),
        ("=standard", "features.bad_legend"),
        ("blank=unanswered", "features.bad_legend"),
        ("○=標準", "features.unknown_answer"),
    ],
)
def test_legends_that_say_nothing_are_refused(text: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        legend_from_text(text)
    assert refused.value.key == key
    assert refused.value.message


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"marks = 3", b"[marks]\nx = 'y'"])
def test_broken_legend_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "凡例.toml"
    path.write_bytes(content)
    with pytest.raises(UserError):
        legend_from_file(path)


def test_packages_have_one_name_each(project: Project) -> None:
    for wrong in ("A社", " A社 ", "", "　"):
        with pytest.raises(UserError):
            add_package(project, wrong)
    add_package(project, "B社")
    assert [one.name for one in packages(project)] == ["A社", "B社"]
    with pytest.raises(UserError) as refused:
        find_package(project, "C社")
    assert "A社、B社" in refused.value.message


def test_counts_include_features_nobody_answered(project: Project, make_answers: MakeAnswers) -> None:
    package = find_package(project, "A社").id
    import_answers(project, make_answers(("0010", "○", "", "")), package, preset("circle_triangle_cross"))
    counts = answer_counts(project)[package]
    assert (counts[Answer.STANDARD], counts[Answer.UNANSWERED], sum(counts.values())) == (1, 2, 3)


def test_the_sample_answers_are_whole(consortium: Any, sample: Path) -> None:
    project = consortium.as_("事務局")
    told = tomllib.loads((sample / "answers.toml").read_text(encoding="utf-8"))
    import_feature_list(project, sample / told["feature_list"]["file"])
    for entry in told["answer"]:
        marks = {mark: Answer(answer) for mark, answer in entry["legend"].items()}
        package = add_package(project, entry["package"]).made[0]
        legend = Legend(marks, Answer(entry["blank"]), alike=False)
        read = import_answers(project, sample / entry["file"], package, legend)
        assert read.answer_count == told["feature_list"]["items"]
    assert {len(row.answers) for row in feature_rows(project)} == {3}
    assert any(cell.cost for row in feature_rows(project) for cell in row.answers.values())


def test_one_mark_is_stored_as_its_remarks_say_and_read_again_by_its_mapping(
    project: Project, make_answers: MakeAnswers
) -> None:
    package = find_package(project, "A社").id
    file = make_answers(
        ("0010", "△", "帳票を改修", ""), ("0020", "△", "運用で代替", ""), ("0030", "△", "要相談", "")
    )
    apart = legend_from_text("△=split:option_part,blank=unanswered")
    with pytest.raises(StoppedByFindings):
        import_answers(project, file, package, legend_from_text("△=split"))
    read = import_answers(project, file, package, apart)
    assert read.findings == ()
    wanted = [("△", "source_change"), ("△", "workaround"), ("△", "option_part")]
    assert [row[1:3] for row in answers_of(project)] == wanted
    kept = json.loads(
        project.connection.exec_driver_sql(
            "SELECT reading FROM source_file ORDER BY id DESC LIMIT 1"
        ).scalar_one()
    )["mapping"]
    assert kept["legend"]["split"] == ["△"]
    again = import_answers(project, file, package, mapping=Mapping.from_json(kept))
    assert again.changed.changeset is None
