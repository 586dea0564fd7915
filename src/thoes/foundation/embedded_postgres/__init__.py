"""A Django database backend that starts a private PostgreSQL server when the first connection is asked for."""

import warnings

# The server's package looks for a run folder when it is imported and warns where a machine has none; it then takes
# one under the temporary folder, which is what we want.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
