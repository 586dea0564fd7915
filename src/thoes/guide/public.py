"""The door of `guide`: the rule book as text and as data, and the articles of the guide."""

from thoes.foundation.translated_texts import TranslationState
from thoes.guide.article_files import Article, articles
from thoes.guide.checking import LEAST_EASE, MOST_WORDS, mistakes_in, reading_of
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.keeping.exporting import write_articles
from thoes.guide.keeping.exporting_texts import write_texts
from thoes.guide.links.checking import broken_links, check_links
from thoes.guide.links.places import links_everywhere
from thoes.guide.permissions import LOCAL_EDITOR, REVIEWERS, STEUNPUNT
from thoes.guide.poster import poster_pdf
from thoes.guide.reading_in import read_in
from thoes.guide.rulebook import as_json, as_text
