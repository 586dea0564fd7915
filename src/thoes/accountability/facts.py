"""What the code says of each table with personal data, put together: what it holds, who sees it, how long, how protected.

Everything comes from declarations that the code itself works by: descriptions, row policies, shredders, permissions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from thoes.accounts.public import role_name, roles_for
from thoes.foundation.modules import Controller, Permission, Purpose, Table
from thoes.places.public import OrganisationKind
from thoes.privacy.public import (
    PurposeTerm,
    all_purposes,
    declared_policies,
    declared_shredders,
    described_tables,
    is_encrypted,
    kept_tables,
    terms_by_purpose,
)

KINDS = tuple(OrganisationKind.values)


@dataclass(frozen=True, slots=True)
class Office:
    """For whom a report is made. Without a controller it is about the installation, and names no term of anybody."""

    name: str
    kind: str = ""
    controller: Controller | None = None

    @property
    def terms(self) -> dict[Purpose, PurposeTerm]:
        if self.controller is None:
            return {}
        return {row.purpose: row for row in terms_by_purpose(self.controller, kind=self.kind)}


def purposes_of(kind: str) -> list[Purpose]:
    """The purposes that an organisation of this kind answers for; all of them without a kind."""
    return [purpose for purpose in all_purposes() if not kind or kind in purpose.controllers]


def tables_of(purpose: Purpose) -> list[Table]:
    """The tables that are looked at for a purpose; those that are kept for it come first."""
    tables = [table for table in described_tables().values() if purpose in table.purposes]
    return sorted(tables, key=lambda table: (table.purposes[0] != purpose, table.name))


def tables_for(kind: str) -> list[Table]:
    """Every table with personal data that an organisation of this kind keeps or looks at, by name."""
    wanted = set(purposes_of(kind))
    return [table for table in described_tables().values() if table.fields and wanted & set(table.purposes)]


def policy_in_words(table: Table) -> str:
    """Which rows the database shows to whom."""
    policy = declared_policies().get(table.name)
    if policy is None:
        return gettext("The pages of Thoes decide; the database keeps no rows apart here")
    return gettext(policy.why)


def roles_in_words(permissions: Iterable[Permission], *, kind: str = "", other_than: str = "") -> list[str]:
    """The roles that hold one of these permissions, by kind of organisation: of one kind, or of every other one."""
    holding = {role for permission in permissions for role in permission.roles}
    found = []
    for one in KINDS:
        if (kind and one != kind) or one == other_than:
            continue
        roles = [role_name(role) for role in roles_for(one) if role in holding]
        if roles:
            found.append(f"{OrganisationKind(one).label}: {', '.join(roles)}")
    return found


def term_in_words(table: Table, office: Office) -> str:
    """How long the rows stay: what was decided, that nobody decided yet, or why they may stay."""
    shredders = [shredder for shredder in declared_shredders() if table.name in shredder.tables]
    if not shredders:
        kept = kept_tables().get(table.name)
        return gettext(kept) if kept else gettext("No term can be set for this yet: it stays until somebody removes it")
    if office.controller is None:
        return "; ".join(
            gettext("A term of each organisation, counted from: %(start)s") % {"start": shredder.starts}
            for shredder in shredders
        )
    words = []
    for shredder in shredders:
        row = office.terms.get(shredder.purpose)
        if row is None:
            words.append(gettext("Another organisation decides, counted from: %(start)s") % {"start": shredder.starts})
        elif row.term is None:
            words.append(gettext("No term is set, so nothing is erased: a task for the privacy officer"))
        else:
            words.append(
                gettext("%(term)s after %(start)s (%(ground)s)")
                % {"term": row.term.in_words, "start": shredder.starts, "ground": row.term.ground}
            )
    return "; ".join(dict.fromkeys(words))


def protection_in_words(table: Table, column: str) -> str:
    """How a value is kept, beyond who may see its row."""
    if is_encrypted(table.model, column):
        return gettext("Encrypted in the database")
    return gettext("Not encrypted in the database")


def subjects_in_words(tables: Iterable[Table]) -> str:
    return ", ".join(dict.fromkeys(str(subject.label) for table in tables for subject in table.subjects))


def kinds_in_words(tables: Iterable[Table]) -> str:
    return ", ".join(dict.fromkeys(str(field.kind.label) for table in tables for field in table.fields.values()))
