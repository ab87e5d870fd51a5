"""A small project with everything an export shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.gaps.content import content_hash
from models.ledger.canonical import canonical_text
from models.ledger.operations import insert, new_id
from models.project.project import Project

FORMULAS = ["=1+1", "+81-3", "-5", "@SUM(A1)", "\t=2", "\r=3", "=cmd|' /C calc'!A0"]
LONG = (
    "転入届を受け付けたときに、国民健康保険・児童手当・学齢簿の手続が要るかを世帯の構成から判断し、"
    "案内する窓口と持ち物を一枚の紙にして渡す。届出の漏れを防ぎ、来庁者が窓口を回る回数を減らす。"
)
NAMES = ("甲システム", "乙システム")
TITLES = [
    "転入届で要る手続の案内を一枚で印字",
    "証明書の発行番号を年度で採番",
    "税システムとの連携を15分ごとに実行",
    "支援措置対象者の抑止の解除に二人の確認",
    "郵送請求の受付簿を画面から出力",
    "コンビニ交付の停止を職員が即時に設定",
    "外国人住民の通称履歴を台帳に表示",
    "住民票の写しの手数料を減免理由ごとに集計",
]


@pytest.fixture
def case(consortium: Any) -> Any:
    """Features, answers of two packages, gaps in several states and of several tiers."""
    with consortium.as_("事務局") as project:
        packages, features = [new_id(), new_id()], [new_id() for _ in range(6)]
        feature_list = new_id()
        project.act(
            "lists.import",
            [
                insert("package", [
                    {"id": one, "name": name, "vendor": f"{name}社", "position": place}
                    for place, (one, name) in enumerate(zip(packages, NAMES, strict=True))
                ]),
                insert("feature_list", [{"id": feature_list, "name": "住民記録", "position": 0}]),
                insert("feature", [
                    {
                        "id": one, "list_id": feature_list, "position": place, "no": f"1.{place}",
                        "feature_id": f"00{place:05}", "level1": "住民異動", "level2": "転入",
                        "name": FORMULAS[place], "requirement": LONG, "obligation": "必須",
                        "section_id": consortium.sections["市民課"],
                    }
                    for place, one in enumerate(features)
                ]),
                insert("answer", [
                    {
                        "package_id": packages[0], "feature_id": one, "mark": "△", "answer": "source_change",
                        "method": "改変", "cost": 1_234_500 if place else None, "remarks": "",
                    }
                    for place, one in enumerate(features)
                ]),
            ],
        )  # fmt: skip
    with consortium.as_("主査") as project:
        gaps = [_gap(consortium, project, place, packages[0], features[0]) for place in range(8)]
        submissions = [_decide(consortium, project, gap, "draft", "submit", None) for gap in gaps[:4]]
    with consortium.as_("課長") as project:
        for gap, submission in zip(gaps[:3], submissions, strict=False):
            _decide(consortium, project, gap, "chief", "approve", submission)
        _decide(consortium, project, gaps[3], "chief", "reject", submissions[3])
    with consortium.as_("第三者") as project:
        for gap, submission in zip(gaps[:2], submissions, strict=False):
            _decide(consortium, project, gap, "third_party", "approve", submission)
    return consortium


def _gap(consortium: Any, project: Project, place: int, package: bytes, feature: bytes) -> bytes:
    section = consortium.sections["市民課"]
    gap = new_id()
    row = {
        "id": gap,
        "serial": place + 1,
        "organisation_id": consortium.organisations["みどり市"],
        "section_id": section,
        "title": TITLES[place],
        "purpose": LONG if place % 3 == 0 else LONG[:40],
        "missing": FORMULAS[place % len(FORMULAS)],
        "disposition": ("parameter", "component", "source", "adopt")[place % 4],
        "kinds": json.dumps({}),
        "package_id": package,
        "asked_initial": 3_000_000 + place * 250_500,
        "asked_yearly": 120_000,
        "agreed_initial": None if place == 5 else 400_000 * (place % 4),
        "agreed_yearly": 10_000,
    }
    operations = [
        insert("gap", [row]),
        insert("gap_asker", [{"gap_id": gap, "section_id": section}]),
        insert(
            "gap_source", [{"gap_id": gap, "kind": "answer", "feature_id": feature, "package_id": package}]
        ),
    ]
    return project.act("gaps.add", operations, gap=TITLES[place]).made[0]


def _decide(
    consortium: Any, project: Project, gap: bytes, step: str, verdict: str, submission: bytes | None
) -> bytes:
    row = {
        "gap_id": gap,
        "step": step,
        "verdict": verdict,
        "submission_id": submission,
        "section_id": consortium.sections["市民課"],
        "content": content_hash(project, gap),
        "points": canonical_text([]),
    }
    return project.act("approval.decide", [insert("decision", [row])], gap="G").made[0]
