"""`make bench`: in an installation of its own, emptied before each run. `make bench ONLY=duty` runs one part."""

import os
import shutil
import sys

import django

from thoes.foundation.home import home


def main(parts: list[str]) -> None:
    """Run the named parts, or all."""
    shutil.rmtree(home(), ignore_errors=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
    django.setup()
    from bench import check_in, duty, imports, occupancy, stays, worklist  # noqa: PLC0415 - models can only be imported once Django is ready
    from thoes.cli.setup import prepare  # noqa: PLC0415

    prepare()
    for name, module in {
        "duty": duty,
        "check_in": check_in,
        "imports": imports,
        "occupancy": occupancy,
        "stays": stays,
        "worklist": worklist,
    }.items():
        if not parts or name in parts:
            module.run()


main(sys.argv[1:])
