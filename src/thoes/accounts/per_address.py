"""How often something may be done from one address by who is not logged in. The address is forgotten with the count."""

from django.http import HttpRequest

from thoes.accounts.inside_allauth import ratelimit


def fits_from_here(request: HttpRequest, *, action: str, rate: str) -> bool:
    """Count one more and say whether it still fits; `rate` is "30/h/ip". A house of workers has one address."""
    return ratelimit.consume(request, app="thoes", action=action, config={action: rate}) is not None
