"""Complaints without a purpose are found wherever they stand, however they are spelt."""

from __future__ import annotations

import itertools
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.resources import resource
from models.wording.rules import find_hints


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("国保の案内が別画面になり、現行と違って使いにくい。", ["現行と違って", "使いにくい"]),
        ("画面が分かりづらく、見にくい。", ["分かりづらく", "見にくい"]),
        ("ツカイニクイ", ["ツカイニクイ"]),
        ("今のシステムとは異なる", ["今のシステムとは異なる"]),
        ("操作性が悪い", ["操作性が悪"]),
        ("It is HARD TO USE and confusing.", ["HARD TO USE", "confusing"]),
    ],
)
def test_complaints_are_marked_where_they_stand(text: str, words: list[str]) -> None:
    hints = find_hints(text)
    assert [hint.word for hint in hints] == words
    assert all(text[hint.start : hint.end] == hint.word and hint.word in hint.message for hint in hints)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "案内が別画面のため渡し忘れが起き、届出漏れを防ぐ目的を果たせない。",
        "使いにくいが、期限内に交付する目的は達成できる。",
        "帳票部品で欄を1つ追加する。",
        "使いやすい。",
        "名前と違う氏を印字できる。",
    ],
)
def test_whoever_names_a_purpose_is_left_alone(text: str) -> None:
    assert find_hints(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # hard to use
        "画面が使いづらい。",
        "使い勝手があまり良くない",
        "操作が煩雑です",
        "操作が複雑で大変",
        "操作方法がややこしい",
        "入力がしづらい",
        "入力しにくい配置である",
        "ボタンが押しにくい",
        "扱いにくいシステムだと思う",
        "やりづらい",
        "検索が面倒くさい",
        "ひと手間が多い",
        "クリック数が多い",
        "画面の数が多すぎて不便",
        "直感的でない",
        "直感的に操作できない",
        "不便に感じる",
        "不親切な作り",
        "操作に時間がかかる",
        "ｿｳｻがｼﾆｸｲ",
        "使 い に く い",
        "どうもしっくりこない",
        # hard to read
        "見づらい画面",
        "表示が見にくかった",
        "読みにくい",
        "項目が見つけにくい",
        "目的の画面が探しにくい",
        "どこに何があるか分からない",
        "ごちゃごちゃしている",
        "期限の表示が見づらい",
        "画面のデザインが古い",
        "ぱっと見て分からない",
        "一覧が把握しづらく感じた",
        # unlike the current system
        "現行と違う",
        "今の画面と異なる",
        "従来のシステムに比べて劣る",
        "慣れていない",
        "この操作には慣れない",
        "覚え直しになる",
        "前のシステムではできた",
        "前のシステムでは一覧に出ていたのに",
        "今まで出来ていたことができない",
        "以前はワンクリックで済んでいた。",
        "旧システムにあった機能がない",
        "現行では一画面で見られた",
        "これまで通りにしてほしい",
        "今までどおりがよい",
        "現行の方が良い",
        "前の画面のほうが見やすい",
        "職員が戸惑う",
        "違和感がある",
        "見慣れた配置にしてほしい",
        "現行と並びが違うと言われた。現行と違う",
        # English
        "It is not user-friendly.",
        "Too many clicks",
        "not very intuitive",
        "hard to find the button",
        "The layout is cluttered",
        "We are used to the old screen",
        "In the old system we could do this",
        "Different from the current system",
        "The previous system was better",
        "not easy to read",
        "Cumbersome to operate",
    ],
)
def test_paraphrases_of_complaints_are_marked(text: str) -> None:
    hints = find_hints(text)
    assert hints, text
    assert all(text[hint.start : hint.end] == hint.word for hint in hints)


@pytest.mark.parametrize(
    "text",
    [
        # a purpose or a harm to the work lifts the complaint
        "操作が煩雑で、住民を待たせてしまう",
        "見づらく、世帯員を取り違えた",
        "使いにくく、1件あたり3分余計にかかる",
        "前のシステムではできたが、今回は法定の14日以内に処理できない",
        "慣れていない職員でも過誤なく処理できる必要がある",
        "現行と違い、二重交付を防げない",
        "分かりにくい表示のため誤交付が起きる",
        "入力しにくく、月12件の差し替えが出ている",
        "読みにくい通知のため、問い合わせが増える",
        "操作が面倒で、期限までに発送できない",
        "It is confusing, so certificates are issued twice.",
        "Hard to use; residents have to wait.",
        "Too many clicks, so the 14 days set by law are missed",
        "unclear, and errors are overlooked",
        # nothing is complained about
        "旧姓を印字できる",
        "現住所と異なる送付先を登録できる",
        "前年度と異なる税額を一覧にする",
        "今年度は対象者を抽出できる",
        "現行法では14日とされている",
        "前住所と違う住所に送付する",
        "操作は3手順で終わる",
        "見やすい",
        "分かりやすく表示される",
        "使い方の研修を受けた",
        "検索は問題なくできた",
        "以前の住所も表示される",
        "今回の更新で追加された機能を確認した",
        "名前の前に敬称が付く",
        "防災システムと連携できる",
        "帳票は標準のまま印刷できた",
        "All items are easy to read.",
        "The list can be sorted.",
        "Previous addresses are shown.",
        "It is clear and quick.",
    ],
)
def test_near_texts_are_left_alone(text: str) -> None:
    assert [hint.word for hint in find_hints(text)] == []


def test_the_remarks_of_the_sample_argue_by_purpose() -> None:
    path = resource("sample", "story", "scoring.toml")
    sheets = tomllib.loads(path.read_text(encoding="utf-8"))["sheet"]
    remarks = {one["remark"] for sheet in sheets if sheet["submitted"] for one in sheet["scores"]}
    assert {remark: find_hints(remark) for remark in remarks if find_hints(remark)} == {}


@given(st.text(st.sampled_from("使いにくわかりづら現行と違う目的ハードＡaﾂ㌢İ\n。"), max_size=30))
def test_places_are_in_the_text_and_do_not_overlap(text: str) -> None:
    hints = find_hints(text)
    assert all(text[hint.start : hint.end] == hint.word != "" for hint in hints)
    assert all(left.end <= right.start for left, right in itertools.pairwise(hints))
