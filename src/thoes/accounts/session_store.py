"""Sessions in the database, as Django keeps them; writing one that is there already is one statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connections, router

# Of a statement alone the transaction ends with it, and does not wait for the disk. When the server loses its power, the last
# half second of sessions is as it was before: at most somebody logs in once more, or misses "Checked in". Whoever logs in or
# out waits for the disk as ever.
_UPDATE = """
    UPDATE django_session SET session_data = %s, expire_date = %s
    WHERE session_key = %s AND set_config('synchronous_commit', 'off', true) IS NOT NULL
"""


class SessionStore(db.SessionStore):
    """Django opens a transaction around the one row it writes, and every form that says "done" writes it."""

    def save(self, must_create: bool = False) -> None:
        """Write the session; raises `UpdateError` when it ended meanwhile."""
        connection = connections[router.db_for_write(self.model)]
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(dict(self.items()))
        if connection.in_atomic_block:
            # What else is written in a transaction does wait for the disk.
            here = self.model.objects.filter(pk=row.pk)
            found = here.update(session_data=row.session_data, expire_date=row.expire_date)
        else:
            with connection.cursor() as cursor:
                cursor.execute(_UPDATE, [row.session_data, row.expire_date, row.session_key])
                found = cursor.rowcount
        if not found:
            raise UpdateError
