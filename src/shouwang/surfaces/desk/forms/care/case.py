"""Forms of a care case: beginning, consent, what somebody needs, who helps, the end."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import colleagues
from shouwang.surfaces.desk.forms.care.meanwhile import Standing
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.settings.teams import Named
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.care.actions.cases import Agreed, Settled, Who
from shouwang.systems.care.actions.helping import Helping
from shouwang.systems.care.queries.choices import (
    SENSITIVE,
    Because,
    Circumstances,
    NeedField,
    NeedState,
    Role,
    Way,
)
from shouwang.systems.care.queries.circumstances import covered, written
from shouwang.systems.care.texts import CARE, OF_HEALTH, current
from shouwang.ui.inputs import DayInput

MOST_SAID = 600
CHANNELS = (
    ("in_person", _("in person")),
    ("telephone", _("on the telephone")),
    ("writing", _("in writing")),
)


class Consenting(forms.Form):
    """How somebody agreed, and the guardian where they can't decide alone."""

    channel = forms.ChoiceField(label=_("How they agreed"), choices=CHANNELS)
    heard = forms.BooleanField(label=_("I read the text to them or gave it to them to read, and they said yes."))
    guardian = forms.CharField(
        label=_("Guardian, where they can’t decide alone"), max_length=60, required=False,
    )  # fmt: skip
    guardian_kin = forms.CharField(label=_("Who the guardian is to them"), max_length=40, required=False)
    is_paper_seen = forms.BooleanField(label=_("I saw the paper that shows they are the guardian."), required=False)
    fold = ("guardian", "guardian_kin", "is_paper_seen")

    def agreed(self) -> Agreed:
        said = self.cleaned_data
        return Agreed(said["channel"], said["guardian"], said["guardian_kin"], said["is_paper_seen"])


class Settling(forms.Form):
    """How a case is run."""

    rhythm_days = forms.IntegerField(label=_("Seen every how many days"), min_value=1, max_value=92, initial=14)
    way = forms.ChoiceField(label=_("How they are seen as a rule"), choices=Way.choices)
    lead = Named(Account.objects.none(), label=_("Who answers for it"), empty_label=None)
    place = Named(
        Place.objects.none(), label=_("Named place nearby"), required=False, empty_label=_("none"),
        help_text=_("Only to put a day’s visits in order."),
    )  # fmt: skip
    speaks = forms.CharField(label=_("Language or dialect"), max_length=40, required=False)
    circumstances = forms.MultipleChoiceField(
        label=_("Circumstances"), choices=Circumstances, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "As in the ten ministries’ notice of October 2022. They count for the monthly visit rate and put a call list in "
            "order, nothing else."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, viewer: Account, room: Room, case: Any = None, with_notes: bool = False, **kwargs: Any
    ) -> None:
        """`with_notes`: they agreed to notes, and the viewer reads them; else what is of health is neither shown nor changed."""
        named = covered(case) if case else current(CARE).covers
        self.shown = named if with_notes else named - OF_HEALTH
        self.kept = (written(case) & named) - self.shown if case else frozenset()
        kwargs["initial"] = self._standing(case) if case else {"lead": viewer.pk, "rhythm_days": 14}
        super().__init__(*args, **kwargs)
        choices = [choice for choice in Circumstances if choice[0] in self.shown]
        self.fields["circumstances"].choices = choices  # type: ignore[attr-defined]
        if not choices:  # text 1 named none: they are asked again first
            del self.fields["circumstances"]
        self.fields["lead"].queryset = colleagues(viewer, room)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.filter(room=room).order_by("name")  # type: ignore[attr-defined]

    def _standing(self, case: Any) -> dict[str, Any]:
        there = sorted(written(case) & self.shown)
        return {
            "rhythm_days": case.rhythm_days, "way": case.way, "lead": case.lead_id, "place": case.place_id,
            "speaks": case.speaks, "circumstances": there,
        }  # fmt: skip

    def settled(self) -> Settled:
        said = self.cleaned_data
        return Settled(
            lead=said["lead"], rhythm_days=said["rhythm_days"], way=said["way"], speaks=said["speaks"], place=said["place"],
            circumstances=frozenset(said.get("circumstances", ())) | self.kept,
        )  # fmt: skip


