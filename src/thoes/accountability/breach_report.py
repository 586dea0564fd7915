"""The record of a breach or an exercise, and the draft of its notification (AVG art. 33 lid 3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accountability.breaching import notify_by
from thoes.accountability.facts import kinds_in_words, protection_in_words, subjects_in_words
from thoes.accountability.models import Breach, BreachStep, BreachTask, OfficeStatement, Scope
from thoes.accountability.page_names import page_name
from thoes.accountability.report import Grid, Part, Report, Section
from thoes.accounts.public import Actor, names_of_users
from thoes.foundation.modules import Table
from thoes.privacy.public import described_tables


def breach_report(actor: Actor, breach: Breach, stated: OfficeStatement | None, *, at: datetime) -> Report:
    """Everything that is known of it, without a person."""
    steps = list(breach.steps.order_by("done_at", "pk"))
    names = names_of_users(
        {breach.started_by, *(step.done_by for step in steps), breach.closed_by or breach.started_by}
    )
    return Report(
        _("Exercise of a data breach") if breach.is_exercise else _("Data breach"),
        actor.organisation_name,
        _("THIS IS AN EXERCISE. Nothing leaked. Send the draft below to nobody.")
        if breach.is_exercise
        else _("This is no exercise. Keep this record: the supervisory authority may ask for it (AVG art. 33 lid 5)."),
        (
            _what(breach, names, at=at),
            _whom(breach),
            _fields(breach),
            _tell(breach),
            _draft(breach, stated),
            _steps(steps, names),
            _result(breach, names),
        ),
    )


def tables_of(breach: Breach) -> list[Table]:
    """The tables that were concerned when it was counted, as they are described now."""
    described = described_tables()
    return [described[name] for name in breach.counted["tables"] if name in described]


def scope_in_words(breach: Breach, names: dict[UUID | None, str]) -> str:
    """What leaked."""
    which = {
        Scope.ACCOUNT: names.get(breach.account, "–"),
        Scope.FILE: page_name(breach.activity),
        Scope.TABLE: breach.table,
    }.get(Scope(breach.scope), "")
    label = str(Scope(breach.scope).label)
    return f"{label}: {which}" if which else label


def moment(value: datetime | None) -> str:
    """A moment in words, by the clock on the wall."""
    return date_format(localtime(value), "j F Y, H:i") if value else _("not limited")


def _what(breach: Breach, names: Any, *, at: datetime) -> Section:
    deadline = notify_by(breach.known_at)
    accounts = names_of_users([breach.account]) if breach.account else {}
    state = _("closed") if breach.closed_at else _("over") if at > deadline else _("runs")
    return Section(
        _("What happened"),
        (breach.what_happened,),
        (
            Part(
                "",
                (
                    (_("What leaked"), scope_in_words(breach, accounts)),
                    (_("From"), moment(breach.since)),
                    (_("Until"), moment(breach.until)),
                    (_("Known since"), moment(breach.known_at)),
                    (_("Notify at the latest"), f"{moment(deadline)} ({state}; AVG art. 33 lid 1)"),
                    (_("Written down by"), f"{names.get(breach.started_by, '–')}, {moment(breach.started_at)}"),
                ),
            ),
        ),
        anchor="what",
    )


def _whom(breach: Breach) -> Section:
    counted = breach.counted
    grids = tuple(
        Part(title, grid=Grid(title, (head, _("Persons")), tuple((name, str(number)) for name, number in counted[key])))
        for key, title, head in (
            ("by_municipality", _("By municipality"), _("Municipality")),
            ("by_provider", _("By housing provider"), _("Housing provider")),
        )
        if counted[key]
    )
    return Section(
        _("Whom it is about"),
        (
            ngettext("%(count)s person.", "%(count)s persons.", counted["persons"]) % {"count": counted["persons"]},
            _(
                "By municipality and housing provider only within what your organisation may see itself; somebody who "
                "slept in two "
                "places counts in both. Counted on %(moment)s."
            )
            % {"moment": moment(breach.counted_at)},
        ),
        grids,
        anchor="whom",
    )


def _fields(breach: Breach) -> Section:
    fields: dict[tuple[str, str], list[str]] = {}
    for table in tables_of(breach):
        for column, field in table.fields.items():
            kept = protection_in_words(table, column)
            fields.setdefault((str(field.kind.label), kept), []).append(str(field.what))
    rows = tuple((kind, "; ".join(dict.fromkeys(words)), kept) for (kind, kept), words in sorted(fields.items()))
    text = (
        _("These fields at the most. Which of them were really seen, only people can find out."),
        _("Encryption protects a copy of the database. Whoever is logged in, or has a file, reads what stands there.")
        if breach.scope != Scope.TABLE
        else _("What is encrypted cannot be read without the key of this installation."),
    )
    tables = ", ".join(table.name for table in tables_of(breach))
    parts = (
        Part(
            "",
            ((_("Tables"), tables),),
            Grid(_("Fields"), (_("Kind of data"), _("What it is"), _("How it is kept")), rows),
        ),
    )
    return Section(_("Which data"), text, parts if rows else (), anchor="fields")


def _tell(breach: Breach) -> Section:
    counted = (*breach.counted["by_municipality"], *breach.counted["by_provider"])
    offices = ", ".join(dict.fromkeys(name for name, _number in counted)) or "–"
    return Section(
        _("Whom to tell"),
        (
            _(
                "The Autoriteit Persoonsgegevens, unless a risk for the people concerned is unlikely (AVG art. 33 lid 1)."
            ),
            _(
                "The people concerned without delay, in clear words, when the risk for them is high (AVG art. 34 lid 1); not "
                "when what leaked cannot be read, such as by encryption (AVG art. 34 lid 3)."
            ),
            _("These offices, whose people they are too: %(offices)s.") % {"offices": offices},
        ),
        tasks=(_("Is the risk for the people concerned unlikely, present or high, and why?"),)
        if not breach.closed_at
        else (),
        anchor="tell",
    )


def _draft(breach: Breach, stated: OfficeStatement | None) -> Section:
    tables, fill_in = tables_of(breach), _("[fill in]")
    contact = (stated.officer_contact if stated else "") or fill_in
    controller = (stated.controller if stated else "") or fill_in
    persons = breach.counted["persons"]
    mark = (_("EXERCISE. Do not send."),) if breach.is_exercise else ()
    return Section(
        _("Draft of the notification"),
        (
            *mark,
            _("Responsible: %(controller)s") % {"controller": controller},
            _("Nature of the breach: %(text)s") % {"text": breach.what_happened},
            _("We know this since %(moment)s.") % {"moment": moment(breach.known_at)},
            ngettext(
                "People concerned: %(count)s person (%(who)s).",
                "People concerned: %(count)s persons (%(who)s).",
                persons,
            )
            % {"count": persons, "who": subjects_in_words(tables)},
            _("Kinds of data: %(kinds)s.") % {"kinds": kinds_in_words(tables)},
            _("Contact: %(contact)s") % {"contact": contact},
            _("Likely consequences: %(fill)s") % {"fill": fill_in},
            _("Measures taken and proposed: %(fill)s") % {"fill": fill_in},
        ),
        anchor="draft",
    )


def _steps(steps: Sequence[BreachStep], names: Any) -> Section:
    taken = {step.step: step for step in steps if step.undone_at is None}
    rows = []
    for step in BreachTask:
        done = taken.get(step.value)
        when = f"{moment(done.done_at)}, {names.get(done.done_by, '–')}" if done else _("Not yet")
        rows.append((str(step.label), when, done.note if done else ""))
    rows += [
        (
            str(BreachTask(step.step).label),
            _("%(done)s, taken back %(undone)s") % {"done": moment(step.done_at), "undone": moment(step.undone_at)},
            step.note,
        )
        for step in steps
        if step.undone_at is not None
    ]
    grid = Grid(_("Steps"), (_("Step"), _("Done"), _("Note")), tuple(rows))
    return Section(_("Steps"), parts=(Part("", grid=grid),), anchor="steps")


def _result(breach: Breach, names: Any) -> Section:
    if breach.closed_at is None:
        return Section(_("Result"), (_("This record is still open."),), anchor="result")
    closed = _("Closed on %(moment)s by %(name)s.") % {
        "moment": moment(breach.closed_at),
        "name": names.get(breach.closed_by, "–"),
    }
    return Section(_("Result"), (breach.result, closed), anchor="result")
