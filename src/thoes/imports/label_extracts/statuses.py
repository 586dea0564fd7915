"""What an extract says a certificate is worth: a word in a column of status, or yes and no under a column of its own.

A word that nobody knows is a question and never "valid"; a column that is not there, or is empty, states nothing.
"""

from collections.abc import Mapping
from enum import StrEnum

from thoes.housing.public import QualityLabelStatus
from thoes.imports.label_extracts.columns import Column
from thoes.intake.public import normalise
from thoes.kernel.refusals import Refusal

_WORDS = {
    QualityLabelStatus.VALID: "geldig;actief;actueel;gecertificeerd;certified;valid;active;in force;lopend",
    QualityLabelStatus.SUSPENDED: "geschorst;opgeschort;schorsing;suspended",
    QualityLabelStatus.WITHDRAWN: "ingetrokken;intrekking;doorgehaald;withdrawn;revoked",
    QualityLabelStatus.ENDED: "beeindigd;verlopen;vervallen;afgelopen;opgezegd;niet geldig;ongeldig;niet meer geldig;inactief;"
    "niet actief;niet gecertificeerd;expired;ended;invalid;not valid;inactive;lapsed;terminated",
}
_APPLIED = "aangevraagd;in aanvraag;aanvraag;aangemeld;aanmelding;in behandeling;kandidaat;applied;applied for;pending"
_STATUS_OF = {normalise(word): status for status, words in _WORDS.items() for word in words.split(";")}
_APPLIED_WORDS = {normalise(word) for word in _APPLIED.split(";")}
_YES, _NO = {"ja", "yes", "j", "y", "x", "waar", "true"}, {"nee", "no", "n", "onwaar", "false"}
_NOT_VALID = {Column.IS_SUSPENDED: QualityLabelStatus.SUSPENDED, Column.IS_WITHDRAWN: QualityLabelStatus.WITHDRAWN}


def stated_status(texts: Mapping[StrEnum, str]) -> QualityLabelStatus | None:
    """What a line says of its certificate; None where it says nothing.

    Refuses a word that is not known ("status_unknown"), a certificate that was only applied for, and two columns that say
    different things.
    """
    said = {status for column in Column if (status := _in_column(column, texts.get(column, ""))) is not None}
    worse = said - {QualityLabelStatus.VALID}
    if len(worse) > 1 or (worse and texts.get(Column.STATUS) and QualityLabelStatus.VALID in said):
        raise Refusal("status_contradicts", field=Column.STATUS)
    return next(iter(worse or said), None)


def _in_column(column: Column, text: str) -> QualityLabelStatus | None:
    word = normalise(text)
    if not word:
        return None
    match column:
        case Column.STATUS:
            return _of_word(word, text)
        case Column.IS_VALID:
            if word in _YES | _NO:
                return QualityLabelStatus.VALID if word in _YES else QualityLabelStatus.ENDED
            return _of_word(word, text)
        case Column.IS_SUSPENDED | Column.IS_WITHDRAWN:
            if word in _NO:
                return None
            return _NOT_VALID[column] if word in _YES else _of_word(word, text)
    return None


def _of_word(word: str, text: str) -> QualityLabelStatus:
    if word in _APPLIED_WORDS:
        raise Refusal("only_applied_for", field=Column.STATUS)
    if word not in _STATUS_OF:
        raise Refusal("status_unknown", field=Column.STATUS, text=text[:40])
    return _STATUS_OF[word]
