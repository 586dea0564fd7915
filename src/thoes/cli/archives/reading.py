"""Read an archive: look it through before anything of it is used, and give its parts."""

import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from thoes.cli.archives.manifest import (
    DUMP,
    FILES,
    MANIFEST,
    OLD_KEYS,
    ArchiveRefused,
    Manifest,
    Member,
    manifest_from,
)

# What Python says of a file that is no archive, or that was cut off or damaged.
_BROKEN = (tarfile.TarError, EOFError, zlib.error, OSError)
_PART = 2**20


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """An archive that is whole. `manifest` is None for one of before there were manifests: that it is whole nobody can say."""

    path: Path
    keys: frozenset[str]
    manifest: Manifest | None


def look_through(path: Path) -> LookedThrough:
    """Read all of the archive and compare it with its manifest. Raises `ArchiveRefused`."""
    try:
        with tarfile.open(path) as tar:
            found, kept = _read(path, tar)
    except _BROKEN as error:
        raise ArchiveRefused(
            f"{path} is no backup of Thoes, or it was cut off or damaged ({error}). Take another copy, or another backup."
            " Nothing was put back."
        ) from error
    if MANIFEST in kept:
        manifest = manifest_from(kept[MANIFEST])
        _compare(path, found, manifest)
        return LookedThrough(path, frozenset(manifest.keys), manifest)
    if DUMP not in found:
        raise ArchiveRefused(f"{path} is not a backup of Thoes: it holds no {DUMP}. Nothing was put back.")
    return LookedThrough(path, frozenset(kept.get(OLD_KEYS, b"").decode("ascii", "replace").split()), None)


def _read(path: Path, tar: tarfile.TarFile) -> tuple[dict[str, Member], dict[str, bytes]]:
    """Size and hash of every part, and the contents of the parts that say something of the others."""
    found: dict[str, Member] = {}
    kept: dict[str, bytes] = {}
    for member in tar:
        if member.isdir():
            continue
        file = tar.extractfile(member) if member.isreg() and _is_ours(member.name) else None
        if file is None:
            raise ArchiveRefused(f"{path} is not a backup of Thoes: it holds {member.name}. Nothing was put back.")
        if member.name in (MANIFEST, OLD_KEYS):
            kept[member.name] = file.read()
            continue
        digest, size = hashlib.sha256(), 0
        while part := file.read(_PART):
            digest.update(part)
            size += len(part)
        found[member.name] = Member(size, digest.hexdigest())
    return found, kept


@contextmanager
def opened_member(path: Path, name: str) -> Iterator[IO[bytes] | None]:
    """One part of an archive that was looked through; None when it is not in it."""
    with tarfile.open(path) as tar:
        member = next((member for member in tar if member.name == name), None)
        yield tar.extractfile(member) if member else None


def read_member(path: Path, name: str) -> bytes | None:
    """The contents of a small part; None when it is not in the archive."""
    with opened_member(path, name) as file:
        return file.read() if file else None


def extract_files(path: Path, into: Path) -> None:
    """Write the files of an archive that was looked through to this folder."""
    into.mkdir(parents=True, mode=0o700)
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isreg() and member.name.startswith(FILES):
                member.name = member.name.removeprefix(FILES)
                tar.extract(member, into, filter="data")
                (into / member.name).chmod(0o600)


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _compare(path: Path, found: dict[str, Member], manifest: Manifest) -> None:
    wrong = sorted(name for name in {*found, *manifest.members} if found.get(name) != manifest.members.get(name))
    if wrong:
        raise ArchiveRefused(
            f"{path} is not as it was made: {wrong[0]} differs from what its manifest says"
            + (f", and so do {len(wrong) - 1} more" if wrong[1:] else "")
            + ". Take another copy, or another backup. Nothing was put back."
        )
