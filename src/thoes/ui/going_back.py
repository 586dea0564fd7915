"""Where to go after an action: the page that it was asked from, when that is a page of ours."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def page_before(request: HttpRequest, *, otherwise: str) -> str:
    """The address in the field `next` of a form; `otherwise` where it is empty, no address or one of another host."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours and back.startswith("/") else otherwise
