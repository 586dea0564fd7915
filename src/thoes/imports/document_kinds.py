"""The nature of a document, in the words that lists use for it."""

import re
from functools import cache, lru_cache

from thoes.kernel.name_folding import search_key
from thoes.register.public import DocumentKind, nationality_of

# fmt: off
_WORDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.PASSPORT: (
        "passport", "paspoort", "paszport", "pas", "pp", "p", "ppt", "psp", "reisepass", "pass", "pasaport", "pașaport",
        "паспорт", "международен паспорт", "задграничен паспорт", "закордонний паспорт", "загранпаспорт", "útlevél",
        "passaporte", "pasaporte", "passeport", "passaporto", "travel passport", "biometric passport",
        "biometrisch paspoort", "paszport biometryczny", "biometrischer reisepass", "pașaport biometric", "pas reizen",
        "pas cestovni",
        "cestovný pas", "cestovní pas", "pasas", "pase", "putovnica", "pasoš",
    ),
    DocumentKind.IDENTITY_CARD: (
        "identity card", "id", "i", "ic", "idk", "ik", "eik", "id card", "idcard", "idkaart", "id bewijs", "identiteitsbewijs",
        "id kaart", "national id", "national identity card", "nationale identiteitskaart", "europese identiteitskaart",
        "eu id", "eu id kaart", "eu id card", "eu identiteitskaart", "identiteitskaart", "identity", "e id", "eid",
        "dni", "nie card",
        "dowod", "dowód osobisty", "d o", "dowod osob", "dowod os", "dowod tozsamosci", "karta id",
        "karta tożsamości", "personalausweis",
        "perso", "pa", "ausweis", "identitätskarte", "identitaetskarte", "id karte", "id nr", "idcard nr",
        "carte de identitate", "cartea de identitate",
        "buletin", "buletin de identitate", "ci", "bi", "лична карта", "лк", "л к", "ід картка", "id картка", "айді картка",
        "посвідчення особи", "személyi igazolvány", "személyi", "szem ig", "documento nacional de identidad",
        "carte d identite",
        "carte nationale d identite", "carta d identita", "cartão de cidadão", "občiansky preukaz", "občanský průkaz",
        "asmens tapatybės kortelė", "personas apliecība", "osobna iskaznica", "osebna izkaznica",
        "op", "občianka", "tapatybės kortelė",
    ),
    DocumentKind.RESIDENCE_PERMIT: (
        "residence permit", "residence card", "residence document", "verblijfsvergunning", "verblijfsdocument",
        "verblijfskaart",
        "verblijfstitel", "verblijfspas", "vreemdelingendocument", "vreemdelingenpas", "vvr",
        "karta pobytu", "karta stalego pobytu", "aufenthaltstitel", "aufenthaltserlaubnis", "aufenthaltskarte",
        "permis de sedere", "permis de ședere", "разрешение за пребиваване", "разрешение за престой", "посвідка на проживання",
        "tartózkodási engedély", "permiso de residencia", "tarjeta de residencia", "permesso di soggiorno", "titre de sejour",
        "tie", "povolenie na pobyt", "povolení k pobytu",
    ),
    DocumentKind.OTHER: (
        "other", "anders", "overig", "ander document", "inny", "inne", "andere", "anderes", "sonstige", "sonstiges",
        "alt", "altul",
        "altele", "друг", "друго", "інше", "інший", "egyéb", "otro", "rijbewijs", "driving licence", "driving license",
        "driver s license", "drivers license", "prawo jazdy", "führerschein", "fuehrerschein", "permis de conducere",
        "шофьорска книжка", "свидетелство за управление", "посвідчення водія", "водійські права", "jogosítvány",
        "carnet de conducir", "permiso de conducir", "visum", "visa", "wiza", "viza", "виза", "віза", "vízum",
        "laissez passer",
        "nooddocument", "w document", "vluchtelingenpaspoort", "zeemansboek",
    ),
}
# fmt: on
# Said beside the kind and nothing about it.
# fmt: off
_BESIDE = frozenset(
    {"nationaal", "nationale", "buitenlands", "buitenlandse", "geldig", "geldige", "origineel", "originele", "kopie", "copy",
     "valid", "original", "national", "european", "europees", "europese", "eu", "nr", "nummer", "no", "van", "de",
     "wazny", "ue",
     "europejski", "gultig", "gultiger", "rp", "nou", "noua", "vechi", "nov", "nova"}
)
# fmt: on


@lru_cache(maxsize=4096)
def document_kind_of(text: str) -> str | None:
    """The kind that is meant, empty for no text; None for a word that is no kind, or for two kinds at once."""
    if not text:
        return ""
    parts = [part for part in re.split(r"[/,;()|&+]", text) if part.strip()]
    found = {_kind_in(part) for part in parts} - {""}
    return found.pop() if len(found) == 1 else None


def _kind_in(part: str) -> str | None:
    """The kind in a part, without the country or a word beside it; "" for a part that only says a country."""
    if kind := _named(part) or _named(part.replace(".", "")):
        return kind.value
    if nationality_of(part):
        return ""
    words = [word for word in re.split(r"[\s.:-]+", part) if word]
    kept = [word for word in words if search_key(word) not in _BESIDE and (_named(word) or not nationality_of(word))]
    kind = _named(" ".join(kept))
    return None if kind is None else kind.value


def _named(text: str) -> DocumentKind | None:
    return _kinds().get(search_key(text))


@cache
def _kinds() -> dict[str, DocumentKind]:
    return {search_key(word): kind for kind, words in _WORDS.items() for word in words}
