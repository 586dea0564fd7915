"""What the user with which the site works on the database could do beyond its work.

Need to know is kept by policies, and these hold for who owns nothing and may become nobody else. With one user for everything
the site works, and one mistake that lets somebody send SQL of their own gives that somebody the whole database.
"""

from dataclasses import dataclass

from django.db import connection

_NAMES = (
    "is a superuser", "may make users", "may make databases", "passes row security", "owns the tables",
    "may read or write files of the server, or run programs on it",
)  # fmt: skip
_ASK = """
SELECT session_user, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
  EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(session_user, relowner, 'SET')),
  pg_has_role(session_user, 'pg_read_server_files', 'SET') OR pg_has_role(session_user, 'pg_write_server_files', 'SET')
  OR pg_has_role(session_user, 'pg_execute_server_program', 'SET')
FROM pg_roles WHERE rolname = session_user
"""


@dataclass(frozen=True, slots=True)
class TooMuch:
    """What this user could do beyond its work."""

    user: str
    powers: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """What it is, and what to do about it, for who looks after the database."""
        return (
            f"The user {self.user}, with which the site works on the database, {', '.join(self.powers)}. Whoever gets SQL of"
            " their own into the site could do that too. Give DATABASE_URL a user that owns nothing, and"
            " DATABASE_OWNER_URL the owner of the tables (docs/backup.md)."
        )


def powers_beyond_the_work() -> TooMuch | None:
    """What somebody who gets SQL of their own into the site could climb to; None when that is nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        user, *found = cursor.fetchone()
    powers = tuple(name for name, has in zip(_NAMES, found, strict=True) if has)
    return TooMuch(user, powers) if powers else None
