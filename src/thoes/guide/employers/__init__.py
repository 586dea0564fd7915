"""The words of the page for employers and housing providers: in Dutch and English, as the rule book is."""

from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder

EMPLOYERS = TextFolder(files("thoes.guide").joinpath("employers", "texts"), source="nl", languages=("nl", "en"))
