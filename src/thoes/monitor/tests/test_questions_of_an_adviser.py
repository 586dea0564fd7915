"""A policy adviser asks of one municipality how many live there and whether there are enough beds in 2030."""

import re

import pytest
from django.urls import reverse
from tests.reading_pages import text_of

from thoes.monitor.areas import areas_of_limburg

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def dutch(client, counted):
    client.cookies["django_language"] = "nl"
    return client


def test_from_the_public_home_page_the_answer_is_three_steps_away(dutch) -> None:
    home = dutch.get("/").content.decode()
    link = re.search(r'href="(/monitor/)"[^>]*>[^<]*per? ?gemeente|href="(/monitor/)"[^>]*>[^<]*een gemeente', home)
    assert link is not None

    monitor = dutch.get(reverse("monitor:start")).content.decode()
    form = re.search(r'action="(/monitor/areas/)"', monitor)
    value = re.search(r'<option value="([^"]+)"[^>]*>Horst aan de Maas<', monitor)
    assert form is not None
    assert value is not None

    page = text_of(dutch.get(form[1], {"area": value[1]}, follow=True))
    assert "Internationale werknemers die hier slapen" in page
    assert "Zijn er genoeg bedden in 2030?" in page
    assert "De visie geeft geen opgave per gemeente, dus voor Horst aan de Maas alleen kan niemand het zeggen." in page
    assert re.search(r"heeft Noord(?:-Limburg)? volgens de visie tot 2030 12\.600 plekken nodig", page)
    assert re.search(r"De prognose laat ruimte voor [\d.]+ tot [\d.]+ \(marge van 80 procent\)", page)
    assert "Niet geteld: wie in een eigen woning woont" in page


def test_every_area_can_be_chosen_by_name_and_another_word_leads_to_the_map(dutch) -> None:
    shown = dutch.get(reverse("monitor:start")).content.decode()

    for code, area in areas_of_limburg().items():
        assert f'<option value="{code}"' in shown
        assert dutch.get(reverse("monitor:choose-area"), {"area": code}).headers["Location"].endswith(f"/{code}/"), area
    assert dutch.get(reverse("monitor:choose-area"), {"area": "//kwaad.example"}).headers["Location"] == "/monitor/map/"
    assert dutch.get(reverse("monitor:choose-area")).headers["Location"] == "/monitor/map/"


def test_the_province_is_held_against_the_need_of_all_regions_with_the_same_range_as_the_forecast(dutch) -> None:
    page = text_of(dutch.get(reverse("monitor:area", args=["limburg"])))
    outlook = text_of(dutch.get(reverse("monitor:outlook")))

    said = re.search(r"De prognose laat ruimte voor ([\d.]+ tot [\d.]+)", page)
    assert said is not None
    assert f"(marge: {said[1]})" in outlook
    assert "De visie geeft geen opgave per gemeente" not in page


def test_who_may_not_see_plans_is_not_sent_to_them(vera, logged_in, dutch) -> None:
    plans = reverse("monitor:against-plans")

    assert plans in dutch.get(reverse("monitor:area", args=["GM0983"])).content.decode()
    of_provider = logged_in(vera).get(reverse("monitor:area", args=["GM0983"])).content.decode()
    assert (plans in of_provider) == (logged_in(vera).get(plans).status_code == 200)
