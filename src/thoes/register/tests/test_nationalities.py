"""A nationality is understood as people write it down: codes, countries and words for its people."""

import pytest

from thoes.register.nationalities import nationalities, nationality_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PL pl POL Polen Polska Poland Polonia Польша Polsko Lengyelország", "PL"),
        (
            "Pools Poolse Pool polski polska polskie Polak Polka Polacy polnisch polnische polonez poloneză полски полска",
            "PL",
        ),
        ("lengyel польський польська поляк polaco polaca Polish", "PL"),
        ("ROU ROM Roemeens Roemeense rumuński rumänisch román română româncă румънец румунка rumano", "RO"),
        ("Turks Turkse TUR Türkiye Turkey turecki türkisch турски török", "TR"),
        ("Syrisch Syrische Syriër SYR syryjski сирийски", "SY"),
        ("Moldavisch Moldavische MDA Moldova mołdawska молдовски", "MD"),
        ("Sloveens Sloveense SVN słoweński словенски", "SI"),
        ("Slowaaks Slowaakse SVK słowacka slovak", "SK"),
        ("RUS Russisch RU rosyjski", "RU"),
        ("SRB Servisch serbski сръбски", "RS"),
        ("UK GB GBR Brits Britse GBN Engeland", "GB"),
        ("D DE DEU Duits Duitse deutsch deutsche niemiecki немски német", "DE"),
        ("RKS XKX Kosovaarse", "XK"),
        ("NOR NO Noors norweski", "NO"),
        ("Chinees Chinese chiński", "CN"),
        ("polonesa polacco lenkas poliete poľská polské", "PL"),
        ("romena rumeno rumunas rumāņu rumunský", "RO"),
        ("унгарец угорець ungherese vengras maďarský", "HU"),
        ("чех чехкиня tcheco ceco čekas", "CZ"),
    ],
)
def test_one_word_in_any_language_is_understood(words, code):
    assert {word: nationality_of(word) for word in words.split()} == dict.fromkeys(words.split(), code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Poolse nationaliteit", "PL"), ("obywatelstwo polskie", "PL"), ("Polen (PL)", "PL"), ("PL - Polen", "PL"),
        ("Pools / Polish", "PL"), ("🇧🇬", "BG"), ("Tsjechische Republiek", "CZ"), ("Noord-Macedonië", "MK"),
    ],
)  # fmt: skip
def test_a_word_beside_it_makes_no_difference(text, code):
    assert nationality_of(text) == code


@pytest.mark.parametrize(
    "text", ["EUE", "XXA", "UNO", "EU", "Europees", "Pools/Duits", "slovenska", "Guadeloupe", "toverland", "x"]
)
def test_what_is_no_nationality_or_may_be_two_is_not_guessed(text):
    assert nationality_of(text) == ""


def test_every_nationality_that_can_be_chosen_is_understood_when_a_list_names_it_so():
    for language in ("nl", "en"):
        names = nationalities(language)
        assert len(set(names.values())) == len(names)
        assert {code: nationality_of(name) for code, name in names.items()} == {code: code for code in names}


def test_forms_offer_nationalities_and_not_countries():
    assert (nationalities("nl")["PL"], nationalities("en")["PL"]) == ("Poolse", "Polish")
