"""What the modules say of the personal data in their tables, put together.

The register of processing and the draft of the DPIA are made of this, of the row policies (who sees a row), of the
shredders (how long) and of the permissions (which roles): what stands there is what the code does.
"""

from dataclasses import replace

from django.db.models import Model

from thoes.foundation.modules import Table, modules

# What the table of earlier versions has beside the columns of the table itself.
HISTORY_COLUMNS = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id")


def described_tables() -> dict[str, Table]:
    """Every table by its name, with what modules above say that they do with it."""
    tables = {table.name: table for module in modules() for table in module.tables}
    for module in reversed(modules()):
        for also in module.also:
            name = also.model._meta.db_table
            table = tables[name]
            tables[name] = replace(
                table, purposes=table.purposes + also.purposes, seen_with=table.seen_with + also.seen_with
            )
    return {name: tables[name] for name in sorted(tables)}


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The columns that a table has in the models."""
    return tuple(field.column for field in model._meta.concrete_fields)


def is_encrypted(model: type[Model], column: str) -> bool:
    """Whether a value cannot be read in the database without the key of the installation."""
    # An encrypted field seals the name of its binding in with each value; no other field has one.
    return any(getattr(one, "binding", "") for one in model._meta.concrete_fields if one.column == column)
