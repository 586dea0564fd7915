"""The first page of the monitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thoes.accounts.public import open_before_second_step


@open_before_second_step
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What the monitor is, and the way to its pages."""
    return render(request, "monitor/start.html")
