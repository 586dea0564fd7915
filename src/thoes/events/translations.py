"""How far the words of an event can be relied on in a language: worked out of them and of the Dutch, never stored."""

from thoes.events.domain.event import SOURCE, Event, Text
from thoes.foundation.translated_texts import TranslationState, fingerprint, state_of


def translation_state(event: Event, language: str) -> TranslationState:
    """The Dutch is what its keeper wrote; any other language was read beside it, or not, or before it changed."""
    if language == SOURCE:
        return TranslationState.REVIEWED
    text = event.texts.get(language)
    return state_of({**text.words, "review": dict(text.review)} if text else {}, source=event.texts[SOURCE].words)


def review_of(text: Text, source: Text) -> dict[str, str]:
    """The fingerprints to keep when somebody reads a translation beside the Dutch."""
    return {"source": fingerprint(source.words), "translation": fingerprint(text.words)}
