"""What erases the tables of all modules, and who is not erased yet."""

from uuid import UUID

from thoes.foundation.modules import Shredder, modules


def declared_shredders() -> list[Shredder]:
    """All shredders, in the order of their names."""
    return sorted((one for module in modules() for one in module.shredders), key=lambda one: one.name)


def kept_tables() -> dict[str, str]:
    """The tables that stay, with the reason."""
    return {table.name: table.kept for module in modules() for table in module.tables if table.kept}


def held_persons() -> set[UUID]:
    """Every person that some module holds: somebody waits for an answer about them."""
    return set().union(*(held() for module in modules() for held in module.held))
