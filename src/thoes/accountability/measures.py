"""What protects personal data in this installation, in words; read from its settings and from the code, never promised."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.privacy.public import declared_policies, declared_shredders, described_tables, is_encrypted


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. What is not on is said too, with what would switch it on."""

    words: str
    is_on: bool = True


def measures() -> list[Measure]:
    """Every measure, those that are on first."""
    policies, shredders = len(declared_policies()), len(declared_shredders())
    encrypted = sum(
        is_encrypted(table.model, column) for table in described_tables().values() for column in table.fields
    )
    found = [
        Measure(
            ngettext(
                "The database itself shows each organisation only the rows it needs, in %(count)s table with people.",
                "The database itself shows each organisation only the rows it needs, in %(count)s tables with people.",
                policies,
            )
            % {"count": policies}
        ),
        Measure(
            _(
                "Every look at a person is written down with its purpose and ground. The database refuses to change that log."
            )
        ),
        Measure(
            ngettext(
                "What is over its term is erased every night, by %(count)s part of the program, and proven in numbers.",
                "What is over its term is erased every night, by %(count)s parts of the program, and proven in numbers.",
                shredders,
            )
            % {"count": shredders}
        ),
        Measure(_("A BSN is refused in every free field, and no copy of a document is kept.")),
        Measure(_("Pages run no program but that of Thoes itself, and a browser keeps no page with people.")),
        Measure(
            _("Rights are looked at again every %(months)s months, special rights every %(special)s.")
            % {"months": settings.THOES_REVIEW_MONTHS, "special": settings.THOES_REVIEW_MONTHS_SPECIAL}
        ),
        Measure(
            _("A session ends after %(minutes)s minutes of inactivity, and after %(hours)s hours in any case.")
            % {"minutes": settings.THOES_IDLE_MINUTES, "hours": settings.THOES_SESSION_HOURS}
        ),
        Measure(_("Officials log in with a second step."))
        if settings.THOES_FORCE_MFA
        else Measure(_("Officials log in without a second step (THOES_FORCE_MFA is off)."), False),
        Measure(_("Pages are sent over an encrypted connection only."))
        if settings.HTTPS
        else Measure(_("Pages are not sent over an encrypted connection (THOES_HTTPS is off)."), False),
        Measure(
            ngettext(
                "%(count)s field with personal data is encrypted in the database.",
                "%(count)s fields with personal data are encrypted in the database.",
                encrypted,
            )
            % {"count": encrypted}
        )
        if encrypted
        else Measure(_("No field is encrypted in the database."), False),
    ]
    return sorted(found, key=lambda measure: not measure.is_on)