class Begin(Settling, Consenting):
    """Who, that they agreed, how often."""

    name = forms.CharField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    address = forms.CharField(label=_("Which house"), max_length=120, required=False)
    field_order = (
        "channel", "heard", "name", "phone", "address", "rhythm_days", "way", "lead", "place", "speaks", "circumstances",
    )  # fmt: skip

    def who(self) -> Who:
        said = self.cleaned_data
        return Who(said["name"], said["phone"], said["address"])


class Resettling(Settling, Standing):
    """How a case is run that is there already."""


class Correct(Standing):
    """Another telephone or house."""

    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    address = forms.CharField(label=_("Which house"), max_length=120, required=False)


class TalkForm(forms.Form):
    """Somebody did not agree."""

    day = forms.DateField(label=_("When"), widget=DayInput())
    reason = forms.CharField(
        label=_("Why you talked with them"), max_length=200, help_text=_("No name, no house, nothing about health.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate()


class NeedForm(forms.Form):
    """Something they need. Money and medicine only where they agreed to it, and by those who may read it."""

    field = forms.ChoiceField(label=_("About"))
    words = Words(label=_("What they said they need"), max_length=MOST_SAID)

    def __init__(self, *args: Any, with_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [choice for choice in NeedField.choices if with_notes or choice[0] not in SENSITIVE]
        self.fields["field"].choices = shown  # type: ignore[attr-defined]
        less, daily = _("The less the better."), _("Daily life only: nothing of health or money.")
        self.fields["words"].help_text = less if with_notes else daily


class Met(forms.Form):
    """What became of a need."""

    state = forms.ChoiceField(
        label=_("What became of it"), choices=[one for one in NeedState.choices if one[0] != "open"]
    )
    how = Words(label=_("How"), max_length=MOST_SAID, required=False, rows=2)


class HelperForm(forms.Form):
    """Who helps: a colleague, or somebody by name and telephone."""

    one_of = ("account", "name")
    role = forms.ChoiceField(label=_("As"), choices=Role.choices)
    account = Named(
        Account.objects.none(),
        label=_("A colleague"),
        required=False,
        empty_label=pgettext_lazy("care", "somebody else"),
    )
    name = forms.CharField(label=_("Name, where it is somebody else"), max_length=60, required=False)
    phone = PhoneField(label=_("Their phone"), max_length=30, required=False)
    is_told = forms.BooleanField(
        label=_("I told them what is kept of them, and they agree: name, phone, what they do here."), required=False
    )
    does = forms.CharField(label=_("What they do"), max_length=200, required=False)
    a_week = forms.IntegerField(
        label=_("Visits a week they take on"),
        min_value=0,
        max_value=30,
        initial=0,
        help_text=_("In all cases together."),
    )
    may_ring_at_night = forms.BooleanField(label=_("May be rung at night"), required=False)
    asked_on = forms.DateField(
        label=_("Family: asked on"), required=False, widget=DayInput(),
        help_text=_("Children and other kin must help by law. Write down when you reminded them."),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Account, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = colleagues(viewer, room)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("account") and not said.get("name"):
            self.add_error("name", _("Choose a colleague or write a name."))
        if not said.get("account") and said.get("name") and not said.get("is_told"):
            self.add_error("is_told", _("Tell them first, then tick it."))
        return said

    def helping(self) -> Helping:
        said = self.cleaned_data
        return Helping(said["role"], said["does"], said["may_ring_at_night"], said["asked_on"])


class Weekly(forms.Form):
    a_week = forms.IntegerField(label=_("Visits a week they take on"), min_value=0, max_value=30)


class End(forms.Form):
    """Why the visits end."""

    because = forms.ChoiceField(label=_("Why"), choices=[one for one in Because.choices if one[0] != Because.WITHDRAWN])
    is_family_told = forms.BooleanField(
        label=_("They died: I told the near relatives what is kept and how long (PIPL Art 49)."), required=False
    )
    has_no_family = forms.BooleanField(label=_("They died: no near relative is known."), required=False)
