"""`fitgap flow draw` as people use it: without a project and without a screen."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Said, Shell

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@pytest.fixture
def two_planes(tmp_path: Path) -> Path:
    """A flow whose sub-process has a plane of its own."""
    di, dc = "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC"
    shape = '<d:BPMNShape bpmnElement="{}"><c:Bounds x="0" y="0" width="100" height="80"/></d:BPMNShape>'
    plane = '<d:BPMNDiagram><d:BPMNPlane bpmnElement="{}">{}</d:BPMNPlane></d:BPMNDiagram>'
    path = tmp_path / "転入届.bpmn"
    path.write_text(
        f'<definitions xmlns="{MODEL}" xmlns:d="{di}" xmlns:c="{dc}"><process id="p">'
        '<subProcess id="s" name="審査"><task id="t" name="届出を確認する"/></subProcess></process>'
        f"{plane.format('p', shape.format('s'))}{plane.format('s', shape.format('t'))}</definitions>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("ending", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_file_for_each_plane(
    shell: Shell, two_planes: Path, tmp_path: Path, ending: str, head: bytes
) -> None:
    told = shell.do("", "flow", "draw", two_planes, "--out", tmp_path / f"図.{ending}")
    written = [Path(name) for name in told["files"]]
    assert [path.name for path in written] == [f"図-1.{ending}", f"図-2.{ending}"]
    assert all(path.read_bytes().startswith(head) for path in written)


def test_one_plane_at_a_scale(shell: Shell, two_planes: Path, tmp_path: Path) -> None:
    sizes = []
    for scale in (1, 3):
        out = tmp_path / f"{scale}.png"
        said = shell.say("", "flow", "draw", two_planes, "--out", out, "--plane", 2, "--scale", scale)
        assert str(out) in said
        sizes.append(png_size(out))
    assert sizes[1] == (3 * sizes[0][0], 3 * sizes[0][1])


def test_svg_keeps_japanese_as_text(shell: Shell, two_planes: Path, tmp_path: Path) -> None:
    shell.do("", "flow", "draw", two_planes, "--out", tmp_path / "図.svg", "--scale", 0.2)
    drawn = (tmp_path / "図-2.svg").read_text(encoding="utf-8")
    assert ">確認</text>" in drawn  # a piece of text for each script
    assert ", sans-serif" in drawn


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (("--out", "図.doc"), ".doc"),
        (("--out", "図.png", "--plane", "3"), "3 枚目"),
        (("--out", "図.png", "--plane", "0"), "0 枚目"),
        (("--out", "図.png", "--scale", "5000"), "倍率 5000"),
        (("--out", "図.png", "--scale", "nan"), "倍率 nan"),
        (("--out", "ない/図.png"), "ない"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    shell: Shell, two_planes: Path, monkeypatch: pytest.MonkeyPatch, wish: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(two_planes.parent)
    said = shell.call("", "flow", "draw", two_planes, *wish)
    assert said.code == 1
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not list(two_planes.parent.glob("図*"))


def test_a_file_without_anything_to_draw(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "空.bpmn"
    path.write_text(f'<definitions xmlns="{MODEL}"/>', encoding="utf-8")
    said = shell.call("", "flow", "draw", path, "--out", tmp_path / "図.png")
    assert said.code == 1
    assert "空.bpmn" in said.err


def test_a_process_without_a_screen(
    process: Callable[..., Said], two_planes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = process(tmp_path, "flow", "draw", two_planes, "--out", tmp_path / "図.png")
    assert said.code == 0, said.err
    assert (tmp_path / "図-1.png").is_file()


def png_size(path: Path) -> tuple[int, int]:
    wide, tall = struct.unpack(">II", path.read_bytes()[16:24])
    return wide, tall
