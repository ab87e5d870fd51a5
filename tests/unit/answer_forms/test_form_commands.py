"""The commands for forms, legends and counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.cli.entry import run
from models.identity.profile import save_identity
from models.ledger.operations import insert
from models.lists.answer_counts import counts_by_list
from models.lists.answer_kinds import Answer
from models.lists.forms.form_reading import is_form, read_form
from models.project.project import Project

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fitgap(
    consortium: Any, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Run:
    """Runs a command on the project as the secretariat: exit code, output, standard error."""
    profile, path = tmp_path / "profile", consortium.path
    monkeypatch.setenv("FITGAP_PASSPHRASE", "合言葉")
    monkeypatch.setenv("FITGAP_LANG", "ja")
    save_identity(profile, consortium.people["事務局"], "合言葉")
    consortium.close()

    def command(group: str, name: str, *arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--profile", str(profile), group, name, str(path), *map(str, arguments)])
        written = capsys.readouterr()
        return code, written.out, written.err

    return command


def test_from_the_form_to_the_counts(fitgap: Run, tmp_path: Path) -> None:
    path = tmp_path / "様式.xlsx"
    code, out, err = fitgap("answers", "form", "--package", "A社", "--out", path)
    assert (code, "住記" in out, "4 件" in out, err) == (0, True, True, "")
    assert is_form(path)
    book = openpyxl.load_workbook(path)
    book["回答様式"]["H6"] = "◎"
    book.save(path)
    code, out, _ = fitgap("answers", "import", path, "--json")
    assert (code, json.loads(out)["package"], json.loads(out)["new"]) == (0, "A社", 1)
    code, out, _ = fitgap("answers", "list", "--json")
    (counts,) = json.loads(out)
    assert (counts["list"], counts["standard"], counts["unanswered"]) == ("住記 第1版", 1, 3)


def test_everything_bent_is_told_at_once(fitgap: Run, tmp_path: Path) -> None:
    path = tmp_path / "様式.xlsx"
    fitgap("answers", "form", "--package", "A社", "--out", path, "--preset", "letters")
    book = openpyxl.load_workbook(path)
    sheet = book["回答様式"]
    sheet["F7"], sheet["H6"], sheet["J6"] = "審査", "◎", "応相談"
    book.save(path)
    code, _, err = fitgap("answers", "import", path)
    assert code == 2
    assert (
        all(place in err for place in ("回答様式!F7", "回答様式!H6", "回答様式!J6"))
        and "A、B、C、D、E" in err
    )


def test_options_that_a_form_decides_itself(fitgap: Run, tmp_path: Path) -> None:
    path = tmp_path / "様式.xlsx"
    form = ("answers", "form", "--package", "A社", "--out", path)
    assert fitgap(*form, "--legend", "○=standard,blank=not_possible", "--apart")[0] == 0
    read = read_form(path)
    assert read is not None and read.key is not None
    assert (read.key.legend.alike, read.key.legend.blank) == (False, Answer.NOT_POSSIBLE)
    code, _, err = fitgap("answers", "import", path, "--package", "A社", "--blank", "unanswered")
    assert (code, "回答様式" in err) == (1, True)
    other = tmp_path / "回答.xlsx"
    openpyxl.Workbook().save(other)
    assert not is_form(other) and not is_form(tmp_path / "ない.xlsx")
    assert fitgap("answers", "import", other)[0] == 1
    assert "--out" in fitgap("answers", "form", "--package", "A社")[2]
    assert fitgap("answers", "form", "--package", "A社", "--out", tmp_path / "様式.pdf")[0] == 1


def test_legends_are_listed(capsys: Any) -> None:
    assert run(["answers", "legends", "--json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["six_marks"]["marks"]["▲"] == "workaround"
    assert run(["answers", "legends"]) == 0
    assert "◎=standard" in capsys.readouterr().out


def test_counts_are_of_the_list_that_was_answered(
    project: Project, package: bytes, put_list: Callable[..., bytes]
) -> None:
    other = put_list(project, [("1", "", "", "", "通知", "", ""), ("2", "", "", "", "証明", "", "")], "税")
    assert [(one.list_name, one.counts[Answer.UNANSWERED]) for one in counts_by_list(project)] == [
        ("住記 第1版", 4),
        ("税 第1版", 2),
    ]
    feature = project.connection.exec_driver_sql(
        "SELECT id FROM feature WHERE list_id = ? LIMIT 1", (other,)
    ).scalar()
    row = {"package_id": package, "feature_id": feature, "mark": "○", "answer": "standard"}
    project.act("features.import_answers", [insert("answer", [row])], package="A社", count="1")
    (one,) = counts_by_list(project)
    assert (one.list_id, one.counts[Answer.STANDARD], one.counts[Answer.UNANSWERED]) == (other, 1, 1)
    (chosen,) = counts_by_list(
        project,
        next(
            iter(
                project.connection.exec_driver_sql(
                    "SELECT id FROM feature_list WHERE name = '住記'"
                ).scalars()
            )
        ),
    )
    assert chosen.counts[Answer.UNANSWERED] == 4
