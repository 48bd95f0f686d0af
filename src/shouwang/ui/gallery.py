"""The gallery: every component in every state, and sample pages with invented people. Shown in DEBUG only.

`?theme=dark`, `?type=large`, `?lang=en` show one look without touching this browser's choices.
"""

from dataclasses import replace
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.ui import context, inputs, samples
from shouwang.ui.parts import Question, Verb


class Sample(forms.Form):
    """One field of each kind."""

    kind = forms.ChoiceField(
        choices=samples.KINDS, widget=inputs.Cards(samples.FACES, small=True), label=gettext_lazy("What is it?")
    )
    told = forms.CharField(
        widget=forms.Textarea, label=gettext_lazy("What did you see?"), help_text=gettext_lazy("Or hold to speak.")
    )
    voice = inputs.VoiceField(required=False, label=gettext_lazy("Recording"))
    photos = inputs.PhotosField(required=False, label=gettext_lazy("Photos"), most=4)
    place = forms.CharField(max_length=60, label=gettext_lazy("Where?"))
    phone = forms.CharField(required=False, max_length=20, label=gettext_lazy("Your phone"))
    village = forms.ChoiceField(choices=samples.VILLAGES, label=gettext_lazy("Village"))
    day = forms.DateField(required=False, widget=inputs.DayInput(), label=gettext_lazy("Which day suits you?"))
    reply = forms.ChoiceField(
        choices=samples.REPLIES, widget=inputs.Cards(samples.REPLY_FACES), label=gettext_lazy("How shall we answer?")
    )
    unnamed = forms.BooleanField(required=False, label=gettext_lazy("Leave my name out"))
    signed = inputs.SignatureField(required=False, label=gettext_lazy("Signature"))


def _show(request: HttpRequest, template: str, values: dict[str, object]) -> HttpResponse:
    """The page in the look that the address asks for; 404 unless the gallery is open."""
    if not (settings.DEBUG or getattr(settings, "SHOW_GALLERY", False)):
        raise Http404
    with translation.override(request.GET.get("lang") or translation.get_language()):
        look = context.page(request)["look"]
        assert isinstance(look, context.Look)  # noqa: S101  # narrows for mypy
        theme = request.GET.get("theme", look.theme)
        look = replace(look, theme=theme, large=request.GET.get("type") == "large" or look.large)
        made = {name: value() if callable(value) else value for name, value in values.items()}
        return render(request, f"ui/{template}.html", {**made, "look": look})


def components(request: HttpRequest) -> HttpResponse:
    """Every component at the desk, or with `?surface=public` on a public page."""
    if request.GET.get("flash"):
        messages.success(request, _("Accepted. The reporter was told."))
        messages.warning(request, _("Nobody has a free hour on Thursday. Pick another day."))
        messages.error(request, _("Not sent. It is kept; press send again."))
    now = timezone.now()
    wrong = Sample({"told": "", "phone": "12", "kind": "water", "village": "hewan"})
    public = request.GET.get("surface") == "public"
    return _show(
        request,
        "gallery/components",
        {
            "frame": "ui/public.html" if public else "ui/desk.html",
            "desk": None if public else samples.desk,
            "public": samples.public if public else None,
            "rows": samples.rows,
            "counters": samples.counters,
            "timeline": samples.timeline,
            "facts": samples.facts,
            "steps": samples.steps,
            "tabs": samples.tabs,
            "pager": samples.pager,
            "table": samples.table,
            "bars": samples.bars,
            "columns": samples.columns,
            "strips": samples.strips,
            "map": samples.map_card,
            "tiles": samples.tiles,
            "form": Sample,
            "wrong": wrong,
            "verb": lambda: Verb(_("Register something"), "#", tone="primary", icon="plus"),
            "earlier": now - timedelta(minutes=41),
            "later": now + timedelta(hours=3),
        },
    )


def desk(request: HttpRequest) -> HttpResponse:
    return _show(
        request,
        "gallery/desk",
        {
            "desk": samples.desk,
            "counters": samples.counters,
            "rows": samples.rows,
            "map": samples.map_card,
            "plans": samples.plans,
        },
    )


def matter(request: HttpRequest) -> HttpResponse:
    return _show(
        request,
        "gallery/matter",
        {"desk": samples.desk, "timeline": samples.timeline, "facts": samples.facts, "steps": samples.steps},
    )


def public(request: HttpRequest) -> HttpResponse:
    return _show(request, "gallery/public", {"public": samples.public, "tiles": samples.tiles})


def form(request: HttpRequest) -> HttpResponse:
    sent = Sample(request.POST, request.FILES) if request.method == "POST" else Sample()
    return _show(request, "gallery/form", {"public": samples.public, "form": lambda: sent})


def paper(request: HttpRequest) -> HttpResponse:
    template = "gallery/wall" if request.GET.get("wall") else "gallery/paper"
    return _show(request, template, {"facts": samples.facts, "table": samples.table})


def ask(request: HttpRequest) -> HttpResponse:
    """The page that asks before something is done."""
    return _show(
        request,
        "confirm",
        {
            "desk": samples.desk,
            "question": lambda: Question(
                title=_("Close HW-2026-0147?"),
                text=_("The two families are told that it is closed, and asked whether they are satisfied."),
                verb=_("Close it"),
                back_href="#",
                facts=samples.facts()[:2],
            ),
        },
    )
