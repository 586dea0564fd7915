"""Made-up people in several lists, each list with faults of its own, and the truth of who is who.

In the way of FEBRL (Christen 2005), with the faults that lists of international workers have: names carried over from another
alphabet, given and family name swapped, one of two family names, a day and a month that changed places. Nobody of them exists:
names are put together from syllables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from thoes.monitor.listed_people import ListedPerson

_STEMS = (
    "Voorb", "Nepo", "Testo", "Verzo", "Fikta", "Proefa", "Bedach", "Demo", "Spiega", "Halto", "Grudi", "Wymy", "Zmysl",
    "Przyk", "Szabo", "Kitala", "Exemp", "Inchip", "Nascot", "Izmis", "Prime", "Obraz", "Lazh", "Mecht", "Kowa", "Lewa",
    "Bara", "Dumi", "Petre", "Vasi", "Kolo", "Stoya", "Ivan", "Geor", "Hor", "Nemet", "Vajda", "Jurka", "Mazu", "Zieli",
)  # fmt: skip
_MIDDLES = (
    "",
    "l",
    "n",
    "r",
    "ch",
    "sz",
    "cz",
    "t",
    "d",
    "m",
    "wi",
    "le",
    "ri",
    "no",
    "ke",
    "ła",
    "ńs",
    "șe",
    "ți",
    "ő",
)
_ENDS = {"PL": ("ski", "ska", "czyk", "ak", "owicz"), "RO": ("escu", "eanu", "aru", "ă"), "BG": ("ov", "ova", "ev", "eva"),
         "HU": ("i", "né", "kő", "vári")}  # fmt: skip
_GIVEN = {
    "PL": ("Łucja",
           "Żaneta", "Stanisław", "Paweł", "Małgorzata", "Wojciech", "Grażyna", "Jakub",
           "Oliwia", "Zbigniew", "Kacper", "Ewa"),
    "RO": ("Ștefan", "Ioana", "Țvetan", "Mihaela", "Gheorghe", "Alexandru", "Ruxandra", "Dănuț", "Elena", "Cătălin"),
    "BG": ("Hristo", "Tsvetana", "Yordan", "Zhivko", "Iliya", "Stoyanka", "Dimitar", "Radka", "Kaloyan", "Vesela"),
    "HU": ("Zsófia", "György", "Ágnes", "László", "Erzsébet", "Győző", "Ildikó", "Ferenc"),
}  # fmt: skip
_CYRILLIC = {"Hristo": "Христо", "Tsvetana": "Цветана", "Yordan": "Йордан", "Zhivko": "Живко", "Iliya": "Илия",
             "Stoyanka": "Стоянка", "Dimitar": "Димитър", "Radka": "Радка", "Kaloyan": "Калоян",
             "Vesela": "Весела"}  # fmt: skip
_CARRIED_OVER = (("ł", "l"), ("ń", "n"), ("ż", "z"), ("ș", "sh"), ("ț", "ts"), ("ă", "a"), ("ő", "oe"), ("é", "e"),
                 ("Ts", "C"), ("sz", "sh"), ("cz", "ch"), ("Zh", "J"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedTruth:
    """The lists, and for each line in them which person it is; `people` is how many there are in all, seen or not."""

    lists: dict[str, list[ListedPerson]]
    who: dict[str, list[int]]
    people: int

    @property
    def histories(self) -> dict[tuple[int, ...], int]:
        """How many people truly have each history."""
        members = [set(numbers) for numbers in self.who.values()]
        found: dict[tuple[int, ...], int] = {}
        for person in set().union(*members):
            history = tuple(int(person in each) for each in members)
            found[history] = found.get(history, 0) + 1
        return found

    @property
    def unseen(self) -> int:
        return self.people - sum(self.histories.values())


def people_in_lists(
    *, seed: int, people: int, shares: Sequence[float] = (0.5, 0.4), faults: Sequence[float] = (0.15, 0.35)
) -> ListedTruth:
    """Lists in which each person stands by chance, independently, with this share; `faults` is the share of faulty lines."""
    random = Random(seed)
    everybody = [_person(random) for _ in range(people)]
    lists: dict[str, list[ListedPerson]] = {}
    who: dict[str, list[int]] = {}
    for at, (share, faulty) in enumerate(zip(shares, faults, strict=True)):
        name = f"list {at + 1}"
        who[name] = [number for number in range(people) if random.random() < share]
        random.shuffle(who[name])
        lists[name] = [
            _faulty(everybody[number], random) if random.random() < faulty else everybody[number]
            for number in who[name]
        ]
    return ListedTruth(lists, who, people)


def _person(random: Random) -> ListedPerson:
    nationality = random.choices(list(_GIVEN), (55, 22, 15, 8))[0]
    family = random.choice(_STEMS) + random.choice(_MIDDLES) + random.choice(_ENDS[nationality])
    if random.random() < 0.12:
        family += "-" + random.choice(_STEMS) + random.choice(_MIDDLES) + random.choice(_ENDS[nationality])
    born = date(1965, 1, 1) + timedelta(days=random.randrange(14_600))
    return ListedPerson(random.choice(_GIVEN[nationality]), family, born, nationality)


def _faulty(person: ListedPerson, random: Random) -> ListedPerson:
    """One fault, now and then two."""
    for _ in range(1 if random.random() < 0.8 else 2):
        person = random.choice((_carried_over, _swapped, _one_of_two_names, _typed, _day_and_month, _without_birth))(
            person, random
        )
    return person


def _carried_over(person: ListedPerson, random: Random) -> ListedPerson:
    if person.given_name in _CYRILLIC:
        return replace(person, given_name=_CYRILLIC[person.given_name])
    given, family = person.given_name, person.family_name
    for written, other in _CARRIED_OVER:
        given, family = given.replace(written, other), family.replace(written, other)
    return replace(person, given_name=given, family_name=family)


def _swapped(person: ListedPerson, random: Random) -> ListedPerson:
    return replace(person, given_name=person.family_name, family_name=person.given_name)


def _one_of_two_names(person: ListedPerson, random: Random) -> ListedPerson:
    names = person.family_name.split("-")
    return replace(person, family_name=random.choice(names)) if len(names) > 1 else _typed(person, random)


def _typed(person: ListedPerson, random: Random) -> ListedPerson:
    name = person.family_name
    at = random.randrange(1, len(name) - 1)
    wrong = random.choice((name[:at] + name[at + 1 :], name[:at] + random.choice("aeiknorst") + name[at:],
                           name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]))  # fmt: skip
    return replace(person, family_name=wrong)


def _day_and_month(person: ListedPerson, random: Random) -> ListedPerson:
    born = person.birth_date
    if born is None or born.day > 12:
        return replace(person, birth_date=born and born + timedelta(days=random.choice((-10, -1, 1, 10))))
    return replace(person, birth_date=date(born.year, born.day, born.month))


def _without_birth(person: ListedPerson, random: Random) -> ListedPerson:
    return replace(person, birth_date=None)
