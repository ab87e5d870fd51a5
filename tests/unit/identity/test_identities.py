"""Identities stay under their passphrase; requests to join can't be altered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import UserError
from models.identity.joining import read_join_request, write_join_request
from models.identity.keys import Identity
from models.identity.profile import open_identity, save_identity


def test_an_identity_comes_back_with_its_passphrase_only(tmp_path: Path) -> None:
    mine = Identity.new("山田 花子")
    save_identity(tmp_path, mine, "合言葉")
    assert open_identity(tmp_path, "合言葉") == mine
    assert mine.seed.hex() not in (tmp_path / "identity.json").read_text(encoding="utf-8")
    with pytest.raises(UserError) as wrong:
        open_identity(tmp_path, "ちがう")
    assert wrong.value.key == "identity.wrong_passphrase" and "山田 花子" in wrong.value.message
    with pytest.raises(UserError):
        save_identity(tmp_path, Identity.new("別人"), "x")


def test_a_profile_renamed_to_another_person_does_not_open(tmp_path: Path) -> None:
    save_identity(tmp_path, Identity.new("花子"), "x")
    file = tmp_path / "identity.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"name": "太郎"}), "utf-8")
    with pytest.raises(UserError):
        open_identity(tmp_path, "x")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "fitgap identity 1"}', "\0"])
def test_unreadable_identities_are_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "identity.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        open_identity(tmp_path, "x")
    assert refused.value.key == "identity.unreadable"


def test_join_requests(tmp_path: Path) -> None:
    me = Identity.new("鈴木")
    path = tmp_path / "参加届.fgjoin"
    written = write_join_request(
        path, me, title="主事", organisation="川辺村", section="住民福祉課", role="staff"
    )
    assert read_join_request(path) == written
    assert len(written.fingerprint.split()) == 8
    altered = path.read_text("utf-8").replace("staff", "chief")
    path.write_text(altered, "utf-8")
    with pytest.raises(UserError) as refused:
        read_join_request(path)
    assert refused.value.key == "identity.request_altered"


@pytest.mark.parametrize("content", ["", "{}", "[1]", "x" * 30_000, '{"signature": "00", "name": 1}'])
def test_what_is_no_request(tmp_path: Path, content: str) -> None:
    path = tmp_path / "何か.fgjoin"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError):
        read_join_request(path)
    with pytest.raises(UserError):
        read_join_request(tmp_path / "ない.fgjoin")
