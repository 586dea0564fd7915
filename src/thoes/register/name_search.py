"""Find workers by name while the names are encrypted.

Two keyed hashes stand beside each worker. `name_key` is of the whole name, made apart for each houser: it finds the worker
that a houser means, and the same name at two housers has two keys. `name_beginnings` are of the first three letters of
each word: they find the few whose names are then opened and compared. ADR 15 says what each gives away.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from thoes.foundation.encryption.cipher import keyed_hash
from thoes.foundation.encryption.keys import Key, keyring
from thoes.foundation.encryption.rotation import Hashes, keep_hashed
from thoes.privacy.public import across_borders
from thoes.register.domain.names import name_order, search_key, words_of
from thoes.register.models import Worker

LETTERS, _MANY = 3, 2_000
_KEY, _BEGINNING = b"worker.name_key", b"worker.name_beginnings"


class NamedWorker(NamedTuple):
    """A worker that was found, and its name."""

    worker_id: UUID
    person_id: UUID
    family_name: str
    given_name: str


def name_columns(houser_id: UUID, given_name: str, family_name: str) -> dict[str, Any]:
    """The columns of a worker by which it is found; to be set whenever a name is."""
    return columns_of(houser_id, search_key(given_name, family_name))


def columns_of(houser_id: UUID, name: str) -> dict[str, Any]:
    """The same for a name as `search_key` gives it."""
    key = keyring().newest
    return {
        "name_key": _name_key(houser_id, name, key),
        "name_beginnings": sorted({_beginning(word[:LETTERS], key) for word in name.split()}),
    }


def name_keys(houser_id: UUID, names: Iterable[str]) -> list[bytes]:
    """Under what a houser's workers with these names (each as `search_key` gives it) may stand, whichever key made it."""
    keys = keyring().keys
    return [_name_key(houser_id, name, key) for name in names for key in keys]


def workers_named(workers: QuerySet[Worker], text: str, *, inside: bool = True) -> list[NamedWorker]:
    """Those of the workers whose name holds every word of the text, in any spelling and order; by name.

    A word of the text is the beginning of a word of the name. Where nobody has such a name, and `inside` is asked, words
    of three letters or more are looked for in the middle of words too; for that every name has to be opened.
    """
    words = words_of(text)
    if not words:
        return []
    workers = workers.filter(erased_at=None).order_by()
    long = [word for word in words if len(word) >= LETTERS]
    found = _of_whom(_with_beginnings(workers, long) if long else workers, words, str.startswith)
    if not found and long and inside:
        found = _of_whom(workers, words, _holds)
    return sorted(found, key=lambda worker: (*name_order(worker.family_name, worker.given_name), str(worker.worker_id)))


def _with_beginnings(workers: QuerySet[Worker], words: Sequence[str]) -> QuerySet[Worker]:
    keys = keyring().keys
    for word in words:
        workers = workers.filter(name_beginnings__overlap=[_beginning(word[:LETTERS], key) for key in keys])
    return workers


def _of_whom(workers: QuerySet[Worker], words: Sequence[str], fits: Callable[[str, str], bool]) -> list[NamedWorker]:
    # Under row security an index compares no arrays, and a second look at the stays takes minutes. So who may be meant is
    # looked up over all borders, ids and nothing else; the names are then read with row security, which decides who is seen.
    with across_borders():
        ids = set(workers.values_list("pk", flat=True))
    # Many ids in a question cost more than the rows of the others.
    seen = Worker.objects.filter(pk__in=ids) if len(ids) <= _MANY else Worker.objects.filter(erased_at=None)
    return [
        NamedWorker(*row)
        for row in seen.order_by().values_list("pk", "person_id", "family_name", "given_name")
        if row[0] in ids and _has_all(words_of(f"{row[3]} {row[2]}"), words, fits)
    ]


def _has_all(name: Sequence[str], words: Sequence[str], fits: Callable[[str, str], bool]) -> bool:
    return all(any(fits(part, word) for part in name) for word in words)


def _holds(part: str, word: str) -> bool:
    return word in part if len(word) >= LETTERS else part.startswith(word)


def _name_key(houser_id: UUID, name: str, key: Key) -> bytes:
    return key.id + keyed_hash(f"{houser_id.hex} {name}", key=key, binding=_KEY)


@lru_cache(maxsize=20_000)
def _beginning(letters: str, key: Key) -> int:
    return int.from_bytes(keyed_hash(letters, key=key, binding=_BEGINNING)[:8], "big", signed=True)


keep_hashed(
    Hashes(
        model=Worker,
        of=("houser_id", "given_name", "family_name"),
        made_with="name_key",
        columns=("name_key", "name_beginnings"),
        make=name_columns,
    )
)
