"""What the register adds to the card of a site."""

from thoes.register.web import norms, who_is_in
from thoes.ui.page_parts import part_of

part_of("site-card")(norms.card_part)
part_of("site-card")(who_is_in.card_part)
