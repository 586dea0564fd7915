"""Do the daily work of the registration desk in THOES_HOME: `python -m tests.drills.daily_work`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
django.setup()

from thoes.foundation.database_roles import ACROSS_ROLE, ConnectAs, connect_as  # noqa: E402
from thoes.registration.jobs import reassess_now  # noqa: E402

if __name__ == "__main__":
    connect_as(ConnectAs.APPLICATION, role=ACROSS_ROLE)
    reassess_now()
