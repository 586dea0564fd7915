"""The poster of a site."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

pytestmark = pytest.mark.django_db


def test_the_poster_of_a_site_names_it_and_is_for_its_own_provider_only(alice, charlie, bob, site, logged_in) -> None:
    address = reverse("housing:poster", args=[site.pk])

    answer = logged_in(alice).get(address)
    words = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())

    assert site.name in words
    assert logged_in(charlie).get(address).status_code == 404
    assert logged_in(bob).get(address).status_code == 403
    assert address in logged_in(alice).get(reverse("housing:card", args=[site.pk])).content.decode()
