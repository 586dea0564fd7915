"""The nature of a document, in the words that lists use for it."""

from thoes.kernel.refusals import Refusal
from thoes.register.public import DocumentKind, search_key

# fmt: off
_WORDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.PASSPORT: ("passport", "paspoort", "paszport", "pas", "pp", "reisepass", "pasaport", "паспорт", "útlevél"),
    DocumentKind.IDENTITY_CARD: (
        "identity card", "id", "id card", "id kaart", "identiteitskaart", "dowod", "dowód osobisty", "dowod tozsamosci",
        "personalausweis", "carte de identitate", "buletin", "ci", "лична карта", "személyi igazolvány",
    ),
    DocumentKind.RESIDENCE_PERMIT: (
        "residence permit", "verblijfsvergunning", "verblijfsdocument", "karta pobytu", "aufenthaltstitel",
        "permis de sedere",
    ),
    DocumentKind.OTHER: ("other", "anders", "overig", "inny", "andere", "alt", "altul"),
}
# fmt: on
_KINDS = {search_key(word): kind for kind, words in _WORDS.items() for word in words}


def document_kind_of(text: str) -> str:
    """The kind that is meant, empty for no text; refuses `document_kind_unknown`."""
    if not text:
        return ""
    kind = _KINDS.get(search_key(text))
    if kind is None:
        raise Refusal("document_kind_unknown", field="document_kind")
    return kind.value
