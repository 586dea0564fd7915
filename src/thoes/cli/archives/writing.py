"""Write an installation to one archive, with a manifest at its end."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from thoes.cli.archives.manifest import (
    ANCHOR,
    DUMP,
    FILES,
    MANIFEST,
    SECOND_STEP,
    Manifest,
    Member,
    migrations_done,
)
from thoes.cli.archives.programs import pg_dump
from thoes.foundation.encryption.cipher import encrypt
from thoes.foundation.encryption.keys import HEADER_BYTES, ID_BYTES
from thoes.foundation.encryption.rotation import keys_in_use
from thoes.foundation.home import known_secret
from thoes.privacy.public import own_anchor

BINDING = b"second step in a backup"


def write_archive(archive: Path, *, at: datetime) -> Manifest:
    """Write it; the archive is whole or not there at all. Raises `EncryptionError` when the keys are not there."""
    part = archive.with_name(f"{archive.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = _write(file, at=at)
            file.flush()
            os.fsync(file.fileno())
        part.rename(archive)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(file: IO[bytes], *, at: datetime) -> Manifest:
    # The anchor is read first: the logs in the dump reach at least as far.
    anchor = own_anchor().read_bytes() if own_anchor().exists() else None
    second_step = known_secret("second-step")
    sealed = encrypt(second_step.encode(), binding=BINDING) if second_step else None
    # Before and after the dump: a rotation may begin or end meanwhile.
    keys = keys_in_use() | ({sealed[HEADER_BYTES - ID_BYTES : HEADER_BYTES].hex()} if sealed else set())
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
        dump = Path(folder) / DUMP
        pg_dump(dump)
        members = {DUMP: _add_file(tar, DUMP, dump)}
        for name, body in ((ANCHOR, anchor), (SECOND_STEP, sealed)):
            if body:
                members[name] = _add(tar, name, io.BytesIO(body), len(body))
        for path, name in _files():
            try:
                members[name] = _add_file(tar, name, path)
            except FileNotFoundError:
                # Thrown away since the dump was made.
                continue
        manifest = Manifest(
            thoes=version("thoes"),
            made_at=at.isoformat(),
            postgresql=connection.pg_version // 10_000,  # type: ignore[attr-defined]
            migrations=migrations_done(),
            keys=tuple(sorted(keys | keys_in_use())),
            members=members,
        )
        body = manifest.as_json()
        _add(tar, MANIFEST, io.BytesIO(body), len(body))
    return manifest


def _files() -> Iterator[tuple[Path, str]]:
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, FILES + path.relative_to(folder).as_posix()


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    with path.open("rb") as file:
        return _add(tar, name, file, os.fstat(file.fileno()).st_size)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> Member:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    hashing = _Hashing(file)
    tar.addfile(info, hashing)
    return Member(size, hashing.sha256)


class _Hashing(io.RawIOBase):
    """A file that knows the hash of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._hash.update(part)
        return part

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()
