"""Robots and webhooks: whom outside the room tells, and of what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.notices.models import EVERY_EVENT, Robot

# What groups outside are told: only what was written for them to read.
TOLD_TO_GROUPS: tuple[tuple[str, Any], ...] = (
    ("matter.received", _("something was brought to the room")),
    ("bulletin.released", _("a bulletin was released")),
    ("gathering.announced", _("a meeting with villagers was announced")),
    ("watch.called", _("people of the watch net were called out, also at night")),
)
TOLD_TO_PROGRAMS: tuple[tuple[str, Any], ...] = (
    (EVERY_EVENT, _("everything")),
    ("matter.received", _("something was brought to the room")),
    ("matter.accept", _("it was accepted")),
    ("matter.assign", _("it was handed out")),
    ("matter.report", _("the outcome was reported")),
    ("matter.close", _("it was closed")),
    ("matter.reopen", _("it was opened again")),
    ("matter.withdraw", _("it was taken back")),
    ("matter.forgotten", _("somebody was forgotten: read the matter again")),
    ("bulletin.released", _("a bulletin was released")),
    ("bulletin.taken_down", _("a bulletin was taken down")),
)


class Events(forms.MultipleChoiceField):
    """Ticks; cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("It is told when"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick one at least.")},
            **kwargs,
        )


class RobotForm(forms.Form):
    """A group outside."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Robot.Kind.choices)
    name = forms.CharField(
        label=_("What we call it"), max_length=60, help_text=_("A name that is there already gets the new address.")
    )
    url = forms.CharField(
        label=_("Its address"),
        max_length=400,
        help_text=_("The webhook address that the group shows for its robot. Kept sealed, shown to nobody again."),
    )
    secret = forms.CharField(
        label=_("Its signing secret"),
        max_length=200,
        required=False,
        help_text=_("Of DingTalk and Feishu, where the group asks for signatures; begins with SEC at DingTalk."),
    )
    events = Events(choices=TOLD_TO_GROUPS, initial=[TOLD_TO_GROUPS[0][0]])


class HookForm(forms.Form):
    """Another program's address."""

    url = forms.URLField(label=_("Its address"), max_length=400, assume_scheme="https", help_text="https://…")
    events = Events(choices=TOLD_TO_PROGRAMS, initial=[EVERY_EVENT])

    def clean_events(self) -> list[str]:
        said = list(self.cleaned_data["events"])
        return [EVERY_EVENT] if EVERY_EVENT in said else said


class Bury(forms.Form):
    """Why a notice is given up."""

    reason = forms.CharField(label=_("Why?"), max_length=200)
