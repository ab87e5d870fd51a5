"""Text in the encodings that real files have, declared rightly, wrongly and not at all."""

from __future__ import annotations

import pytest

from bpmn.model import FlowFile
from bpmn.reader import read_flow

NAME = "転入届を受け付ける①髙﨑"
PLAIN = "転入届を受け付ける"
BODY = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
    '<userTask id="t" name="{name}"/></process></definitions>'
)


def flow_of(data: bytes) -> FlowFile:
    return read_flow(data, "f.bpmn")


def text_of(declared: str, name: str = NAME) -> str:
    return f'<?xml version="1.0" encoding="{declared}"?>\n{BODY.format(name=name)}'


def doubts(flow: FlowFile) -> set[str]:
    return {finding.code for finding in flow.findings} - {"laid_out"}


@pytest.mark.parametrize(
    ("declared", "codec", "name", "said"),
    [
        ("UTF-8", "utf-8", NAME, set()),
        ("utf-8", "utf-8-sig", NAME, set()),
        ("UTF-16", "utf-16", NAME, set()),
        ("UTF-16", "utf-16-le", NAME, set()),
        ("UTF-16", "utf-16-be", NAME, set()),
        ("UTF-32", "utf-32", NAME, set()),
        ("ISO-8859-1", "latin-1", "Prüfung élan", set()),
        ("windows-1252", "cp1252", "Prüfung – élan", set()),
        ("Shift_JIS", "cp932", NAME, {"encoding_converted"}),
        ("Windows-31J", "cp932", NAME, {"encoding_converted"}),
        ("CP932", "cp932", NAME, {"encoding_converted"}),
        ("EUC-JP", "euc_jp", PLAIN, {"encoding_converted"}),
        ("EUC-JP", "euc_jis_2004", PLAIN + "①", {"encoding_converted"}),
        ("ISO-2022-JP", "iso2022_jp", PLAIN, {"encoding_converted"}),
        ("UTF-8", "cp932", NAME, {"encoding_mismatch"}),
        ("UTF-8", "euc_jp", PLAIN, {"encoding_mismatch"}),
        ("UTF-8", "latin-1", "Prüfung élan çà", {"encoding_mismatch"}),
        ("Shift_JIS", "utf-8", NAME, {"encoding_mismatch"}),
        ("ISO-8859-1", "utf-8", NAME, {"encoding_mismatch"}),
        ("UTF-16", "utf-8", NAME, {"encoding_mismatch"}),
        ("made-up-8", "cp932", NAME, {"encoding_mismatch"}),
        ("rot13", "utf-8", NAME, {"encoding_mismatch"}),
        ("zlib", "utf-8", NAME, {"encoding_mismatch"}),
    ],
)
def test_declared(declared: str, codec: str, name: str, said: set[str]) -> None:
    flow = flow_of(text_of(declared, name).encode(codec))
    assert flow.elements["t"].name == name
    assert doubts(flow) == said


@pytest.mark.parametrize(
    ("codec", "name", "said"),
    [
        ("utf-8", NAME, set()),
        ("cp932", NAME, {"encoding_guessed"}),
        ("euc_jp", PLAIN, {"encoding_guessed"}),
        ("cp1252", "Prüfung – élan", {"encoding_guessed"}),
    ],
)
def test_undeclared(codec: str, name: str, said: set[str]) -> None:
    flow = flow_of(BODY.format(name=name).encode(codec))
    assert flow.elements["t"].name == name
    assert doubts(flow) == said


@pytest.mark.parametrize("space", ["\n\n", " \t", "\ufeff\r\n", "\u3000"])
def test_leading_space(space: str) -> None:
    flow = flow_of((space + text_of("UTF-8")).encode())
    assert flow.elements["t"].name == NAME
    assert doubts(flow) == {"leading_space"}
