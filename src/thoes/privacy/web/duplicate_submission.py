"""A form that came twice at one moment, or with the identifier of another form: the database kept the first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def answers_duplicate_submission(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so, instead of breaking, when the database refuses a second row with one identifier."""

    @wraps(answer)
    def answered(middleware: Any, request: HttpRequest, *args: Any) -> HttpResponse:
        try:
            return answer(middleware, request, *args)
        except IntegrityError as error:
            if not _is_about_the_identifier(error):
                raise
        return render(request, "409.html", status=409)

    return answered


def _is_about_the_identifier(error: IntegrityError) -> bool:
    constraint = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
    return constraint.endswith("_pkey") or "nonce" in constraint
