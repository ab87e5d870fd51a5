"""The glossary: how the terms of the field are called in English and in Japanese.

Code, screens and documents use these words and no others for the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the field; `meaning_ja` where the word alone does not say it."""

    english: str
    japanese: str
    meaning_ja: str = ""


TERMS: tuple[Term, ...] = (
    # people and places
    Term("organisation", "団体", "共同で更新する市町村"),
    Term("section", "業務所管課", "その業務を受け持つ課"),
    Term("secretariat", "事務局", "プロジェクトを作り、名簿・一覧・評価の回・版を管理する"),
    Term("section staff", "業務所管課職員", "ギャップを起案し、実機検証を採点する"),
    Term("section chief", "業務所管課の長", "所管課のギャップを審査し決裁する"),
    Term("third-party reviewer", "第三者レビュア", "起案者・決裁者と別の課か団体から確かめる"),
    Term("observer", "閲覧者・監査", "読むことと検証だけを行う"),
    Term("agreement", "合意形成", "カスタマイズを必要最低限に抑えることへの団体の合意"),
    Term("join request", "参加申請", "途中参加を含む、名簿への登録の申出"),
    # lists and flows
    Term("feature list", "機能一覧"),
    Term("feature", "機能"),
    Term("feature id", "機能ID", "7桁の文字。数値として扱わない"),
    Term("requirement", "要件"),
    Term("rationale", "要件の考え方・理由"),
    Term("obligation", "必須・任意"),
    Term("package", "パッケージ", "提案された製品"),
    Term("answer", "回答"),
    Term("legend", "凡例", "そのファイルの記号の意味"),
    Term("method", "実現方法"),
    Term("restated current system", "現行踏襲", "現在のシステムの再現を求めるだけの要件"),
    Term("business flow", "業務フロー"),
    Term("current flow", "現行"),
    Term("standard flow", "パッケージ標準"),
    Term("agreed flow", "合意"),
    Term("link", "紐付け", "作業と機能の対応"),
    Term("own work", "独自業務"),
    # answers
    Term("standard", "標準対応"),
    Term("parameter", "パラメータ設定"),
    Term("option part", "オプション・部品"),
    Term("source change", "カスタマイズ（ソース）"),
    Term("workaround", "代替運用"),
    Term("not possible", "対応不可"),
    Term("unanswered", "未回答"),
    # gaps
    Term("gap", "ギャップ"),
    Term("purpose", "業務目的"),
    Term("disposition", "対応方針", "軽いものから順に検討する"),
    Term("change kind", "変更の種類", "手引きの24種類"),
    Term("option scope", "オプション機能範囲", "範囲の内か外かで段階が変わる種類がある"),
    Term("tier", "カスタマイズの段階", "(1)パラメータ設定 (2)機能部品 (3)ソースコード改変"),
    Term("undecided", "未判定"),
    Term("asked cost", "要望の費用", "要望どおりに改変したときの見積"),
    Term("agreed cost", "合意の費用"),
    Term("cost avoided", "経費抑制額", "要望の費用と合意の費用の差"),
    # scoring
    Term("demonstration round", "実機検証"),
    Term("scene", "場面"),
    Term("score sheet", "採点表"),
    Term("operability", "操作性"),
    Term("means", "実現方法の評価"),
    Term("evidence", "証拠"),
    Term("remark", "所見"),
    Term("conflict of interest", "利害関係"),
    Term("spread", "広がり"),
    Term("consensus", "合議"),
    Term("not yet valid", "未成立", "所管課の採点者が2人に満たない"),
    Term("sealed", "封印済み"),
    # decisions
    Term("draft", "下書き"),
    Term("submit", "提出"),
    Term("approve", "承認"),
    Term("send back", "差し戻し", "新しい稿で続ける"),
    Term("reject", "却下", "ここで終わる"),
    Term("withdraw", "取下げ"),
    Term("necessity", "必要性"),
    Term("validity", "妥当性"),
    Term("confirmed", "確定"),
    Term("stale", "要再確認", "承認の後に内容が変わった"),
    Term("decision on behalf", "代決"),
    # the ledger
    Term("ledger", "台帳"),
    Term("changeset", "変更のまとまり", "署名された一つの操作"),
    Term("conflict", "要調整", "同じ値を別々に直した状態"),
    Term("quarantine", "隔離", "保管するが効力を持たせない"),
    Term("edition", "版"),
    Term("freeze", "凍結"),
    Term("merge", "取り込み"),
)


def japanese(english: str) -> str:
    """The Japanese of a term. Raises `KeyError` for a word that is not in the glossary."""
    return _BY_ENGLISH[english].japanese


_BY_ENGLISH = {term.english: term for term in TERMS}
