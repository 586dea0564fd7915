"""The nature of a document, in the words that lists use for it."""

from thoes.register.public import DocumentKind, search_key

# fmt: off
_WORDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.PASSPORT: (
        "passport", "paspoort", "paszport", "pas", "pp", "p", "ppt", "reisepass", "pass", "pasaport", "паспорт", "útlevél",
        "passaporte", "pasaporte", "passeport", "nationaal paspoort", "buitenlands paspoort",
    ),
    DocumentKind.IDENTITY_CARD: (
        "identity card", "id", "i", "ic", "idk", "id card", "idcard", "idkaart", "id bewijs", "identiteitsbewijs", "id kaart",
        "national id", "national identity card", "europese identiteitskaart", "identiteitskaart", "dowod", "dowód osobisty",
        "dowod osob", "dowod tozsamosci", "karta id", "personalausweis", "ausweis", "carte de identitate", "buletin", "ci",
        "лична карта", "személyi igazolvány",
    ),
    DocumentKind.RESIDENCE_PERMIT: (
        "residence permit", "verblijfsvergunning", "verblijfsdocument", "karta pobytu", "aufenthaltstitel",
        "permis de sedere", "verblijfskaart", "verblijfstitel", "vreemdelingendocument", "residence card",
    ),
    DocumentKind.OTHER: (
        "other", "anders", "overig", "inny", "andere", "alt", "altul", "rijbewijs", "driving licence", "driving license",
        "driver s license", "prawo jazdy", "führerschein", "permis de conducere", "visum", "visa", "w document",
    ),
}
# fmt: on
_KINDS = {search_key(word): kind for kind, words in _WORDS.items() for word in words}


def document_kind_of(text: str) -> str | None:
    """The kind that is meant, empty for no text; None for a word that is no kind, or that says it is not known."""
    if not text:
        return ""
    kind = _KINDS.get(search_key(text))
    return None if kind is None else kind.value
