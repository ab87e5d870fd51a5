"""What cannot be used ends in one sentence with place and remedy, exit code 1, and nothing touched."""

from __future__ import annotations

import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from models.identity.profile import save_identity
from models.storage.schema import FILE_VERSION
from models.storage.seal import remove_seal

if TYPE_CHECKING:
    from tests.journeys.conftest import Shell

PASSPHRASE = "春の小川はさらさら"
BOMB = '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;">]><definitions>&c;</definitions>'
TASK = '<process><task id="t" name="{}"/></process>'
FLOW = f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">{TASK}'
ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
)


class Office:
    """A project of two towns, whose people type commands; what must be refused may leave no trace."""

    def __init__(self, shell: Shell, consortium: Any, folder: Path) -> None:
        self.shell, self.consortium, self.folder = shell, consortium, folder
        self.project: Path = consortium.path

    def arrives(self, name: str) -> None:
        """That person's identity lies in the profile folder."""
        profile = self.shell.profile(name)
        if not profile.exists():
            save_identity(profile, self.consortium.people[name], PASSPHRASE)

    def file(self, name: str, content: bytes | str) -> Path:
        """A file beside the project."""
        path = self.folder / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def refused(self, who: str, *arguments: object) -> str:
        """The one sentence with which a command is refused, in both languages; returns the Japanese one."""
        if who:
            self.arrives(who)
        before = self._everything()
        said = {lang: self.shell.call(who, *arguments, lang=lang) for lang in ("en", "ja")}
        assert self._everything() == before
        for lang, one in said.items():
            assert (one.code, one.out) == (1, ""), (arguments, one)
            assert len(one.err.splitlines()) == 1, one.err
            assert "{" not in one.err
            assert "None" not in one.err
            assert (
                one.err.rstrip().endswith("." if lang == "en" else "。") or "：" in one.err or ": " in one.err
            )
        return said["ja"].err

    def _everything(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def office(shell: Shell, consortium: Any, tmp_path: Path) -> Iterator[Office]:
    yield Office(shell, consortium, tmp_path)


def truncated(office: Office) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["機能ID", "機能名称", "要件"])
    book.worksheets[0].append(["0010", "届出入力", "入力できること。"])
    book.save(office.folder / "全部.xlsx")
    return office.file("途中まで.xlsx", (office.folder / "全部.xlsx").read_bytes()[:3000])


def without_header(office: Office) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "ごあいさつ"
    book.worksheets[0].append(["日頃よりお世話になっております。"])
    book.worksheets[0].append(["よろしくお願いいたします。"])
    book.save(office.folder / "案内.xlsx")
    return office.folder / "案内.xlsx"


def zip_bomb(office: Office) -> Path:
    path = office.folder / "圧縮.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(60 << 20))
    return path


