"""The door of `rights`."""

from thoes.rights.full_overviews import MOST_A_DAY, FullOverviewLine, full_overviews_of
from thoes.rights.states import RequestState, request_states

__all__ = ["MOST_A_DAY", "FullOverviewLine", "RequestState", "full_overviews_of", "request_states"]
