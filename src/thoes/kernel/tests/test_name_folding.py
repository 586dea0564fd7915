"""One name, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.name_folding import beginnings, is_found, is_same_name, letters_key, may_be_initials, words_of

ONE_NAME = [
    (("Ana", "O'Nepova"), ("Ana", "ONepova")),
    (("Ana", "O’Nepova"), ("ONEPOVA", "Ana")),
    (("Gino", "D'Angelo"), ("Gino", "Dangelo")),
    (("Gino", "D’Angelo"), ("Gino", "D Angelo")),
    (("Ewa", "Nepska-Testowa"), ("Ewa", "Nepska Testowa")),
    (("Ewa", "Nepska-Testowa"), ("Ewa", "NepskaTestowa")),
    (("Juan", "de la Voorbeeld"), ("Juan", "Delavoorbeeld")),
    (("Juan", "de la Voorbeeld"), ("Juan", "dela Voorbeeld")),
    (("Piet", "van der Nep"), ("Piet", "Vandernep")),
    (("Piet", "van der Nep"), ("Piet", "Vander Nep")),
    (("Jörg", "Nepgroß"), ("Jorg", "Nepgross")),
    (("Łucja", "Małnepska"), ("Lucja", "Malnepska")),
    (("Христо", "Непов"), ("Hristo", "Nepov")),
    (("Христо", "Непов"), ("Khristo", "Nepov")),
    (("Олена", "Непова"), ("Olena", "Nepova")),
    (("Анна-Мария", "О'Непова"), ("Annamariya", "ONepova")),
]
TWO_NAMES = [
    (("Jana", "Nowak"), ("Jan", "Anowak")),
    (("Jan", "Nepski"), ("Jan", "Nepska")),
    (("Ana", "Nepova"), ("Ana", "O'Nepova")),
    (("Naj", "Nepski"), ("Jan", "Nepski")),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_a_name_that_is_written_in_two_ways_is_one_and_each_finds_the_other(one, other) -> None:
    assert is_same_name(one, other)
    assert letters_key(*one) == letters_key(*other)
    for name, text in ((one, other), (other, one)):
        assert is_found(beginnings(" ".join(name)), words_of(" ".join(text)))
        assert is_found(beginnings(" ".join(name)), words_of(text[1] if len(text[1]) > len(text[0]) else text[0]))


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_names_of_the_same_letters_or_words_are_not_one_for_that(one, other) -> None:
    assert not is_same_name(one, other)


@given(st.lists(st.text("abkhz", min_size=1, max_size=5), min_size=1, max_size=4), st.data())
def test_every_beginning_of_words_of_a_name_finds_it_glued_or_apart(words, data) -> None:
    name = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))

    apart, glued = words[first : last + 1], "".join(words_of(" ".join(words[first : last + 1])))

    assert is_found(beginnings(name), words_of(" ".join(apart)))
    assert is_found(beginnings(name), [glued])


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [("J.", "Jan", True), ("Jan", "J.P.", True), ("J", "J.P.", True), ("Jan", "Jana", False), ("E.", "Jan", False),
     ("", "Jan", False), ("И.", "Ivan", True)],
)  # fmt: skip
def test_initials_are_the_first_letters_of_a_given_name(one, other, may_be) -> None:
    assert may_be_initials(one, other) is may_be
