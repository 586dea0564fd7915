"""The words of the question paths, in every language of the guide."""

from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.frame import GUIDE_LANGUAGES, SOURCE

PATH_TEXTS = TextFolder(files("thoes.guide").joinpath("paths", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)
