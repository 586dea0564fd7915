"""What a module must say of a table with people: who sees a row, what erases it, where a worker reads it."""

from dataclasses import replace

import pytest

from tests.courses.module import MODULE as SAMPLE
from thoes.foundation.modules import Module, Table, modules
from thoes.housing.public import HOLDER
from thoes.pipeline.permissions import NEIGHBOUR
from thoes.privacy.public import WORKER


def personal_tables() -> list[Table]:
    """Tables with data of people who do not work with Thoes."""
    return [table for module in modules() for table in module.tables if _is_personal(table)]


def _is_personal(table: Table) -> bool:
    # A view keeps nothing of its own; what it shows is proven where it is made (test_row_security.py, VIEWS).
    return table.model._meta.managed and bool({WORKER, HOLDER, NEIGHBOUR} & set(table.subjects))


def _erased_by(module: Module) -> set[str]:
    """The tables that this module erases, or one above that knows for how long: what a file holds, its kind knows."""
    others = [each for each in modules() if each.name != module.name]
    return {name for each in (module, *others) for shredder in each.shredders for name in shredder.tables}


def _lacks(module: Module) -> list[str]:
    """What the tables of a module lack, and give no reason for."""
    erased = _erased_by(module)
    shown = {model for part in module.dossier for model in part.tables}
    lacks = []
    for table in filter(_is_personal, module.tables):
        if not table.policy and not table.no_policy:
            lacks.append(f"{table.name}: policy")
        if table.name not in erased and not table.kept:
            lacks.append(f"{table.name}: shredder")
        if WORKER in table.subjects and table.model not in shown and not table.not_in_dossier:
            lacks.append(f"{table.name}: dossier")
        if not table.fields:
            lacks.append(f"{table.name}: description")
    return lacks


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_every_table_with_people_is_protected_described_erased_and_in_the_overview(module: Module) -> None:
    assert _lacks(module) == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_nobody_gives_a_reason_for_what_is_there(module: Module) -> None:
    erased = _erased_by(module)
    shown = {model for part in module.dossier for model in part.tables}

    for table in module.tables:
        assert not (table.policy and table.no_policy), table.name
        assert not (table.name in erased and table.kept), table.name
        assert not (table.model in shown and table.not_in_dossier), table.name


@pytest.mark.parametrize(
    ("less", "lacks"),
    [
        ({"shredders": ()}, ["courses_enrolment: shredder"]),
        ({"dossier": ()}, ["courses_enrolment: dossier"]),
        ({"tables": (replace(SAMPLE.tables[0], policy=None),)}, ["courses_enrolment: policy"]),
    ],
)
def test_the_test_sees_what_a_table_lacks(less, lacks) -> None:
    assert _lacks(SAMPLE) == []
    assert _lacks(replace(SAMPLE, **less)) == lacks


def test_a_field_of_which_nobody_spoke_is_seen(monkeypatch) -> None:
    table = SAMPLE.tables[0]
    monkeypatch.delattr(table.model._meta.get_field("level"), "thoes_holds")

    with pytest.raises(LookupError, match=r"courses\.Enrolment\.level"):
        _ = table.fields


def test_no_two_parts_of_the_overview_have_one_name() -> None:
    names = [part.name for module in modules() for part in module.dossier]

    assert len(names) == len(set(names))
