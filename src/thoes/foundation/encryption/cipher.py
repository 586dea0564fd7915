"""AES-256-GCM over one value: a byte for the version, the id of the key, a nonce, and the value with its seal.

What is sealed in beside the value is the key's id and a `binding`, the name of the field: a value that is moved to another
column does not open. Not bound is the row; ADR 15 says why.
"""

import hmac
import os

from cryptography.exceptions import InvalidTag

from thoes.foundation.encryption.keys import HEADER_BYTES, Key, WrongKey, cipher_for, key_file, keyring

_NONCE_BYTES = 12
_BLOCK = 16
HASH_BYTES = 16


def encrypt(plain: bytes, *, binding: bytes) -> bytes:
    """Encrypt with the newest key. Padded to sixteen bytes: the length of a name says something too."""
    ring = keyring()
    nonce = os.urandom(_NONCE_BYTES)
    padded = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK, b"\0")
    return ring.header + nonce + ring.cipher.encrypt(nonce, padded, ring.header + binding)


def decrypt(sealed: bytes, *, binding: bytes) -> bytes:
    """What was encrypted. Raises `WrongKey` when no key opens it, or when it stood in another field."""
    header = sealed[:HEADER_BYTES]
    body = HEADER_BYTES + _NONCE_BYTES
    try:
        return cipher_for(header).decrypt(sealed[HEADER_BYTES:body], sealed[body:], header + binding).rstrip(b"\0")
    except (InvalidTag, ValueError):
        raise WrongKey(
            f"A value of {binding.decode()} does not open with the keys in {key_file()}: it was changed, or the key file"
            " is of another installation. Put back the key file that belongs to this database."
        ) from None


def keyed_hash(text: str, *, key: Key, binding: bytes) -> bytes:
    """The same for the same text, and worthless without the search half of the key."""
    return hmac.digest(key.search, binding + b"\0" + text.encode(), "sha256")[:HASH_BYTES]
