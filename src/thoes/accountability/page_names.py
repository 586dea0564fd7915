"""What the pages and files of the log of looks are called; the log itself keeps a short code."""

from django.utils.translation import gettext_lazy as _

PAGE_NAMES = {
    "accountability.breach_numbers": _("Numbers of a breach, as a file"),
    "accountability.looks": _("The log of looks"),
    "accountability.looks_file": _("The log of looks, as a file"),
    "accountability.request": _("The looks behind a request"),
    "doubles.decided": _("Doubles that were decided on"),
    "doubles.list": _("Likely doubles"),
    "doubles.pair": _("Two people beside each other"),
    "matching.proposals": _("Comparison with the BRP"),
    "night_register.register": _("Night register"),
    "night_register.register_csv": _("Night register, as CSV"),
    "night_register.register_pdf": _("Night register, as PDF"),
    "night_register.register_xlsx": _("Night register, as a spreadsheet"),
    "night_register.tonight": _("Night register of tonight"),
    "register.board": _("Board of a site"),
    "register.change": _("What one action changed"),
    "register.check_in": _("Check in"),
    "register.check_out": _("Check out"),
    "register.move": _("Move"),
    "register.search": _("Search"),
    "register.stay": _("A stay and its history"),
    "register.tonight": _("Tonight’s list"),
    "register.void": _("Void a stay"),
    "register.worker": _("Page of a worker"),
    "registration.attendance": _("Attendance list of a session"),
    "registration.export": _("Worklist, as a file"),
    "registration.invitations": _("Invitations for a session"),
    "registration.letters": _("Letters"),
    "registration.messages": _("Messages for a session"),
    "registration.nudges": _("Who approaches four months"),
    "registration.person": _("A person at the desk"),
    "registration.plan_session": _("Planning a session"),
    "registration.session": _("A session on site"),
    "registration.worklist": _("Worklist"),
    "rights.list": _("Requests of workers"),
    "rights.new": _("A new request"),
    "rights.overview": _("Overview for a worker"),
    "rights.overview_full": _("Full overview for a worker"),
    "rights.request": _("A request"),
    "rights.search": _("Search for a request"),
    "work.own_workers": _("Own workers: registered or not"),
    "work.reports": _("Reports of a wrong answer"),
}


def page_name(activity: str) -> str:
    """The page by name, in the language that is on; what an older version wrote is shown as it was written."""
    return str(PAGE_NAMES.get(activity, activity))
