"""Run every view in one transaction that sees only what its actor may see, and write down what was done in it."""

import logging
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now

from thoes.accounts.public import get_client_ip
from thoes.foundation.tracing import current_trace
from thoes.kernel.refusals import Refusal
from thoes.privacy.auditing.models import Action, Outcome
from thoes.privacy.auditing.recording import record_action
from thoes.privacy.auditing.subjects import is_elsewhere, subject_of
from thoes.privacy.context import as_tenant, purpose_of
from thoes.privacy.web.duplicate_submission import answers_duplicate_submission
from thoes.privacy.web.own_matter import is_own_matter

log = logging.getLogger(__name__)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Choosing a language is nobody's business.
_UNWRITTEN = frozenset({"ui"})


class NeedToKnowMiddleware:
    """Stands last: who asks is known, and the form token was checked. An error in the view takes its writes back.

    What a logged-in user did is written in the transaction of the view, so neither is there without the other. A refusal
    takes the transaction back and is written in one of its own. Opening a page that shows nobody is not written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @answers_duplicate_submission
    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse:
        """Answer with the view; a page that is filled in later is filled in here, while its rows may be seen.

        The rows are those of the purpose that the view declares (`needs`).

        A view that `writes_at_once` asks for no rows of people and keeps what it wrote when it fails.
        """
        at_once = getattr(view, "writes_at_once", False)
        actor = getattr(request, "actor", None)
        purpose = purpose_of(actor, getattr(view, "purposes", ())) if actor else None
        try:
            with nullcontext() if at_once else as_tenant(actor, purpose):
                response = view(request, *args, **kwargs)
                render = getattr(response, "render", None)
                response = render() if callable(render) else response
                _record_answer(request, response, kwargs)
                return response
        except (Http404, PermissionDenied) as refused:
            _record_refusal(request, refused, kwargs)
            raise
        except Exception:
            _record_failure(request, kwargs)
            raise


def _record_answer(request: HttpRequest, response: HttpResponse, kwargs: Mapping[str, Any]) -> None:
    trace, safe = current_trace(), request.method in _SAFE
    if response.status_code in (403, 404):
        _record(request, kwargs, Outcome.REFUSED, trace.refusal or str(response.status_code))
    elif trace.is_recorded:
        return
    elif not safe and trace.refusal:
        _record(request, kwargs, Outcome.REFUSED, trace.refusal)
    elif not safe and not response.has_header("Content-Disposition"):
        is_page = response.status_code == 200 and "HX-Redirect" not in response
        _record(request, kwargs, Outcome.SHOWN_AGAIN if is_page else Outcome.DONE)
    elif trace.looked or response.has_header("Content-Disposition"):
        _record(request, kwargs, Outcome.DONE, is_file=response.has_header("Content-Disposition"))


def _record_refusal(request: HttpRequest, refused: Exception, kwargs: Mapping[str, Any]) -> None:
    if isinstance(refused.__cause__, Refusal):
        code = refused.__cause__.code
    elif isinstance(refused, PermissionDenied):
        code = "not_permitted"
    else:
        code = "somebody_elses" if is_elsewhere(kwargs) else "unknown"
    _record(request, kwargs, Outcome.REFUSED, code)


def _record_failure(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    try:
        _record(request, kwargs, Outcome.FAILED)
    except DatabaseError:
        # The error that is on its way to the user is the one that matters.
        log.exception("failure_not_recorded trace=%s", current_trace().id)


def _record(
    request: HttpRequest, kwargs: Mapping[str, Any], outcome: Outcome, code: str = "", *, is_file: bool = False
) -> None:
    match = request.resolver_match
    if match is None or not request.user.is_authenticated or match.app_name in _UNWRITTEN:
        return
    if is_own_matter(match.func):
        return
    user_id = request.user.pk
    kind = Action.ACCESS if request.method in _SAFE else Action.CHANGE
    record_action(
        action=Action.DOWNLOAD if is_file else kind,
        event=match.view_name,
        outcome=outcome,
        at=now(),
        actor=getattr(request, "actor", None),
        user_id=user_id if isinstance(user_id, UUID) else None,
        code=code,
        subject=subject_of(kwargs),
        address=get_client_ip(request),
    )
