"""What `guide` says of itself."""

from thoes.foundation.modules import Module, NoPerson
from thoes.guide.models import ArticleFeedback
from thoes.guide.permissions import READ_FEEDBACK

MODULE = Module(
    name="guide",
    permissions=(READ_FEEDBACK,),
    without_people=(NoPerson(ArticleFeedback, "what somebody unknown said of an article"),),
)
