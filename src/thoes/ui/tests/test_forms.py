"""What a form says when it is not right: which field, and what to do."""

from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from thoes.ui.forms import Fieldset, Form, Grid, in_unit
from thoes.ui.templatetags.thoes_ui import field, stat


class _House(Form):
    postcode = forms.CharField(label="Postcode")
    kind = forms.ChoiceField(label="Soort pand", choices=[("a", "A")])
    plan = forms.FileField(label="Plattegrond")
    agreed = forms.BooleanField(label="Ik ga akkoord")
    beds = forms.IntegerField(label="Bedden", min_value=0, max_value=900)
    area = forms.DecimalField(label="Oppervlakte", min_value=Decimal(1))
    own = forms.CharField(label="Eigen", error_messages={"required": "Een eigen zin."})


def _errors(**data: str) -> dict[str, str]:
    with translation.override("nl"):
        form = _House(data)
        return {name: str(errors[0]) for name, errors in form.errors.items()}


def test_a_missing_answer_is_asked_for_by_its_name() -> None:
    errors = _errors()

    assert errors["postcode"] == "Vul “Postcode” in."
    assert errors["kind"] == "Kies een antwoord bij “Soort pand”."
    assert errors["plan"] == "Kies een bestand bij “Plattegrond”."
    assert errors["agreed"] == "Vink “Ik ga akkoord” aan."
    assert errors["own"] == "Een eigen zin."


def test_a_number_out_of_range_says_what_to_fill_in() -> None:
    assert _errors(beds="-1")["beds"] == "Vul 0 of meer in."
    assert _errors(beds="901")["beds"] == "Vul 900 of minder in."
    assert _errors(area="0")["area"] == "Vul 1 of meer in."
    assert "beds" not in _errors(beds="0")


def _page(form: Form, content: str) -> str:
    source = (
        '{% extends "ui/base.html" %}{% load thoes_ui %}{% block title %}Huis{% endblock %}'
        "{% block content %}" + content + "{% endblock %}"
    )
    with translation.override("nl"):
        return engines["django"].from_string(source).render({"house": form}, RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("form", "title"), [(_House(), "<title>Huis – Thoes</title>"), (_House({}), "<title>Fout: Huis – Thoes</title>")]
)
def test_the_title_says_first_that_something_is_not_right(form: Form, title: str) -> None:
    assert title in _page(form, "")


def test_the_summary_names_a_field_once() -> None:
    page = _page(_House({"beds": "-1"}), "{% error_summary house %}")

    assert ">Vul “Postcode” in.</a>" in page
    assert ">Bedden: Vul 0 of meer in.</a>" in page


def test_the_keyboard_of_a_phone_has_digits_and_a_comma_only_where_needed() -> None:
    page = _page(_House(), "{% field house.beds %}{% field house.area %}")

    assert page.index('inputmode="numeric"') < page.index('inputmode="decimal"')


class _Plan(Form):
    fieldsets = (
        Fieldset("Het plan", ("title", "left_out")),
        Grid("Hoeveel", ("Bedden", "Woningen"), (("Kort", ("short_beds", "")), ("Lang", ("long_beds", "long_homes")))),
    )
    note = forms.CharField(label="Notitie")
    title = forms.CharField(label="Naam")
    short_beds = forms.IntegerField(label="Kort: bedden", required=False, min_value=0)
    long_beds = forms.IntegerField(label="Lang: bedden", required=False)
    long_homes = forms.IntegerField(label="Lang: woningen", required=False)
    far = in_unit(forms.DecimalField(label="Afstand", localize=True), "km")


def test_fields_stand_in_their_fieldset_and_what_is_in_none_comes_after_them() -> None:
    page = _page(_Plan(), "{% form_fields house %}")

    places = [
        page.index(f'name="{name}"') for name in ("title", "short_beds", "long_beds", "long_homes", "note", "far")
    ]
    assert places == sorted(places)
    assert page.count("<fieldset") == 2
    assert 'Hoeveel <span class="thoes-optional">(niet verplicht)</span>' in page


def test_a_number_in_a_grid_has_a_label_of_its_own_and_says_what_is_wrong_with_it() -> None:
    page = _page(_Plan({"short_beds": "-1"}), "{% error_summary house %}{% form_fields house %}")

    assert '<label class="thoes-visually-hidden" for="id_short_beds">Kort: bedden</label>' in page
    assert 'href="#id_short_beds"' in page
    assert 'aria-describedby="id_short_beds_error"' in page


def test_a_unit_stands_behind_its_box_and_is_read_aloud_with_it() -> None:
    page = _page(_Plan(), "{% form_fields house %}")

    assert '<span id="id_far_unit">km</span>' in page
    assert 'aria-describedby="id_far_unit"' in page
    assert 'inputmode="decimal"' in page


def test_many_short_choices_stand_in_columns_and_sentences_or_a_few_do_not() -> None:
    class Choosing(Form):
        towns = forms.MultipleChoiceField(
            widget=forms.CheckboxSelectMultiple, choices=[(n, "Valkenburg aan de Geul") for n in range(7)]
        )
        few = forms.ChoiceField(widget=forms.RadioSelect, choices=[(n, "Venlo") for n in range(6)])
        sentences = forms.ChoiceField(
            widget=forms.RadioSelect, choices=[(n, "Iedereen in deze gemeente mag dit zien") for n in range(7)]
        )

    form = Choosing()

    assert [field(form[name])["has_short_choices"] for name in form.fields] == [True, False, False]


@pytest.mark.parametrize(("value", "is_short"), [(0, True), ("12.034", True), ("12 m² per persoon", False)])
def test_a_number_leaves_room_for_its_words_beside_it_and_a_long_value_does_not(value, is_short) -> None:
    assert stat(value, "mensen komen aan")["is_short"] is is_short
