"""The components of Thoes as template tags. Load with `{% load thoes_ui %}`.

Forms:        {% error_summary form %}  {% form_fields form %} {% field form.name %}  {% submit _("Save") %}
              {% form_fields %} draws the fieldsets of a form (`ui.forms.Fieldset`, `Grid`)
Buttons:      {% button_link url _("Add a site") %}  {% button_link url text "secondary" "plus" %}
Head:         the blocks of a page, in this order: heading (h1), intro (one sentence in a <p class="nl-paragraph">),
              actions (one button, of what people come here for), more (every other action, as {% menu_link %}):
              {% block more %}{% menu_link url _("Download as a spreadsheet") "download" %}{% endblock %}
Badges:       {% badge "arriving" _("Arriving") %}
Key figures:  <div class="thoes-stats">{% stat 12 _("Arriving today") url=... tone="arriving" hint=... %}</div>
Tables:       {% datatable _("Tonight's list") %} <thead>…</thead><tbody>…</tbody> {% enddatatable %}
              numbers to compare: {% datatable _("Beds") numbers=True %}; a page that is a list: `thoes.ui.lists`
Lists:        {% empty_state title text url label %}  {% pagination page %}  {% tabs items %}  {% searchbox label name value %}
Progress:     {% progress url value maximum label %}
Days:         {% day stay.arrival %} -> <time>ma 23 november 2026</time>
              {% short_day stay.arrival %} -> 23 nov, for a line of a long list
              {% period stay.arrival stay.departure %} -> 26 juni 2026 – 1 juli 2026, or sinds 26 juni 2026
Other:        {% icon "bed" %}  {% heading 2 text %}  {% show_messages messages %}
Facts:        <dl class="thoes-summary">{% fact _("Price") url %}€ 120{% endfact %}</dl>, with "Change" where there is a url
Parts:        {% parts_of "site-card" site %} -> what modules above this page add there, by `ui/page_parts.py`
Pages:        {% extends "ui/confirm.html" %} for "are you sure", {% extends "ui/base.html" %} for the rest
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField, DecimalField, FloatField, IntegerField
from django.http import HttpRequest, QueryDict
from django.shortcuts import resolve_url
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from thoes.ui import messages as ui_messages
from thoes.ui.days import day_in_words
from thoes.ui.files import FILE_WORDS
from thoes.ui.forms import Fieldset, Grid, kind_of
from thoes.ui.page_parts import parts_of as _parts_of

register = template.Library()

_TEN_MONTHS = timedelta(days=300)
# A number that leaves room for its words beside it on a phone: "1.034", and not "12 m² per person".
_SHORT_NUMBER = 7
_ONLY_A_DASH = re.compile(r"<td([^>]*)>\s*–\s*</td>")
_FORMS = (BaseForm, BaseFormSet)
# Choices that stand below each other; and letters that fit in half a phone, on two lines.
_IN_ONE_COLUMN, _SHORT = 6, 24
TONES = ("arriving", "leaving", "overdue", "free", "neutral", "ok", "warning", "error")
_CONTROL_CLASSES = {
    "text": "utrecht-textbox",
    "textarea": "utrecht-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input thoes-tick",
    "drop": "thoes-drop__input",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words, never instead of them: screen readers do not see it. Names stand in `ui/icons.svg`."""
    sheet = staticfiles_storage.url("ui/icons.svg")
    return format_html(
        '<svg class="thoes-icon" aria-hidden="true" focusable="false" width="20" height="20">'
        '<use href="{}#{}"></use></svg>',
        sheet,
        name,
    )


@register.simple_tag
def heading(level: int, text: Any, id: str = "") -> SafeString:
    """A heading of the design system. The page's own level 1 is drawn by `ui/base.html` from the block `heading`."""
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html('<h{0} class="nl-heading nl-heading--level-{0}"{1}>{2}</h{0}>', level, anchor, text)


@register.simple_tag
def badge(tone: str, text: Any) -> SafeString:
    """A short state in a coloured label: arriving, leaving, overdue, free, neutral, ok, warning or error.

    The text says it all; the colour only helps.
    """
    _refuse_unknown(tone)
    return format_html('<span class="nl-data-badge thoes-badge thoes-badge--{}">{}</span>', tone, text)


@register.inclusion_tag("ui/parts/stat.html")
def stat(value: Any, label: Any, *, url: str = "", hint: Any = "", tone: str = "neutral") -> dict[str, Any]:
    """A key figure: a large value with a label under it, optionally a link and one more line.

    Put several in `<div class="thoes-stats">`.
    """
    _refuse_unknown(tone)
    is_short = len(str(value)) <= _SHORT_NUMBER
    return {"value": value, "label": label, "url": url, "hint": hint, "tone": tone, "is_short": is_short}


