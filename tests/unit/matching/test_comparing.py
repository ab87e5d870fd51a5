"""What is different between two flows: each kind by the smallest change that makes it."""

from __future__ import annotations

import pytest

from bpmn.comparing.compare import compare
from bpmn.comparing.differences import Difference, DifferenceKind
from bpmn.matching.flows import match
from models.matching.catalogue import known_words
from tests.unit.matching.gold_pairs import Gold, drawn, municipal_pairs

BASE = """
s  | 住民   | (来庁 | t1
t1 | 窓口   | 届書を受け付ける | t2
t2 | 窓口   | 本人確認をする | g
g  | 窓口   | ?カードによる転入か | t3:はい, t4:いいえ
t3 | 窓口   | 転出証明情報を取得する | t5
t4 | 窓口   | 転出証明書を確認する | t5
t5 | 入力係 | 異動内容を入力する | t6
t6 | 審査係 | 入力内容を審査する | t7
t7 | 審査係 | 住民票に記録する | t8
t8 | 窓口   | 手続の結果を案内する | e
e  | 窓口   | )完了 |
"""


def differences(*changes: tuple[str, str]) -> list[Difference]:
    changed = BASE
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new)
    a, b = drawn(BASE, "現行"), drawn(changed, "標準")
    return list(compare(a, b, match(a, b, known_words()), known_words()))


def test_the_same_flow_has_none() -> None:
    assert differences() == []


def test_a_task_that_is_gone() -> None:
    (one,) = differences(("| t7\nt7 | 審査係 | 住民票に記録する ", ""))
    assert (one.kind, one.a, one.b, one.before) == (DifferenceKind.REMOVED, ("t7",), (), "住民票に記録する")


def test_a_task_that_came() -> None:
    (one,) = differences(("本人確認をする | g", "本人確認をする | n\nn | 窓口 | 手数料を徴収する | g"))
    assert (one.kind, one.b, one.after) == (DifferenceKind.ADDED, ("n",), "手数料を徴収する")


def test_another_lane() -> None:
    (one,) = differences(("t8 | 窓口 ", "t8 | 審査係 "))
    assert (one.kind, one.before, one.after) == (DifferenceKind.MOVED, "窓口", "審査係")


def test_lanes_of_another_name_are_no_move() -> None:
    assert differences(("| 窓口 ", "| 市民課 "), ("| 審査係 ", "| 担当二 ")) == []


def test_lanes_on_one_side_only_are_no_move() -> None:
    assert differences(("| 窓口 ", "| "), ("| 入力係 ", "| "), ("| 審査係 ", "| "), ("| 住民 ", "| ")) == []


def test_another_order() -> None:
    found = differences(
        ("を入力する | t6", "を入力する | t7"),
        ("を審査する | t7", "を審査する | t8"),
        ("記録する | t8", "記録する | t6"),
    )
    assert [one.kind for one in found] == [DifferenceKind.REORDERED]


def test_tasks_side_by_side_have_no_order() -> None:
    assert differences(("t3:はい, t4:いいえ", "t4:いいえ, t3:はい")) == []


def test_other_ways_out() -> None:
    (one,) = differences(("t3:はい, t4:いいえ", "t3:オンライン, t4:窓口持参"))
    assert (one.kind, one.a, one.b) == (DifferenceKind.BRANCH, ("g",), ("g",))
    assert one.before == "カードによる転入か：はい／いいえ"
    assert one.after == "カードによる転入か：オンライン／窓口持参"


def test_yes_said_otherwise_is_the_same_way() -> None:
    assert differences(("t3:はい, t4:いいえ", "t3:あり, t4:なし")) == []


def test_a_decision_that_is_gone() -> None:
    found = differences(
        ("確認をする | g\n", "確認をする | t4\n"),
        ("g  | 窓口   | ?カードによる転入か | t3:はい, t4:いいえ\n", ""),
        ("t3 | 窓口   | 転出証明情報を取得する | t5\n", ""),
    )
    assert [one.kind for one in found] == [DifferenceKind.BRANCH, DifferenceKind.REMOVED]


def test_wording_with_the_same_meaning_is_slight() -> None:
    (one,) = differences(("届書を受け付ける", "届書の受付"))
    assert (one.kind, one.slight) == (DifferenceKind.REWORDED, True)
    (other,) = differences(("本人確認をする", "本人確認と委任状の確認をする"))
    assert (other.kind, other.slight) == (DifferenceKind.REWORDED, False)


def test_one_task_that_became_two() -> None:
    (one,) = differences(
        (
            "入力内容を審査する | t7",
            "入力内容を審査する（一次） | n\nn | 審査係 | 入力内容を審査する（二次） | t7",
        )
    )
    assert (one.kind, one.a, one.b) == (DifferenceKind.SPLIT, ("t6",), ("n", "t6")[::-1])


def test_two_tasks_that_became_one_are_the_same_from_the_other_side() -> None:
    a = drawn(BASE, "a")
    b = drawn(
        BASE.replace(
            "入力内容を審査する | t7",
            "入力内容を審査する（一次） | n\nn | 審査係 | 入力内容を審査する（二次） | t7",
        ),
        "b",
    )
    (one,) = compare(b, a, match(b, a, known_words()), known_words())
    assert one.kind is DifferenceKind.MERGED


@pytest.mark.parametrize("gold", list(municipal_pairs()), ids=lambda gold: gold.name)
def test_keys_are_single_and_every_task_is_accounted_for(gold: Gold) -> None:
    pairs = match(gold.a, gold.b, known_words())
    found = compare(gold.a, gold.b, pairs, known_words())
    assert len({one.key for one in found}) == len(found)
    removed = {key for one in found if one.kind is DifferenceKind.REMOVED for key in one.a}
    assert removed | {pair.a for pair in pairs} == {key for key in gold.a.elements if key.startswith("a")}
    assert found == compare(gold.a, gold.b, pairs, known_words())
