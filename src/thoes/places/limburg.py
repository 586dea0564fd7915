"""Put the regions and municipalities of Limburg in an empty installation."""

from pathlib import Path

from django.db import transaction

from thoes.kernel.yaml_text import read_yaml
from thoes.places.models import Municipality, Region

_LIST = Path(__file__).with_name("limburg.yaml")


@transaction.atomic
def ensure_limburg() -> int:
    """Add the regions and municipalities that are not there yet; gives how many municipalities were added."""
    added = 0
    for entry in read_yaml(_LIST.read_text(encoding="utf-8"))["regions"]:
        region, _ = Region.objects.get_or_create(code=entry["code"], defaults={"name": entry["name"]})
        for code, name in entry["municipalities"].items():
            _, new = Municipality.objects.get_or_create(code=code, defaults={"name": name, "region": region})
            added += new
    return added
