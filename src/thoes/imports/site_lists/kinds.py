"""What a list calls a kind of building."""

from thoes.housing.public import SiteKind
from thoes.intake.public import normalise

_WORDS = {
    SiteKind.DWELLING: "woning;huis;eengezinswoning;rijtjeshuis;appartement;studio;dwelling;house;home;apartment;flat;"
    "reguliere woning;gewone woning;ordinary dwelling",
    SiteKind.COMPLEX: "complex;wooncomplex;appartementencomplex;gebouw;logiesgebouw;woningen in een gebouwencomplex;"
    "building complex;dwellings in a building complex;building",
    SiteKind.LIVING_UNITS: "wooneenheden;woonunits;units;unit;huisvestingslocatie;living units;"
    "wooneenheden waar wonen is toegestaan;living units where residential use is allowed",
    SiteKind.HOTEL: "hotel;pension;hostel;hotel of pension;hotel or guest house;guest house;logies;logement;short stay hotel",
    SiteKind.RECREATION: "recreatiepark;vakantiepark;recreatie;bungalowpark;camping;chalet;chaletpark;recreation;"
    "recreation park;holiday park;campsite",
    SiteKind.OTHER_UNITS: "overig;overige;anders;overige units;overige wooneenheden;stacaravan;stacaravans;other;other units",
}
_KIND_OF = {normalise(word): kind for kind, words in _WORDS.items() for word in words.split(";")}
_KIND_OF |= {normalise(kind.value): kind for kind in SiteKind}


def kind_of(text: str) -> SiteKind | None:
    """The kind that is meant, or None when we do not know the word."""
    return _KIND_OF.get(normalise(text))
