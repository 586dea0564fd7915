"""The sentences that explain a refusal, one catalogue of what every module says of its own codes."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import modules
from thoes.foundation.tracing import current_trace
from thoes.kernel.refusals import Refusal

# By which a sentence about lines is one about one line or about more: `ngettext_lazy(one, more, LINES)`.
LINES = "number_of_lines"
# What the pure modules refuse; the others say it in their `module.py`.
_OF_PURE_MODULES: dict[str, Any] = {
    "no_parameter_on_day": _("There is no rule for %(day)s in the rule book. Choose a later day."),
    "number_may_be_bsn": _(
        "This field holds a number that may be a citizen service number (BSN). A BSN may not be kept here. "
        "Remove the number and save again."
    ),
    "simulation_over_real_people": _("This register holds real people. Make the simulated Limburg in another folder."),
    "simulation_already_loaded": _("There is a simulated Limburg here already. Use --reset to make it anew."),
    "simulation_out_of_beds": _("The simulation ran out of beds. Choose another scale."),
}
_UNKNOWN = _("This cannot be done (code %(code)s). Check what you filled in, or ask your administrator for help.")


@cache
def _texts() -> dict[str, Any]:
    """Every sentence by its code; a code that two modules explain is a mistake of the programmer."""
    found = dict(_OF_PURE_MODULES)
    for module in modules():
        twice = [code for code in module.refusals if code in found]
        if twice:
            raise ValueError(f"refusal codes explained twice: {', '.join(twice)}")
        found.update(module.refusals)
    return found


def known_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_texts())


def explain(refusal: Refusal) -> str:
    """The sentence for this refusal in the language of the reader, with its facts filled in.

    Who was told no stands in the audit log with the code, so it is kept with the trace.
    """
    current_trace().refusal = refusal.code
    return explain_code(refusal.code, refusal.facts)


def explain_code(code: str, facts: Mapping[str, Any]) -> str:
    """As `explain`, from a stored code and its facts; a `reason` that is a code is shown as its sentence."""
    shown = {name: date_format(fact, "j F Y") if hasattr(fact, "isoformat") else fact for name, fact in facts.items()}
    if (reason := shown.get("reason")) in _texts():
        shown["reason"] = explain_code(str(reason), {name: fact for name, fact in facts.items() if name != "reason"})
    return str(_texts().get(code, _UNKNOWN) % {"code": code, LINES: _how_many(facts.get("lines")), **shown})


def _how_many(lines: Any) -> int:
    """How many lines a fact is about: itself when it counts them, and otherwise how many it names, as "3" or "3, 5, …"."""
    return lines if isinstance(lines, int) else str(lines).count(",") + 1
