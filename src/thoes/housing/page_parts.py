"""What everybody may read about sites, on the starting page; and the pages of one site, as tabs."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import actor_in
from thoes.housing.permissions import SEE_OWN_SITES
from thoes.ui.page_parts import add_line, add_tab

add_line("public-pages", "public_register:register", _("Public register of sites, of the municipalities that show it"))
add_tab("site-tabs", "housing:card", _("Overview"))
add_tab(
    "site-tabs",
    "housing:site",
    _("Rooms and address"),
    when=lambda request, _site: bool(actor_in(request).may(SEE_OWN_SITES)),
)
add_tab("site-tabs", "housing:history", _("History"))
