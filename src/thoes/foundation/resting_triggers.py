"""Let triggers of the database rest for a while, where the rule they guard is kept in another way.

Instead of `pgtrigger.ignore`, which sends two commands in one: that cannot be done with bound parameters.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def triggers_at_rest(triggers: Iterable[tuple[Any, Any]]) -> Iterator[None]:
    """Run the block, in a transaction, without these triggers: pairs of model and trigger, as `pgtrigger.registered` says.

    They wake up at the end of the block.
    """
    with transaction.atomic():
        _rest([trigger.get_pgid(model) for model, trigger in triggers])
        yield
        _rest([])


def _rest(triggers: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(triggers)}}}"])
