"""Whether the keys fit what stands in the database and the files, said in words that help."""

from collections.abc import Iterator
from stat import S_IMODE

from thoes.foundation.encryption.fields import encrypted_fields
from thoes.foundation.encryption.keys import EncryptionError, key_file, keyring
from thoes.foundation.encryption.rotation import keys_in_use, models_with_secrets


def complaints() -> Iterator[str]:
    """What is wrong with the keys; looks at every row for which key it needs, and opens one of each field."""
    try:
        known = {key.name for key in keyring(fresh=True).keys}
        missing = keys_in_use() - known
        if missing:
            yield (
                f"What was encrypted with key {', '.join(sorted(missing))} cannot be read: {key_file()} does not hold it."
                " Put back the key file that belongs to this database."
            )
            return
        open_one_of_each()
    except EncryptionError as error:
        yield str(error)
        return
    if S_IMODE(key_file().stat().st_mode) & 0o077:
        yield f"Others can read the keys. Run: chmod 600 {key_file()}"
    if len(known) > 1:
        yield "A rotation of the keys is under way. Run `thoes rotate-keys`, and after it `thoes rotate-keys --retire`."


def open_one_of_each() -> None:
    """Open one value of each encrypted field. Raises `EncryptionError` when the keys do not fit."""
    keyring(fresh=True)
    for model in models_with_secrets():
        for field in encrypted_fields(model):
            filled = model._base_manager.exclude(**{f"{field.name}__isnull": True})
            if not field.null:
                filled = filled.exclude(**{field.name: ""})
            filled.order_by().values_list(field.attname, flat=True).first()
