"""Sessions in the database, as Django keeps them; writing one that is there already is one statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError


class SessionStore(db.SessionStore):
    """Django opens a transaction around the one row it writes, and every form that says "done" writes it."""

    def save(self, must_create: bool = False) -> None:
        """Write the session; raises `UpdateError` when it ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(dict(self.items()))
        here = self.model.objects.filter(pk=row.pk)
        if not here.update(session_data=row.session_data, expire_date=row.expire_date):
            raise UpdateError
