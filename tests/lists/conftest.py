"""The files of the corpus, and the site that they are handed in for."""

import shutil
from pathlib import Path

import pytest

from tests.lists.made_files import make_files
from thoes.housing.models import Bed, Unit


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """A folder with every file of the corpus."""
    folder: Path = tmp_path_factory.mktemp("corpus")
    shutil.copytree(Path(__file__).parent / "files", folder, dirs_exist_ok=True)
    make_files(folder)
    return folder


@pytest.fixture
def site(provider, venlo, make_site):
    """A site with the rooms 1 to 20, each with the beds A and B."""
    made = make_site(provider, venlo, rooms=0)
    units = [Unit(site=made, name=str(number), position=number) for number in range(1, 21)]
    Unit.objects.bulk_create(units)
    Bed.objects.bulk_create([Bed(unit=unit, name=name, position=n) for unit in units for n, name in enumerate("AB")])
    return made
