"""What everybody may read about sites, on the starting page."""

from django.utils.translation import gettext_lazy as _

from thoes.ui.page_parts import add_line

add_line("public-pages", "public_register:register", _("Public register of sites, of the municipalities that show it"))
