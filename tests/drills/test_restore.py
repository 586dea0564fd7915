"""A backup comes back in an installation that never saw it, by one command, with everything that stood in it."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drills.conftest import WHAT_STANDS_IN_IT, Installation, kill, refuse, succeed, wait_until

pytestmark = pytest.mark.slow


def test_what_was_backed_up_comes_back_in_an_installation_that_never_saw_it(filled_home, archive, empty_home) -> None:
    said = succeed(empty_home.thoes("restore", archive, "--keys", filled_home.keys))

    assert "thoes serve" in said
    verified = succeed(empty_home.thoes("verify-log"))
    assert "The logs are whole" in verified
    assert "no anchor" not in verified
    assert empty_home.read() == WHAT_STANDS_IN_IT
    succeed(empty_home.thoes("doctor"))


def test_the_keys_may_stand_in_their_place_already(filled_home, archive, empty_home) -> None:
    empty_home.keys.parent.mkdir()
    shutil.copy(filled_home.keys, empty_home.keys)

    succeed(empty_home.thoes("restore", archive))

    assert empty_home.read()["people"] == WHAT_STANDS_IN_IT["people"]


def test_without_the_keys_nothing_is_touched_and_it_is_said_which_are_needed(archive, empty_home, tmp_path) -> None:
    needed = _manifest(archive)["keys"][0]
    other = tmp_path / "other.json"
    other.write_text("{}")

    none = refuse(empty_home.thoes("restore", archive))
    wrong = refuse(empty_home.thoes("restore", archive, "--keys", other))

    assert needed in none
    assert "--keys FILE" in none
    assert "Nothing was put back" in wrong
    assert not (empty_home.home / "files").exists()
    assert "not set up" in refuse(empty_home.thoes("verify-log"))


@pytest.mark.parametrize("moment", ["restore-unfinished", "files", "static"])
def test_a_restore_that_was_killed_is_simply_run_again(filled_home, archive, empty_home, moment) -> None:
    running = empty_home.start("-m", "thoes.cli", "restore", archive, "--keys", filled_home.keys)
    assert wait_until(lambda: (empty_home.home / moment).exists() or running.poll() is not None)
    assert running.poll() is None, running.communicate()
    kill(running, only_this=True)
    shown = refuse(empty_home.thoes("serve"))

    succeed(empty_home.thoes("restore", archive, "--keys", filled_home.keys))

    assert "not finished" in shown
    assert empty_home.read() == WHAT_STANDS_IN_IT


def test_an_installation_that_holds_something_is_never_overwritten(filled_home, archive) -> None:
    said = refuse(filled_home.thoes("restore", archive, "--keys", filled_home.keys))

    assert "nothing is ever overwritten" in said


def _cut_off(archive: Path, copy: Path) -> None:
    copy.write_bytes(archive.read_bytes()[:-2000])


def _empty(archive: Path, copy: Path) -> None:
    copy.write_bytes(b"")


def _of_somebody_else(archive: Path, copy: Path) -> None:
    with tarfile.open(copy, "w:gz") as tar:
        _add(tar, "holiday.jpg", b"sea")


def _a_byte_changed(archive: Path, copy: Path) -> None:
    _rewrite(archive, copy, lambda name, body: body[:-1] + b"x" if name.startswith("files/") else body)


def _a_file_left_out(archive: Path, copy: Path) -> None:
    _rewrite(archive, copy, lambda name, body: None if name.startswith("files/") else body)


def _a_file_that_climbs_out(archive: Path, copy: Path) -> None:
    _rewrite(archive, copy, lambda name, body: body, more={"files/../../evil": b"x"})


def _newer(archive: Path, copy: Path) -> None:
    def later(name: str, body: bytes) -> bytes:
        if name != "manifest.json":
            return body
        said = json.loads(body)
        return json.dumps({**said, "thoes": "9.9", "migrations": [*said["migrations"], "register.9999_later"]}).encode()

    _rewrite(archive, copy, later)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_cut_off, "cut off or damaged"),
        (_empty, "no backup of Thoes"),
        (_of_somebody_else, "not a backup of Thoes"),
        (_a_byte_changed, "not as it was made"),
        (_a_file_left_out, "not as it was made"),
        (_a_file_that_climbs_out, "not a backup of Thoes"),
        (_newer, "newer than this one"),
    ],
)
def test_an_archive_that_is_not_whole_or_not_for_us_is_refused_before_anything_is_touched(
    filled_home, archive, empty_home, tmp_path, spoil, sentence
) -> None:
    copy = tmp_path / "copy.tar.gz"
    spoil(archive, copy)

    said = refuse(empty_home.thoes("restore", copy, "--keys", filled_home.keys))

    assert sentence in said
    assert not (empty_home.home / "files").exists()
    assert not empty_home.keys.exists()


def test_an_archive_of_before_there_was_a_manifest_comes_back_and_it_is_said_that_nobody_can_compare(
    filled_home, archive, empty_home, tmp_path
) -> None:
    copy, keys = tmp_path / "old.tar.gz", "\n".join(_manifest(archive)["keys"]).encode()
    new = ("manifest.json", "log-anchor.json", "second-step.sealed")
    _rewrite(archive, copy, lambda name, body: None if name in new else body, more={"keys-needed.txt": keys})

    said = succeed(empty_home.thoes("restore", copy, "--keys", filled_home.keys))

    assert "before archives had a manifest" in said
    assert "thoes second-step" in said
    assert empty_home.read()["people"] == WHAT_STANDS_IN_IT["people"]


def test_the_anchor_that_stood_here_is_kept_and_tells_which_records_are_gone(filled_home, archive, empty_home) -> None:
    anchor = json.loads((filled_home.home / "log-anchor.json").read_text())
    anchor["logs"]["processing"]["seal"] += 1
    (empty_home.home / "log-anchor.json").write_text(json.dumps(anchor))

    said = succeed(empty_home.thoes("restore", archive, "--keys", filled_home.keys))

    (aside,) = empty_home.home.glob("log-anchor.before-*.json")
    assert str(aside) in said
    assert "whole" in succeed(empty_home.thoes("verify-log"))
    refuse(empty_home.thoes("verify-log", "--anchor", aside))


def test_programs_that_do_not_fit_the_server_are_named_with_a_way_out(filled_home, tmp_path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.2'\n")
    program.chmod(0o755)
    old = Installation(filled_home.home, {"THOES_POSTGRES_BIN": str(tmp_path)})

    said = refuse(old.thoes("backup", tmp_path / "x.tar.gz"))

    assert "14" in said
    assert "THOES_POSTGRES_BIN" in said
    assert not list(tmp_path.glob("x.tar.gz*"))


def _manifest(archive: Path) -> dict:
    with tarfile.open(archive) as tar:
        return json.loads(tar.extractfile("manifest.json").read())


def _rewrite(
    archive: Path, copy: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> None:
    with tarfile.open(archive) as old, tarfile.open(copy, "w:gz") as new:
        for member in old:
            body = change(member.name, old.extractfile(member).read())
            if body is not None:
                _add(new, member.name, body)
        for name, body in (more or {}).items():
            _add(new, name, body)


def _add(tar: tarfile.TarFile, name: str, body: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(body)
    tar.addfile(info, io.BytesIO(body))
