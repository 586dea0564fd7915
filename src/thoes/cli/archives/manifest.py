"""What an archive says of itself: by which version it was made, which keys it needs, and the hash of everything in it."""

import json
from dataclasses import asdict, dataclass, field

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

DUMP, FILES, ANCHOR, SECOND_STEP, MANIFEST = (
    "database.dump", "files/", "log-anchor.json", "second-step.sealed", "manifest.json"
)  # fmt: skip
# Of archives that were made before there was a manifest.
OLD_KEYS = "keys-needed.txt"
FORMAT = 2


class ArchiveRefused(Exception):
    """This archive cannot be put back; the message says why and what to do. Nothing was touched."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations` are those that were done, as `app.name`. `keys` are the ids of the keys without which it is of no use."""

    thoes: str
    made_at: str
    postgresql: int
    migrations: tuple[str, ...]
    keys: tuple[str, ...]
    members: dict[str, Member] = field(default_factory=dict)

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()


def manifest_from(body: bytes) -> Manifest:
    """Read it again. Raises `ArchiveRefused`."""
    try:
        said = json.loads(body)
        if said.pop("format") > FORMAT:
            raise ArchiveRefused("This archive was made by a newer version of Thoes. Install that version first.")
        members = {name: Member(**member) for name, member in said.pop("members").items()}
        return Manifest(
            thoes=str(said["thoes"]),
            made_at=str(said["made_at"]),
            postgresql=int(said["postgresql"]),
            migrations=tuple(said["migrations"]),
            keys=tuple(said["keys"]),
            members=members,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveRefused(f"The {MANIFEST} in this archive cannot be read. Take another backup.") from error


def migrations_done() -> tuple[str, ...]:
    """The migrations that were done in this database."""
    return tuple(sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()))


def refuse_newer(manifest: Manifest, *, here: str) -> None:
    """Refuse what a newer version of Thoes made: its tables hold what this one knows nothing of."""
    known = MigrationLoader(None).disk_migrations or {}
    unknown = sorted(set(manifest.migrations) - {".".join(key) for key in known})
    if unknown:
        raise ArchiveRefused(
            f"This backup was made with Thoes {manifest.thoes} on {manifest.made_at[:10]}, which is newer than this one"
            f" ({here}): it knows {unknown[0]}"
            + (f" and {len(unknown) - 1} more" if unknown[1:] else "")
            + ", and this"
            " one does not. Install that version, or a later one, and run it again. Nothing was put back."
        )
