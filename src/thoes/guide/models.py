"""The tables of the guide, each written where it is used."""

from thoes.guide.keeping.models import ArticleVersion as ArticleVersion
from thoes.guide.layers.models import Layer as Layer
from thoes.guide.layers.models import LayerVersion as LayerVersion
from thoes.guide.links.models import LinkCheck as LinkCheck
from thoes.guide.readers.models import Question as Question
from thoes.guide.readers.models import ReaderFeedback as ReaderFeedback
