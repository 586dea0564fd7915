"""What a module says of itself, once: the values for it, and the registry in which the rest of the house reads them.

Each module has a `module.py` with a `MODULE`. How to make one: docs/add-a-module.md.
"""

from thoes.foundation.modules import kinds
from thoes.foundation.modules.dossiers import DossierPart, DossierRows, part_from_fields
from thoes.foundation.modules.erasing import Controller, ErasedRows, Shredder
from thoes.foundation.modules.fields import Kind, Plain, held_in, holds, no_person
from thoes.foundation.modules.kinds import DONE_BY, PERSON
from thoes.foundation.modules.module import MenuItem, Module, modules
from thoes.foundation.modules.policies import (
    RowPolicy,
    acting_kind,
    all_of,
    among,
    any_of,
    everyone,
    holder_of_code,
    is_false,
    is_not_of_kind,
    is_set,
    not_acting_kind,
    of_kind,
    own_organisation,
    own_territory,
    pointed_at,
    purpose_is,
    same_person,
    unset,
    watched_organisation,
    where,
    who_may,
    with_seen,
)
from thoes.foundation.modules.rights import Permission, Purpose, Role, Subject
from thoes.foundation.modules.staff import StaffField
from thoes.foundation.modules.tables import Also, NoPerson, Table
