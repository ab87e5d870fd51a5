"""Which item became which: keys first, the same text where the numbering moved on, then likeness."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lists.editions.rules import compare, resolved
from models.lists.editions.shape import LEVELS, Change, Comparison, Entry, Suspect

_BLANK = Entry("", "", "", "", "", "", "", "", "", "", "", "", "", "", "", 0, 0)
RECORD = "届出の内容を入力し、世帯ごとに住民票を作成できること。"
NOTICE = "前住所地の市区町村へ転入通知を送信し、送信結果を確認できること。"
SEAL = "印影を登録し、証明書へ原寸で印字できること。"
CARD = "券面の情報を読み取り、申請書の項目へ反映できること。"


def items(*texts: str | tuple[str, str], keys: str = "K{}") -> list[Entry]:
    """Entries of these requirements, or (key, requirement)."""
    made = []
    for at, text in enumerate(texts, 1):
        key, said = text if isinstance(text, tuple) else (keys.format(at), text)
        made.append(
            _BLANK._replace(
                no=str(at),
                feature_id=key,
                level1="住民記録",
                requirement=said,
                position=at,
                source_row=at + 3,
            )
        )
    return made


def classes(found: Comparison) -> list[tuple[str, str, set[str]]]:
    """(old key, new key, classes) of every pair that is not unchanged."""
    return [
        (
            "" if pair.old is None else found.old[pair.old].key,
            "" if pair.new is None else found.new[pair.new].key,
            {one.value for one in pair.classes},
        )
        for pair in found.pairs
        if Change.UNCHANGED not in pair.classes
    ]


def test_equal_editions_are_unchanged() -> None:
    found = compare(items(RECORD, NOTICE, SEAL), items(RECORD, NOTICE, SEAL))
    assert [pair.classes for pair in found.pairs] == [(Change.UNCHANGED,)] * 3


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("requirement", NOTICE + " ", {"reworded"}),
        ("requirement", NOTICE.replace("転入", "転　入"), {"reworded"}),
        ("name", "通知", {"reworded"}),
        ("level2", "転入", {"moved"}),
        ("obligation", "必須", {"regraded"}),
        ("remarks", "第2版で追記", {"noted"}),
        ("extra", '{"実機確認":"○"}', {"noted"}),
        ("feature_id", "K9", {"renumbered"}),
    ],
)
def test_each_change_has_its_class(column: str, value: str, expected: set[str]) -> None:
    new = items(RECORD, NOTICE, SEAL)
    new[1] = Entry(**{**new[1]._asdict(), column: value})
    [(old_key, new_key, found)] = classes(compare(items(RECORD, NOTICE, SEAL), new))
    assert (old_key, new_key, found) == ("K2", new[1].key, expected)


def test_spaces_and_width_are_never_smoothed_over() -> None:
    found = compare(items("１４日以内 であること"), items("14日以内であること"))
    assert found.pairs[0].columns == ("requirement",)
    assert found.pairs[0].percent == 100


def test_several_classes_hold_at_once() -> None:
    new = items(RECORD, ("N7", NOTICE.replace("送信結果", "送信の結果と日時")), SEAL)
    new[1] = new[1]._replace(level2="通知", obligation="任意")
    found = classes(compare(items(RECORD, NOTICE, SEAL), new))
    assert found == [("K2", "N7", {"renumbered", "reworded", "moved", "regraded"})]


def test_a_new_item_in_the_middle_moves_the_numbers_on() -> None:
    texts = [
        f"{word}を検索し、結果を一覧で表示できること。" for word in ("氏名", "住所", "世帯", "本籍", "異動")
    ]
    for at in range(6):
        new = [*texts[:at], "外字を文字情報基盤へ変換できること。", *texts[at:]]
        found = compare(items(*texts), items(*new))
        assert found.counts[Change.ADDED] == 1
        assert found.counts[Change.RENUMBERED] == 5 - at
        assert found.counts[Change.REWORDED] == 0


def test_a_removed_item_moves_the_numbers_back() -> None:
    texts = [RECORD, NOTICE, SEAL, CARD]
    found = compare(items(*texts), items(*texts[1:]))
    assert [(o, n) for o, n, _ in classes(found)] == [("K1", ""), ("K2", "K1"), ("K3", "K2"), ("K4", "K3")]


def test_a_key_holds_even_when_its_former_text_turns_up_in_a_new_item() -> None:
    old = items(("A1", "検索できること。"), ("A2", NOTICE))
    new = items(("A1", "検索・照会できること。"), ("A2", NOTICE), ("B1", "検索できること。"))
    new[2] = new[2]._replace(level1="印鑑")
    assert classes(compare(old, new)) == [("A1", "A1", {"reworded"}), ("", "B1", {"added"})]


def test_exchanged_numbers_are_seen_through() -> None:
    found = compare(items(("1", RECORD), ("2", NOTICE)), items(("2", RECORD), ("1", NOTICE)))
    assert {(o, n) for o, n, _ in classes(found)} == {("1", "2"), ("2", "1")}


def test_the_same_text_in_several_places_keeps_its_place() -> None:
    old = [
        one._replace(level2=place)
        for one, place in zip(items(SEAL, SEAL, SEAL), ("転入", "転出", "転居"), strict=True)
    ]
    new = [one._replace(feature_id=f"N{at}") for at, one in enumerate(reversed(old))]
    assert [(o, n) for o, n, _ in classes(compare(old, new))] == [("K3", "N0"), ("K2", "N1"), ("K1", "N2")]


def test_one_item_that_became_two_is_suspected() -> None:
    old = items(("S1", RECORD + NOTICE), ("S2", SEAL))
    found = compare(old, items(("S1", RECORD), ("S9", NOTICE), ("S2", SEAL)))
    [suspect] = found.suspects
    assert suspect == Suspect("split:S1", Change.SPLIT, (0,), (0, 1))
    assert classes(found) == [("S1", "S1", {"reworded", "split"}), ("", "S9", {"added", "split"})]
    taken = resolved(found, frozenset({"split:S1"}), frozenset())
    assert [(one.old, one.new, one.origin) for one in taken.pairs] == [
        (0, 0, None),
        (None, 1, 0),
        (1, 2, None),
    ]


def test_without_its_key_the_part_that_says_most_carries_the_item_on() -> None:
    old = items(("S1", RECORD + NOTICE), ("S2", SEAL))
    found = compare(old, items(("S8", RECORD), ("S9", NOTICE), ("S2", SEAL)))
    assert found.suspects == (Suspect("split:S1", Change.SPLIT, (0,), (1, 0)),)
    assert classes(found) == [
        ("S1", "", {"removed", "split"}),
        ("", "S8", {"added", "split"}),
        ("", "S9", {"added", "split"}),
    ]


def test_two_items_that_became_one_are_suspected() -> None:
    found = compare(items(RECORD, NOTICE, SEAL), items(("K1", RECORD + NOTICE), ("K3", SEAL)))
    [suspect] = found.suspects
    assert (suspect.kind, suspect.old, suspect.new) == (Change.MERGED, (0, 1), (0,))
    assert classes(found) == [("K1", "K1", {"reworded", "merged"}), ("K2", "", {"removed", "merged"})]
    taken = resolved(found, frozenset({suspect.key}), frozenset())
    assert [pair.goal for pair in taken.pairs] == [None, 0, None]


def test_a_pair_can_be_pulled_apart() -> None:
    found = compare(items(RECORD), items(RECORD + "なお、一時保存できること。"))
    apart = resolved(found, frozenset(), frozenset({"K1"}))
    assert sorted(classes(apart)) == [("", "K1", {"added"}), ("K1", "", {"removed"})]


_TEXT = st.text(alphabet="届出住民票転入力作成確認通知 　ＡA1、。", max_size=30)
_KEY = st.text(alphabet="AB12", max_size=2)
_ROW = st.tuples(_KEY, _TEXT, st.sampled_from(["", "転入", "転出"]))


def _edition(rows: Sequence[tuple[str, str, str]]) -> list[Entry]:
    return [
        _BLANK._replace(
            no=str(at), feature_id=key, level1=level, requirement=text, position=at, source_row=at
        )
        for at, (key, text, level) in enumerate(rows, 1)
    ]


@given(st.lists(_ROW, max_size=12), st.lists(_ROW, max_size=12), st.data())
def test_no_item_is_lost_or_doubled(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    old, new = _edition(before), _edition(after)
    found = compare(old, new)
    keys = [one.key for one in found.suspects]
    accepted = frozenset(data.draw(st.sets(st.sampled_from(keys)))) if keys else frozenset()
    apart = frozenset(data.draw(st.sets(st.sampled_from([one.label for one in new])))) if new else frozenset()
    for one in (found, resolved(found, accepted, apart)):
        assert sorted(pair.old for pair in one.pairs if pair.old is not None) == list(range(len(old)))
        assert [pair.new for pair in one.pairs if pair.new is not None] == list(range(len(new)))
        counts = one.counts
        both = sum(pair.old is not None and pair.new is not None for pair in one.pairs)
        assert counts[Change.REMOVED] + both == len(old)
        assert counts[Change.ADDED] + both == len(new)
        for pair in one.pairs:
            assert pair.classes
            if pair.old is not None and pair.new is not None:
                told = {name for name in Entry._fields[:15] if old[pair.old]._asdict()[name]
                        != new[pair.new]._asdict()[name]}  # fmt: skip
                assert told == set(pair.columns)
                assert (Change.MOVED in pair.classes) == bool(told & set(LEVELS))
    assert compare(old, new) == found


@given(st.lists(_ROW, max_size=15))
def test_an_edition_compared_with_itself_has_not_changed(rows: list[tuple[str, str, str]]) -> None:
    found = compare(_edition(rows), _edition(rows))
    assert all(Change.UNCHANGED in pair.classes and pair.old == pair.new for pair in found.pairs)
    assert found.suspects == ()
