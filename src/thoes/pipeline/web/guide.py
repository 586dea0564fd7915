"""For entrepreneurs, without logging in: which steps, whom to ask, and a check of a location that keeps nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thoes.pipeline.domain.location import LocationLine, check_location
from thoes.pipeline.queries.policies import ShownPolicy, all_policies, location_rules
from thoes.pipeline.web.policy_forms import LocationForm


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The steps, and what each municipality wants."""
    shown = sorted(all_policies(), key=lambda each: each.municipality.name)
    context = {
        "known": [each for each in shown if each.policy is not None],
        "unknown": [each.municipality.name for each in shown if each.policy is None],
    }
    return render(request, "pipeline/guide.html", context)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Hold a location against the policy of its municipality."""
    shown = all_policies()
    towns = sorted(((each.municipality.pk, each.municipality.name) for each in shown), key=lambda town: town[1])
    form = LocationForm(request.POST or None, towns=towns)
    chosen: ShownPolicy | None = None
    lines: tuple[LocationLine, ...] = ()
    if request.method == "POST" and form.is_valid():
        chosen = next(each for each in shown if each.municipality.pk == form.cleaned_data["municipality"])
        lines = check_location(form.facts(), location_rules(chosen.policy))
    return render(request, "pipeline/check.html", {"form": form, "chosen": chosen, "lines": lines})
