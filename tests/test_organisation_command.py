"""What an organisation is, said at the terminal: the figures are divided by it."""

import pytest
from click.testing import CliRunner

from thoes.cli.organisation import organisation
from thoes.places.models import Organisation

pytestmark = pytest.mark.django_db


def test_the_sector_and_the_kind_of_a_housing_provider_are_said_and_taken_back(provider) -> None:
    said = CliRunner().invoke(organisation, [provider.name.lower(), "--sector", "N", "--provider-kind", "agency"])
    provider.refresh_from_db()
    assert (said.exit_code, provider.sector, provider.provider_kind) == (0, "N", "agency")

    CliRunner().invoke(organisation, [provider.name, "--sector", ""])
    provider.refresh_from_db()
    assert (provider.sector, provider.provider_kind) == ("", "agency")


def test_a_municipality_is_no_kind_of_housing_provider_and_an_unknown_name_is_refused(desk) -> None:
    refused = CliRunner().invoke(organisation, [desk.name, "--provider-kind", "agency"])
    unknown = CliRunner().invoke(organisation, ["Niemand"])

    assert (refused.exit_code, unknown.exit_code) == (1, 1)
    assert Organisation.objects.get(pk=desk.pk).provider_kind == ""
