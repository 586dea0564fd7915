"""The effect: the share registered of those obliged and the days it took, over time and per housing provider."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.models import EffectCount
from thoes.ui.charts import Days, Figure, Series, Table, line
from thoes.ui.days import day_in_words
from thoes.ui.figures import asked_file


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def effect(request: HttpRequest) -> HttpResponse:
    """The own municipality only."""
    actor = actor_in(request)
    counts = EffectCount.objects.filter(municipality=actor.municipality_code).select_related("provider").order_by("on")
    over_time = [count for count in counts if count.provider_id is None]
    latest = over_time[-1] if over_time else None
    providers = [count for count in counts if count.provider_id and latest and count.on == latest.on]
    figure = _figure(over_time) if over_time else None
    return asked_file(request, [figure] if figure else []) or render(
        request,
        "registration/effect.html",
        {
            "latest": latest,
            "providers": sorted(
                providers, key=lambda count: (-(count.obliged - count.registered), count.provider.name)
            ),
            "municipality": actor.organisation_name,
            "figure": figure,
        },
    )


def _figure(counts: list[EffectCount]) -> Figure:
    """The share over time; a day on which nobody was obliged is a gap."""
    first, last = counts[0], counts[-1]
    days = Days(first.on, last.on + timedelta(days=1))
    shares = Series("", [(count.on, count.share) for count in counts])
    title = _("Share registered, over time")
    if last.share is not None and first.share is not None:
        title = _("%(share)s%% is registered; on %(day)s it was %(before)s%%") % {
            "share": last.share,
            "day": day_in_words(first.on),
            "before": first.share,
        }
    return Figure(
        title=title,
        drawing=line("share-registered", [shares], days, language=get_language() or "nl", top=100, unit="%"),
        note=_("Source: counted in Thoes."),
        table=Table(
            _("Over time"),
            (_("Day"), _("Obliged"), _("Registered"), _("Share"), _("Days it took")),
            tuple(
                (
                    day_in_words(count.on),
                    count.obliged,
                    count.registered,
                    "–" if count.share is None else f"{count.share}%",
                    "–" if count.median_days is None else count.median_days,
                )
                for count in reversed(counts)
            ),
        ),
    )
