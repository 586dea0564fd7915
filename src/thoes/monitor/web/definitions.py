"""What each figure counts, made from the indicators themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor.indicators import all_indicators
from thoes.monitor.splits import SPLITS


@open_before_second_step
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Every indicator with all its definitions, the present one on top."""
    return render(request, "monitor/definitions.html", {"indicators": all_indicators(), "splits": SPLITS})
