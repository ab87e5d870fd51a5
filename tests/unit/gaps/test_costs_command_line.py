"""Costs on the command line: shares, what if, together or alone; merging and attachments on the way."""

from __future__ import annotations

from pathlib import Path

from tests.unit.gaps.conftest import Line


def two_gaps(office: Line) -> str:
    file = office.path
    for section, asked, agreed in (("市民課", "1000", "900"), ("住民課", "500", "500")):
        office("gaps", "add", file, "--title", f"在留カードの読取（{section}）", "--section", section)
        number = "1" if section == "市民課" else "2"
        office("gaps", "costs", file, number, "--asked-initial", asked, "--asked-yearly", "10")
        office("gaps", "costs", file, number, "--agreed-initial", agreed, "--agreed-yearly", "10")
        office("tier", file, number, "--kind", "data_model" if number == "1" else "screen_colour")
    return file


def test_what_if_all_source_changes_of_a_section_were_refused(office: Line) -> None:
    file = two_gaps(office)
    found = office.json("costs", file, "--what-if", "tier=3", "--what-if", "section=市民課")
    assert found["gaps"] == ["G-001"]
    assert (found["before"]["saving"], found["after"]["saving"], found["gain"]) == (100, 1_050, 950)
    assert office.json("costs", file, "--what-if", "tier=3", "--what-if", "section=住民課")["gaps"] == []
    assert "0.1千円から 1.05千円へ（0.95千円の増）" in office("costs", file, "--what-if", "tier=3")
    assert "絞り込み「色=赤」を読めません" in office.refused("costs", file, "--what-if", "色=赤")


def test_a_merged_gap_is_shared_by_rule_and_split_again(office: Line) -> None:
    file = two_gaps(office)
    office("gaps", "merge", file, "G-001", "G-002")
    assert [row["gap"] for row in office.json("gaps", "list", file)] == ["G-001"]
    assert office.json("gaps", "show", file, "1")["merged"][0]["title"] == "在留カードの読取（住民課）"
    office("gaps", "own-costs", file, "1", "--organisation", "青葉町", "--agreed-initial", "101")
    found = office.json("costs", file)
    assert [(one["group"], one["initial"], one["yearly"]) for one in found["by_share"]] == [
        ("みどり市", 400, 5),
        ("青葉町", 500, 5),
    ]
    assert sum(one["total"] for one in found["by_share"]) == found["all"]["agreed_total"]
    office("costs", file, "--share-rule", "use", "--use", "みどり市=3", "--use", "青葉町=1")
    found = office.json("costs", file)
    assert [one["initial"] for one in found["by_share"]] == [599, 301]
    too_much = office.refused(
        "gaps", "own-costs", file, "1", "--organisation", "青葉町", "--agreed-initial", "901"
    )
    assert "超えます" in too_much
    office("gaps", "split", file, "1")
    assert len(office.json("gaps", "list", file)) == 2


def test_together_against_alone(office: Line) -> None:
    file = two_gaps(office)
    assert "未見積：" in office("costs", file, "--simulate")
    estimates = {
        "shared_initial": 10_000,
        "shared_yearly": 1_000,
        **{
            f"{town}.{what}": yen
            for town in ("みどり市", "青葉町")
            for what, yen in (
                ("single_initial", 4_000),
                ("single_yearly", 2_000),
                ("single_migration", 100),
                ("shared_migration", 300),
            )
        },
    }
    given = [word for name, yen in estimates.items() for word in ("--assume", f"{name}={yen}")]
    office("costs", file, *given, "--assume", "years=4")
    found = office.json("costs", file, "--simulate")
    assert found["missing"] == []
    assert found["all"]["single"]["years"] == [2 * (4_000 + 100 + 2_000) + 1_400 + 20, 4_020, 4_020, 4_020]
    assert found["all"]["shared"]["years"] == [10_000 + 600 + 1_000 + 1_400 + 20, 1_020, 1_020, 1_020]
    assert found["all"]["break_even_year"] == 1
    assert "1年目" in office("costs", file, "--simulate")
    assert "読めません" in office.refused("costs", file, "--assume", "青葉町.色=3")


def test_files_are_attached_listed_and_written_out(office: Line, tmp_path: Path) -> None:
    file = two_gaps(office)
    form = tmp_path / "様式.txt"
    form.write_text("様式第3号", encoding="utf-8")
    office("gaps", "attach", file, "1", str(form))
    (held,) = office.json("gaps", "attachments", file, "1")
    assert (held["name"], held["size"], held["is_kept"]) == ("様式.txt", form.stat().st_size, True)
    office("gaps", "save", file, "1", "様式.txt", "--out", str(tmp_path / "写し.txt"))
    assert (tmp_path / "写し.txt").read_text(encoding="utf-8") == "様式第3号"
    office("gaps", "detach", file, "1", "様式.txt")
    assert office.json("gaps", "attachments", file, "1") == []
    assert "がありません" in office.refused("gaps", "attach", file, "1", str(tmp_path / "無い.txt"))
