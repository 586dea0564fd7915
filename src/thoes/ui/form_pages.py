"""The answer to what somebody sends: a form on a page of its own, a single button, and how each shows a refusal."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.messages import with_undo

Known = str | Callable[[Any], Any]
"""Words or an address: known beforehand, or worked out of what was saved."""


def saved(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[], Any],
    *,
    back: Known,
    done: Known = "",
    undo: Known = "",
    **fields: str,
) -> HttpResponse | None:
    """Save what was sent and go on to `back` with a word about it (none where `done` is empty).

    None while there is nothing to save, or when it was refused, which then stands at its field: show the page.
    `undo` is the address that an undo button posts to. `fields` as for `refusals.show_in`.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = save()
    except Refusal as refusal:
        refusals.show_in(form, refusal, **fields)
        return None
    _say(request, done, undo, made)
    return redirect(_of(back, made))


def form_page(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[], Any],
    *,
    done: Known = "",
    back: Known,
    undo: Known = "",
    context: dict[str, Any],
    template: str = "ui/form.html",
    **ways: str,
) -> HttpResponse:
    """Show a form, or save what was sent and go back with a word about it; all else as for `saved`.

    Of the page `ui/form.html` the `context` gives title, button and `crumb`, the name of the page it goes back to. Where the
    way back is worked out, or the crumb leads elsewhere, it gives `back` and `crumb_url` too.
    """
    # It may be the name of a page; the link to go back needs its address.
    address = "" if callable(back) else resolve_url(back)
    return saved(request, form, save, done=done, back=back, undo=undo, **ways) or render(
        request, template, {"form": form, "back": address, "crumb_url": address, **context}
    )


def post_action(
    request: HttpRequest,
    save: Callable[[], Any],
    *,
    done: Known = "",
    back: Known,
    undo: Known = "",
    unknown: Collection[str] = (),
) -> HttpResponse:
    """Do what a single button asks, and go back with a word (none where `done` is empty) or the reason why not.

    `unknown` are the codes of refusals that say there is no such thing. `undo` as for `saved`; `back` too, which is worked
    out of None after a refusal.
    """
    made = None
    try:
        made = save()
    except Refusal as refusal:
        if refusal.code in unknown:
            raise Http404 from refusal
        messages.error(request, explain(refusal))
    else:
        _say(request, done, undo, made)
    return redirect(_of(back, made))


def _say(request: HttpRequest, done: Known, undo: Known, made: Any) -> None:
    words, address = _of(done, made), _of(undo, made)
    if address:
        with_undo(request, words, address)
    elif words:
        messages.success(request, words)


def _of(known: Known, made: Any) -> Any:
    return known(made) if callable(known) else known
