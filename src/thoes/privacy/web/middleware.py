"""Run every view in one transaction that sees only what its actor may see."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse

from thoes.privacy.context import seen_by
from thoes.privacy.web.sent_twice import answers_sent_twice


class NeedToKnowMiddleware:
    """Stands last: who asks is known, and the form token was checked. An error in the view takes its writes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @answers_sent_twice
    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse:
        """Answer with the view; a page that is filled in later is filled in here, while its rows may be seen.

        A view that `writes_at_once` asks for no rows of people and keeps what it wrote when it fails.
        """
        with nullcontext() if getattr(view, "writes_at_once", False) else seen_by(getattr(request, "actor", None)):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response
