"""The door of `occupancy`."""

from thoes.occupancy.people_in_night import CountedLimburg, counted_limburg, people_in_limburg, people_in_night
