"""Say what the columns of a list hold, with the first values of each as an example."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.imports import jobs
from thoes.imports import runs as verbs
from thoes.imports.models import ImportRun
from thoes.imports.reading.cells import column_letters
from thoes.imports.reading.vocabulary import Field
from thoes.imports.texts import FIELD_NAMES
from thoes.imports.web.uploads import own_run
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose


@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def columns(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A choice for every column; what was recognised is chosen already. Remembered for the next list."""
    run = own_run(request, run_id)
    if run.works:
        return redirect("imports:run", run_id)
    error = ""
    if request.method == "POST":
        try:
            verbs.choose_columns(actor=actor_in(request), run_id=run_id, columns=_chosen(run, request.POST))
        except Refusal as refusal:
            error = explain(refusal)
        else:
            jobs.check.defer(run=str(run_id))
            return redirect("imports:run", run_id)
    sheets = [
        {
            "name": sheet["name"],
            "columns": [
                {
                    "key": _key(number, column),
                    "header": header,
                    "samples": [text for text in sheet["samples"][column] if text],
                    "chosen": request.POST.get(
                        _key(number, column), _TO_CHOOSE if is_asked else sheet["fields"][column]
                    ),
                    "is_asked": is_asked,
                }
                for column, header in enumerate(sheet["headers"])
                for is_asked in [column in sheet.get("asked", ())]
                if header or any(sheet["samples"][column]) or is_asked
            ],
        }
        for number, sheet in enumerate(run.sheets)
    ]
    choices = [(field.value, FIELD_NAMES[field.value]) for field in Field if field is not Field.MUNICIPALITY]
    context = {
        "run": run,
        "sheets": sheets,
        "choices": choices,
        "error": error,
        "asked": any(sheet.get("asked") for sheet in run.sheets),
        "to_choose": _TO_CHOOSE,
    }
    return render(request, "imports/columns.html", context)


# A column with days is not taken for unneeded because nobody looked at it.
_TO_CHOOSE = "?"


def _key(sheet: int, column: int) -> str:
    return f"s{sheet}c{column}"


def _chosen(run: ImportRun, sent: QueryDict) -> dict[str, dict[int, Field]]:
    """The choices per sheet; refuses one thing chosen for two columns, and a column with days of which nothing is said."""
    known = {field.value for field in Field}
    columns: dict[str, dict[int, Field]] = {}
    for number, sheet in enumerate(run.sheets):
        found: dict[int, Field] = {}
        for column in range(len(sheet["headers"])):
            name = sent.get(_key(number, column), _TO_CHOOSE if column in sheet.get("asked", ()) else "")
            if name == _TO_CHOOSE:
                raise Refusal("column_to_choose", name=sheet["headers"][column] or column_letters(column))
            if name in known:
                if Field(name) in found.values():
                    raise Refusal("column_chosen_twice", name=str(FIELD_NAMES[name]))
                found[column] = Field(name)
        columns[sheet["name"]] = found
    return columns