@register.inclusion_tag("ui/parts/button_link.html")
def button_link(url: str, text: Any, kind: str = "primary", icon_name: str = "") -> dict[str, Any]:
    """A link that looks like a button, for going somewhere. `kind` is primary, secondary or subtle."""
    return {"url": url, "text": text, "kind": kind, "icon_name": icon_name}


@register.simple_block_tag(end_name="endmore_menu")
def more_menu(content: str) -> SafeString:
    """The other actions of a page, folded behind "More"; nothing where there are none. Works without scripts."""
    if not content.strip():
        return mark_safe("")
    return render_to_string("ui/parts/more_menu.html", {"content": mark_safe(content)})


@register.inclusion_tag("ui/parts/menu_link.html")
def menu_link(url: str, text: Any, icon_name: str = "") -> dict[str, Any]:
    """One entry of "More": a place to go to or a file to fetch. An action that changes something has its own form."""
    return {"url": url, "text": text, "icon_name": icon_name}


@register.inclusion_tag("ui/parts/file_links.html", takes_context=True)
def file_links(context: Context) -> dict[str, Any]:
    """What this page shows as each kind of file, under the same filter, for "More" (`ui.files.kind_asked` answers)."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    links = []
    for kind, words in FILE_WORDS.items():
        query["file"] = kind.value
        links.append((f"?{query.urlencode()}", words))
    return {"links": links}


@register.inclusion_tag("ui/parts/submit.html")
def submit(
    text: Any, kind: str = "primary", *, name: str = "", value: str = "", negative: bool = False
) -> dict[str, Any]:
    """The button that sends a form. It is never disabled: a form that is not complete answers with what is missing."""
    return {"text": text, "kind": kind, "name": name, "value": value, "negative": negative}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, label: Any = "", *, in_optional_set: bool = False) -> dict[str, Any]:
    """One field: label, explanation, error, control, tied together for a screen reader.

    `in_optional_set`: its fieldset says already that it may stay empty.
    """
    kind, unit = kind_of(bound), getattr(bound.field, "unit", "")
    described_by = [
        identifier
        for identifier, present in (
            (f"{bound.auto_id}_help", bound.help_text),
            (f"{bound.auto_id}_unit", unit),
            (f"{bound.auto_id}_error", bound.errors),
        )
        if present
    ]
    return {
        "bound": bound,
        "kind": kind,
        "unit": unit,
        "label": label or bound.label,
        "described_by": " ".join(described_by),
        "is_marked": not bound.field.required and not in_optional_set,
        "has_short_choices": kind == "choices" and _are_many_and_short(bound),
        "control": None if kind == "choices" else _control(bound, kind, " ".join(described_by)),
    }


def _are_many_and_short(bound: BoundField) -> bool:
    """Whether its choices stand in columns: many languages or towns, no sentences."""
    labels = [str(choice.choice_label) for choice in bound.subwidgets]
    return len(labels) > _IN_ONE_COLUMN and all(len(label) <= _SHORT for label in labels)


@register.inclusion_tag("ui/parts/filter_field.html")
def filter_field(bound: BoundField) -> dict[str, Any]:
    """One field of the filter of a list: close together, and never called optional, as nothing there is asked."""
    kind = kind_of(bound)
    described_by = f"{bound.auto_id}_error" if bound.errors else ""
    return {"bound": bound, "kind": kind, "control": _control(bound, kind, described_by)}


@register.inclusion_tag("ui/parts/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form in their own order, the hidden ones included, and a line that optional ones are marked."""
    visible = form.visible_fields()
    sets = [_fields_of(each, form) for each in getattr(form, "fieldsets", ())]
    placed = {name for each in getattr(form, "fieldsets", ()) for name in each.names}
    return {
        "form": form,
        "has_optional": any(not bound.field.required for bound in visible),
        "fieldsets": [each for each in sets if each["fields"] or each["rows"]],
        "loose": [bound for bound in visible if bound.name not in placed],
    }


def _fields_of(fieldset: Fieldset | Grid, form: BaseForm) -> dict[str, Any]:
    """A fieldset with the fields that are there. Where all are optional its legend says so once."""
    there = [form[name] for name in fieldset.names if name in form.fields]
    is_optional = bool(there) and all(not bound.field.required for bound in there)
    if isinstance(fieldset, Fieldset):
        return {"set": fieldset, "fields": there, "rows": [], "is_optional": is_optional}
    rows = []
    for head, names in fieldset.rows:
        cells = [form[name] if name in form.fields else None for name in names]
        asked = [bound.field.required for bound in cells if bound]
        if asked:
            rows.append((head, cells, not is_optional and not any(asked)))
    return {"set": fieldset, "fields": [], "rows": rows, "is_optional": is_optional}


