"""The words of the pages on which a worker finds what there is to do, in every language of the guide."""

from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.frame import GUIDE_LANGUAGES, SOURCE

EVENTS = TextFolder(files("thoes.guide").joinpath("events", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)
