"""The door of `rights`."""

from thoes.rights.states import RequestState, request_states

__all__ = ["RequestState", "request_states"]
