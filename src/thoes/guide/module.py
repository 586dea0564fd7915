"""What `guide` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    Table,
    all_of,
    any_of,
    holder_of_code,
    is_not_of_kind,
    is_set,
    of_kind,
    own_organisation,
    purpose_is,
    where,
    who_may,
)
from thoes.guide.demo import make_pages
from thoes.guide.keeping.models import Act
from thoes.guide.layers.models import LayerAct
from thoes.guide.models import ArticleVersion, Layer, LayerVersion, LinkCheck, Question, ReaderFeedback
from thoes.guide.permissions import (
    KEEP_GUIDE,
    LOCAL_EDITOR,
    READ_FEEDBACK,
    REVIEWERS,
    SEE_GUIDE_WORK,
    STEUNPUNT,
    WRITE,
    WRITE_OWN_PAGES,
)

_KEEPS = all_of(who_may(SEE_GUIDE_WORK), purpose_is(KEEP_GUIDE))
_OWN = all_of(own_organisation(), who_may(WRITE_OWN_PAGES), purpose_is(KEEP_GUIDE))
_READERS = any_of(is_set("municipality_id"), holder_of_code("code_hash"))

MODULE = Module(
    name="guide",
    roles=(STEUNPUNT, *REVIEWERS.values(), LOCAL_EDITOR),
    permissions=(SEE_GUIDE_WORK, *WRITE.values(), WRITE_OWN_PAGES, READ_FEEDBACK),
    purposes=(KEEP_GUIDE,),
    menu=(
        MenuItem(_("Articles"), "guide:keeping", SEE_GUIDE_WORK, order=10, icon="book"),
        MenuItem(_("Own pages"), "guide:own-pages", WRITE_OWN_PAGES, order=56, icon="book"),
    ),
    tables=(
        Table(
            ArticleVersion,
            _("A text of the guide for workers, as it was saved once"),
            subjects=(STAFF,),
            purposes=(KEEP_GUIDE,),
            origin=_("The keeper or reviewer who wrote it"),
            seen_with=(SEE_GUIDE_WORK,),
            policy=RowPolicy(
                any_of(of_kind("act", Act.PUBLISHED), of_kind("act", Act.WITHDRAWN), _KEEPS),
                all_of(
                    _KEEPS,
                    any_of(*(all_of(of_kind("language", code), who_may(may)) for code, may in WRITE.items())),
                ),
                "Everybody reads what is published or taken away; drafts are for keepers, each writes the own language",
            ),
        ),
        Table(
            LayerVersion,
            _("A page of an organisation in the guide, as it was saved once"),
            subjects=(STAFF,),
            purposes=(KEEP_GUIDE,),
            origin=_("The editor of the organisation"),
            seen_with=(WRITE_OWN_PAGES,),
            policy=RowPolicy(
                any_of(
                    all_of(is_not_of_kind("act", LayerAct.DRAFT), where("layer_id", "guide_layer", _READERS)),
                    where("layer_id", "guide_layer", _OWN),
                ),
                where("layer_id", "guide_layer", _OWN),
                "What is published is read by who opens the layer; drafts are for the editor of that organisation alone",
            ),
        ),
    ),
    without_people=(
        NoPerson(
            Layer,
            "what an organisation adds to the guide, and the code that opens it",
            RowPolicy(
                any_of(_READERS, _OWN),
                _OWN,
                "The pages of a municipality are for everybody, of an employer for who holds the code; its editor writes",
            ),
        ),
        NoPerson(LinkCheck, "what came of opening an address"),
        NoPerson(ReaderFeedback, "what somebody unknown said of a page of the guide"),
        NoPerson(Question, "what readers ask, as an editor took it up"),
    ),
    demo=make_pages,
    refusals={
        "remark_may_identify": _(
            "This text holds a number or e-mail address that may belong to somebody. Take it out and send it again."
        ),
        "guide_text_changed": _(
            "Somebody else saved this text while you were writing. Nothing is lost: yours stands here, theirs stands"
            " beside it. Take over what is right and save again."
        ),
        "guide_source_changed": _(
            "The Dutch text was changed while you were writing. Look at what is marked as changed, and say once more that"
            " it is right."
        ),
        "guide_text_has_mistakes": _(
            "There are mistakes in the text. They stand below. Save it as a draft, or mend them first."
        ),
        "guide_title_makes_no_address": _("This title cannot be the address of an article. Choose another one."),
        "guide_article_is_there": _(
            "There is an article with this title already. Change that one, or choose another title."
        ),
        "guide_text_too_long": _("This text has more than %(most)s letters. Make it shorter, or write two articles."),
        "guide_own_page_changed": _(
            "A colleague saved this page while you were writing. What they wrote stands under the form; take over what is"
            " right and save again."
        ),
        "guide_own_page_has_mistake": _("This cannot be shown yet: %(mistake)s"),
        "guide_question_is_there": _("This question was taken up already. Look for it in the list."),
        "guide_question_without_words": _(
            "Write the question in Dutch, and choose an article that is there. Without both nobody can read it."
        ),
        "guide_remark_missing": _("Write what is not right, so that the next reader knows what to look at."),
    },
)
