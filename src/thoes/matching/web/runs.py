"""Upload an extract, and what came of those before."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.matching import runs as verbs
from thoes.matching.extract import Register
from thoes.matching.web.forms import ExtractForm


@needs(Permission.RECORD_REGISTRATION)
def runs(request: HttpRequest) -> HttpResponse:
    """The lists that were compared, and a form for the next one."""
    actor = actor_in(request)
    form = ExtractForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = verbs.match_file(
                    actor=actor,
                    file=form.cleaned_data["file"],
                    default=Register(form.cleaned_data["register"]),
                    at=timezone.now(),
                )
        except Refusal as refusal:
            form.add_error("file", explain(refusal))
        else:
            if made.repeated:
                messages.info(request, _("You uploaded this list before. We compared the lines that still wait again."))
            return redirect("matching:run", made.run.pk)
    return render(request, "matching/runs.html", {"form": form, "runs": verbs.runs_of(actor), "kept": verbs.LINES_KEPT})
