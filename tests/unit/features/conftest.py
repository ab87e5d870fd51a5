"""Files of lists and answers made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from models.resources import resource

Rows = Sequence[Sequence[object]]
MakeFile = Callable[..., Path]

LIST_HEAD = ["項番", "機能ID", "大分類", "中分類", "機能名称", "要件", "必須・任意", "備考"]
ANSWER_HEAD = ["機能ID", "機能名称", "要件", "回答", "実現方法", "カスタマイズ費用（千円）", "備考"]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Writes rows as an xlsx file of that name."""

    def make(rows: Rows, name: str = "一覧.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "機能一覧"
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def list_file(make_file: MakeFile) -> Path:
    """A list of three features in two groups."""
    return make_file(
        [
            LIST_HEAD,
            ["1", "0010", "住民", "転入", "届出入力", "届出を入力できること。", "必須", ""],
            ["2", "0020", "", "", "届出審査", "審査できること。", "必須", "=1+1"],
            ["3", "0030", "", "転出", "証明書", "証明書を出せること。", "任意", "特記"],
        ]
    )


@pytest.fixture
def make_answers(make_file: MakeFile) -> Callable[..., Path]:
    """A file of answers from (feature id, mark, method, cost) rows."""

    def make(*rows: tuple[str, str, str, str], name: str = "回答.xlsx") -> Path:
        lines = [[key, f"機能{key}", "要件", mark, method, cost, ""] for key, mark, method, cost in rows]
        return make_file([ANSWER_HEAD, *lines], name)

    return make


@pytest.fixture
def sample() -> Path:
    """The folder of the sample's files."""
    return Path(str(resource("sample", "answers.toml"))).parent
