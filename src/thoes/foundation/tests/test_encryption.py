"""Values and files open with their own key, in their own place, and with nothing else."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import FieldError

from thoes.foundation.encryption import files
from thoes.foundation.encryption.cipher import decrypt, encrypt, keyed_hash
from thoes.foundation.encryption.keys import (
    EncryptionError,
    KeysMissing,
    WrongKey,
    add_key,
    ensure_keys,
    keep_only,
    keyring,
)
from thoes.foundation.models import OutgoingMail

DAY = date(2026, 11, 25)
NAME = "Brzęczyszczykiewicz"


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path) -> Path:
    """Keys of this test alone."""
    settings.THOES_KEY_FILE = tmp_path / "keys" / "names.json"
    ensure_keys(on=DAY)
    return settings.THOES_KEY_FILE


def test_what_was_encrypted_comes_back_and_is_not_readable_before() -> None:
    sealed = encrypt(NAME.encode(), binding=b"worker.family_name")

    assert NAME.encode() not in sealed
    assert decrypt(sealed, binding=b"worker.family_name").decode() == NAME


def test_the_same_name_is_never_encrypted_to_the_same_twice() -> None:
    assert encrypt(b"Jansen", binding=b"x") != encrypt(b"Jansen", binding=b"x")


def test_short_names_are_as_long_as_each_other() -> None:
    assert len({len(encrypt(name.encode(), binding=b"x")) for name in ("Li", "Kowalski", "Van den Heuvel")}) == 1


def test_a_value_does_not_open_in_another_column() -> None:
    sealed = encrypt(NAME.encode(), binding=b"worker.family_name")

    with pytest.raises(WrongKey, match=r"worker\.residence"):
        decrypt(sealed, binding=b"worker.residence")


@pytest.mark.parametrize("place", [0, 1, 5, 17, -1])
def test_a_value_of_which_one_byte_was_changed_does_not_open(place) -> None:
    sealed = bytearray(encrypt(NAME.encode(), binding=b"x"))
    sealed[place] ^= 1

    with pytest.raises(WrongKey):
        decrypt(bytes(sealed), binding=b"x")


def test_the_key_of_another_installation_is_refused_with_what_to_do(settings, tmp_path) -> None:
    sealed = encrypt(NAME.encode(), binding=b"x")
    settings.THOES_KEY_FILE = tmp_path / "elsewhere.json"
    ensure_keys(on=DAY)

    with pytest.raises(WrongKey, match="Put back the key file that belongs to this database"):
        decrypt(sealed, binding=b"x")


def test_a_missing_file_is_said_and_not_made_again(key_file) -> None:
    key_file.unlink()

    with pytest.raises(KeysMissing, match="Put the file back"):
        keyring(fresh=True)
    assert not key_file.exists()


@pytest.mark.parametrize("content", ["", "no json", "{}", '{"keys": []}', '{"keys": [{"id": "00"}]}'])
def test_a_file_that_holds_no_keys_is_refused_with_a_sentence(key_file, content) -> None:
    key_file.write_text(content)

    with pytest.raises(EncryptionError, match="Put it back"):
        keyring(fresh=True)


def test_only_the_owner_may_read_the_keys_and_both_halves_are_drawn_apart(key_file) -> None:
    (key,) = json.loads(key_file.read_text())["keys"]

    assert os.stat(key_file).st_mode & 0o777 == 0o600
    assert key["encryption"] != key["search"]
    assert "encryption=" not in repr(keyring().newest)


def test_two_processes_that_make_the_file_at_once_have_the_same_keys(key_file) -> None:
    before = key_file.read_text()

    ensure_keys(on=DAY)

    assert key_file.read_text() == before
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_new_key_writes_and_the_old_one_still_reads_until_it_is_taken_out() -> None:
    sealed = encrypt(b"Jansen", binding=b"x")
    new = add_key(on=DAY).newest

    assert encrypt(b"Jansen", binding=b"x").startswith(new.header)
    assert decrypt(sealed, binding=b"x") == b"Jansen"
    keep_only(new)
    with pytest.raises(WrongKey):
        decrypt(sealed, binding=b"x")


def test_a_keyed_hash_is_the_same_for_the_same_text_key_and_field_only() -> None:
    old, new = add_key(on=DAY).keys

    assert keyed_hash("anna", key=old, binding=b"x") == keyed_hash("anna", key=old, binding=b"x")
    assert keyed_hash("anna", key=old, binding=b"x") != keyed_hash("anna", key=new, binding=b"x")
    assert keyed_hash("anna", key=old, binding=b"x") != keyed_hash("anna", key=old, binding=b"y")


@pytest.mark.parametrize("size", [0, 1, 2**20 - 1, 2**20, 2**20 + 1, 3 * 2**20])
def test_a_file_comes_back_whole_whatever_its_size(tmp_path, size) -> None:
    body = os.urandom(size)

    files.write_sealed(tmp_path / "list", [body[: size // 3], body[size // 3 :]])

    assert b"".join(files.read_sealed(tmp_path / "list")) == body
    assert (tmp_path / "list").stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_cut_off_after_a_whole_part_does_not_pass_for_whole(tmp_path) -> None:
    path = tmp_path / "list"
    files.write_sealed(path, [bytes(2 * 2**20)])
    whole = path.read_bytes()
    path.write_bytes(whole[: -(2**20 + 16)])

    with pytest.raises(WrongKey, match="cut off"):
        list(files.read_sealed(path))


def test_renewing_a_file_leaves_what_is_in_it_and_its_place(tmp_path) -> None:
    path = tmp_path / "folder" / "list"
    files.write_sealed(path, [b"Anna"])
    inode = path.stat().st_ino
    newest = add_key(on=DAY).newest

    assert files.stale_files(tmp_path / "folder") == [path]
    files.renew(path)

    assert files.stale_files(tmp_path / "folder") == []
    keep_only(newest)
    assert (b"".join(files.read_sealed(path)), path.stat().st_ino) == (b"Anna", inode)


@pytest.mark.parametrize("lookup", [{"to": "a@example.nl"}, {"to__contains": "a"}, {"to__in": ["a"]}, {"to__gt": "a"}])
def test_a_lookup_in_an_encrypted_field_is_refused_instead_of_finding_nothing(lookup) -> None:
    with pytest.raises(FieldError):
        OutgoingMail.objects.filter(**lookup)
