"""What people ask, with its answer: for everybody, in every language of the guide."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.guide.readers import READERS
from thoes.guide.readers.questions import answered_in
from thoes.guide.web.pages import page_of, shown


@open_before_second_step
@require_safe
@cache_control(public=True, max_age=600)
def asked(request: HttpRequest, language: str) -> HttpResponse:
    """The questions first, and then what is said and not right."""
    page = page_of(language, lambda other: reverse("guide:asked", args=[other]))
    wording, found = READERS.wording(language), answered_in(language)
    said = wording["asked"]
    groups = [
        ("", said["answer"], [each for each in found if not each.is_rumour]),
        (said["rumours"], said["rumour"], [each for each in found if each.is_rumour]),
    ]
    page |= {
        "asked": said,
        "asked_notice": wording.notice,
        "groups": [(title, says, questions) for title, says, questions in groups if questions],
    }
    return shown(request, "guide/readers/asked.html", page)
