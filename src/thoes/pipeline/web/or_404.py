"""What the views of the pipeline share: find or 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thoes.accounts.public import actor_in
from thoes.pipeline.access import may_change, may_write_dialogue, visible_initiatives
from thoes.pipeline.models import Initiative


def plan_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan the actor may read."""
    return get_object_or_404(visible_initiatives(actor_in(request)), pk=plan_id)


def own_plan_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan the actor may change; 403 for one that may only be read."""
    plan = plan_or_404(request, plan_id)
    if not may_change(actor_in(request), plan):
        raise PermissionDenied
    return plan


def dialogue_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan whose steps and dialogue the actor may write."""
    plan = plan_or_404(request, plan_id)
    if not may_write_dialogue(actor_in(request), plan):
        raise PermissionDenied
    return plan
