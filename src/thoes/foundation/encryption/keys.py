"""The keys, in one file outside the database.

Each key has an id, which stands in everything that was made with it, and two halves that are drawn apart from each other:
one encrypts, one makes the keyed hashes by which is searched. The newest key writes, every key in the file reads.

The file is made once, by the migration that begins to encrypt. After that it is never made again by itself: where it is
gone, the names are gone until it is put back, and a new one in its place would hide that.
"""

import base64
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.signals import setting_changed

ID_BYTES = 4
VERSION = b"\x01"
HEADER_BYTES = len(VERSION) + ID_BYTES
# How long a process may go on with the keys it read before.
LOOKED_AT_EVERY = 1.0


class EncryptionError(RuntimeError):
    """Something is wrong with the keys; the message says what, and what to do."""


class KeysMissing(EncryptionError):
    """There is no file with keys."""


class WrongKey(EncryptionError):
    """No key in the file opens this."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key with its two halves. `header` is what a ciphertext of it begins with."""

    id: bytes
    made_on: date
    encryption: bytes = field(repr=False)
    search: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The id as people read it."""
        return self.id.hex()

    @property
    def header(self) -> bytes:
        return VERSION + self.id


class Keyring:
    """The keys of an installation, the oldest first."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self.keys = keys
        self.newest = keys[-1]
        self.header = self.newest.header
        self.ciphers = {key.header: AESGCM(key.encryption) for key in keys}
        self.cipher = self.ciphers[self.header]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(key.name for key in self.keys)


@dataclass(slots=True)
class _Read:
    path: str = ""
    looked_at: float = 0.0
    stamp: tuple[int, int, int] = (0, 0, 0)
    ring: Keyring | None = None


_read = _Read()
_lock = threading.Lock()


def key_file() -> Path:
    """Where the keys are."""
    return Path(settings.THOES_KEY_FILE)


def keyring(*, fresh: bool = False) -> Keyring:
    """The keys as they are now; `fresh` looks at the file at once. Raises `EncryptionError`."""
    # Asked for every value that is opened: nothing else may come before this.
    now = time.monotonic()
    if _read.ring is not None and not fresh and now - _read.looked_at < LOOKED_AT_EVERY:
        return _read.ring
    path = str(settings.THOES_KEY_FILE)
    with _lock:
        try:
            found = os.stat(path)
        except FileNotFoundError:
            raise KeysMissing(
                f"The keys of the names are not in {path}. Put the file back from where you keep a copy of it, or name its"
                " place in THOES_KEY_FILE. Without it nobody can read the names in the database."
            ) from None
        stamp = (found.st_mtime_ns, found.st_ino, found.st_size)
        if _read.ring is None or _read.path != path or _read.stamp != stamp:
            _read.ring, _read.path, _read.stamp = _load(Path(path)), path, stamp
        _read.looked_at = now
        return _read.ring


def read_keys(path: Path) -> Keyring:
    """The keys in a file that is not the installation's own, or not yet. Raises `EncryptionError`."""
    if not path.exists():
        raise KeysMissing(f"There is no file with keys in {path}.")
    return _load(path)


def _forget(*, setting: str, **kwargs: Any) -> None:
    if setting == "THOES_KEY_FILE":
        _read.ring = None


setting_changed.connect(_forget, dispatch_uid="encryption.keys")


def cipher_for(header: bytes) -> AESGCM:
    """The cipher of the key with which something was encrypted; raises `WrongKey` when the file does not hold it."""
    cipher = keyring().ciphers.get(header)
    if cipher is None:
        # Another process may have made it a moment ago.
        cipher = keyring(fresh=True).ciphers.get(header)
    if cipher is None:
        raise WrongKey(
            f"Something in the database was encrypted with key {header[len(VERSION) :].hex()}, and {key_file()} does not"
            " hold that key. Put back the key file that belongs to this database."
        )
    return cipher


def ensure_keys(*, on: date) -> None:
    """Make the file with a first key, unless it is there. For an installation in which nothing is encrypted yet."""
    path = key_file()
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = _write(path, (_new_key(on),))
    try:
        # Not a rename: of two processes that do this at once the second must not throw the keys of the first away.
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()


def add_key(*, on: date) -> Keyring:
    """Add a key, with which is written from now on."""
    _replace((*keyring(fresh=True).keys, _new_key(on)))
    return keyring(fresh=True)


def keep_only(key: Key) -> Keyring:
    """Take every other key out of the file."""
    _replace((key,))
    return keyring(fresh=True)


def _new_key(on: date) -> Key:
    return Key(secrets.token_bytes(ID_BYTES), on, secrets.token_bytes(32), secrets.token_bytes(32))


def _replace(keys: tuple[Key, ...]) -> None:
    path = key_file()
    try:
        _write(path, keys).rename(path)
    except OSError as error:
        raise EncryptionError(
            f"The keys in {path} cannot be written ({error.strerror}). Give this user the folder, and run it again."
        ) from error


def _write(path: Path, keys: tuple[Key, ...]) -> Path:
    """Write the keys to a file beside `path`, on the disk for sure before anything is encrypted with them."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    content = {
        "about": "The keys of the names in Thoes. Keep a copy apart from the backups. Without it the names are lost.",
        "keys": [
            {
                "id": key.name,
                "made_on": key.made_on.isoformat(),
                "encryption": base64.b64encode(key.encryption).decode(),
                "search": base64.b64encode(key.search).decode(),
            }
            for key in keys
        ],
    }
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _load(path: Path) -> Keyring:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        keys = tuple(
            Key(
                bytes.fromhex(one["id"]),
                date.fromisoformat(one["made_on"]),
                base64.b64decode(one["encryption"], validate=True),
                base64.b64decode(one["search"], validate=True),
            )
            for one in content["keys"]
        )
    except PermissionError:
        raise EncryptionError(
            f"This user may not read the keys in {path}. Give it the file: only its owner may."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise EncryptionError(
            f"{path} is not a file with keys of Thoes. Put it back from where you keep a copy of it."
        ) from error
    if not keys or any(len(k.id) != ID_BYTES or len(k.encryption) != 32 or len(k.search) != 32 for k in keys):
        raise EncryptionError(f"{path} is not whole. Put it back from where you keep a copy of it.")
    return Keyring(keys)
