"""What a request is about, read from its address: what the audit log may name, and whether it is somebody else's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, UUIDField

from thoes.foundation.modules import modules
from thoes.privacy.context import cross_tenant


def subject_of(kwargs: Mapping[str, Any]) -> tuple[str, UUID] | None:
    """The kind and id of what an address names, when the log may name it."""
    # No module names a worker, a stay or a bed: they outlive the identity of who slept there, and would tie the number of a
    # person that was forgotten to the stays that are kept for the counts.
    named = {name for module in modules() for name in module.named}
    for name, value in kwargs.items():
        kind = name.removesuffix("_id")
        if isinstance(value, UUID) and kind in named:
            return kind, value
    return None


def is_elsewhere(kwargs: Mapping[str, Any]) -> bool:
    """Whether every thing that an address names by its id exists: then not finding it means that it is not yours.

    Asked over all borders, of what was refused only; the answer goes to the log and never to who asked.
    """
    named = {name: value for name, value in kwargs.items() if isinstance(value, UUID) and name.endswith("_id")}
    if not named:
        return False
    with cross_tenant():
        return all(_exists(name, value) for name, value in named.items())


def _exists(name: str, value: UUID) -> bool:
    """An address calls its parts after models: `run_id` is an upload or a comparison."""
    kind = name.removesuffix("_id")
    models = [model for model in apps.get_models() if model.__name__.lower().endswith(kind) and _has_uuid(model)]
    return any(_of(model, name, value) for model in models)


def _of(model: type[Model], name: str, value: UUID) -> bool:
    condition = Q(pk=value)
    try:
        if isinstance(model._meta.get_field(name), UUIDField):
            # A stay is known by the id that its versions share.
            condition |= Q(**{name: value})
    except FieldDoesNotExist:
        pass
    return bool(model._default_manager.filter(condition).exists())


def _has_uuid(model: type[Model]) -> bool:
    return model._meta.app_label in {module.name for module in modules()} and isinstance(model._meta.pk, UUIDField)
