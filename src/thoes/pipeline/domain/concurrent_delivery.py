"""Beds at the same time as jobs ("gelijktijdig"): are the beds of a company's workers there when it opens?

The vision asks municipalities to make room for housing at the same time as they bring in a company. Knows no database.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConcurrentDelivery(StrEnum):
    """How beds and jobs stand to each other."""

    IN_TIME = "in_time"
    TOO_FEW = "too_few"
    TOO_LATE = "too_late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkedBeds:
    """Beds meant for the workers of a company: when they should be there (None: no day known)."""

    beds: int
    ready_on: date | None


@dataclass(frozen=True, slots=True)
class DeliveryAnswer:
    """How many beds are linked, and how many of these are there by the day the company opens."""

    state: ConcurrentDelivery
    linked: int
    in_time: int
    needed: int | None


def concurrent_delivery(
    *, opens_on: date | None, workers: int | None, linked: Collection[LinkedBeds]
) -> DeliveryAnswer:
    """Enough beds on the day the company opens: in time. Enough, but later or without a day: too late.

    Without a number of workers or a day of opening nothing can be said.
    """
    total = sum(each.beds for each in linked)
    ready = sum(each.beds for each in linked if opens_on and each.ready_on and each.ready_on <= opens_on)
    if opens_on is None or workers is None:
        state = ConcurrentDelivery.UNKNOWN
    elif ready >= workers:
        state = ConcurrentDelivery.IN_TIME
    else:
        state = ConcurrentDelivery.TOO_LATE if total >= workers else ConcurrentDelivery.TOO_FEW
    return DeliveryAnswer(state, total, ready, workers)
