"""What we use of allauth that it does not promise to keep. Nothing else imports from its `internal` packages.

`test_inside_allauth.py` names the version these were read in: after an update, look at each before changing it.
"""

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    perform_login,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import consume_or_429
