"""The draft of a data protection impact assessment (AVG art. 35), made from what the code declares of its own tables.

The headings follow the seventeen points of the model of the Dutch government. What code can know is filled in. What only
people can weigh (interests, necessity, risks) stands there as an open question and is never answered here.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accountability.facts import (
    KINDS,
    Office,
    policy_in_words,
    protection_in_words,
    purposes_of,
    roles_in_words,
    subjects_in_words,
    tables_for,
    tables_of,
    term_in_words,
)
from thoes.accountability.measures import measures
from thoes.accountability.report import Grid, Part, Report, Section
from thoes.accounts.public import permissions_of, role_name, roles_for
from thoes.foundation.modules import Table, kinds
from thoes.places.public import OrganisationKind


def dpia_of(office: Office) -> Report:
    """The draft for one office, or for the installation as a whole."""
    tables = tables_for(office.kind)
    return Report(
        _("Draft of the DPIA"),
        office.name,
        _(
            "This is a draft, made by the program from its own code. It is no assessment: people must answer the open "
            "questions, weigh the risks and decide. Ask the privacy officer for advice first (AVG art. 35 lid 2)."
        ),
        (*_characteristics(office, tables), *_lawfulness(office, tables), *_risks()),
    )


def _characteristics(office: Office, tables: list[Table]) -> Iterable[Section]:
    purposes = purposes_of(office.kind)
    yield Section(
        _("A.1 Proposal"),
        (
            _(
                "Thoes is a shared register of where international workers sleep, and a desk for their registration in the "
                "BRP. Housing providers write down who stays in which bed. The rules say who must register where and "
                "why. It is an "
                "indication; an official of the municipality decides."
            ),
        ),
        tasks=(
            _("Which decision is this assessment for, who takes it, and when?"),
            _("Why is a joint register needed, and what was weighed instead?"),
        ),
        anchor="point-1",
    )
    yield Section(
        _("A.2 Personal data"),
        (
            ngettext(
                "%(count)s table holds personal data. Each field is named below.",
                "%(count)s tables hold personal data. Each field is named below.",
                len(tables),
            )
            % {"count": len(tables)},
        ),
        parts=tuple(_table(table, office) for table in tables),
        tasks=(_("How many people is this about in your organisation, and which of them are vulnerable?"),),
        anchor="point-2",
    )
    yield Section(
        _("A.3 Processing"),
        (_("What each role can do with the data. Nobody can do anything else on a page or over a file."),),
        parts=(Part("", grid=_roles(office.kind)),),
        tasks=(_("What does your office do with the data outside Thoes, on paper or in another program?"),),
        anchor="point-3",
    )
    yield Section(
        _("A.4 Purposes"),
        parts=(
            Part(
                "",
                grid=Grid(
                    _("Purposes"),
                    (_("Purpose"), _("Legal ground"), _("Whose data")),
                    tuple((str(one.label), one.legal_ground, subjects_in_words(tables_of(one))) for one in purposes),
                ),
            ),
        ),
        anchor="point-4",
    )
    yield Section(
        _("A.5 Parties involved"),
        (_brp(),),
        parts=(Part("", tuple((str(OrganisationKind(kind).label), _answers_for(kind)) for kind in KINDS)),),
        tasks=(
            _("Who processes on your behalf, and is there an agreement with each (AVG art. 28)?"),
            _(
                "Are housing providers, municipalities and the province responsible together, and where does that "
                "stand (AVG art. 26)?"
            ),
        ),
        anchor="point-5",
    )
    yield _open(_("A.6 Interests"), "point-6", _("What is the interest of each party, and of the workers themselves?"))
    yield _open(
        _("A.7 Places of processing"),
        "point-7",
        _("Where do the servers, the backups and the people who run them stand?"),
        _("Does anything go outside the European Economic Area?"),
    )
    yield Section(
        _("A.8 Techniques"),
        (
            _("Nights are counted by fixed rules; each outcome names the numbers and the articles it used."),
            _("Names are compared to propose that two records are one person; a person decides, and it can be undone."),
            _("Nobody gets a score, and no decision is taken by a machine alone (AVG art. 22)."),
        ),
        tasks=(_("Is there anything new in how your office works with this, such as supervision at a distance?"),),
        anchor="point-8",
    )
    yield Section(
        _("A.9 Law and policy"),
        tuple(dict.fromkeys(one.legal_ground for one in purposes)),
        tasks=(_("Which ordinance, policy or covenant of your own applies?"),),
        anchor="point-9",
    )
    yield _terms(tables, office)


def _lawfulness(office: Office, tables: list[Table]) -> Iterable[Section]:
    typed = [
        f"{table.name}.{column}"
        for table in tables
        for column, field in table.fields.items()
        if field.kind in (kinds.TEXT, kinds.LIST)
    ]
    yield _open(
        _("B.11 Legal ground"),
        "point-11",
        _("Does the ground named at A.4 carry each purpose in your office, and is it in force?"),
    )
    yield Section(
        _("B.12 Special data"),
        (
            _(
                "No field asks for special data (AVG art. 9), data on crimes (AVG art. 10) or a BSN; a valid BSN is refused."
            ),
            _("Text that people type or hand over may hold them all the same: %(fields)s.")
            % {"fields": ", ".join(typed)},
        ),
        tasks=(_("How do you keep special data out of these texts?"),),
        anchor="point-12",
    )
    yield Section(
        _("B.13 Purpose limitation"),
        (_("These tables are looked at for another purpose than the one they are kept for:"),),
        parts=(Part("", grid=_other_use(tables)),),
        tasks=(_("Does each of these other purposes fit the first one, or does a law ask for it?"),),
        anchor="point-13",
    )
    yield Section(
        _("B.14 Necessity and proportion"),
        (
            _(
                "The night register holds what article 438 Sr names. Date of birth, nationality and number of the document "
                "are kept only where a municipality switched them on and said on what ground."
            ),
        ),
        tasks=(
            _("Can the purpose be reached with fewer data, fewer people who look, or in another way?"),
            _("Is what it asks of the workers in proportion to what it brings them?"),
        ),
        anchor="point-14",
    )
    yield Section(
        _("B.15 Rights of the people concerned"),
        (
            _(
                "A worker can see, correct and object at a housing provider or a municipality, and gets it all in their "
                "own language."
            ),
            _("The overview says which organisations looked, when and for what."),
        ),
        tasks=(
            _("How do workers hear that they are in this register, in a language they read (AVG art. 13 and 14)?"),
            _("Were workers, or those who speak for them, asked what they think of it (AVG art. 35 lid 9)?"),
        ),
        anchor="point-15",
    )


def _risks() -> Iterable[Section]:
    yield _open(
        _("C.16 Risks"),
        "point-16",
        _("What can go wrong for the people concerned, how likely is it, and how bad?"),
        _("What if a name, a bed and an address come into the wrong hands?"),
        _("What if the register keeps somebody from registering, or from a bed?"),
        _("What if a wrong line stays, or two people are taken for one?"),
    )
    found = measures()
    yield Section(
        _("D.17 Measures"),
        tuple(measure.words for measure in found if measure.is_on),
        tasks=(
            *(measure.words for measure in found if not measure.is_on),
            _("Which measure answers which risk, what remains, and who accepts that?"),
            _("If a high risk remains, ask the Autoriteit Persoonsgegevens first (AVG art. 36)."),
        ),
        anchor="point-17",
    )


def _open(title: str, anchor: str, *questions: str) -> Section:
    return Section(title, (_("The program cannot know this."),), tasks=questions, anchor=anchor)


def _table(table: Table, office: Office) -> Part:
    facts = (
        (_("What a row is"), str(table.about)),
        (_("Whose data"), subjects_in_words([table])),
        (_("What for"), "; ".join(str(purpose.label) for purpose in table.purposes)),
        (_("Where it comes from"), str(table.origin)),
        (_("Who sees which row"), policy_in_words(table)),
        (_("Roles"), "; ".join(roles_in_words(table.seen_with)) or _("No role sees it on a page")),
        (_("How long"), term_in_words(table, office)),
        *(((_("Earlier versions"), table.history),) if table.history else ()),
    )
    grid = None
    if table.fields:
        grid = Grid(
            _("Fields of %(table)s") % {"table": table.name},
            (_("Field"), _("What it is"), _("Kind of data"), _("How it is kept")),
            tuple(
                (column, str(field.what), str(field.kind.label), protection_in_words(table, column))
                for column, field in table.fields.items()
            ),
        )
    return Part(table.name, facts, grid, anchor=table.name)


def _roles(kind: str) -> Grid:
    rows = []
    for one in KINDS:
        if kind and one != kind:
            continue
        for role in roles_for(one):
            held = [str(permission.label) for permission in permissions_of(role)]
            rows.append((str(OrganisationKind(one).label), role_name(role), "; ".join(held)))
    return Grid(_("What each role can do"), (_("Organisation"), _("Role"), _("May")), tuple(rows))


def _answers_for(kind: str) -> str:
    titles = [str(one.label) for one in purposes_of(kind)]
    return _("Answers for: %(purposes)s") % {"purposes": "; ".join(titles)}


def _brp() -> str:
    if settings.BRP is None:
        return _("The BRP is not asked anything by this installation.")
    return _("Municipalities that switched it on ask the BRP about the addresses of their own sites.")


def _terms(tables: list[Table], office: Office) -> Section:
    missing = tuple(
        _("Set a term for: %(purpose)s.") % {"purpose": row.purpose.label}
        for row in office.terms.values()
        if row.term is None
    )
    rows = tuple((table.name, term_in_words(table, office)) for table in tables)
    return Section(
        _("A.10 How long data are kept"),
        parts=(Part("", grid=Grid(_("Terms"), (_("Table"), _("How long")), rows)),),
        tasks=(*missing, _("How long do backups reach back, and who removes them?")),
        anchor="point-10",
    )


def _other_use(tables: list[Table]) -> Grid:
    rows = tuple(
        (
            table.name,
            str(table.purposes[0].label),
            "; ".join(str(purpose.label) for purpose in table.purposes[1:]),
        )
        for table in tables
        if len(table.purposes) > 1
    )
    return Grid(_("Other purposes"), (_("Table"), _("Kept for"), _("Also looked at for")), rows)
