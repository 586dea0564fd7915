"""Django's PostgreSQL backend on the private server: the address is asked for at the first connection, not at start."""

from typing import Any

from django.db.backends.postgresql import base

from thoes.foundation.embedded_postgres.server import running_server


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but it knows where the private server listens."""

    def get_connection_params(self) -> dict[str, Any]:
        """Connection parameters for psycopg; starts the server when it does not run yet."""
        address = running_server()
        self.settings_dict |= {
            "HOST": address.socket_folder,
            "PORT": str(address.port),
            "USER": address.user,
            "PASSWORD": address.password,
        }
        params: dict[str, Any] = super().get_connection_params()
        return params
