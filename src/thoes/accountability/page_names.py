"""What the pages and files of the access log are called; the log itself keeps a short code."""

from thoes.foundation.modules import modules


def page_name(activity: str) -> str:
    """The page by name, in the language that is on; what an older version wrote is shown as it was written."""
    return next((str(module.pages[activity]) for module in modules() if activity in module.pages), activity)
