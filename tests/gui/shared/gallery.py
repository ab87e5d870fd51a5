"""One page with every component, and a list screen made of them; shared by tests and for looking at.

xvfb-run -s "-screen 0 1920x1080x24" python -m tests.gui.shared.gallery FOLDER
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.shared.buttons import Button, Segments
from views.shared.charts import NumberTile, Part, Span, StackedBar, Timeline
from views.shared.chips import CHIPS, Asker, Chip, ChipText, chip_word
from views.shared.choices import CheckBox, Choice, Radio
from views.shared.empty import EmptyState
from views.shared.error_line import ErrorLine
from views.shared.fields import PlainText, SearchBox, TextField
from views.shared.history import HistoryLine
from views.shared.inspector import Inspector
from views.shared.labels import Label
from views.shared.panes import FilterBar, Pane, ScreenHead, Splitter, Tabs
from views.shared.screen import Screen, SearchHit
from views.shared.session import Session
from views.shared.table import RecordTable
from views.shared.table_columns import UNANSWERED, Column, Group, Kind, Missing, number_text
from views.shared.table_parts import TotalsRow
from views.shared.undo_bar import UndoBar
from views.shared.work_bar import WorkBar
from views.shell.facts import ScreenEntry, ShellFacts

TOWNS = ("みどり市", "青葉町", "川辺村")


@dataclass(frozen=True, slots=True)
class GapRow:
    id: str
    section: str
    title: str
    asks: str
    disposition: str
    state: str
    asked: int | Missing | None
    agreed: int | None


@dataclass(frozen=True)
class Change:
    tables: frozenset[str]
    summary: str = ""
    undoable: bool = True


TITLES = (
    "証明書の発行番号を年度で採番",
    "転出証明書の備考を2行に",
    "コンビニ交付の停止を即時反映",
    "住所辞書の小字を3階層で管理",
    "除票の検索に旧姓を加える",
    "減免理由を証明書に印字",
    "転入通知の突合結果を一覧出力",
    "カード継続利用の漏れを防ぐ",
    "転出証明書に国保の案内を印字",
)
SECTIONS = ("みどり市 市民課", "みどり市 情報政策課", "青葉町 住民課", "川辺村 住民福祉課")


def gap_rows(count: int = 26) -> list[GapRow]:
    """Made-up gaps."""
    states = [key for key in CHIPS if key.startswith("state.")]
    answers = ("parameter", "part", "source", "operate", "align", "undecided")
    return [
        GapRow(
            f"G-{number:03}",
            SECTIONS[min(3, number * 5 // max(1, count))],
            TITLES[number % len(TITLES)],
            "み青川"[: 1 + number % 3],
            "disposition." + answers[number % len(answers)],
            states[number % len(states)],
            UNANSWERED if number % 9 == 3 else 180 + (number * 613) % 9000,
            None if number % 4 == 1 else (number * 97) % 3000,
        )
        for number in range(1, count + 1)
    ]


def askers(row: GapRow) -> list[Asker]:
    return [Asker(name[0], name, name[0] in row.asks) for name in TOWNS]


def gap_columns(edit: Callable[[GapRow, str], object] | None = None) -> list[Column[GapRow]]:
    return [
        Column("id", "番号", 60, lambda row: row.id, Kind.SECOND),
        Column("title", "件名", 200, lambda row: row.title, edit=edit, stretch=True),
        Column("askers", "団体", 66, askers, Kind.ASKERS),
        Column("disposition", "対応方針", 104, lambda row: row.disposition, Kind.SIGN),
        Column("state", "状態", 108, lambda row: row.state, Kind.CHIP),
        Column("asked", "要望 千円", 86, lambda row: row.asked, Kind.NUMBER),
        Column("agreed", "合意 千円", 78, lambda row: row.agreed, Kind.NUMBER),
    ]


def group_rows(rows: list[GapRow]) -> list[Group]:
    made = []
    for section in SECTIONS:
        own = [row for row in rows if row.section == section]
        total = sum(row.asked for row in own if isinstance(row.asked, int))
        agreed = sum(row.agreed or 0 for row in own)
        chip = ChipText("other.notagreed", "未合意・提出できません") if section == SECTIONS[3] else None
        totals = {"asked": number_text(total), "agreed": number_text(agreed)}
        made.append(Group(section, section, f"{len(own)}件", totals, chip))
    return made


class GapScreen(Screen):
    """A list with an inspector, as the screens of the program are."""

    key = "gaps"
    title_key = "shell.screen.gaps"
    icon = "gap"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows = gap_rows()
        self.set_content(Splitter(self._list(), self._inspector()))
        self.host_bars(self.list_pane.column)
        self.table.row_chosen.connect(self._show)
        self.inspector.step_asked.connect(self.table.step)
        self.table.row_opened.connect(lambda _: self.inspector.jump(1))
        self.refreshed: list[frozenset[str]] = []

    def refresh(self, tables: frozenset[str]) -> None:
        self.refreshed.append(tables)
        self.table.show_rows(self.rows, group_rows(self.rows), lambda row: row.section)
        self.table.choose_first()
        self.totals.show_totals(
            "表示中 26件の計",
            {"asked": "37,560", "agreed": "6,790"},
            "金額は5年計・千円。未回答 3件は含まない",
        )

    def status_text(self) -> str:
        row = self.table.current_row()
        return f"{row.id}　選択 {len(self.table.selected_rows())}件" if row else ""

    def search_records(self, text: str) -> list[SearchHit]:
        return [
            SearchHit("gaps", row.id, row.title, row.id, "gap")
            for row in self.rows
            if text in row.title + row.id
        ]

    def open_item(self, item_id: object) -> None:
        self.table.choose(str(item_id))
        self.table.setFocus()

    def item_actions(self) -> list[QAction]:
        return [QAction("取下げ", self)]

    def rename(self, row: GapRow, title: str) -> bool:
        def command() -> Change:
            self.rows = [replace(old, title=title) if old.id == row.id else old for old in self.rows]
            return Change(frozenset({"gaps"}), f"{row.id} の件名を変えました")

        return self.session.run(command)

    def _list(self) -> Pane:
        self.list_pane = Pane("ギャップの一覧", keys=[("↑↓", "移動"), ("Enter", "右へ"), ("F2", "直接編集")])
        head = ScreenHead("ギャップ", "未確定 26件／全42件")
        look = Segments([("list", "一覧"), ("board", "ボード"), ("matrix", "対応表")], "見せ方")
        look.choose("list")
        head.add_right(look)
        head.add_right(Button("独自業務を追加", key="N", icon="plus"))
        tabs = Tabs([("all", "すべて"), ("open", "未確定"), ("mine", "自分の担当"), ("conflict", "要調整")])
        for key, count in (("all", 42), ("open", 26), ("mine", 9), ("conflict", 1)):
            tabs.show_count(key, count)
        tabs.choose("open")
        bar = FilterBar()
        self.filter_box = SearchBox("絞り込み", "絞り込み：件名・目的・要望団体・変更の種類", icon="filter")
        bar.add(self.filter_box, 1)
        bar.add_right(Choice([("section", "まとめ：業務所管課"), ("none", "まとめない")], "まとめ"))
        bar.add_right(Button("列", icon="columns"))
        self.table: RecordTable[GapRow] = RecordTable("gaps", "ギャップ", gap_columns(self.rename))
        self.totals = TotalsRow(self.table)
        for part in (head, tabs, bar):
            self.list_pane.add(part)
        self.list_pane.add(self.table, 1)
        self.list_pane.add(self.totals)
        return self.list_pane

    def _inspector(self) -> Inspector:
        self.inspector = Inspector("選んだギャップ", keys=[("Alt+1–8", "節"), ("Ctrl+Enter", "提出")])
        self.inspector.resize(416, 600)
        first = self.inspector.add_section("業務目的", 1)
        self.purpose = PlainText(
            "業務目的",
            "なぜ必要か",
            "転出者が14日以内に行う国保・年金の届出を漏れなく知り、再来庁と問い合わせを減らす。",
        )
        first.add(self.purpose)
        second = self.inspector.add_section("対応方針", 2, "")
        for word in (
            "業務を合わせる",
            "運用で対応",
            "パラメータ設定",
            "機能部品の追加・変更",
            "ソースコード改変",
        ):
            second.add(Radio(word))
        third = self.inspector.add_section("変更の種類とオプション範囲", 3)
        third.add(Segments([("in", "範囲内"), ("out", "範囲外"), ("unknown", "不明")], "範囲", small=True))
        third.add(
            Choice([(key, chip_word(key)) for key in CHIPS if key.startswith("disposition.")], "対応方針")
        )
        self.inspector.add_section("費用", 4).add(StackedBar("費用"))
        self.inspector.add_action(Button("課長へ提出", "primary", key="Ctrl+Enter"))
        self.inspector.add_action(Button("取下げ…"))
        self.inspector.add_condition(Label("提出の条件 5／5", "second", ink="ok"))
        return self.inspector

    def _show(self, row: GapRow | None) -> None:
        if row is None:
            self.inspector.show_empty()
        else:
            chips = [ChipText(row.state), ChipText(row.disposition)]
            self.inspector.show_head(
                row.id, row.title, chips, "2／3団体　起案 みどり市 市民課 主査", askers(row)
            )
            lines = [HistoryLine("14:31", "みどり市 市民課 主査", "変更の種類に「定型文面の変更」を追加")] * 6
            self.inspector.show_history(lines, "12件・署名付き")
        self.note_status()


class PlainScreen(Screen):
    """A screen that shows an empty state and the charts."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session)
        self.key = key
        self.narrow_rail = key in ("scoring", "decisions", "exchange")
        pane = Pane(key)
        pane.add(ScreenHead(key))
        pane.add(
            EmptyState(
                "flow",
                "業務フローがありません",
                "BPMN か、手順表（Excel）を選びます。",
                Button("ファイルを選ぶ", "primary", "Ctrl+O"),
                Button("手順表の様式を書き出す", "quiet"),
            ),
            1,
        )
        self.set_content(pane)


