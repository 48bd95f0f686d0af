"""A new dispute, and the committee's own forms."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.settings.teams import Named
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation.actions.intake import Facts
from shouwang.systems.mediation.codes import OF_TOPICS
from shouwang.systems.mediation.kinds import KIND
from shouwang.systems.mediation.queries.choices import Asked, Post, Referrer, Source, What
from shouwang.ui.inputs import DayInput


class New(forms.Form):
    """What it is about and how it came here. `id` is made with the page, so that sending twice is one dispute."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    topic = forms.ChoiceField(label=_("What kind of dispute"))
    title = forms.CharField(
        label=_("In one line"), max_length=60, help_text=_("It stands in lists: the thing, not the names.")
    )
    text = Words(label=_("What happened"), help_text=_("In their own words."), rows=6)
    where = forms.CharField(label=_("Where, in words"), required=False, max_length=200)
    source = forms.ChoiceField(label=_("How it came to the committee"), choices=Source.choices)
    referrer = forms.ChoiceField(
        label=_("Who passed it on"), choices=[("", _("nobody")), *Referrer.choices], required=False
    )
    asked = forms.ChoiceField(label=_("Asked for"), choices=Asked.choices)
    requests = Words(label=_("What the applicant asks for"), rows=2, required=False)
    name = forms.CharField(label=_("Who told us"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    is_told = forms.BooleanField(
        label=_("I told them: name and phone are kept only to deal with this and to answer"), required=False
    )
    is_urgent = forms.BooleanField(label=_("Urgent: somebody must look at once"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.key, topic.name) for topic in KIND.topics]
        self.fields["topic"].choices = [("", _("choose")), *topics]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("source") == Source.REFERRAL and not said.get("referrer"):
            self.add_error("referrer", _("Choose who passed it on."))
        if (said.get("name") or said.get("phone")) and not said.get("is_told"):
            self.add_error("is_told", _("Tell them first, then tick here."))
        return said

    def brought(self) -> Brought:
        said = self.cleaned_data
        return Brought(
            kind=KIND.key,
            topic=said["topic"],
            title=said["title"],
            text=said["text"],
            where=said["where"],
            channel=Matter.Channel.ROOM if said["source"] == Source.OWN else Matter.Channel.WALK_IN,
            reporter=Reporter(said["name"], said["phone"]),
            is_urgent=said["is_urgent"],
            id=said["id"],
        )

    def facts(self) -> Facts:
        said = self.cleaned_data
        of_topic = OF_TOPICS[said["topic"]]
        return Facts(
            justice_type=of_topic.justice,
            event_type=of_topic.event,
            source=said["source"],
            referrer=said["referrer"] if said["source"] == Source.REFERRAL else "",
            asked=said["asked"],
            requests=said["requests"],
            asked_date=timezone.localdate(),
        )


class Committee(forms.Form):
    """What stands on the committee's papers, and its rhythm."""

    name = forms.CharField(label=_("Name of the committee"), max_length=80)
    name_en = forms.CharField(label=_("Its name in English"), max_length=120, required=False)
    word = forms.CharField(
        label=_("Word in the file numbers"), max_length=12, help_text=_("河湾 makes “(2026)河湾人调字第1号”.")
    )
    court = forms.CharField(label=_("Court that confirms its agreements"), max_length=80, required=False)
    visit_after_days = forms.IntegerField(label=_("Look in again after days"), min_value=1, max_value=365)
    second_visit_after_days = forms.IntegerField(label=_("And a second time after days"), min_value=1, max_value=730)
    keeps_simple = forms.IntegerField(label=_("Simple files are kept years"), min_value=0, max_value=100)
    keeps_ordinary = forms.IntegerField(label=_("Ordinary files are kept years"), min_value=0, max_value=100)
    keeps_difficult = forms.IntegerField(label=_("Difficult files are kept years"), min_value=0, max_value=100)
    keeps_major = forms.IntegerField(
        label=_("Major files are kept years"),
        min_value=0,
        max_value=100,
        help_text=_("0 is for ever. The law names no time: these are the room's own."),
    )

    fold = ("keeps_simple", "keeps_ordinary", "keeps_difficult", "keeps_major")


class Join(forms.Form):
    """Somebody mediates from now on, or may be asked to the table."""

    name = forms.CharField(label=_("Name"), max_length=60)
    post = forms.ChoiceField(label=_("As what"), choices=Post.choices)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    account = Named(
        Account.objects.none(), label=_("Login, where they have one"), required=False, empty_label=_("no login")
    )

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]


class Leave(forms.Form):
    until = forms.DateField(label=_("Last day"), widget=DayInput(), initial=timezone.localdate)


class Serve(forms.Form):
    """Time somebody gave apart from the sessions."""

    member = forms.ChoiceField(label=pgettext_lazy("did it", "Who"))
    day = forms.DateField(label=_("On the day"), widget=DayInput(), initial=timezone.localdate)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=24 * 60)
    what = forms.ChoiceField(label=_("What"), choices=What.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]
