"""The sentences about files with figures of others: what is asked, what was understood, and why a line comes back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.monitor.quoted.models import FigureMoment, FigureUnit, FigureWay, FigureWhere

_CHOICES: dict[str, type[Any]] = {"moment": FigureMoment, "unit": FigureUnit, "where": FigureWhere, "way": FigureWay}
_AREAS: dict[str, Any] = {
    "limburg": _("Limburg"),
    "noord": _("Noord-Limburg"),
    "midden": _("Midden-Limburg"),
    "zuid": _("Zuid-Limburg"),
    "nl": _("the Netherlands"),
    "leave_out": _("leave these lines out"),
}
_UNDERSTOOD: dict[str, Any] = {
    "understood_moment_first_day": _("Each figure is of the first day of its period."),
    "understood_moment_last_day": _("Each figure is of the last day of its period."),
    "understood_moment_average": _("Each figure is an average over its period."),
    "understood_moment_during": _("Each figure counts everybody of its whole period."),
    "understood_unit_persons": _("Persons are counted."),
    "understood_unit_jobs": _("Jobs are counted: somebody with two jobs counts twice."),
    "understood_where_lives": _("It is about who lives in the area."),
    "understood_where_works": _("It is about who works in the area."),
    "understood_where_lives_and_works": _("It is about who lives and works in the area."),
    "understood_way_counted": _("The figures were counted in registers."),
    "understood_way_estimated": _("The figures are estimates."),
    "understood_way_forecast": _("The figures are a forecast."),
}
QUOTED_TEXTS: dict[str, Any] = {
    "figures_not_found": _(
        "There is no table with figures in this file: names of columns, and numbers below them. Copy the table to a new file."
    ),
    "figures_json_unknown": _(
        "This JSON is no answer of the open data of CBS. Download the table there as CSV, and hand that in."
    ),
    "figures_moment": _("To what time within its period does a figure belong?"),
    "figures_unit": _("What is counted?"),
    "figures_where": _("Who belong to an area?"),
    "figures_way": _("How did the figures come about?"),
    "figures_area": _("No line of this file names an area. Which area are the figures of?"),
    "figures_total_area": _("Which area is the line with the total of?"),
    "figures_total_differs": _(
        "The total %(name)s is not the sum of its parts, also when rounded: %(number)s against %(sum)s (%(of)s). "
        "It is so %(count)s times. What should be taken in?"
    ),
    "figures_total_differs_keep": _("the total as it stands, beside its parts"),
    "figures_total_differs_leave_out": _("only the parts, not the total"),
    "figures_total_read": _(
        "The total %(name)s goes in as it stands, although its parts add up to something else (%(of)s: %(number)s "
        "against %(sum)s)."
    ),
    "figures_total_left_out": _("The total %(name)s is left out: its parts add up to something else."),
    "figures_table": _(
        "Sheet “%(sheet)s” holds several tables. In %(cells)s stands “%(title)s”, with the columns %(columns)s: "
        "%(lines)s lines (numbers × %(unit)s). What should happen with it?"
    ),
    "figures_table_take_in": _("take it in"),
    "figures_table_as_group": _("take it in, with its title as the name of the group"),
    "figures_table_leave_out": _("leave it out"),
    "figures_table_left_out": _("The table in %(cells)s of sheet “%(sheet)s” is left out: “%(title)s”."),
    "figures_no_table": _("All tables of this sheet are left out. Choose at least one to take in."),
    "figures_heading_repeated": _(
        "The heading of the table stands there again on line %(lines)s, as on a next page. The lines below it belong to the "
        "same table."
    ),
    "figures_tables_differ_moment": _(
        "By their words the tables in this file are of different moments. Take them in one by one, as sources."
    ),
    "figures_tables_differ_unit": _(
        "By their words the tables in this file count different things. Take them in one by one, as sources."
    ),
    "figures_tables_differ_where": _(
        "By their words the tables in this file differ in who belongs to an area. Take them in one by one, as sources."
    ),
    "figures_tables_differ_way": _(
        "By their words the tables in this file came about in different ways. Take them in one by one, as sources."
    ),
    "figures_area_of": _("No line of table %(table)s names an area. Which area are its figures of?"),
    "figures_total_area_of": _("Which area is the line with the total of, in table %(table)s?"),
    "figures_period_read_of": _(
        "Nothing stands above the numbers of table %(sheet)s but its title says: %(period)s. All are taken as of then."
    ),
    "figures_period_read": _("Nothing stands above the numbers but the title says: %(period)s. All are taken as of then."),
    "figures_unit_read": _("Numbers whose heading or title says so are multiplied by %(unit)s."),
    "figures_share_not_read": _("Column %(column)s (“%(header)s”) holds percentages. Only numbers are taken in."),
    "figures_elsewhere_left_out": _("Lines about areas outside Limburg, which were left out: %(count)s."),
    "figures_line_empty": _("No number stands on this line. Is it a heading between the lines? Then leave the line out."),
    "figures_without_area": _("Nothing says which area this is about. Put its name on the line or above the numbers."),
    "figures_without_period": _(
        "Nothing says of when the number in cell %(cell)s is. Put the year above the numbers, or in the title of the sheet."
    ),
    "figure_twice": _(
        "The same area, period and group have another number in cell %(cell)s. Leave one of them out, or say what makes "
        "them differ in the name of the group."
    ),
    "figure_not_whole": _(
        "Cell %(cell)s is not a whole number of people (%(number)s). Is the table in thousands? Then write “x 1.000” in the "
        "heading."
    ),
    "figure_differs": _(
        "Version %(version)s has another number here already (cell %(cell)s). A version does not change: give this file the "
        "name of a new version."
    ),
    "figure_changed": _("%(period)s, %(group)s: %(now)s, and %(before)s in the version before"),
    "version_counts_otherwise": _(
        "Version %(version)s of %(source)s was taken in as counting something else. Give this file the name of a new version."
    ),
    "open_licence_without_link": _(
        "Who gives figures of others away says where they stand. Fill in the page of the source, or choose “not known, or not "
        "open”: then the figures are shown and there is no file."
    ),
    "version_gone": _("This version is not there any more. Go back to the list."),
    "figures_multiplied": _("Nothing in this file says in what unit its numbers are. What does 12,5 mean?"),
    "figures_multiplied_as_they_stand": _("12,5 is 12,5: the numbers stand as they are"),
    "figures_multiplied_thousands": _("12,5 is 12.500: the numbers are in thousands"),
    "figures_outside_region": _(
        "This line is about %(name)s. Your organisation hands in figures of %(region)s and its municipalities only: leave "
        "this line out."
    ),
    "figures_columns_left_out": _("Nothing stands in these columns, so they are left out: %(columns)s."),
    "figures_codes_read": _(
        "This file holds codes of CBS instead of names. They are kept as they stand. "
        "With “thoes figures cbs” the names come along."
    ),
    "cbs_table_unknown": _("CBS has no table %(table)s. Check its number, for example 85477NED."),
    "cbs_not_reached": _(
        "CBS cannot be reached from here. Download the table at opendata.cbs.nl as CSV on a computer with internet, and hand "
        "that file over: on the page, or with “thoes figures take-in”."
    ),
    "cbs_busy": _(
        "CBS has no room for this question now (status %(status)s). Wait some minutes and ask again, or ask for less with "
        "--filter."
    ),
    "cbs_refused": _(
        "CBS did not answer this question (status %(status)s). Check the filter, or download the table as CSV "
        "and hand it over."
    ),
    "cbs_too_much": _("This table has more than %(most)s figures. Ask for less with --filter."),
    "cbs_answer_unknown": _("CBS answered in a way that we do not know. Download the table as CSV and hand it over."),
    "cbs_nothing_found": _("No figure of this table fits the filter. Check the codes in the filter."),
    "area_merged": _(
        "%(name)s is no municipality any more: it became part of %(into)s in %(year)s, with: %(parts)s. Add the numbers "
        "of these up and write %(into)s."
    ),
    "area_unknown": _("We know no area “%(name)s” in Limburg. Write its name as CBS has it, or its code (GM0983)."),
    "area_code_differs": _("The code %(written)s is not that of %(name)s. Mend one of the two."),
    "period_unreadable": _("“%(text)s” is no period that we can read. Write a year (2024), a quarter (2024-Q1) or a day."),
    "understood_figures": _("%(count)s figures of %(areas)s areas, from %(first)s up to and including %(last)s."),
    "understood_source": _("The source is %(source)s, version %(version)s."),
    "understood_population": _("Counted are: %(population)s"),
    "understood_is_not": _("What it is not: %(is_not)s"),
    "understood_missing_figures": _("For %(count)s of these figures the source gives a reason instead of a number."),
    "understood_differences": _(
        "Since version %(version)s %(changed)s figures changed, %(new)s are new, and %(gone)s are not there any more."
    ),
    "understood_other_definition": _(
        "Something else is counted than in version %(version)s. This becomes a new definition; the series shows the break."
    ),
    **{f"figures_{name}_{choice}": label for name, kind in _CHOICES.items() for choice, label in kind.choices},
    **{f"figures_area_{code}": words for code, words in _AREAS.items() if code != "leave_out"},
    **{f"figures_area_of_{code}": words for code, words in _AREAS.items() if code != "leave_out"},
    **{f"figures_total_area_of_{code}": words for code, words in _AREAS.items()},
    **{f"figures_total_area_{code}": words for code, words in _AREAS.items()},
    **_UNDERSTOOD,
}  # fmt: skip
