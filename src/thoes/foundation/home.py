"""Where an installation keeps its data, and the secrets that belong to it.

`THOES_HOME` names the folder; without it the user's own data folder is taken. Nothing is written outside it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import platformdirs


def home() -> Path:
    """The data folder of this installation, made when it is not there; only its owner may read it."""
    chosen = os.environ.get("THOES_HOME")
    folder = Path(chosen).expanduser() if chosen else platformdirs.user_data_path("thoes")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret(name: str) -> str:
    """The installation's secret called `name`, made once and kept readable for its owner alone."""
    folder = home() / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        made = _written(folder, name, secrets.token_urlsafe(48))
        # Not a rename: of two processes that do this at once the second must not throw away what the first goes by.
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8").strip()


def known_secret(name: str) -> str | None:
    """The secret called `name`, as far as there is one already."""
    path = home() / "secrets" / name
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


def put_secret(name: str, value: str) -> None:
    """Put a secret of another installation in the place of this one's; the file is whole or as it was."""
    folder = home() / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    _written(folder, name, value).rename(folder / name)


def _written(folder: Path, name: str, value: str) -> Path:
    part = folder / f".{name}.{secrets.token_hex(4)}"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(value)
    return part
