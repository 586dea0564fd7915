"""The door of `rights`."""

from thoes.rights.documents.overview import OVERVIEW
from thoes.rights.full_overviews import MOST_A_DAY, full_overviews_of
from thoes.rights.states import request_states
