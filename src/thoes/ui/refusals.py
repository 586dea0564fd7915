"""Show a refusal where the reader can mend it: at the field it is about, or above the form."""

from django.forms import BaseForm

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal


def show_in(form: BaseForm, refusal: Refusal, **names: str) -> None:
    """Add the sentence of a refusal to a form. `names` says how this form calls a refusal's field, where it differs."""
    field = names.get(refusal.field or "", refusal.field)
    shown = field is not None and field in form.fields and not form.fields[field].widget.is_hidden
    form.add_error(field if shown else None, explain(refusal))
