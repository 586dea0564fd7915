"""A field that says by itself what it holds."""

from typing import Any

from django.db import models

from thoes.foundation.modules.fields import holds
from thoes.foundation.modules.kinds import DONE_BY


class StaffField(models.UUIDField):  # type: ignore[type-arg]
    """Who of the staff did it: the number of a user, who may be gone; so it is no relation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holds(self, DONE_BY)

    def deconstruct(self) -> Any:
        """For the database it is a plain number."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.UUIDField", args, kwargs
