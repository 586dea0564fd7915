"""`make bench`: in an installation of its own, each part in an empty register. `make bench ONLY=duty` runs one part.

Named parts run in the order in which they are named. `THOES_BENCH_SCALE=0.01` runs everything with a hundredth of the
rows: the figures then say nothing, and that it runs to its end says that the bench still works.
"""

import os
import shutil
import sys
from importlib import import_module

import django

from thoes.foundation.home import home

PARTS = (
    "duty", "occupancy", "check_in", "imports", "check_page", "stays", "worklist", "retention", "forecast", "row_security",
    "encryption", "logs", "pages", "national", "guide",
)  # fmt: skip


def main(parts: list[str]) -> None:
    """Run the named parts, or all."""
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"The bench has no part {', '.join(sorted(unknown))}. It has: {', '.join(PARTS)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
    # What is measured are pages, not the second step before them.
    os.environ["THOES_FORCE_MFA"] = "0"
    # Models, and what needs them, can only be imported once Django is ready.
    installation = import_module("bench.installation")
    installation.refuse_a_real_database()
    shutil.rmtree(home(), ignore_errors=True)
    django.setup()
    roles = import_module("thoes.foundation.database_roles")
    # It makes databases and writes all to the disk before it measures: neither the owner nor the site may.
    roles.connect_as(roles.ConnectAs.SUPERUSER)
    import_module("thoes.cli.setup").prepare()
    installation.keep_as_empty()
    for name in parts or PARTS:
        installation.begin_empty()
        import_module(f"bench.{name}").run()


main(sys.argv[1:])
