"""From an assessment to the steps of the same person, without the table of all persons between."""

from typing import Any

from django.db import models


class StepsOfPerson(models.ForeignObject):  # type: ignore[type-arg]
    """A way to join that is no column: what the desks did about the person whom a row is about.

    Over `person` Django would look each person up in between, which of two hundred thousand takes as long as the steps.
    """

    # Somebody has several steps; who joins says which.
    requires_unique_target = False

    def __init__(self) -> None:
        super().__init__(
            "registration.FollowUp",
            on_delete=models.DO_NOTHING,
            from_fields=["person"],
            to_fields=["person"],
            related_name="+",
            null=True,
        )

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        """Beside the fields of the table: no migration knows of it, and nothing is written to it."""
        super().contribute_to_class(cls, name, private_only=True, **kwargs)
