"""The answer to what somebody sends: a form on a page of its own, a single button, and how each shows a refusal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.forms import Form


def form_page(
    request: HttpRequest,
    form: Form,
    save: Callable[[], object],
    *,
    done: Any,
    back: str,
    context: dict[str, Any],
    **fields: str,
) -> HttpResponse:
    """Show a form, or save what was sent and go back with a word about it; a refusal is shown at its field.

    The page is `ui/form.html`; `context` gives its title, button and crumbs. `fields` as for `refusals.show_in`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refusal as refusal:
            refusals.show_in(form, refusal, **fields)
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, "ui/form.html", {"form": form, "back": back, **context})


def post_action(request: HttpRequest, save: Callable[[], object], *, done: Any, back: str) -> HttpResponse:
    """Do what a single button asks, and go back with a word (none where `done` is empty) or the reason why not."""
    try:
        save()
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)
