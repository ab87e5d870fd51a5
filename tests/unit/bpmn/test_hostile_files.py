"""Files that must be refused in a sentence, at once, without touching anything outside."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn import decoding
from bpmn.findings import UnreadableFlow
from bpmn.reader import read_flow
from models.words import LANGUAGES, say, use_language

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
GOOD = f'{HEAD}<process id="p"><task id="t" name="受付"/></process></definitions>'.encode()
BOMB = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def refusal(data: bytes) -> UnreadableFlow:
    started = time.process_time()
    with pytest.raises(UnreadableFlow) as caught:
        read_flow(data, "x.bpmn")
    assert time.process_time() - started < 2
    for language in LANGUAGES:
        use_language(language)
        assert "{" not in say(f"bpmn.unreadable.{caught.value.code}", **caught.value.facts)
    use_language("ja")
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        ("転入届のメモ".encode(), "not_xml"),
        ("転入届のメモ".encode("cp932"), "not_xml"),
        (b"PK\x03\x04\x14\x00\x00\x00", "packed"),
        (b"\x1f\x8b\x08", "packed"),
        (b"MZ\x90\0\x03", "nul_bytes"),
        (GOOD.replace(b"task", b"ta\0sk", 1), "nul_bytes"),
        (GOOD.replace(b"<process", b"\0<process"), "nul_bytes"),
        (GOOD.decode().replace("受付", "\0").encode("utf-16"), "nul_bytes"),
        (GOOD[:-30], "broken_xml"),
        (GOOD + b"<more/>", "broken_xml"),
        (b"<definitions", "broken_xml"),
        (GOOD.replace("受付".encode(), b"&nbsp;"), "broken_xml"),
        (b"<html><body/></html>", "not_bpmn"),
        (b'<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>', "not_bpmn"),
        ((BOMB + "]>" + HEAD + "&i;</definitions>").encode(), "doctype"),
        (b'<!DOCTYPE d SYSTEM "http://example.invalid/x.dtd">' + GOOD, "doctype"),
        (b"<?xml version='1.0'?><!-- <x> --><?pi?>\n<!DOCTYPE d>" + GOOD, "doctype"),
        ((HEAD + '<process id="p">' + "<subProcess>" * 3000).encode(), "too_deep"),
        ((HEAD + "<a>" * 3000 + "</a>" * 3000 + "</definitions>").encode(), "too_deep"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    data = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + GOOD.replace(
        "受付".encode(), b"&x;"
    )
    assert refusal(data).code == "doctype"
    assert refusal(data.decode().encode("utf-16")).code == "doctype"


def test_a_file_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST_FILE", 1000)
    assert refusal(GOOD + b" " * 1000).code == "too_large"


def test_many_comments_before_the_root_take_no_time() -> None:
    started = time.process_time()
    flow = read_flow(b"<!-- -- -->".replace(b" -- ", b" ") * 100_000 + GOOD, "x.bpmn")
    assert "t" in flow.elements
    assert time.process_time() - started < 2


def test_nesting_within_the_bound_loads_and_is_laid_out() -> None:
    inside = "".join(f'<subProcess id="s{n}">' for n in range(200)) + '<task id="t"/>' + "</subProcess>" * 200
    flow = read_flow(f'{HEAD}<process id="p">{inside}</process></definitions>'.encode(), "x.bpmn")
    assert len(flow.planes[0].shapes) == 201


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_damaged_files_load_or_are_refused(junk: bytes, place: int, dropped: int) -> None:
    for data in (junk, GOOD[:place] + junk + GOOD[place + dropped :]):
        try:
            read_flow(data, "x.bpmn")
        except UnreadableFlow as error:
            assert say(f"bpmn.unreadable.{error.code}", **error.facts)
