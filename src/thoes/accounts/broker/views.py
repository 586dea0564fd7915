"""To the broker and back."""

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from thoes.accounts.broker.provider import BrokerOAuth2Adapter


class _Callback(OAuth2CallbackView):  # type: ignore[misc]
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


@never_cache
@require_POST
def login(request: HttpRequest) -> HttpResponse:
    """Go to the broker. Only by a form of ours, so that no other site can log somebody in as somebody else."""
    return _answer(OAuth2LoginView, request)


@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Come back from the broker."""
    return _answer(_Callback, request)


def _answer(view: Any, request: HttpRequest) -> HttpResponse:
    if settings.BROKER is None:
        raise Http404
    adapter = BrokerOAuth2Adapter(request, settings.BROKER.provider_id)
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except (OAuth2Error, RequestException) as error:
        # The broker is away, or is not who it should be.
        answer = render_authentication_error(request, adapter.get_provider(), exception=error)
    return answer
