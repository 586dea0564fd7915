"""What allauth does not promise to keep stands in one file, read in one version."""

import re
from importlib.metadata import version
from inspect import signature
from pathlib import Path

import thoes
from thoes.accounts import inside_allauth

READ_IN = "65.21.1"
# Called with these, in this order.
CALLED_WITH = {
    "consume_or_429": ["request"],
    "did_recently_reauthenticate": ["request"],
    "get_client_ip": ["request"],
    "normalize_user_code": ["code"],
    "perform_login": ["request", "login"],
    "record_authentication": ["request", "user"],
    "suspend_request": ["request", "redirect_to"],
}


def test_allauth_is_the_version_in_which_its_inside_was_read() -> None:
    """After an update: read these functions there, see that they still do what we need, and change the version here."""
    assert version("django-allauth") == READ_IN
    assert {
        name: list(signature(getattr(inside_allauth, name)).parameters)[: len(names)]
        for name, names in CALLED_WITH.items()
    } == CALLED_WITH


def test_no_other_file_reaches_inside_allauth() -> None:
    source = Path(thoes.__file__).parent
    reaching = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "tests" not in path.relative_to(source).parts and re.search(r"allauth\.[\w.]*\binternal\b", path.read_text())
    }
    assert reaching == {"accounts/inside_allauth.py"}
