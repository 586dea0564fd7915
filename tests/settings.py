"""The settings of every installation, with the sample module: it is installed in the tests and nowhere else."""

from thoes.config.settings import *  # noqa: F403
from thoes.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.courses"]
ROOT_URLCONF = "tests.urls"
