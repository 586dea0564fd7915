"""What readers say of the guide and ask of it: taken down without a person, weighed by its editors, answered in public."""

from importlib.resources import files

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.frame import GUIDE_LANGUAGES, SOURCE

READERS = TextFolder(files("thoes.guide").joinpath("readers", "texts"), source=SOURCE, languages=GUIDE_LANGUAGES)
