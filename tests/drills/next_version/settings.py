"""The settings of this version, with the module that the next one brings."""

from thoes.config.settings import *  # noqa: F403
from thoes.config.settings import INSTALLED_APPS as _OF_THIS_VERSION

INSTALLED_APPS = [*_OF_THIS_VERSION, "tests.drills.next_version"]
