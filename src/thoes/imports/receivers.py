"""What erases the lists of a housing provider: by their term, and what they say of somebody who is erased from the
register.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from thoes.imports.stays import StayList
from thoes.intake.public import forget_mentions
from thoes.kernel.name_folding import words_of
from thoes.register.public import identity_leaving


@receiver(identity_leaving)
def forget_in_lists(sender: Any, provider: UUID, names: Sequence[tuple[str, str]], **kwargs: Any) -> None:
    """The family name is enough: a line may give an initial only."""
    sought = [frozenset(words_of(family)) for _given, family in names]

    def is_about(value: Any) -> bool:
        words = set(words_of(" ".join(_texts(value))))
        return any(name and name <= words for name in sought)

    forget_mentions(StayList, provider, is_about)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value.replace("_", " ").replace(".", " ").replace("-", " ")
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
