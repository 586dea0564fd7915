"""What every page needs from the layout: the menu, the languages, who is logged in and for whom."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info

from thoes.ui.navigation import menu_for


def layout(request: HttpRequest) -> dict[str, Any]:
    """The layout's own names all begin with `layout_`, so that they never hide a page's own."""
    return {
        "layout_menu": menu_for(request),
        "layout_actor": getattr(request, "actor", None),
        "layout_memberships": getattr(request, "memberships", []),
        "layout_languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
        "layout_here": request.get_full_path() if request.method == "GET" else request.path,
    }
