"""What the attack tests try of the guide: a draft of its keepers, and the pages of the municipality of Venlo."""

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.layers.models import Layer, LayerAct, LayerVersion
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.readers.models import Question
from thoes.places.models import Organisation, OrganisationKind

SECRETS = ("Onaf concept van de nalezer", "Onaf concept van Venlo", "Gezochte woorden")


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A Polish draft of an article, a published page of Venlo, a draft upon it, and what readers searched for."""
    now, nobody = timezone.now(), uuid.uuid4()
    ArticleVersion.objects.create(
        article="your-first-week", language="pl", number=1, act=Act.DRAFT, title=SECRETS[0], summary=SECRETS[0],
        body=SECRETS[0], seen_source={"title": "x", "summary": "x", "body": "x"}, made_at=now, made_as="x", made_by=nobody,
    )  # fmt: skip
    venlo = Organisation.objects.get(kind=OrganisationKind.MUNICIPALITY, municipality_id="GM0983")
    layer, page = Layer.objects.create(organisation=venlo, municipality_id="GM0983"), uuid.uuid4()
    for number, act, text in ((1, LayerAct.PUBLISHED, "Loket open"), (2, LayerAct.DRAFT, SECRETS[1])):
        LayerVersion.objects.create(
            layer=layer, page=page, language="pl", number=number, act=act, title=text, body=text,
            next_check=date(2030, 1, 1), made_at=now, made_by=nobody,
        )  # fmt: skip
    question = Question.objects.create(mark="a", asked=SECRETS[2], language="pl", taken_up_on=now.date())
    return {
        "path": next(iter(PATHS)),
        "town": "venlo",
        "texts": "frame",
        "page": page,
        "version": 1,
        "question": question.pk,
    }
