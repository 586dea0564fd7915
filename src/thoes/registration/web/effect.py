"""The effect: the share registered of those obliged and the days it took, over time and per houser."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thoes.accounts.public import Permission, actor_in, needs
from thoes.registration.models import EffectCount

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 260, 44, 28


@dataclass(frozen=True, slots=True)
class Point:
    """One day in the chart."""

    x: float
    y: float
    count: EffectCount


@require_GET
@needs(Permission.SEE_REGISTRATION_DUTY)
def effect(request: HttpRequest) -> HttpResponse:
    """The own municipality only."""
    actor = actor_in(request)
    counts = EffectCount.objects.filter(municipality=actor.municipality_code).select_related("houser").order_by("on")
    over_time = [count for count in counts if count.houser_id is None]
    latest = over_time[-1] if over_time else None
    housers = [count for count in counts if count.houser_id and latest and count.on == latest.on]
    return render(
        request,
        "registration/effect.html",
        {
            "over_time": over_time,
            "latest": latest,
            "housers": sorted(housers, key=lambda count: (-(count.obliged - count.registered), count.houser.name)),
            "municipality": actor.organisation_name,
            **_chart(over_time),
        },
    )


def _chart(counts: list[EffectCount]) -> dict[str, Any]:
    """Where the points of the line stand; days lie as far apart as they are in time."""
    known = [count for count in counts if count.share is not None]
    if len(known) < 2:
        return {}
    first, last = known[0].on, known[-1].on
    width, height = WIDTH - LEFT - 12, HEIGHT - BOTTOM - 12
    points = [
        Point(
            x=round(LEFT + width * (count.on - first).days / max(1, (last - first).days), 1),
            y=round(12 + height * (1 - (count.share or 0) / 100), 1),
            count=count,
        )
        for count in known
    ]
    return {
        "points": points,
        "line": " ".join(f"{point.x},{point.y}" for point in points),
        "grid": [(share, round(12 + height * (1 - share / 100), 1)) for share in (0, 25, 50, 75, 100)],
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - 12,
        "label_y": HEIGHT - 8,
    }
