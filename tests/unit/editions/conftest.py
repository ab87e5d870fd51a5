"""A second edition of the sample list: two hundred changes of all kinds, with the truth about each."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from models.lists.editions.shape import Entry, entries
from models.uptake.plan import read_edition

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "機能一覧.xlsx"
HEADERS = (
    "項番", "機能ID", "大分類", "中分類", "機能名称", "要件",
    "要件の考え方・理由", "必須・任意", "実機確認", "備考",
)  # fmt: skip
NEW_ITEMS = (
    "手話通訳の申込を受け付け、窓口の予約表へ割り当てられること。",
    "避難者の所在地を登録し、広域の照会に応じられること。",
    "外字の使用状況を調べ、文字情報基盤の文字へ置き換えられること。",
    "墓地の使用者が死亡したとき、承継の案内を作れること。",
    "多言語のくらしの手引を選び、封入の指示書へ加えられること。",
    "委任状の原本を電子化し、閲覧の権限を限れること。",
    "庁内のほかの業務へ、宛名の改名を夜間に配れること。",
    "障害が起きたとき、控えの端末で窓口を続けられること。",
    "番号の割当表を読み込み、二重の割当を拒めること。",
    "休日の当番が受けた届を、翌開庁日に引き継げること。",
    "古い帳簿の画像を索引で引き、写しを発行できること。",
    "研修用の架空の人を作り、本番から切り離せること。",
    "消防団員の名簿を区域ごとに書き出せること。",
    "学齢簿へ渡す児童を、年齢の到達日で抽出できること。",
    "選挙の期日前投票所の混み具合を掲示板へ送れること。",
)


@dataclass
class Renewed:
    """The rows of the new edition and what is true of them.

    `classes` holds, by the new id, the old id and what changed; `added` and `removed` are ids; `splits`
    the parts by old id, `merges` the old ids by new id.
    """

    rows: list[Entry]
    classes: dict[str, tuple[str, set[str]]]
    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    splits: dict[str, set[str]] = field(default_factory=dict)
    merges: dict[str, set[str]] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many changes there are, a combined one once for each of its kinds."""
        inside = sum(len(kinds) for _, kinds in self.classes.values())
        return inside + len(self.added) + len(self.removed) + len(self.splits) + len(self.merges)

    def write(self, path: Path) -> Path:
        """The edition as a workbook, its running numbers counted anew."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(HEADERS)
        for number, one in enumerate(self.rows, 1):
            extra = json.loads(one.extra or "{}").get("実機確認")
            sheet.append(
                [
                    *(str(number), one.feature_id, one.level1, one.level2, one.name, one.requirement),
                    *(one.rationale or None, one.obligation or None, extra, one.remarks or None),
                ]
            )
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.number_format = "@"
        book.save(path)
        return path


def renew(old: list[Entry], seed: int) -> Renewed:
    """Two hundred changes to the items, chosen by `seed`."""
    chance = random.Random(seed)
    places = sorted({one.levels for one in old})
    order = list(range(len(old)))
    chance.shuffle(order)
    long = [at for at in order if len(_halves(old[at].requirement)) == 2]
    made = Renewed(list(old), {})
    splits, rest = long[:7], [at for at in order if at not in long[:7]]
    merges = [(rest[2 * at], rest[2 * at + 1]) for at in range(5)]
    removed, rest = set(rest[10:25]), rest[25:]
    rows: list[list[Entry]] = [[one] for one in old]
    for at, number in enumerate(splits):
        rows[number] = _split(made, old[number], at)
    for at, (one, other) in enumerate(merges):
        kept = old[one] if at % 2 else old[one]._replace(feature_id=f"8{at:06}")
        both = old[one].requirement + "\n" + old[other].requirement
        rows[one], rows[other] = [kept._replace(requirement=both)], []
        made.merges[kept.feature_id] = {old[one].feature_id, old[other].feature_id}
    for number in removed:
        made.removed.add(old[number].feature_id)
        rows[number] = []
    for number, kinds in zip(rest, _kinds(chance), strict=False):
        new = _changed(old[number], kinds, chance, places, number)
        made.classes[new.feature_id] = (old[number].feature_id, kinds)
        rows[number] = [new]
    fresh = _moved_rows(rows, old, made.classes)
    for at, text in enumerate(NEW_ITEMS):
        place = chance.randrange(len(fresh))
        new = old[0]._replace(feature_id=f"7{at:06}", name=text[:9], requirement=text, obligation="任意")
        fresh.insert(place, new)
        made.added.add(new.feature_id)
    made.rows = fresh
    return made


def _kinds(chance: random.Random) -> list[set[str]]:
    single = ["renumbered"] * 12 + ["reworded"] * 22 + ["moved"] * 12 + ["regraded"] * 8 + ["noted"] * 4
    double = [("renumbered", "reworded"), ("renumbered", "moved"), ("reworded", "moved")] * 7
    triple = [("renumbered", "reworded", "moved"), ("reworded", "regraded", "noted")] * 10
    kinds = [{one} for one in single] + [set(one) for one in double] + [set(one) for one in triple]
    chance.shuffle(kinds)
    return kinds


def _changed(
    one: Entry, kinds: set[str], chance: random.Random, places: list[tuple[str, ...]], number: int
) -> Entry:
    if "renumbered" in kinds:
        one = one._replace(feature_id=f"9{number:06}")
    if "reworded" in kinds:
        one = one._replace(requirement=_reworded(one.requirement, chance.randrange(6)))
    if "moved" in kinds:
        level1, level2, *_ = chance.choice([place for place in places if place != one.levels])
        one = one._replace(level1=level1, level2=level2)
    if "regraded" in kinds:
        one = one._replace(obligation="任意" if one.obligation == "必須" else "必須")
    if "noted" in kinds:
        one = one._replace(remarks=one.remarks + "（第2版で見直し）")
    return one


def _reworded(text: str, way: int) -> str:
    half = len(text) // 2
    return (
        text.replace("できること", "できなければならないこと") + "（代理人による届出を含む。）",
        text[:half] + "（電子による申請を含む）" + text[half:],
        text[:half] + " " + text[half:],
        text + "なお、処理の記録を５年間残すこと。",
        text[: half - 3] + text[half + 3 :],
        "法令に従い、" + text,
    )[way]


def _halves(text: str) -> tuple[str, ...]:
    """A text of two clauses, each long enough to stand alone."""
    cuts = [at + 1 for at, letter in enumerate(text) if letter in "、\n" and 15 <= at <= len(text) - 18]
    return (text[: cuts[0] - 1] + "。", text[cuts[0] :].lstrip("\n・")) if cuts else (text,)


def _split(made: Renewed, one: Entry, at: int) -> list[Entry]:
    keys = (one.feature_id if at % 2 else f"6{at:05}1", f"6{at:05}2")
    made.splits[one.feature_id] = set(keys)
    return [
        one._replace(feature_id=key, requirement=text)
        for key, text in zip(keys, _halves(one.requirement), strict=True)
    ]


def _moved_rows(
    rows: list[list[Entry]], old: list[Entry], classes: dict[str, tuple[str, set[str]]]
) -> list[Entry]:
    """All rows in order, those that were moved at the end of their new place."""
    stay = [
        one for listed in rows for one in listed if "moved" not in classes.get(one.feature_id, ("", set()))[1]
    ]
    for one in (one for listed in rows for one in listed if one not in stay):
        last = max((at for at, other in enumerate(stay) if other.levels == one.levels), default=len(stay) - 1)
        stay.insert(last + 1, one)
    return stay


@pytest.fixture(scope="session")
def sample_list() -> Path:
    """The file of the sample's feature list."""
    return SAMPLE


@pytest.fixture(scope="session")
def renewed_sample() -> Callable[[int], tuple[list[Entry], Renewed]]:
    """The sample's items and a second edition of them, by a number that chooses the changes."""
    old = list(entries(read_edition(SAMPLE, b"").features.columns))
    return lambda seed: (old, renew(old, seed))
