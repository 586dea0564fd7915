"""The register of processing of one organisation (AVG art. 30): what the code does, and what the office says itself."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thoes.accountability.facts import (
    Office,
    kinds_in_words,
    purposes_of,
    roles_in_words,
    subjects_in_words,
    tables_of,
)
from thoes.accountability.measures import measures
from thoes.accountability.models import OfficeStatement
from thoes.accountability.report import Part, Report, Section
from thoes.accounts.public import Actor
from thoes.foundation.modules import Purpose
from thoes.privacy.public import controller_of, who_looks_for

STATED = ("controller", "officer_contact", "joint_controllers", "processors", "transfers")


def office_of(actor: Actor) -> Office:
    """The office that an actor works for."""
    return Office(actor.organisation_name, actor.organisation_kind, controller_of(actor))


def stated_by(actor: Actor) -> OfficeStatement | None:
    """What the office last said of itself."""
    return OfficeStatement.objects.filter(organisation=actor.organisation_id).order_by("-said_at", "-pk").first()


def labels() -> Mapping[str, tuple[str, str]]:
    """What the office must say: how it is called, and the task as long as it did not."""
    return {
        "controller": (
            _("Who is responsible, and how to reach them"),
            _("Fill in who is responsible for the processing, with how to reach them (AVG art. 30 lid 1 a)."),
        ),
        "officer_contact": (
            _("How to reach the privacy officer"),
            _("Fill in how to reach the privacy officer (AVG art. 30 lid 1 a)."),
        ),
        "joint_controllers": (
            _("Who is responsible together with you"),
            _("Fill in with whom you are responsible together, or that there is nobody (AVG art. 26 and 30 lid 1 a)."),
        ),
        "processors": (
            _("Who processes on your behalf"),
            _("Fill in who processes on your behalf, such as your host, or that there is nobody (AVG art. 28)."),
        ),
        "transfers": (
            _("What goes outside the European Economic Area"),
            _("Fill in what goes outside the European Economic Area, or that nothing does (AVG art. 30 lid 1 e)."),
        ),
    }


def register_of(office: Office, stated: OfficeStatement | None) -> Report:
    """The register. Nothing in it is made up: what nobody said or set stands there as a task."""
    return Report(
        _("Register of processing"),
        office.name,
        _(
            "Made from what the program does and from what your office said. Whatever else your office does with "
            "personal data is not listed here."
        ),
        (
            _the_office(stated),
            *(_entry(purpose, office) for purpose in purposes_of(office.kind)),
            _protection(),
        ),
    )


def _the_office(stated: OfficeStatement | None) -> Section:
    said = {name: getattr(stated, name) if stated else "" for name in STATED}
    words = labels()
    facts = tuple((words[name][0], said[name] or _("Not filled in yet")) for name in STATED)
    return Section(
        _("The office"),
        parts=(Part("", facts),),
        tasks=tuple(words[name][1] for name in STATED if not said[name]),
        anchor="office",
    )


def _entry(purpose: Purpose, office: Office) -> Section:
    tables = tables_of(purpose)
    kept = [table for table in tables if table.purposes[0] == purpose]
    permissions = {permission for table in tables for permission in table.seen_with}
    own = roles_in_words(who_looks_for(purpose), kind=office.kind) or roles_in_words(permissions, kind=office.kind)
    others = roles_in_words({permission for table in kept for permission in table.seen_with}, other_than=office.kind)
    term, tasks = _term(purpose, office)
    facts = (
        (_("Legal ground"), purpose.legal_ground),
        (_("Whose data"), subjects_in_words(tables)),
        (_("Which data"), kinds_in_words(tables)),
        (_("Where they come from"), "; ".join(dict.fromkeys(str(table.origin) for table in tables))),
        (_("Who sees them in your organisation"), "; ".join(own) or _("Nobody")),
        (
            _("Other organisations that receive them"),
            "; ".join(others) if others and purpose.is_shared else _("None"),
        ),
        (_("How long"), term),
        (
            _("Kept in"),
            ", ".join(table.name for table in kept) or _("Nothing of its own: it looks at what is kept elsewhere"),
        ),
    )
    return Section(str(purpose.label), parts=(Part("", facts),), tasks=tasks, anchor=purpose)


def _term(purpose: Purpose, office: Office) -> tuple[str, tuple[str, ...]]:
    row = office.terms.get(purpose)
    if row is not None and row.term is not None:
        starts = "; ".join(str(shredder.starts) for shredder in row.shredders)
        words = _("%(term)s after %(start)s (%(ground)s)") % {
            "term": row.term.in_words,
            "start": starts,
            "ground": row.term.ground,
        }
        return words, ()
    title = {"purpose": purpose.label}
    if row is not None:
        return _("No term is set"), (_("Set a term for: %(purpose)s.") % title,)
    if not any(table.purposes[0] == purpose for table in tables_of(purpose)):
        return _("Nothing is kept for this purpose itself"), ()
    return (
        _("Thoes erases nothing by itself here"),
        (_("Decide how long this is kept; the program does not remove it by itself: %(purpose)s.") % title,),
    )


def _protection() -> Section:
    found = measures()
    return Section(
        _("How the data are protected"),
        text=tuple(measure.words for measure in found if measure.is_on),
        tasks=tuple(measure.words for measure in found if not measure.is_on),
        anchor="protection",
    )
