"""The door of `occupancy`."""

from thoes.occupancy.kept_counts import places_tonight
from thoes.occupancy.people_in_night import CountedLimburg, counted_limburg, people_in_night
