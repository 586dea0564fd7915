"""The field in which a site is chosen, on whatever form."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thoes.housing.models import Site
from thoes.housing.site_names import SiteNames, site_names


class SiteChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the sites that are offered; two of one name are told apart by their town or address."""

    _names: SiteNames

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Site"), queryset=Site.objects.none(), empty_label=None, **kwargs)

    def offer(self, sites: QuerySet[Site]) -> None:
        """Let one of these be chosen."""
        self.queryset, self._names = sites, site_names()

    def label_from_instance(self, obj: Site) -> str:
        return self._names.of(obj)
