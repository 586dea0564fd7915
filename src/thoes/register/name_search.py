"""Find workers by name while the names are encrypted.

Two kinds of keyed hashes stand beside each worker, both made apart for each housing provider. `name_key` is of the letters
of the name: it finds the worker that a housing provider means, however the name is written. `name_fragments` are of every
three letters in a row, over the ends of words too: they find the few whose names are then opened and compared. Of a
fragment one byte is kept, so that many letters share one: ADR 24 says what is given away all the same. Words of one or two
letters have none; for those alone every name in view is opened.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from thoes.foundation.encryption.cipher import keyed_hash
from thoes.foundation.encryption.keys import Key, keyring
from thoes.foundation.encryption.rotation import Hashes, keep_hashed
from thoes.kernel.name_folding import beginnings, is_found, letters_key, name_order, words_of
from thoes.places.public import Organisation
from thoes.privacy.public import cross_tenant
from thoes.register.models import Worker

LETTERS, _MANY = 3, 2_000
# As good as all strangers are gone after so many; what is found is compared with the whole text anyway.
_MOST_FRAGMENTS = 8
_KEY, _FRAGMENT, _PROVIDER = b"worker.name_key", b"worker.name_fragments", b"worker.name_fragments.provider"


class NamedWorker(NamedTuple):
    """A worker that was found, and its name."""

    worker_id: UUID
    person_id: UUID
    family_name: str
    given_name: str


def name_columns(provider_id: UUID, given_name: str, family_name: str) -> dict[str, Any]:
    """The columns of a worker by which it is found; to be set whenever a name is."""
    key = keyring().newest
    fragments = _fragments(provider_id, key)
    # Glued as a search may write them: what stands in a word stands in the whole as well.
    whole = "".join([*words_of(given_name), *words_of(family_name)])
    return {
        "name_key": _name_key(provider_id, letters_key(given_name, family_name), key),
        "name_fragments": sorted({fragments[letters] for letters in _in_threes(whole)}),
    }


def name_keys(provider_id: UUID, names: Iterable[str]) -> list[bytes]:
    """Under what a housing provider's workers with these names (each as `letters_key` gives it) may stand, whichever
    key made it.
    """
    keys = keyring().keys
    return [_name_key(provider_id, name, key) for name in names for key in keys]


def workers_named(
    workers: QuerySet[Worker], text: str, *, providers: Collection[UUID] | None = None, inside: bool = True
) -> list[NamedWorker]:
    """Those of the workers whose name holds every word of the text, in any spelling and order; by name.

    A word of the text is the beginning of a word of the name; "ONepova" finds "O'Nepova" and the other way round. Where
    nobody has such a name, and `inside` is asked, words of three letters or more are looked for in the middle of words too.
    `providers`: whose workers these are, where that is known; the fewer, the less is looked up.
    """
    words = words_of(text)
    if not words:
        return []
    workers = workers.filter(erased_at=None).order_by()
    found = _opened(_with_fragments(workers, words, providers))
    named = [worker for worker in found if is_found(beginnings(_whole(worker)), words)]
    if not named and inside:
        named = [worker for worker in found if _holds_all(worker, words)]
    return sorted(named, key=lambda worker: (*name_order(worker.family_name, worker.given_name), str(worker.worker_id)))


def _with_fragments(
    workers: QuerySet[Worker], words: Sequence[str], providers: Collection[UUID] | None
) -> QuerySet[Worker]:
    threes = list(dict.fromkeys(letters for word in words for letters in _in_threes(word)))[:_MOST_FRAGMENTS]
    if not threes:
        return workers
    # Organisations are few. To ask which of them have a worker takes longer than to look for all.
    owners = Organisation.objects.order_by().values_list("pk", flat=True) if providers is None else providers
    of_all = [_fragments(owner, key) for owner in owners for key in keyring().keys]
    sought = [[fragments[letters] for letters in threes] for fragments in of_all]
    if not sought:
        return workers.none()
    # Each its own look into the index. Asked in one condition for the numbers of all, PostgreSQL reads the whole table and
    # compares every name with hundreds of numbers. And as an array, of which it expects few: it thinks that the looks give
    # millions, and would first read the stays of everybody.
    rows = ", ".join(["(%s::integer[])"] * len(sought))
    named = (
        f"SELECT unnest(ARRAY(SELECT named.id FROM (VALUES {rows}) AS sought (fragments)"  # noqa: S608
        " JOIN register_worker named ON named.name_fragments @> sought.fragments))"
    )
    return workers.filter(pk__in=RawSQL(named, sought))


def _opened(workers: QuerySet[Worker]) -> list[NamedWorker]:
    # Under row security an index compares no arrays, and a second look at the stays takes minutes. So who may be meant is
    # looked up over all borders, ids and nothing else; the names are then read with row security, which decides who is seen.
    with cross_tenant():
        ids = set(workers.values_list("pk", flat=True))
    # Many ids in a question cost more than the rows of the others.
    seen = Worker.objects.filter(pk__in=ids) if len(ids) <= _MANY else Worker.objects.filter(erased_at=None)
    rows = seen.order_by().values_list("pk", "person_id", "family_name", "given_name")
    return [NamedWorker(*row) for row in rows if row[0] in ids]


def _whole(worker: NamedWorker) -> str:
    return f"{worker.given_name} {worker.family_name}"


def _holds_all(worker: NamedWorker, words: Sequence[str]) -> bool:
    parts = beginnings(_whole(worker))
    return all(any(_holds(part, word) for part in parts) for word in words)


def _holds(part: str, word: str) -> bool:
    return word in part if len(word) >= LETTERS else part.startswith(word)


def _name_key(provider_id: UUID, name: str, key: Key) -> bytes:
    return key.id + keyed_hash(f"{provider_id.hex} {name}", key=key, binding=_KEY)


def _in_threes(word: str) -> Iterator[str]:
    """Every three letters in a row; none for a shorter word."""
    return (word[at : at + LETTERS] for at in range(len(word) - LETTERS + 1))


class _Fragments(dict[str, int]):
    """Under which number three letters stand at one housing provider: 23 bits of the housing provider, then the one
    byte of the letters.
    """

    def __init__(self, provider_id: UUID, key: Key) -> None:
        self._provider, self._key = provider_id.hex, key
        of_provider = keyed_hash(self._provider, key=key, binding=_PROVIDER)
        self._base = int.from_bytes(of_provider[:3], "big") >> 1 << 8

    def __missing__(self, letters: str) -> int:
        self[letters] = number = (
            self._base | keyed_hash(f"{self._provider} {letters}", key=self._key, binding=_FRAGMENT)[0]
        )
        return number


@lru_cache(maxsize=64)
def _fragments(provider_id: UUID, key: Key) -> _Fragments:
    return _Fragments(provider_id, key)


keep_hashed(
    Hashes(
        model=Worker,
        of=("provider_id", "given_name", "family_name"),
        made_with="name_key",
        columns=("name_key", "name_fragments"),
        make=name_columns,
    )
)
