"""The words of the pages on which a worker finds who helps, in every language of the guide."""

from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.frame import GUIDE_LANGUAGES, SOURCE

HELP = TextFolder(files("thoes.guide").joinpath("help", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)
