"""Django's PostgreSQL backend on the private server: the address is asked for at the first connection, not at start."""

from typing import Any

from django.db.backends.postgresql import base

from thoes.foundation.database_roles import APP_ROLE, ConnectAs
from thoes.foundation.embedded_postgres.server import running_server


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but it knows where the private server listens, and as whom to enter."""

    def get_connection_params(self) -> dict[str, Any]:
        """Connection parameters for psycopg; starts the server when it does not run yet."""
        server = running_server()
        user, password = server.credentials(ConnectAs(self.settings_dict.get("CONNECT_AS", ConnectAs.APPLICATION)))
        self.settings_dict |= {
            "HOST": server.socket_folder,
            "PORT": str(server.port),
            "USER": user,
            "PASSWORD": password,
        }
        params: dict[str, Any] = super().get_connection_params()
        if "CONNECT_AS" not in self.settings_dict:
            # Who did not say as whom sees nobody.
            params["options"] = f"-c role={APP_ROLE}"
        return params
