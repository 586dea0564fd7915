"""How a record and a seal become a hash. Pure, and simple enough to be written again in another language.

A record is written as JSON: its columns by name in alphabetical order, no spaces, UTF-8, moments in UTC with six
decimals, ids in their usual form. Its hash is taken over the word `record`, the hash before it and that text; the hash
before the very first is 32 zero bytes. A seal is hashed alike over the word `seal` and its own fields.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

ALGORITHM = "sha256"
"""What new seals are made with; older ones say theirs. Another one is added to `ALGORITHMS`, none is ever removed."""
ALGORITHMS = {"sha256": hashlib.sha256}
FIRST = bytes(32)


def is_known(algorithm: str) -> bool:
    return algorithm in ALGORITHMS


def size_of(algorithm: str) -> int:
    """How many bytes a hash has."""
    return ALGORITHMS[algorithm]().digest_size


def record_hash(algorithm: str, *, before: bytes, content: Mapping[str, Any]) -> bytes:
    """The hash of a record: over what it says and the hash of the one before."""
    return ALGORITHMS[algorithm](b"record" + before + as_text(content)).digest()


def seal_hash(
    algorithm: str,
    *,
    log: str,
    number: int,
    sealed_at: datetime,
    layout: int,
    after_id: int,
    up_to_id: int,
    record_ids: list[int],
    hashes: bytes,
    previous: bytes,
) -> bytes:
    """The hash of a seal: over all that it says, so over every record in it, and the seal before."""
    content = {
        "log": log,
        "number": number,
        "sealed_at": sealed_at,
        "algorithm": algorithm,
        "layout": layout,
        "after_id": after_id,
        "up_to_id": up_to_id,
        "record_ids": record_ids,
        "hashes": hashes.hex(),
        "previous": previous.hex(),
    }
    return ALGORITHMS[algorithm](b"seal" + as_text(content)).digest()


def as_text(content: Mapping[str, Any]) -> bytes:
    """One way to write a record down, the same for ever."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a log holds no {type(value).__name__}")
