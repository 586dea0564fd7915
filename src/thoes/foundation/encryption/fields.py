"""Fields whose values are encrypted in the database and plain in Python.

The database can neither compare nor sort them, so a lookup is refused at once instead of finding nothing; only whether one
is blank can be asked. A blank text stays blank: constraints and erasing depend on it.
"""

import json
from datetime import date
from typing import Any

from django.core.exceptions import FieldError
from django.db import DataError, models
from django.db.models.lookups import Exact, IsNull, Lookup

from thoes.foundation.encryption.cipher import decrypt, encrypt


class _IsBlank(Exact):  # type: ignore[type-arg]
    def get_prep_lookup(self) -> Any:
        if self.rhs not in ("", None):
            raise FieldError("An encrypted field cannot be searched: use its keyed hash.")
        return self.rhs


_LOOKUPS: "dict[str, type[Lookup[Any]]]" = {"exact": _IsBlank, "isnull": IsNull}


class EncryptedField(models.Field):  # type: ignore[type-arg]
    """What the encrypted fields share. `binding` is sealed in with each value and may never change."""

    def __init__(self, *args: Any, binding: str, **kwargs: Any) -> None:
        self.binding = binding
        self._binding = binding.encode()
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "binding": self.binding}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        # "df" (is distinct from) is what the triggers of history compare an old and a new row with.
        found = super().get_lookup("df") if lookup_name == "df" else _LOOKUPS.get(lookup_name)
        if found is None:
            raise FieldError(f"{self.name} is encrypted: the database can neither compare nor search it.")
        return found

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        plain = self.to_plain(value)
        return encrypt(plain, binding=self._binding) if plain else b""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self.name} is encrypted: the database cannot work its value out.")
        return self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return self.from_plain(decrypt(bytes(value), binding=self._binding) if value else b"")

    def to_plain(self, value: Any) -> bytes:
        """The value as bytes; none for a blank one."""
        raise NotImplementedError

    def from_plain(self, plain: bytes) -> Any:
        """The value again."""
        raise NotImplementedError


class EncryptedTextField(EncryptedField, models.TextField):  # type: ignore[type-arg]
    """A text. What is longer than `max_length` is refused, as the database does with a plain one."""

    def to_plain(self, value: Any) -> bytes:
        text = str(value)
        if self.max_length is not None and len(text) > self.max_length:
            raise DataError(f"value too long for {self.name}")
        return text.encode()

    def from_plain(self, plain: bytes) -> str:
        return plain.decode()


class EncryptedDateField(EncryptedField, models.DateField):  # type: ignore[type-arg]
    """A day."""

    def to_plain(self, value: Any) -> bytes:
        day: date = self.to_python(value)
        return day.isoformat().encode()

    def from_plain(self, plain: bytes) -> date:
        return date.fromisoformat(plain.decode())


class EncryptedJSONField(EncryptedField, models.JSONField):
    """A structure. An empty one is kept as blank and comes back as the default."""

    def to_plain(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() if value else b""

    def from_plain(self, plain: bytes) -> Any:
        return json.loads(plain) if plain else self.get_default()


def encrypted_fields(model: type[models.Model]) -> list[EncryptedField]:
    """The encrypted fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]
