"""The door of `occupancy`."""

from thoes.occupancy.people_in_night import PlacesInNight, people_in_limburg, people_in_night

__all__ = ["PlacesInNight", "people_in_limburg", "people_in_night"]
