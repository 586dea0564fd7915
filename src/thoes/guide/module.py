"""What `guide` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Module, NoPerson
from thoes.guide.models import ArticleFeedback
from thoes.guide.permissions import READ_FEEDBACK

MODULE = Module(
    name="guide",
    permissions=(READ_FEEDBACK,),
    without_people=(NoPerson(ArticleFeedback, "what somebody unknown said of an article"),),
    refusals={
        "remark_may_identify": _(
            "This text holds a number or e-mail address that may belong to somebody. Take it out and send it again."
        ),
    },
)
