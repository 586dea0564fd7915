"""The poster of a site: its code leads to who helps in the municipality, in the language of the telephone that reads it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from thoes.accounts.public import needs
from thoes.guide.public import poster_pdf
from thoes.housing.permissions import HOUSING_PERMITS, SEE_OWN_SITES
from thoes.housing.web.or_404 import site_or_404


@require_safe
@needs(SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def poster(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """For the wall of an own site."""
    site = site_or_404(request, site_id)
    query = urlencode({"place": site.municipality_id})
    address = request.build_absolute_uri(f"{reverse('guide:choose-help')}?{query}")
    pdf = poster_pdf(address=address, made_at=timezone.now(), place=f"{site.name}, {site.municipality.name}")
    # The name of a file tells nothing of the site.
    headers = {"Content-Disposition": 'inline; filename="thoes-poster.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
