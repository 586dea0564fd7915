"""What this organisation did lately, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.register.queries import changes_of
from thoes.register.services import undo_change
from thoes.register.web.shared import say_done


@require_GET
@needs(Permission.RECORD_STAYS)
def changes(request: HttpRequest) -> HttpResponse:
    """The actions of the own organisation, newest first; numbers only, no names."""
    rows = changes_of(actor=actor_in(request)).annotate(stays=Count("opened__stay_id", distinct=True))
    page = Paginator(rows.select_related("undone_by"), 30).get_page(request.GET.get("page"))
    return render(request, "register/changes.html", {"page": page})


@require_POST
@needs(Permission.RECORD_STAYS)
def undo(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Take an action back, and offer to take that back too."""
    try:
        change = undo_change(actor=actor_in(request), change_id=change_id, at=timezone.now())
    except Refusal as refusal:
        if refusal.code == "change_unknown":
            raise Http404 from refusal
        messages.error(request, explain(refusal))
    else:
        say_done(request, _("Undone."), change)
    return redirect("register:changes")
