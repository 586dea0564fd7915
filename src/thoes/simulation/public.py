"""The door of `simulation`."""

from thoes.simulation.demo_users import DEMO_USERS
from thoes.simulation.generator import simulate
from thoes.simulation.loading import is_loaded, load, load_parts
from thoes.simulation.parts import Parts