SCREENS = (
    ("overview", "overview", True),
    ("features", "list", False),
    ("flows", "flow", False),
    ("gaps", "gap", True),
    ("scoring", "check", False),
    ("decisions", "stamp", True),
    ("baseline", "doc", False),
    ("exchange", "exchange", False),
    ("indicators", "chart", False),
)


def entries() -> list[ScreenEntry]:
    def make(key: str) -> Callable[[Session], Screen]:
        return GapScreen if key == "gaps" else lambda session: PlainScreen(session, key)

    return [ScreenEntry(key, f"shell.screen.{key}", icon, make(key), gap) for key, icon, gap in SCREENS]


def facts(demo: bool = False) -> ShellFacts:
    return ShellFacts(
        "住民記録・証明書交付 共同更新",
        "みどり市 市民課 主査",
        "第1版 凍結済み",
        1284,
        demo=demo,
        saved_at="14:32",
        amounts={"features": 152, "flows": 6, "gaps": 42},
        waiting={"scoring": 5, "decisions": 3},
    )


class ComponentPage(QWidget):
    """Every component once."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        for group in ("state", "disposition", "answer", "score", "other"):
            keys = [key for key in CHIPS if key.startswith(group + ".") and key != "other.tag"]
            column.addLayout(_row(group, *(Chip(key) for key in keys)))
        off = Button("使えない")
        off.disable("理由")
        column.addLayout(
            _row(
                "button",
                Button("課長へ提出", "primary"),
                Button("取下げ"),
                Button("却下", "destructive"),
                Button("元に戻す", "quiet"),
                off,
                Button("列", icon="columns"),
                Button("独自業務を追加", key="N", icon="plus"),
            )
        )
        wrong = TextField("金額", text="12,3O0")
        wrong.mark_wrong("数ではありません")
        scope = Segments([("in", "範囲内"), ("out", "範囲外"), ("unknown", "不明")], "範囲")
        scope.choose("in")
        on, chosen = CheckBox("確認"), Radio("はい")
        on.setChecked(True)
        chosen.setChecked(True)
        column.addLayout(
            _row(
                "field",
                TextField("作業名", "作業名"),
                wrong,
                scope,
                on,
                CheckBox(""),
                chosen,
                Radio(""),
                Choice([("answer.standard", "標準"), ("answer.part", "部品")], "回答"),
            )
        )
        table: RecordTable[GapRow] = RecordTable("gallery", "ギャップ", gap_columns())
        rows = gap_rows(4)
        table.show_rows(rows)
        table.choose("G-002")
        table.setFixedHeight(150)
        self.table = table
        column.addWidget(table)
        empties = QHBoxLayout()
        empties.addWidget(
            EmptyState(
                "gap",
                "ギャップはまだありません",
                "回答と業務フローから、標準でない所を拾い出します。",
                Button("回答から作る", "primary", "D"),
                Button("独自業務を自分で書く", "quiet", "N"),
            )
        )
        empties.addWidget(_charts())
        column.addLayout(empties, 1)
        work, error, undo = WorkBar(), ErrorLine(), UndoBar()
        for bar in (work, error, undo):
            column.addWidget(bar)
        work.start("回答を取り込み中")
        work.show_progress(62400, 100000)
        error.show_error(
            "読めません：A社_回答.xlsx は途中で切れています。送り直してもらってください。", more=lambda: None
        )
        undo.show_done("G-017 の対応方針を「機能部品」にしました")


def _charts() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    tiles = QHBoxLayout()
    for title, unit, value, note in (
        ("経費抑制額", "千円", "23,280", "要望 34,500 − 合意 11,220"),
        ("経費抑制率", "%", "67.5", "金額の出た29件・5年計"),
    ):
        tile = NumberTile(title, unit)
        tile.show_value(value, note)
        tiles.addWidget(tile)
    column.addLayout(tiles)
    line = Timeline("工程の進み")
    marks = [(30.0 * month, f"{1 + (3 + month) % 12}月") for month in range(12)]
    line.show_spans(
        [
            Span(0, 86, "fstd", "準備"),
            Span(75, 233, "accent", "調達", 0.86, 1),
            Span(201, 360, "accent", "構築", 0.3, 2),
        ],
        365,
        marks,
        225,
        "今日",
    )
    column.addWidget(line)
    bar = StackedBar("みどり市 市民課")
    bar.show_parts(
        [
            Part(8, "fstd", "確定 8件"),
            Part(3, "fwork", "第三者審査 3件"),
            Part(2, "fpale", "課長審査 2件"),
            Part(1, "famber", "差し戻し 1件"),
            Part(2, "fgrey", "下書き 2件"),
            Part(2, "outline", "却下 2件"),
        ],
        20,
        "18件",
    )
    column.addWidget(bar)
    return box


def _row(title: str, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    name = Label(title, "second", ink="text2")
    name.setFixedWidth(70)
    row.addWidget(name)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def main() -> None:
    """Grab pictures of everything into a folder."""
    import sys
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from views.shared.style import apply_style
    from views.shared.tokens import use_theme
    from views.shell.window import MainWindow
    from views.start.start_screen import RecentProject, StartScreen

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    app = QApplication(sys.argv[:1])
    app.setOrganizationName("gallery")
    apply_style(app)

    def grab(widget: QWidget, name: str) -> None:
        for _ in range(5):
            app.processEvents()
        widget.grab().save(str(folder / f"{name}.png"))

    for shade in ("light", "dark"):
        use_theme("dark" if shade == "dark" else "light")
        page = ComponentPage()
        page.resize(1280, 800)
        page.show()
        page.table.setFocus()
        grab(page, f"components_{shade}")
        page.close()
        for width, tall in ((1280, 800), (1920, 1080)):
            window = MainWindow(Session(None), entries(), partial(facts, width == 1920))
            window.resize(width, tall)
            window.show()
            screen = window.show_screen("gaps")
            assert isinstance(screen, GapScreen)
            splitter = screen.findChild(Splitter)
            assert splitter is not None
            splitter.setSizes([1008, 760] if width == 1920 else [711, 416])
            window.activateWindow()
            screen.open_item("G-009")
            screen.undo_bar.show_done("G-017 の変更の種類に「定型文面の変更」を追加しました")
            grab(window, f"gap_{shade}_{width}")
            if width == 1280:
                window.top.search.setFocus()
                window.top.search.setText("転出")
                window.popup._look()
                grab(window, f"search_{shade}")
                window.top.search.clear()
                window.show_screen("decisions")
                window.toggle_keys()
                grab(window, f"keys_{shade}")
            window.close()
        recent = [
            RecentProject("/a/b.fitgap", "住民記録・証明書交付 共同更新", "C:\\共有\\更新", "2026-11-12"),
            RecentProject("/a/c.fitgap", "税務 共同更新", "C:\\共有\\税務", "2026-10-30", False),
        ]
        start = StartScreen(recent)
        start.resize(1280, 800)
        start.show()
        grab(start, f"start_{shade}")
        start.close()


if __name__ == "__main__":
    main()
