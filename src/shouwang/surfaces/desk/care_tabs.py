"""The pages of care side by side, and how one thing is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.care_words import refusal_words
from shouwang.surfaces.desk.forms.care.meanwhile import Standing
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page
from shouwang.surfaces.desk.words import Words
from shouwang.systems.care.actions.writing import ChangedMeanwhile
from shouwang.ui.parts import Tab

both = require_http_methods(["GET", "HEAD", "POST"])
PAGES: tuple[tuple[str, Words], ...] = (
    ("home", pgettext_lazy("care", "Due")),
    ("cases", gettext_lazy("In care")),
    ("plan", gettext_lazy("Visit plan")),
    ("lists", gettext_lazy("Call lists")),
    ("aids", gettext_lazy("Aid")),
    ("figures", gettext_lazy("Figures")),
)


def tabs(current: str) -> list[Tab]:
    """Everybody who works in care sees all of them."""
    return [Tab(str(words), reverse(f"desk-care:{name}"), name == current) for name, words in PAGES]


@dataclass(frozen=True)
class How:
    """How a form is asked: its title and button, where it leads, what stands above and beside."""

    title: str
    verb: str
    back: str
    up: tuple[str, str]
    lead: str = ""
    keep: str = ""
    tone: str = "primary"
    fold_label: str = ""
    above: Sequence[Block] = ()
    beside: Sequence[Block] = ()
    said: Said | None = None
    done: str = ""
    asked: str = ""  # above the fields, where that is not the page's title
    remake: Callable[[], Standing] | None = None  # the same form of what stands now, for who was second


def ask(request: DeskRequest, form: forms.Form, act: Callable[[], object], how: How) -> HttpResponse:
    """Ask; do it once; go back. What was refused is said beside its field, and what was typed stays."""
    is_second = False
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal_words(refusal))
        except ChangedMeanwhile:
            is_second = True
            form = _second(form, how)
        else:
            messages.success(request, how.done or _("Kept."))
            return redirect(how.back)
    asked = Ask(
        form, how.asked or how.title, how.verb, tone=how.tone, keep=how.keep, fold=getattr(form, "fold", ()),
        fold_label=how.fold_label,
        fold_open=any(form.data.get(name) for name in getattr(form, "fold", ())),
    )  # fmt: skip
    answer = page(
        request, how.title, *how.above, lead=how.lead, up=how.up, asks=[asked], beside=how.beside, said=how.said
    )
    answer.status_code = 409 if is_second else answer.status_code
    return answer


def _second(form: forms.Form, how: How) -> forms.Form:
    """What a colleague wrote meanwhile is said beside its field; what this one typed stays."""
    if how.remake is None or not isinstance(form, Standing):
        raise ValueError("a form that may be second says how it is made anew")
    fresh = how.remake()
    told = form.newer(fresh)
    for name, words in told.items():
        fresh.add_error(name, _("A colleague wrote meanwhile: %(words)s") % {"words": words})
    fresh.add_error(None, _("Somebody changed this meanwhile. Look at what is new; press again if it still fits."))
    return fresh


def manages(request: DeskRequest) -> bool:
    return Permission.CARE_MANAGE in request.held
