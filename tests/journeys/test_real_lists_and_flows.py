"""Real lists and flows, from an empty folder to an edition on which two files agree, command by command."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from models.ledger.digests import table_digests
from models.project.opening import open_project

if TYPE_CHECKING:
    from tests.journeys.conftest import Shell

SECRETARIAT, FIRST, SECOND, CHIEF, REVIEWER = "花子", "佐藤", "鈴木", "田中", "山田"
MIDORI, AOBA = ("みどり市", "市民課"), ("青葉町", "総務課")
PEOPLE = {
    FIRST: (*MIDORI, "staff", "主査"),
    SECOND: (*MIDORI, "staff", "主任"),
    CHIEF: (*MIDORI, "chief", "課長"),
    REVIEWER: (*AOBA, "third_party", "係長"),
}
PROJECT_NAME = "基幹業務システム共同更新"
LISTS = {
    "ms_bpc_simple_2025-05": 4217,
    "neos21_要件一覧": 2,
    "da_atenabango_kanri_item_definition": 29,
}
FLOWS = {"A": "standard", "B": "current", "C": "agreed"}
MARKS = {0: "△", 1: "△", 2: "×", 3: "部", 4: "×", 27: "", 28: "―"}
LEGEND = "○=standard,△=parameter,部=option_part,×=source_change,―=unanswered,blank=unanswered"
DECIDED, RETURNED, OWN = "G-003", "G-004", "案内文を窓口で差し替える"


def test_from_an_empty_folder_to_two_files_that_agree(shell: Shell, corpus: Path, tmp_path: Path) -> None:
    began = time.process_time()
    project = tmp_path / "共同更新.fitgap"
    _people(shell, project, tmp_path)
    _lists_and_answers(shell, project, corpus, tmp_path)
    _flows_and_links(shell, project, corpus)
    _gaps(shell, project)
    _round(shell, project, tmp_path)
    _decisions(shell, project)
    _edition(shell, project, tmp_path)
    away = _split_and_merged(shell, project, tmp_path)
    _both_files_say_the_same(shell, project, away, tmp_path)
    _history(shell, project)
    assert time.process_time() - began < 60


def _people(shell: Shell, project: Path, folder: Path) -> None:
    """The founder makes the project; the others ask to join by a file each and are enrolled."""
    made = shell.process(SECRETARIAT, "identity", "new", "--name", SECRETARIAT)
    assert (made.code, made.err) == (0, ""), made
    founder = ("--organisation", "みどり市", "--section", "情報政策課", "--title", "主幹", "--mark", "み")
    shell.say(SECRETARIAT, "new", project, "--name", PROJECT_NAME, *founder)
    shell.say(SECRETARIAT, "members", "organisation", project, "--name", "青葉町", "--population", 12000)
    for organisation, section in (MIDORI, AOBA):
        shell.say(
            SECRETARIAT, "members", "section", project, "--organisation", organisation, "--name", section
        )
    for name, (organisation, section, role, title) in PEOPLE.items():
        request = folder / f"{name}.fgjoin"
        place = ("--organisation", organisation, "--section", section, "--role", role, "--title", title)
        shell.say(name, "identity", "new", "--name", name)
        shell.say(name, "identity", "request", "--out", request, *place)
        assert name in shell.say(SECRETARIAT, "members", "enrol", project, request)
    for organisation in ("みどり市", "青葉町"):
        ground = ("--ground", "首長決裁", "--on", "2026-04-10")
        shell.say(SECRETARIAT, "members", "agree", project, "--organisation", organisation, *ground)
    listed = shell.do("", "members", "list", project)
    assert {one["name"]: one["roles"][0]["role"] for one in listed} == {
        SECRETARIAT: "secretariat",
        **{name: role for name, (_, _, role, _) in PEOPLE.items()},
    }
    assert [one["agreed_on"] for one in shell.do("", "info", project)["organisations"]] == ["2026-04-10"] * 2


def _lists_and_answers(shell: Shell, project: Path, corpus: Path, folder: Path) -> None:
    for name, items in LISTS.items():
        told = shell.do(SECRETARIAT, "list", "import", project, corpus / "lists" / f"{name}.xlsx")
        assert told["items"] == items
        assert all(one["where"] and one["message"] for one in told["findings"])
    shown = shell.do("", "list", "show", project)
    assert Counter(one["list"].removesuffix(" 第1版") for one in shown) == LISTS
    features = [one for one in shown if one["list"].startswith("da_atenabango")]
    keys = [one["feature_id"] for one in features]
    assert "宛名番号" in features[0]["name"]
    shell.do(SECRETARIAT, "list", "assign", project, *keys, "--section", "市民課")

    shell.do(SECRETARIAT, "packages", "add", project, "--name", "わかば住民", "--vendor", "わかばソフト")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["機能ID", "機能名称", "回答", "実現方法", "備考"])
    for number, one in enumerate(features):
        mark = MARKS.get(number, "○")
        sheet.append([one["feature_id"], one["name"], mark, f"方法{number}" if mark != "○" else None, None])
    book.save(folder / "回答.xlsx")
    command = ("answers", "import", project, folder / "回答.xlsx", "--package", "わかば住民")
    stopped = shell.call(SECRETARIAT, *command, "--legend", "○=standard,△=parameter,×=source_change")
    assert (stopped.code, "部" in stopped.err) == (2, True)
    assert shell.do(SECRETARIAT, *command, "--legend", LEGEND)["new"] == 29
    (counts,) = shell.do("", "answers", "list", project)
    expected = {"standard": 22, "parameter": 2, "source_change": 2, "option_part": 1}
    assert {key: counts[key] for key in expected} == expected
    assert counts["unanswered"] == len(features) - 27


def _flows_and_links(shell: Shell, project: Path, corpus: Path) -> None:
    files = sorted((corpus / "bpmn").glob("*.bpmn"))
    assert len(files) == 21
    for initial, kind in FLOWS.items():
        chosen = [path for path in files if path.name.startswith(initial)]
        offered = ("--package", "わかば住民") if kind == "standard" else ()
        told = shell.do(SECRETARIAT, "flow", "import", project, *chosen, "--kind", kind, *offered)
        assert len(told["flows"]) == len(chosen)
    flows = shell.do("", "flow", "list", project)
    assert Counter(one["kind"] for one in flows) == {"standard": 6, "current": 2, "agreed": 13}
    tasks = shell.do("", "flow", "tasks", project)
    assert len(tasks) == sum(one["task_count"] for one in flows)
    in_use = [one for one in tasks if one["flow"].startswith("C.9")]
    for one in in_use[:3]:
        shell.do(FIRST, "flow", "link", project, one["flow"], one["element"], "03100001", "03100002")
    shell.do(FIRST, "flow", "unlink", project, in_use[2]["flow"], in_use[2]["element"], "03100002")
    linked = [one for one in shell.do("", "flow", "tasks", project) if one["features"]]
    assert [len(one["features"]) for one in linked] == [2, 2, 1]
    for path in files[::7]:
        copied = project.with_name("写し.bpmn")
        shell.say("", "flow", "export", project, path.stem, "--out", copied)
        assert copied.read_bytes() == path.read_bytes()
    coloured = project.with_name("色分け.bpmn")
    by_package = ("--annotated", "--package", "わかば住民")
    shell.say("", "flow", "export", project, linked[0]["flow"], "--out", coloured, *by_package)
    (original,) = (path for path in files if path.stem == linked[0]["flow"])
    assert b"bioc:fill" in coloured.read_bytes()
    assert b"bioc:fill" not in original.read_bytes()
    before, after = (shell.do("", "flow", "inspect", path) for path in (original, coloured))
    assert (before["counts"], before["ids"]) == (after["counts"], after["ids"])


def _gaps(shell: Shell, project: Path) -> None:
    """From answers and tasks, one added by hand; the first ones described until they can be submitted."""
    without = shell.do("", "flow", "tasks", project, "--without-feature")
    expected = 5 + sum(FLOWS[one["flow"][0]] != "standard" for one in without)
    shell.do(FIRST, "gaps", "derive", project)
    assert shell.do(FIRST, "gaps", "derive", project)["changeset"] is None
    shell.do(SECOND, "gaps", "add", project, "--title", OWN, "--purpose", "届出の漏れを防ぐ。")
    listed = shell.do("", "gaps", "list", project)
    assert len(listed) == expected + 1
    first = shell.do("", "gaps", "show", project, DECIDED)
    assert [(one["kind"], one["package"]) for one in first["sources"]] == [("answer", "わかば住民")]

    for gap, kinds in ((DECIDED, ("--kind", "report:inside")), (RETURNED, ("--kind", "ボタン位置の変更"))):
        shell.do(FIRST, "gaps", "edit", project, gap, "--purpose", "住登外者を正しく照合する。")
        shell.do(FIRST, "tier", project, gap, *kinds)
        shell.do(
            FIRST, "gaps", "costs", project, gap, "--asked-initial", "3,000,000", "--asked-yearly", 200000
        )
        shell.do(FIRST, "gaps", "costs", project, gap, "--agreed-initial", 1000000, "--agreed-yearly", 0)
    shell.do(FIRST, "tier", project, DECIDED, "--kind", "report:outside")
    because = ("--because", "adopt=照合に失敗する", "--because", "workaround=月300件で手作業できない")
    shell.do(
        FIRST,
        "gaps",
        "disposition",
        project,
        DECIDED,
        "component",
        *because,
        "--because",
        "parameter=項目がない",
    )
    shell.do(FIRST, "gaps", "disposition", project, RETURNED, "業務を合わせる")
    shell.do(SECOND, "gaps", "comment", project, DECIDED, "様式は府の通知に合わせたい。")
    kept = shell.call(SECOND, "undo", project)
    assert (kept.code, "記録として残るため" in kept.err) == (1, True)
    shell.do(SECOND, "gaps", "edit", project, DECIDED, "--purpose", "書き間違い")
    assert shell.do(SECOND, "undo", project)["changeset"]
    shown = shell.do("", "gaps", "show", project, DECIDED)
    assert [one["text"] for one in shown["comments"]] == ["様式は府の通知に合わせたい。"]
    assert shown["purpose"] == "住登外者を正しく照合する。"
    assert (shown["tier"], shown["asked"]["total"], shown["agreed"]["total"]) == (3, 4_000_000, 1_000_000)
    # Whoever adapts the work needs no change, whatever kinds were thought of before.
    assert shell.do("", "gaps", "show", project, RETURNED)["tier"] == 0


def _round(shell: Shell, project: Path, folder: Path) -> None:
    scenes, sheet = folder / "場面.csv", folder / "採点.csv"
    scenes.write_text(
        "code,title,purpose,section,features\n"
        "S-01,宛名の照合,住登外者を正しく照合する。,市民課,03100001 03100002\n"
        "S-02,名寄せ,同じ人を一つにまとめる。,市民課,03100026\n",
        encoding="utf-8",
    )
    asked = ("--number", 1, "--package", "わかば住民", "--scenes", scenes, "--closes-on", "2026-12-18")
    shell.do(SECRETARIAT, "score", "open", project, *asked)
    assert [one["code"] for one in shell.do("", "score", "scenes", project, 1)] == ["S-01", "S-02"]
    for who, marks in ((FIRST, ("achieves,5,4", "achieves,4,4")), (SECOND, ("○,5,4", "△,3,2"))):
        rows = [f"S-0{number},{mark},screen,確かめた" for number, mark in enumerate(marks, 1)]
        head = "scene,choice,operability,means,evidence,remark"
        sheet.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        shell.do(who, "score", "declare", project, 1)
        shell.do(who, "score", "submit", project, 1, "--package", "わかば住民", "--scores", sheet)
    assert shell.call(FIRST, "score", "results", project, 1).code == 1
    shell.do(SECRETARIAT, "score", "close", project, 1)
    results = shell.do("", "score", "results", project, 1)
    assert [(one["package"], one["rank"], one["invalid"]) for one in results["totals"]] == [
        ("わかば住民", 1, 0)
    ]
    assert [len(one["packages"][0]["points"]) for one in results["scenes"]] == [2, 2]
    first, second = (one["packages"][0]["points"] for one in results["scenes"])
    assert first[0] == first[1]
    assert second[0] > second[1]
    assert shell.do("", "score", "list", project)[0]["sheets"] == 2


def _decisions(shell: Shell, project: Path) -> None:
    for gap in (DECIDED, RETURNED):
        shell.do(FIRST, "decide", "submit", project, gap)
    waiting = shell.do(CHIEF, "decide", "list", project, "--mine")
    assert [one["gap"] for one in waiting] == [DECIDED, RETURNED]
    shell.do(CHIEF, "decide", "chief", project, DECIDED, "--verdict", "approve")
    because = ("--reason", "件数の根拠を示すこと", "--point", "necessity")
    shell.do(CHIEF, "decide", "chief", project, RETURNED, "--verdict", "send_back", *because)
    assert [one["gap"] for one in shell.do(REVIEWER, "decide", "list", project, "--mine")] == [DECIDED]
    condition = ("--verdict", "approve_with_condition", "--reason", "次の版で標準に戻せるか確かめること")
    shell.do(REVIEWER, "decide", "third-party", project, DECIDED, *condition)
    states = {one["gap"]: one["state_name"] for one in shell.do("", "decide", "list", project)}
    assert (states.pop(DECIDED), states.pop(RETURNED)) == ("確定", "差し戻し")
    assert set(states.values()) == {"下書き"}
    steps = [(one["step"], one["member"]) for one in shell.do("", "decide", "show", project, DECIDED)]
    assert steps == [("draft", FIRST), ("chief", CHIEF), ("third_party", REVIEWER)]


def _edition(shell: Shell, project: Path, folder: Path) -> None:
    """Freezing refuses while gaps are open; what is exported has the numbers of the project."""
    refused = shell.call(SECRETARIAT, "freeze", project)
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    shell.do(SECRETARIAT, "freeze", project, "--allow-open", "--note", "最初の版")
    (edition,) = shell.do("", "editions", project)
    assert (edition["name"], edition["member"], edition["note"]) == ("第1版", SECRETARIAT, "最初の版")
    for suffix in ("xlsx", "json"):
        told = shell.do("", "export", project, "--out", folder / f"要件.{suffix}", "--edition", 1)
        assert told["findings"] == []
    exported = json.loads((folder / "要件.json").read_text(encoding="utf-8"))
    gaps = shell.do("", "gaps", "list", project)
    assert len(exported["gaps"]) == len(gaps)
    assert len(exported["features"]) == sum(LISTS.values())
    assert [one["label"] for one in exported["gaps"] if one["confirmed"]] == [DECIDED]
    assert exported["totals"]["all"]["asked"] == 8_000_000
    costs = shell.do("", "costs", project)["all"]
    assert (costs["asked_total"], costs["agreed_total"], costs["saving"]) == (8_000_000, 2_000_000, 6_000_000)

    book = openpyxl.load_workbook(folder / "要件.xlsx", read_only=True)
    rows = {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    book.close()
    (listed,) = [title for title, lines in rows.items() if len(lines) == sum(LISTS.values()) + 1]
    assert sum("03100001" in line for line in rows[listed]) == 1
    data = next(lines for lines in rows.values() if len(lines) == len(gaps) + 1 and lines[1][0] == "G-001")
    decided = dict(zip(data[0], next(line for line in data if line[0] == DECIDED), strict=True))
    # Data sheets hold thousand yen.
    assert [value for head, value in decided.items() if "要望" in str(head) and isinstance(value, int)] == [
        3000,
        200,
        4000,
    ], decided
    assert "確定" in decided.values()


def _split_and_merged(shell: Shell, project: Path, folder: Path) -> Path:
    """鈴木 takes a copy home; both files change, one field in both; each takes in the other's package."""
    away, here_package, away_package = folder / "鈴木.fitgap", folder / "市.fgx", folder / "鈴木.fgx"
    shell.say("", "copy", project, away)
    for who, path, text, own in (
        (FIRST, project, "住登外者を正しく照合し、誤った送付を防ぐ。", "G-001"),
        (SECOND, away, "住登外者を毎月照合する。", "G-002"),
    ):
        shell.do(who, "gaps", "edit", path, RETURNED, "--purpose", text)
        shell.do(who, "gaps", "edit", path, own, "--frequency", f"{who}によれば月30件")
        shell.do(who, "gaps", "add", path, "--title", f"{who}が見つけたこと")
    for path, package, other in ((project, here_package, away), (away, away_package, project)):
        told = shell.do(
            FIRST if path == project else SECOND, "package", path, "--out", package, "--for", other
        )
        assert (told["changesets"], told["signed"]) == (3, True)
    seen = shell.do("", "merge", project, away_package, "--preview")
    assert (seen["new"], seen["conflicts"], seen["quarantined"]) == (3, 1, 0)
    for path, package in ((project, away_package), (away, here_package)):
        told = shell.do("", "merge", path, package)
        assert (told["new"], told["conflicts"], told["quarantined"], told["waiting"]) == (3, 1, 0, 0)
    (conflict,) = shell.do("", "conflicts", project)
    assert shell.do("", "conflicts", away) == [conflict]
    sides = [one["member"] for one in conflict["sides"]]
    assert set(sides) == {"みどり市 市民課 主査", "みどり市 市民課 主任"}
    assert conflict["base"]["value"] == "住登外者を正しく照合する。"
    assert _digests(project) == _digests(away)
    blocked = shell.call(FIRST, "decide", "submit", project, RETURNED)
    assert (blocked.code, "要調整" in blocked.err) == (1, True)

    shell.do(FIRST, "settle", project, 1, "--side", sides.index("みどり市 市民課 主査") + 1)
    shell.do(SECOND, "gaps", "comment", away, DECIDED, "家で読み直した。")
    # A project file serves as a source too.
    assert shell.do("", "merge", away, project)["new"] == 1
    assert shell.do("", "merge", project, away)["new"] == 1
    assert shell.do("", "conflicts", project) == shell.do("", "conflicts", away) == []
    return away


