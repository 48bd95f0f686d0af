"""The components' tags. README.md beside this package lists each with its arguments and a sample."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from shouwang.ui import inputs, moments
from shouwang.ui import parts as p
from shouwang.ui.charts import Drawing, bars_in_percent, column_drawing, line_drawing
from shouwang.ui.icons import strokes
from shouwang.ui.qr import as_svg

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """The icon as inline SVG. Decorative without `label`; `size` is "", "small" or "big"."""
    css = f"icon icon-{size}" if size else "icon"
    open_tag = (
        format_html('<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">', css, label)
        if label
        else format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">', css)
    )
    return mark_safe(f"{open_tag}{strokes(name)}</svg>")  # noqa: S308  # strokes come from lucide's own files


@register.inclusion_tag("ui/parts/button.html")
def button(
    label: str,
    href: str = "",
    tone: str = "plain",
    icon: str = "",
    key: str = "",
    name: str = "",
    value: str = "",
    kind: str = "submit",
    wide: bool = False,
    disabled: bool = False,
) -> dict[str, object]:
    """A link when there is `href`, else a button of the form around it."""
    return {
        "label": label, "href": href, "tone": tone, "icon": icon, "key": key, "name": name,
        "value": value, "kind": kind, "wide": wide, "disabled": disabled,
    }  # fmt: skip


@register.inclusion_tag("ui/parts/verb.html", takes_context=True)
def verb(context: RequestContext, item: p.Verb, tone: str = "") -> dict[str, object]:
    """A Verb: a link, or a form of its own with the CSRF token."""
    return {"item": item, "tone": tone or item.tone, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/pill.html")
def pill(word: str | p.Pill, tone: str = "grey", icon: str = "") -> dict[str, object]:
    return {"item": word if isinstance(word, p.Pill) else {"word": word, "tone": tone, "icon": icon}}


@register.inclusion_tag("ui/parts/rows.html", takes_context=True)
def rows(context: RequestContext, items: Sequence[p.Row], label: str = "") -> dict[str, object]:
    """A list of Row. Say what an empty list means with `{% empty %}` in the page."""
    is_dated = any(item.when for item in items)  # then those without a day stand in line with the others
    return {"items": items, "label": label, "is_dated": is_dated, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/rows.html", takes_context=True)
def row(context: RequestContext, item: p.Row) -> dict[str, object]:
    """One Row alone, for a part of a page that htmx asks for."""
    return {"items": [item], "label": "", "bare": True, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/counters.html")
def counters(items: Sequence[p.Counter]) -> dict[str, object]:
    return {"items": items}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[p.Entry], label: str = "") -> dict[str, object]:
    return {"entries": [(e, *_spoken(e.at)) for e in entries], "label": label}


def _spoken(at: datetime | None) -> tuple[str, str, str]:
    return (moments.ago(at), moments.exact(at), at.isoformat(timespec="minutes")) if at else ("", "", "")


@register.inclusion_tag("ui/parts/facts.html", takes_context=True)
def facts(context: RequestContext, items: Sequence[p.Fact]) -> dict[str, object]:
    return {"items": items, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/empty.html", takes_context=True)
def empty(
    context: RequestContext, title: str, text: str = "", verb: p.Verb | None = None, icon: str = "check"
) -> dict[str, object]:
    return {"title": title, "text": text, "verb": verb, "icon": icon, "csrf_token": context.get("csrf_token")}


LABEL_ENDS = "?？:：.。!！ "  # a label may be a sentence; the error after it has its own sign


@register.inclusion_tag("ui/parts/errors.html")
def errors(form: BaseForm, unsent: bool = False) -> dict[str, object]:
    """The summary above a form that did not go through; each line leads to its field.

    `unsent` where somebody sends the room something: they are told first that it has not gone out.
    """
    lines = [
        (form[name], str(form[name].label).rstrip(LABEL_ENDS), messages)
        for name, messages in form.errors.items()
        if name in form.fields
    ]
    return {"form": form, "lines": lines, "general": form.non_field_errors(), "unsent": unsent}


@register.inclusion_tag("ui/parts/field.html")
def field(
    bound: BoundField,
    hint: str | None = None,
    label: str = "",
    rows: int = 0,
    placeholder: str | None = None,
    optional: bool = True,
) -> dict[str, object]:
    """Label, hint, error and input of one form field, the typed value kept. `hint=""` leaves the form's own out."""
    return inputs.drawn(bound, hint=hint, label=label, rows=rows, placeholder=placeholder, say_optional=optional)