LISTS: dict[str, tuple[Callable[[Office], Path], tuple[str, ...]]] = {
    "truncated": (truncated, ("「途中まで.xlsx」", "取り直す")),
    "without header": (without_header, ("「案内.xlsx」のシート「ごあいさつ」", "指定してください")),
    "zip bomb": (zip_bomb, ("「圧縮.xlsx」", "提出元に確かめて")),
    "encrypted": (lambda office: office.file("機密.xlsx", ENCRYPTED), ("「機密.xlsx」", "保護を解除")),
    "no workbook": (
        lambda office: office.file("古い.xls", ENCRYPTED[:512] + bytes(4096)), ("「古い.xls」", "ください"),
    ),
    "empty": (lambda office: office.file("空.xlsx", b""), ("「空.xlsx」", "中身のあるファイル")),
    "text": (lambda office: office.file("文章.xlsx", "これは文章です。"), ("「文章.xlsx」", "保存し直して")),
    "picture": (lambda office: office.file("図.csv", bytes(range(128, 256)) * 9), ("「図.csv」", "ください")),
    "missing": (lambda office: office.folder / "ない.xlsx", ("ない.xlsx", "確かめて")),
    "folder": (lambda office: office.shell.home.parent, ("フォルダー", "指定してください")),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_lists(office: Office, kind: str) -> None:
    make, parts = LISTS[kind]
    path = make(office)
    commands: list[tuple[object, ...]] = [("list", "import", office.project, path)]
    if kind != "without header":  # looking into a file without any list is fine
        commands.append(("list", "inspect", path))
    for command in commands:
        told = office.refused("事務局", *command)
        assert all(part in told for part in parts), told


@pytest.mark.parametrize("kind", ["truncated", "zip bomb", "encrypted", "empty", "missing"])
def test_answers_scenes_and_scores(office: Office, kind: str) -> None:
    office.arrives("事務局")
    office.shell.do("事務局", "packages", "add", office.project, "--name", "A社")
    make, parts = LISTS[kind]
    path = make(office)
    told = office.refused(
        "事務局", "answers", "import", office.project, path, "--package", "A社", "--legend", "○=standard"
    )
    assert all(part in told for part in parts), told
    told = office.refused(
        "事務局", "score", "open", office.project, "--number", 1, "--package", "A社", "--scenes", path,
        "--closes-on", "2026-12-18",
    )  # fmt: skip
    assert all(part in told for part in parts), told


FLOWS: dict[str, tuple[bytes | str, str]] = {
    "手順.bpmn": ("1. 届出を受ける\n2. 審査する\n", "書き出して"),
    "実体.bpmn": (BOMB, "DTD なしで"),
    "空.bpmn": ("", "書き出し直して"),
    "切れた.bpmn": (FLOW.format("受付")[:-20], "書き出し直して"),
    "別物.bpmn": ("<html><body/></html>", "BPMN 2.0"),
    "絵.bpmn": (bytes(2000), "書き出し直して"),
}


@pytest.mark.parametrize("name", FLOWS)
def test_flows(office: Office, name: str) -> None:
    content, remedy = FLOWS[name]
    good = office.file("よい.bpmn", FLOW.format("受付") + "</definitions>")
    told = office.refused(
        "事務局", "flow", "import", office.project, good, office.file(name, content), "--kind", "current"
    )
    assert f"「{name}」" in told
    assert remedy in told
    assert office.shell.do("", "flow", "list", office.project) == []


def newer(path: Path) -> None:
    remove_seal(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {FILE_VERSION + 1}")
    connection.close()


def one_byte_changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


@pytest.mark.parametrize(
    ("harm", "remedy"),
    [
        (newer, "プログラムを更新してください"),
        (one_byte_changed, "控えから戻してください"),
        (cut_off, "控えから戻してください"),
        (lambda path: path.write_bytes(b""), ".fitgap ファイルを選んでください"),
        (lambda path: path.write_text("これは文書です" * 100, encoding="utf-8"), "ファイルを選んでください"),
        (lambda path: path.unlink(), "確かめてください"),
    ],
)
def test_project_files(office: Office, harm: Callable[[Path], None], remedy: str) -> None:
    harm(office.project)
    for who, *command in (
        ("", "info", office.project),
        ("", "verify", office.project),
        ("主査", "gaps", "add", office.project, "--title", "案内"),
        ("", "merge", office.project, office.project),
        ("", "copy", office.project, office.folder / "写し.fitgap"),
        ("", "package", office.project, "--out", office.folder / "写し.fgx"),
    ):
        told = office.refused(who, *command)
        assert office.project.name in told
        assert remedy in told or command[0] == "merge", told


def test_a_changed_byte_as_a_process_of_its_own(office: Office) -> None:
    one_byte_changed(office.project)
    before = office.project.read_bytes()
    said = office.shell.process("", "verify", office.project)
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert "ページ目" in said.err
    assert office.project.read_bytes() == before


def test_who_signs(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    add = ("gaps", "add", office.project, "--title", "案内", "--section", "みどり市 市民課")
    assert "fitgap identity new" in office.refused("", *add)
    assert "職員だけ" in office.refused("監査", *add)
    assert "ほかの課" in office.refused("青葉主任", *add)
    assert "事務局だけ" in office.refused("主査", "freeze", office.project, "--allow-open")
    assert "事務局だけ" in office.refused(
        "課長", "members", "section", office.project, "--organisation", "青葉町", "--name", "税務課"
    )
    monkeypatch.setenv("FITGAP_PASSPHRASE", "違う合言葉")
    assert "合言葉が違います" in office.refused("主査", *add)
    monkeypatch.delenv("FITGAP_PASSPHRASE")
    assert "FITGAP_PASSPHRASE" in office.refused("主査", *add)


def test_somebody_else_writes(office: Office) -> None:
    office.arrives("主査")
    with office.consortium.as_("主任"):
        for command in (("gaps", "add", office.project, "--title", "案内"), ("undo", office.project)):
            assert "から開いています。閉じてもらって" in office.refused("主査", *command)
        assert office.shell.call("", "info", office.project).code == 0


NAMES: tuple[tuple[object, ...], ...] = (
    ("gaps", "show", "G-999"),
    ("gaps", "show", "あれ"),
    ("gaps", "comment", "G-999", "意見"),
    ("gaps", "list", "--section", "水道課"),
    ("gaps", "list", "--tier", "9"),
    ("gaps", "disposition", "G-001", "そのうち"),
    ("gaps", "costs", "G-001", "--asked-initial", "高い"),
    ("gaps", "costs", "G-001", "--asked-initial", "-5"),
    ("gaps", "edit", "G-001", "--package", "Z社"),
    ("tier", "G-001", "--kind", "色々"),
    ("tier", "G-001", "--kind", "report:どこか"),
    ("tier", "G-001", "--override", "7", "--reason", "そう思う"),
    ("decide", "submit", "G-001"),
    ("decide", "chief", "G-001", "--verdict", "approve"),
    ("decide", "chief", "G-001", "--verdict", "たぶん"),
    ("decide", "list", "--member", "だれか"),
    ("score", "results", "7"),
    ("score", "declare", "第七回"),
    ("export", "--out", "要件.pdf"),
    ("export", "--out", "ない場所/要件.xlsx"),
    ("export", "--out", "要件.json", "--edition", "7"),
    ("flow", "tasks", "--flow", "転出"),
    ("flow", "link", "転入", "受付", "0010"),
    ("list", "show", "--name", "ない一覧"),
    ("answers", "import", "空.xlsx", "--package", "A社", "--legend", "○=すばらしい"),
    ("settle", "3", "--side", "1"),
    ("settle", "1"),
    ("members", "agree", "--organisation", "黒松町", "--ground", "決裁", "--on", "2026-04-10"),
    ("members", "agree", "--organisation", "みどり市", "--ground", "決裁", "--on", "きのう"),
    ("members", "end", "--name", "だれか"),
    ("members", "enrol", "空.xlsx"),
    ("freeze", "--extra"),
    ("gaps", "costs"),
    ("history", "--limit", "たくさん"),
    ("gaps", "frobnicate"),
)


@pytest.mark.parametrize("words", NAMES, ids=lambda words: " ".join(map(str, words)))
def test_names_and_numbers(office: Office, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    office.file("空.xlsx", b"")
    monkeypatch.chdir(office.folder)
    office.arrives("主査")
    assert office.shell.call("主査", "gaps", "add", office.project, "--title", "案内").code == 0
    groups = ("gaps", "decide", "score", "flow", "list", "answers", "members")
    split = 2 if words[0] in groups else 1
    told = office.refused("主査", *words[:split], office.project, *words[split:])
    assert "ください" in told, told


def test_packages(office: Office) -> None:
    office.arrives("主査")
    office.arrives("事務局")
    whole, other = office.folder / "全体.fgx", office.folder / "別.fitgap"
    office.shell.say("", "package", office.project, "--out", whole)
    founder = ("--name", "別の共同更新", "--organisation", "黒松町", "--section", "住民課")
    office.shell.say("主査", "new", other, *founder)
    foreign = office.folder / "別.fgx"
    office.shell.say("", "package", other, "--out", foreign)
    content = whole.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 4
    huge = content[:17] + struct.pack(">I", 1 << 31) + content[21:]
    for path, remedy in (
        (foreign, "別の共同更新"),
        (other, "別の共同更新"),
        (office.file("途中.fgx", content[:-100]), "依頼してください"),
        (office.file("変化.fgx", bytes(flipped)), "依頼してください"),
        (office.file("長さ.fgx", huge), "依頼してください"),
        (office.file("文.fgx", "受け渡しではない"), "選んでください"),
        (office.file("空.fgx", b""), "選んでください"),
        (office.folder / "ない.fgx", "確かめてください"),
    ):
        for more in ((), ("--preview",)):
            told = office.refused("", "merge", office.project, path, *more)
            assert remedy in told, told
            assert path.name in told


def test_no_output_replaces_what_is_dear(office: Office) -> None:
    office.arrives("事務局")
    flow = office.file("転入.bpmn", FLOW.format("受付") + "</definitions>")
    office.shell.do("事務局", "flow", "import", office.project, flow, "--kind", "current")
    place = ("--organisation", "みどり市", "--section", "市民課")
    for who, *command in (
        ("", "copy", office.project, office.project),
        ("", "package", office.project, "--out", office.project),
        ("", "flow", "export", office.project, "転入", "--out", office.project),
        ("", "flow", "export", office.project, "転入", "--out", office.project.parent / "x", "--annotated"),
        ("事務局", "identity", "request", "--out", office.project, *place),
        ("事務局", "new", office.project, "--name", "新", *place),
        ("事務局", "identity", "new", "--name", "別人"),
        ("", "list", "save-mapping", truncated(office).with_name("全部.xlsx"), "--out", office.project),
    ):
        assert "ください" in office.refused(who, *command)


WRONGLY_TYPED: dict[tuple[str, ...], str] = {
    ("gaps", "lst"): "「lst」というコマンドはありません。",
    ("gaps", "list"): "PROJECT を指定",
    ("new", "a.fitgap"): "--name を指定",
    ("history", "a.fitgap", "--limit", "多く"): "--limit の値",
    ("info", "a.fitgap", "b.fitgap"): "余分な語があります（b.fitgap）",
    ("info", "--yaml"): "「--yaml」という指定",
    ("info", "a.fitgap", "--json=3"): "--json の使い方",
}


@pytest.mark.parametrize("words", WRONGLY_TYPED, ids=" ".join)
def test_wrongly_typed_commands(office: Office, words: tuple[str, ...]) -> None:
    told = office.refused("", *words)
    assert WRONGLY_TYPED[words] in told
    assert "--help" in told


def test_a_group_alone_shows_its_commands(office: Office) -> None:
    said = office.shell.call("", "gaps")
    assert (said.code, said.out) == (1, "")
    assert "derive" in said.err


def test_an_unknown_language(office: Office) -> None:
    said = office.shell.call("", "info", office.project, lang="fr")
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
