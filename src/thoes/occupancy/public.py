"""The door of `occupancy`."""

from thoes.occupancy.people_in_night import people_in_limburg, people_in_night