def _both_files_say_the_same(shell: Shell, project: Path, away: Path, folder: Path) -> None:
    assert _digests(project) == _digests(away)
    for command in (
        ("gaps", "list"), ("gaps", "show", RETURNED), ("decide", "list"), ("decide", "show", DECIDED),
        ("list", "show"), ("answers", "list"), ("packages", "list"), ("flow", "list"), ("flow", "tasks"),
        ("members", "list"), ("score", "results", 1), ("editions",), ("costs",), ("indicators",), ("info",),
    ):  # fmt: skip
        split = 1 if command[0] in ("editions", "costs", "indicators", "info") else 2
        both = [shell.do("", *command[:split], path, *command[split:]) for path in (project, away)]
        assert both[0] == both[1], command
    purpose = shell.do("", "gaps", "show", away, RETURNED)["purpose"]
    assert purpose == "住登外者を正しく照合し、誤った送付を防ぐ。"
    titles = [one["title"] for one in shell.do("", "gaps", "list", away)]
    assert {OWN, f"{FIRST}が見つけたこと", f"{SECOND}が見つけたこと"} <= set(titles)
    assert len({one["gap"] for one in shell.do("", "gaps", "list", away)}) == len(titles)
    for name in ("要件.xlsx", "要件.json"):
        shell.do("", "export", away, "--out", folder / f"鈴木{name}", "--edition", 1)
        assert (folder / f"鈴木{name}").read_bytes() == (folder / name).read_bytes()
    sound = shell.process("", "verify", project, away, "--json")
    assert (sound.code, [one["sound"] for one in sound.json]) == (0, [True, True]), sound


def _history(shell: Shell, project: Path) -> None:
    acts = shell.do("", "history", project, "--limit", 500)
    assert {one["member"] for one in acts} == {SECRETARIAT, *PEOPLE}
    assert all(one["summary"] and "{" not in one["summary"] and one["status"] for one in acts)
    assert [one for one in acts if one["reason"]] == []
    assert PROJECT_NAME in acts[-1]["summary"]
    lines = shell.say("", "history", project, "--limit", 3).splitlines()
    assert len(lines) == 4
    assert shell.do("", "history", project, "--quarantine") == []


def _digests(path: Path) -> dict[str, Any]:
    with open_project(path, readonly=True) as project:
        return dict(table_digests(project.connection))
