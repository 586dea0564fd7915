"""The door of `rights`."""

from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.documents.overview import OVERVIEW
from thoes.rights.full_overviews import MOST_A_DAY, FullOverviewLine, full_overviews_of
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.states import RequestState, request_states

__all__ = [
    "ANSWER_REQUEST", "ANSWER_REQUESTS", "MOST_A_DAY", "OVERVIEW", "FullOverviewLine", "RequestState",
    "full_overviews_of", "request_states",
]  # fmt: skip
