"""Who helps as open data: the contacts that are sure, as Open Referral HSDS 3.0, and beside it our words for each language.

HSDS says in which languages somebody is helped, and has no place for a record in several languages. The version stands in
the address: a next version of the standard gets one of its own.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.contacts.public import HelperKind, PublicContact, hsds_page, hsds_service, public_contacts
from thoes.guide.help import HELP
from thoes.guide.web.pages import known
from thoes.places.public import municipality_names

_kept = cache_control(public=True, max_age=3600)


@open_before_second_step
@require_safe
@_kept
def hsds(request: HttpRequest) -> JsonResponse:
    """All of them on one page."""
    return _answer(hsds_page(_services()))


@open_before_second_step
@require_safe
@_kept
def translations(request: HttpRequest, language: str) -> JsonResponse:
    """What kinds are called in a language, and what services are for where somebody wrote that in it."""
    known(language)
    wording = HELP.wording(language)
    return _answer(
        {
            "language": language,
            "reviewed": not wording.notice,
            "taxonomy_terms": {
                kind.value: {"name": wording[f"kinds.{kind}"], "description": wording[f"kind_says.{kind}"]}
                for kind in HelperKind
            },
            "services": {
                service["id"]: {"description": said}
                for each, service in zip(_sure(), _services(), strict=True)
                if (said := each.listing.says.get(language))
            },
        }
    )


def _sure() -> list[PublicContact]:
    return [each for each in public_contacts(on=localdate()) if each.is_sure]


def _services() -> list[dict[str, Any]]:
    names = municipality_names()
    return [hsds_service(each.key, each.listing, checked_on=each.checked_on, names=names) for each in _sure()]


def _answer(said: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    # Anybody's page may read it: it is public, and says nothing of who asks.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