@register.inclusion_tag("ui/parts/stepper.html")
def stepper(steps: Sequence[p.Step], label: str = "") -> dict[str, object]:
    at = next((n for n, step in enumerate(steps, 1) if step.state == "now"), len(steps))
    return {"steps": steps, "label": label, "at": at, "total": len(steps)}


@register.inclusion_tag("ui/parts/flash.html", takes_context=True)
def flash(context: RequestContext) -> dict[str, object]:
    """Messages of django.contrib.messages; drawn by the base page, so a page need not."""
    request = context.get("request")
    return {"items": list(get_messages(request)) if request else []}


@register.inclusion_tag("ui/parts/pager.html")
def pager(item: p.Pager) -> dict[str, object]:
    return {"item": item}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[p.Tab], label: str) -> dict[str, object]:
    return {"items": items, "label": label}


@register.simple_tag
def key(letters: str) -> SafeString:
    """A keyboard hint: {% key "N" %}, {% key "G T" %}."""
    return mark_safe(" ".join(format_html("<kbd>{}</kbd>", part) for part in letters.split()))  # noqa: S308


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """A QR code as inline SVG, readable on paper and in dark mode."""
    drawing = as_svg(text)
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, mark_safe(drawing))  # noqa: S308


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: str, tone: str = "blue") -> dict[str, object]:
    return {"done": done, "total": total, "label": label, "tone": tone}


@register.inclusion_tag("ui/parts/table.html")
def table(item: p.Table) -> dict[str, object]:
    heads = list(item.heads)
    lines = [[(head, _cell(cell)) for head, cell in zip(heads, line, strict=True)] for line in item.rows]
    foot = [(head, _cell(cell)) for head, cell in zip(heads, item.foot, strict=True)] if item.foot else []
    return {"item": item, "heads": heads, "lines": lines, "foot": foot}


def _cell(cell: p.Cell | str) -> p.Cell:
    return cell if isinstance(cell, p.Cell) else p.Cell(cell)


@register.inclusion_tag("ui/parts/bars.html")
def bars(item: p.Bars) -> dict[str, object]:
    return {"item": item, "lines": bars_in_percent(item)}


@register.inclusion_tag("ui/parts/columns.html")
def columns(item: p.Columns) -> dict[str, Drawing | p.Columns]:
    return {"item": item, "drawing": column_drawing(item)}


@register.inclusion_tag("ui/parts/strips.html")
def strips(item: p.Strips) -> dict[str, object]:
    return {"item": item, "drawing": line_drawing(item)}


@register.inclusion_tag("ui/parts/map.html")
def map(item: p.Map) -> dict[str, object]:  # noqa: A001  # the tag's name in templates
    return {"item": item, "tiles": inputs.tiles()}


@register.inclusion_tag("ui/parts/map_files.html")
def load_map() -> dict[str, object]:
    """The map's script and style, once on a page that draws a map, at the end of block scripts."""
    return {}


@register.inclusion_tag("ui/parts/tiles.html")
def tiles(items: Sequence[p.Tile], label: str = "") -> dict[str, object]:
    return {"items": items, "label": label}


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    return moments.stamped(moment, moments.ago(moment))


@register.simple_tag
def until(moment: datetime) -> SafeString:
    return moments.stamped(moment, moments.until(moment))


@register.simple_tag
def exact(moment: datetime) -> SafeString:
    return moments.stamped(moment, moments.exact(moment))


def _block(name: str, content: str, values: Mapping[str, Any]) -> str:
    return render_to_string(f"ui/parts/{name}.html", {**values, "content": content})


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", link: str = "", tone: str = "", flush: bool = False) -> str:
    """A surface with a title and, right of it, a link. `flush` lets lists and maps reach its edges."""
    return _block("card", content, {"title": title, "href": href, "link": link, "tone": tone, "flush": flush})


@register.simple_block_tag
def notice(content: str, title: str = "", tone: str = "amber", icon: str = "") -> str:
    """Words that must be seen: a reminder (amber), danger (red), done (green), to know (blue)."""
    return _block("notice", content, {"title": title, "tone": tone, "icon": icon})


@register.simple_block_tag
def more(content: str, label: str, open: bool = False) -> str:  # noqa: A002  # as in HTML
    """Something folded away until it is asked for; works without JavaScript."""
    return _block("more", content, {"label": label, "open": open})


@register.simple_block_tag
def filters(content: str, label: str, verb: str = "") -> str:
    """A bar of inputs that narrows a list by GET."""
    return _block("filters", content, {"label": label, "verb": verb})