@register.inclusion_tag("ui/parts/grid_cell.html")
def grid_cell(bound: BoundField) -> dict[str, Any]:
    """A field in a grid: its label is there for who does not see the heads."""
    described_by = f"{bound.auto_id}_error" if bound.errors else ""
    return {"bound": bound, "control": _control(bound, kind_of(bound), described_by)}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, above it, each line a link to its field. Takes the focus; shows nothing when all is well."""
    wrong = [(bound, _with_label(bound)) for bound in form if bound.errors]
    # Of a form that was only not sent yet nothing is wrong.
    waits = getattr(form, "is_shown_again", False) and not wrong and len(form.non_field_errors()) == 1
    return {"general": form.non_field_errors(), "wrong": wrong, "waits": waits, "shown": bool(form.errors)}


@register.simple_tag(takes_context=True)
def error_in_title(context: Context) -> str:
    """What the title of a page begins with when one of its forms was sent and is not right: read aloud before all else."""
    given = list(context.flatten().values())
    forms = (each for each in [*given, *(getattr(one, "form", None) for one in given)] if isinstance(each, _FORMS))
    wrong = any(form.is_bound and not form.is_valid() for form in forms)
    return f"{gettext('Error:')} " if wrong else ""


@register.simple_block_tag(end_name="enddatatable")
def datatable(content: str, caption: Any, *, caption_hidden: bool = False, numbers: bool = False) -> SafeString:
    """A table within a page. Between the tags: thead and tbody as usual; a page that is a list is a `ListPage`.

    Below 1,000 px a row becomes two lines: the `<th scope="row">` and its badge, then the rest; a dash has its place in a
    table and is left off there. Numbers to compare stay a table with its first column in sight, in a frame that scrolls,
    also with the keyboard.
    """
    if not numbers:
        content = _ONLY_A_DASH.sub(_as_nothing, content)
    hidden = " thoes-visually-hidden" if caption_hidden else ""
    frame = (
        format_html(' thoes-numbers" tabindex="0" role="region" aria-label="{}', caption) if numbers else " thoes-list"
    )
    return format_html(
        '<div class="thoes-table-frame{}"><table class="utrecht-table thoes-table">'
        '<caption class="utrecht-table__caption{}">{}</caption>{}</table></div>',
        frame,
        hidden,
        caption,
        mark_safe(content),
    )


def _as_nothing(cell: re.Match[str]) -> str:
    """A cell that holds only a dash, marked as one that says nothing."""
    attributes = cell[1]
    if 'class="' not in attributes:
        return f'<td class="thoes-nothing"{attributes}>–</td>'
    attributes = attributes.replace('class="', 'class="thoes-nothing ', 1)
    return f"<td{attributes}>–</td>"


@register.simple_block_tag(end_name="endfact")
def fact(content: str, label: Any, url: str = "") -> SafeString:
    """A row of `<dl class="thoes-summary">`: what it is, what is known, and with a `url` the way to change just that."""
    change = (
        format_html(
            '<dd class="thoes-summary__way"><a class="nl-link" href="{}">{}'
            '<span class="thoes-visually-hidden"> {}</span></a></dd>',
            url,
            gettext("Change"),
            label,
        )
        if url
        else ""
    )
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", label, mark_safe(content.strip()), change)


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(title: Any, text: Any = "", url: str = "", label: Any = "", icon_name: str = "moon") -> dict[str, Any]:
    """What stands where a list is empty: what that means and what to do next."""
    return {"title": title, "text": text, "url": url, "label": label, "icon_name": icon_name}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a Django `Page`, keeping what else stands in the address. Nothing for a single page."""
    request: HttpRequest = context["request"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, _with_page(request.GET, number) if isinstance(number, int) else "") for number in numbers],
        "previous": _with_page(request.GET, page.number - 1) if page.has_previous() else "",
        "next": _with_page(request.GET, page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/tabs.html", takes_context=True)
def tabs(context: Context, items: Iterable[tuple[Any, ...]], label: Any, here: str = "") -> dict[str, Any]:
    """Filters or views as links: tuples (address, text, count or None). The one we are at is marked.

    `label` names the group for a screen reader. An address may be "?status=overdue" alone. `here` is the address of the
    one that is shown where the page itself chose it. A fourth word, "narrow" or "wide", says on which screens a tab is there:
    a page has two, of which one is, when its address says how much there is room for.
    """
    request: HttpRequest = context["request"]
    shown = []
    for url, text, count, *only in items:
        path = url.partition("?")[0]
        shown.append((url, text, count, here in (url, only and path) or _is_here(url, request), *(only or [""])))
    return {"label": label, "items": shown}


@register.inclusion_tag("ui/parts/searchbox.html", takes_context=True)
def searchbox(
    context: Context,
    label: Any,
    name: str = "q",
    value: str = "",
    *,
    action: str = "",
    button: Any = "",
    posts: bool = False,
    kind: str = "primary",
) -> dict[str, Any]:
    """A search form of this same page, or of `action`, that works as a plain GET.

    `button` are its words on a page in a language that the catalogues do not have.

    With `posts` it is sent with POST: where something may be typed, or read by a reader, that may stand in no address.
    `kind` is secondary where the page has another button of what people come for.
    """
    token = context.get("csrf_token") if posts else ""
    return {"label": label, "name": name, "value": value, "action": action, "button": button, "posts": posts,
            "csrf_token": token, "kind": kind}  # fmt: skip


@register.inclusion_tag("ui/parts/progress.html")
def progress(url: str, value: int | None, maximum: int, label: Any) -> dict[str, Any]:
    """A progress bar that asks `url` every second for its own next state.

    The view at `url` answers with this same tag, and with whatever should stand in its place once the work is done.
    `value` None shows that work is going on without saying how far. Without scripts a link refreshes the page.
    """
    share = None if value is None or not maximum else round(100 * value / maximum)
    return {"url": url, "value": value, "maximum": maximum, "label": label, "share": share}


@register.simple_tag
def day(value: date | None, *, weekday: bool = True, year: bool = True) -> SafeString:
    """A day in words with its weekday, as `<time>`; a dash for None."""
    if value is None:
        return mark_safe("–")
    if isinstance(value, datetime) and timezone.is_aware(value):
        # A tag gets the moment as it is stored; the day is that of the clock on the wall.
        value = timezone.localtime(value)
    pattern = ("D j F" if weekday else "j F") + (" Y" if year else "")
    return format_html('<time datetime="{}">{}</time>', value.isoformat()[:10], day_in_words(value, pattern))


@register.simple_tag
def short_day(value: date) -> SafeString:
    """A day where there is little room: 26 jun, and the year only where the month alone could be another year's."""
    pattern = "j M" if abs(value - timezone.localdate()) < _TEN_MONTHS else "j M ’y"
    return format_html('<time datetime="{}">{}</time>', value.isoformat()[:10], day_in_words(value, pattern))


@register.simple_tag
def period(first: date, until: date | None) -> SafeString:
    """From one day until another; without an end "since" that day, or "from" a day that is still to come."""
    if until is None:
        words = gettext("from {first}") if first > timezone.localdate() else gettext("since {first}")
        return format_html(words, first=day(first, weekday=False))
    return format_html("{} – {}", day(first, weekday=False), day(until, weekday=False))


@register.inclusion_tag("ui/parts/messages.html", takes_context=True)
def show_messages(context: Context, stored: Iterable[Message]) -> dict[str, Any]:
    """The messages of the last action, each as an alert, with an undo button where there is one.

    The button says which page it stood on, for a view that goes back there.
    """
    request: HttpRequest | None = context.get("request")
    return {
        "shown": [ui_messages.shown(message) for message in stored],
        "csrf_token": context.get("csrf_token"),
        "request": request,
        "here": request.get_full_path() if request is not None and request.method == "GET" else "",
    }


@register.simple_tag(takes_context=True)
def parts_of(context: Context, place: str, about: Any = None) -> SafeString:
    """What modules above the one of this page draw at this place, one after another; nothing on a page without a request."""
    request = context.get("request")
    return mark_safe("".join(_parts_of(place, request, about)) if request else "")


@register.simple_tag
def home_url() -> str:
    """Where everybody begins, whichever module draws it."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _refuse_unknown(tone: str) -> None:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"no such tone: {tone!r}; choose one of {', '.join(TONES)}")


def _with_label(bound: BoundField) -> str:
    """The first error of a field, after the field's name unless the sentence says that already."""
    error, label = str(bound.errors[0]), str(bound.label)
    return error if label in error else f"{label}: {error}"


def _control(bound: BoundField, kind: str, described_by: str) -> SafeString:
    css = _CONTROL_CLASSES[kind] + (f" {_CONTROL_CLASSES[kind].split()[0]}--invalid" if bound.errors else "")
    attrs: dict[str, str | bool] = {"class": f"{css} {bound.field.widget.attrs.get('class', '')}".strip()}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.field.required and kind != "checkbox":
        attrs["aria-required"] = "true"
    if isinstance(bound.field, IntegerField) and kind == "text":
        # The keyboard of a phone: digits, and a comma only where the number may have one.
        whole = not isinstance(bound.field, (DecimalField, FloatField))
        attrs["inputmode"] = "numeric" if whole else "decimal"
    return bound.as_widget(attrs=attrs)


def _with_page(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"


def _is_here(url: str, request: HttpRequest) -> bool:
    parts = urlsplit(url)
    if parts.path and parts.path != request.path:
        return False
    wanted, given = QueryDict(parts.query), request.GET.copy()
    given.pop("page", None)
    return all(given.get(key, "") == wanted[key] for key in wanted) and (bool(wanted) or not given)
