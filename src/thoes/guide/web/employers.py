"""For employers and housing providers: what they must do, tools, sheets to hand out and a poster. In Dutch or English."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.guide.employers import EMPLOYERS
from thoes.guide.frame import FRAME
from thoes.guide.keeping.published import guide_now
from thoes.guide.poster import poster_pdf
from thoes.guide.web.pages import page_of, shown

_kept = cache_control(public=True, max_age=600)
_DUTIES = ("registration", "others", "housing", "pay", "personal-data")


@open_before_second_step
@require_safe
@_kept
def employers(request: HttpRequest, language: str) -> HttpResponse:
    """The page; who reads neither Dutch nor English gets English, and that is said."""
    page = page_of(language, lambda other: reverse("guide:employers", args=[other]))
    wording = EMPLOYERS.wording("nl" if language == "nl" else "en")
    is_other = wording.language != language
    sheets = sorted((each for each in guide_now().values() if each.is_most_needed), key=lambda each: each.order)
    page |= {
        "text": wording.sentences,
        "text_language": wording.language,
        "notices": [
            *([FRAME.wording(language).filled("notice.missing", language=wording.name)] if is_other else []),
            *([wording.notice] if wording.notice else []),
        ],
        "duties": [(key, wording[f"duties.{key}"]) for key in _DUTIES],
        # An article that is not there in a language is no sheet in it.
        "sheets": [
            (code, name, [(each.slug, each.text(wording.language)) for each in sheets if code in each.texts])
            for code, name in FRAME.choices()
        ],
    }
    return shown(request, "guide/employers.html", page)


@open_before_second_step
@require_safe
@_kept
def poster(request: HttpRequest) -> HttpResponse:
    """The poster for any wall in Limburg."""
    address = request.build_absolute_uri(reverse("guide:choose-help"))
    pdf = poster_pdf(address=address, made_at=timezone.now())
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="thoes-poster.pdf"'}
    )
