"""Each time that an answer is shown counts once, however often its page is loaded anew.

A page that came of a form is sent again when it is loaded anew, with the button that was pressed. So each showing has a number
of its own, made of nothing, which is remembered for a day when a button is pressed; not what was said, of what, or by whom.
"""

from secrets import token_urlsafe

from django.core.cache import cache

_REMEMBERED_SECONDS = 24 * 60 * 60
_LONGEST = 40


def new_showing() -> str:
    """The number of an answer that is being shown."""
    return token_urlsafe(12)


def is_first_of(showing: str) -> bool:
    """Whether nothing was said of this showing yet; from now on something was. Without a number nothing is known of it."""
    return not showing or cache.add(_key(showing), 1, _REMEMBERED_SECONDS)


def forget(showing: str) -> None:
    """What was said could not be kept, so it may be said once more."""
    if showing:
        cache.delete(_key(showing))


def _key(showing: str) -> str:
    return f"guide-showing:{showing[:_LONGEST].encode().hex()}"
