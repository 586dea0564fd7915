"""Papers of a site: add, take along, throw away. A file is always handed out to save, never shown in the page."""

import uuid
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.foundation.encryption.files import read_sealed
from thoes.housing import services
from thoes.housing.access import may_see_papers, visible_sites
from thoes.housing.models import Document, Permit
from thoes.housing.permissions import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.services.documents import ENDINGS, file_of
from thoes.housing.web.or_404 import site_or_404
from thoes.housing.web.permit_forms import DocumentForm
from thoes.ui.form_pages import form_page, post_action


@require_http_methods(["GET", "POST"])
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def add(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Add a paper to a site, or to one of its permits with `?permit=`."""
    if not may_see_papers(actor_in(request)):
        raise Http404
    site = site_or_404(request, site_id)
    posted = request.method == "POST"
    form = DocumentForm(
        request.POST if posted else None, request.FILES if posted else None, initial={"nonce": uuid.uuid4()}
    )
    permit = _permit_of(site.pk, request.GET.get("permit", ""))
    back = reverse("housing:permit", args=[permit.pk]) if permit else reverse("housing:card", args=[site.pk])
    return form_page(
        request,
        form,
        lambda: services.add_document(
            actor=actor_in(request),
            site_id=site.pk,
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            file=form.cleaned_data["file"],
            at=timezone.now(),
            permit_id=permit.pk if permit else None,
            document_id=form.cleaned_data["nonce"],
        ),
        done=_("The document is added."),
        back=back,
        context={"title": _("Add a document"), "button": _("Add it"), "upload": True, "crumb": site.name},
    )


@require_safe
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def download(request: HttpRequest, document_id: UUID) -> FileResponse:
    """The file itself, to save. Nothing in it may run in our name, whatever it holds."""
    document = _document_or_404(request, document_id)
    path = file_of(document.pk)
    if not path.exists():
        raise Http404
    name = f"{slugify(document.title) or 'document'}.{ENDINGS[document.media_type]}"
    body = BytesIO(b"".join(read_sealed(path)))
    response = FileResponse(body, as_attachment=True, filename=name, content_type=document.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def remove(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Throw a paper away that the own organisation added."""
    document = _document_or_404(request, document_id)
    return post_action(
        request,
        lambda: services.remove_document(actor=actor_in(request), document_id=document.pk),
        done=_("The document is thrown away."),
        back=reverse("housing:card", args=[document.site_id]),
    )


def _permit_of(site_id: UUID, text: str) -> Permit | None:
    try:
        return Permit.objects.filter(site_id=site_id, pk=UUID(text)).first()
    except ValueError:
        return None


def _document_or_404(request: HttpRequest, document_id: UUID) -> Document:
    if not may_see_papers(actor_in(request)):
        raise Http404
    sites = visible_sites(actor_in(request)).order_by()
    return get_object_or_404(Document, pk=document_id, site__in=sites)
