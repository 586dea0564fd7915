"""What the next version changed: `python -m tests.drills.next_version.reading` prints it as JSON."""

import json

import django

django.setup()

from django.db import connection  # noqa: E402

from thoes.foundation.database_roles import ConnectAs, connect_as  # noqa: E402


def read() -> dict[str, object]:
    connect_as(ConnectAs.OWNER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT of FROM next_version_welcome ORDER BY of")
        welcomes = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT DISTINCT storeys FROM housing_site")
        return {"welcomes": welcomes, "storeys": [number for (number,) in cursor.fetchall()]}


if __name__ == "__main__":
    print(json.dumps(read()))
