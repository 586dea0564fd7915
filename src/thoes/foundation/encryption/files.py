"""Files encrypted on the disk: each with a key of its own, which is sealed with a key of the installation at its beginning.

Rotating keys renews only that beginning, in place. A file is read in parts, each sealed with its number and whether it is
the last: none can be changed, moved, left out or cut off unseen.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from thoes.foundation.encryption.cipher import decrypt, encrypt
from thoes.foundation.encryption.keys import HEADER_BYTES, ID_BYTES, WrongKey, keyring

_MAGIC = b"THOES\x01"
_BINDING = b"file"
_FILE_KEY_BYTES = 32
_SEALED_KEY_BYTES = HEADER_BYTES + 12 + 2 * _FILE_KEY_BYTES + 16
_PART = 2**20


def write_sealed(path: Path, chunks: Iterable[bytes]) -> None:
    """Write an encrypted file that only its owner may read; the folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    file_key = AESGCM.generate_key(bit_length=256)
    cipher = AESGCM(file_key)
    with os.fdopen(descriptor, "wb") as file:
        # In hexadecimals, which no padding of zeros can be mistaken for.
        file.write(_MAGIC + encrypt(file_key.hex().encode(), binding=_BINDING))
        parts, number = _parts(chunks), 0
        part: bytes | None = next(parts, b"")
        while part is not None:
            after = next(parts, None)
            file.write(cipher.encrypt(_nonce(number, is_last=after is None), part, None))
            part, number = after, number + 1


def read_sealed(path: Path) -> Iterator[bytes]:
    """The contents, part by part. Raises `WrongKey`; a part is only given when its seal is whole."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise WrongKey(f"{path} is not encrypted by Thoes. Take it from a backup.")
        sealed_key = file.read(_SEALED_KEY_BYTES)
        cipher = AESGCM(bytes.fromhex(decrypt(sealed_key, binding=_BINDING).decode()))
        part, number = file.read(_PART + 16), 0
        while True:
            after = file.read(_PART + 16)
            try:
                yield cipher.decrypt(_nonce(number, is_last=not after), part, None)
            except (InvalidTag, ValueError):
                raise WrongKey(f"{path} was changed or cut off. Take it from a backup.") from None
            if not after:
                return
            part, number = after, number + 1


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """A plain copy for a program that wants a file, gone after the block; only this user may read it."""
    with tempfile.NamedTemporaryFile(prefix="thoes-list-") as plain:
        for part in read_sealed(path):
            plain.write(part)
        plain.flush()
        yield Path(plain.name)


def is_sealed(path: Path) -> bool:
    """Whether this file is encrypted."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def stale_files(folder: Path) -> list[Path]:
    """The encrypted files, in this folder and below, that were not sealed with the newest key."""
    newest = _MAGIC + keyring().header
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _beginning(path) not in (None, newest)]


def key_ids_of(folder: Path) -> set[bytes]:
    """The ids of the keys with which the files in this folder and below were sealed."""
    found = {_beginning(path) for path in folder.rglob("*") if path.is_file()}
    return {beginning[-ID_BYTES:] for beginning in found if beginning is not None}


def renew(path: Path) -> None:
    """Seal the file's own key with the newest key. In place: a file that is thrown away meanwhile stays away."""
    with path.open("r+b") as file:
        file.seek(len(_MAGIC))
        file_key = decrypt(file.read(_SEALED_KEY_BYTES), binding=_BINDING)
        file.seek(len(_MAGIC))
        file.write(encrypt(file_key, binding=_BINDING))


def _beginning(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            found = file.read(len(_MAGIC) + HEADER_BYTES)
    except FileNotFoundError:
        return None
    return found if found.startswith(_MAGIC) else None


def _nonce(number: int, *, is_last: bool) -> bytes:
    # The key is of this file alone, so a counter never repeats.
    return number.to_bytes(11, "big") + bytes([is_last])


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > _PART:
            yield bytes(waiting[:_PART])
            del waiting[:_PART]
    if waiting:
        yield bytes(waiting)
