"""An anchor: the last seal of each log, in a file outside the database.

Who may change everything in the database can also make the whole chain anew, or cut off its end; the anchor shows both, as
long as that somebody cannot write the file. Keep it, or a copy, on another machine.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from thoes.foundation.home import home
from thoes.privacy.auditing.verifying import Anchor, LogReport


class AnchorUnreadable(Exception):
    """The file is no anchor."""


def own_anchor() -> Path:
    """Where the installation keeps its own."""
    return home() / "log-anchor.json"


def read_anchor(path: Path) -> Anchor | None:
    """What the file says; None when there is none yet."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {log: (int(end["seal"]), str(end["hash"])) for log, end in kept["logs"].items()}
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnchorUnreadable(str(path)) from error


def write_anchor(path: Path, reports: list[LogReport], *, at: datetime) -> None:
    """Put down where the logs end now; the file is whole or not there at all."""
    logs = {report.log: {"seal": report.end[0], "hash": report.end[1]} for report in reports if report.end}
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"made_at": at.isoformat(), "logs": logs}, file, indent=1)
        file.write("\n")
    part.replace(path)
