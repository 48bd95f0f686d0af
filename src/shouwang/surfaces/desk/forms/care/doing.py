"""Forms of what is done in care: visits, the plan, call lists, the steps after nobody answered, aid, times."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters import kinds
from shouwang.surfaces.desk.forms.care.case import CHANNELS
from shouwang.surfaces.desk.forms.care.meanwhile import Standing
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.care.actions.aid import KIND, Asked, Given
from shouwang.systems.care.actions.lists import Warned
from shouwang.systems.care.actions.visits import Told
from shouwang.systems.care.queries.choices import (
    CallResult,
    DangerKind,
    DangerLevel,
    Decision,
    Giver,
    Outcome,
    Step,
    Way,
)
from shouwang.ui.inputs import Cards, DayInput, Face, MomentInput, SignatureField

FACES: dict[str, Face] = {
    Outcome.WELL: Face("smile"),
    Outcome.NEEDS: Face("hand-helping"),
    Outcome.NO_ANSWER: Face("circle-alert"),
    Outcome.NOT_TODAY: Face("calendar"),
}


class VisitForm(forms.Form):
    """A visit in half a minute: four answers, words if one likes."""

    outcome = forms.ChoiceField(label=_("How was it?"), choices=Outcome.choices, widget=Cards(FACES))
    way = forms.ChoiceField(label=_("How you saw them"), choices=Way.choices)
    words = Words(
        label=_("A word with it"), required=False, rows=2, max_length=600,
        help_text=_("Daily life only: nothing of health or money."),
    )  # fmt: skip
    at = forms.DateTimeField(label=_("When"), widget=MomentInput())

    def __init__(self, *args: Any, way: str, **kwargs: Any) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0)
        kwargs["initial"] = {"way": way, "at": now.replace(tzinfo=None)}
        super().__init__(*args, **kwargs)

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at > timezone.now() + timedelta(minutes=5):
            raise forms.ValidationError(_("That is not over yet. Write it down afterwards."))
        if at < timezone.now() - timedelta(days=31):
            raise forms.ValidationError(_("That is more than a month ago."))
        return at

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["outcome"], said["way"], said["words"], said["at"])


class Move(forms.Form):
    """Another day or another helper."""

    day = forms.DateField(label=_("On which day"), widget=DayInput())
    aide = forms.ChoiceField(label=_("Who goes"))

    def __init__(self, *args: Any, aides: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aide"].choices = aides  # type: ignore[attr-defined]


class OpenList(forms.Form):
    """An official warning with its source, or the room's own decision with its reason."""

    one_of = ("source", "reason")
    kind = forms.ChoiceField(label=_("What threatens"), choices=DangerKind.choices)
    source = forms.CharField(
        label=_("Who gave the warning"), max_length=120, required=False,
        help_text=_("For example the county’s weather office. Leave it empty where the room decides itself."),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Level"), choices=[("", "—"), *DangerLevel.choices], required=False)
    number = forms.CharField(label=_("Number of the warning"), max_length=60, required=False)
    reason = forms.CharField(label=_("Why, where the room decides itself"), max_length=200, required=False)
    starts_at = forms.DateTimeField(label=pgettext_lazy("begins", "From"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Until"), widget=MomentInput())
    sets = ((_("From when until when"), ("starts_at", "ends_at")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0, tzinfo=None)
        kwargs["initial"] = {"starts_at": now, "ends_at": now.replace(hour=23, minute=59)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("source") and not said.get("reason"):
            self.add_error("reason", _("Say who gave the warning, or why the room decided."))
        return said

    def warned(self) -> Warned:
        return Warned(**{name: self.cleaned_data[name] for name in self.fields})


class Ring(forms.Form):
    """What came of ringing somebody on the list."""

    result = forms.ChoiceField(label=_("What came of it"), choices=CallResult.choices, widget=Cards())
    words = forms.CharField(label=_("A word with it"), max_length=200, required=False)


class TickForm(forms.Form):
    """A step after nobody answered."""

    step = forms.ChoiceField(label=_("What you did"))
    words = Words(label=_("What came of it"), rows=2, max_length=600)
    is_seen = forms.BooleanField(label=_("Somebody saw or heard them"), required=False)

    def __init__(self, *args: Any, steps: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(key, Step(key).label) for key in steps]  # type: ignore[attr-defined]


class AskForAid(forms.Form):
    """An application for support."""

    case = forms.ChoiceField(label=_("For somebody in care"), required=False)
    name = forms.CharField(label=_("Or for somebody else: name"), max_length=60, required=False)
    phone = PhoneField(label=_("Their phone"), max_length=30, required=False)
    topic = forms.ChoiceField(label=_("What for"))
    title = forms.CharField(label=_("In a few words"), max_length=60, help_text=_("No name, nothing about health."))
    details = Words(label=_("What they ask for and why"), max_length=1500, help_text=_("Kept sealed."))
    documents = Words(
        label=_("Papers that are needed"), required=False, rows=3, max_length=600, help_text=_("One a line.")
    )
    channel = forms.ChoiceField(label=_("How they agreed"), choices=CHANNELS)
    heard = forms.BooleanField(label=_("I read the text to them or gave it to them to read, and they said yes."))
    one_of = ("case", "name")

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", _("nobody of them")), *cases]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [(one.key, one.name) for one in kinds.get(KIND).topics]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("case")) == bool(said.get("name")):
            self.add_error("name", _("Choose somebody in care, or write a name: one of them."))
        return said

    def asked(self, case: Any) -> Asked:
        said = self.cleaned_data
        return Asked(
            said["topic"], said["title"], said["details"], lines(said["documents"]), case, said["name"], said["phone"],
            said["channel"],
        )  # fmt: skip


def lines(text: str) -> list[str]:
    """What stands on each line, cut to what a paper's name may be long."""
    return [line.strip()[:120] for line in text.splitlines() if line.strip()][:20]


class Papers(Standing):
    """Which papers were seen, and which are needed besides."""

    papers = forms.MultipleChoiceField(label=_("Seen"), required=False, widget=forms.CheckboxSelectMultiple)
    more = Words(label=_("Needed besides"), required=False, rows=2, max_length=400, help_text=_("One a line."))

    def __init__(self, *args: Any, documents: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"papers": [str(one.pk) for one in documents if one.seen_on]}
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(str(one.pk), one.name) for one in documents]  # type: ignore[attr-defined]
        if not documents:
            del self.fields["papers"]


class PassOn(Standing):
    """To whom it went."""

    to = forms.CharField(label=_("To whom"), max_length=120)
    on = forms.DateField(label=_("When"), widget=DayInput())

    def __init__(self, *args: Any, aid: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"to": aid.passed_to, "on": aid.passed_on or timezone.localdate()}
        super().__init__(*args, **kwargs)


class Answered(Standing):
    """What they answered."""

    on = forms.DateField(label=_("When"), widget=DayInput(), initial=timezone.localdate)
    answer = Words(label=_("What they answered"), rows=2, max_length=300)


class Decide(Standing):
    """Granted, granted in part or refused; handing over comes after it."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=Decision.choices,
        help_text=_("Nothing is handed over by this: that is the next step."),
    )
    reason = Words(label=_("Why, and of a part: what they get"), rows=3, max_length=1000)
    complaint = forms.CharField(
        label=_("Refused or only a part: where they may complain, and until when"), max_length=300, required=False
    )


class GiveForm(Standing):
    """Goods or money."""

    giver = forms.ChoiceField(label=_("Who gives it"), choices=Giver.choices)
    what = forms.CharField(label=_("Goods"), max_length=200, required=False, help_text=_("For example: rice, 10 kg"))
    amount = forms.DecimalField(label=_("Money, in yuan"), required=False, min_value=0, max_digits=12, decimal_places=2)
    given_on = forms.DateField(label=_("Handed over on"), widget=DayInput(), initial=timezone.localdate)
    one_of = ("what", "amount")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("what") and not said.get("amount"):
            self.add_error("what", _("Write the goods, the money, or both."))
        return said

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(said["giver"], said["given_on"], said["what"], said["amount"] or None)


class SignGift(forms.Form):
    """Signed with a finger, or on the print."""

    drawn = SignatureField(label=_("Sign here"), required=False, help_text=_("Or print the receipt and sign on paper."))
    on_paper = forms.BooleanField(label=_("They signed on the printed receipt."), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("drawn")) == bool(said.get("on_paper")) and "drawn" not in self.errors:
            self.add_error("on_paper", _("Sign in the box, or tick that it is signed on paper: one of them."))
        return said


class Times(forms.Form):
    """The room's own times."""

    ring_minutes = forms.IntegerField(label=_("Minutes to ring again"), min_value=1, max_value=1440)
    ask_minutes = forms.IntegerField(label=_("Minutes to ask family and neighbours"), min_value=1, max_value=1440)
    go_minutes = forms.IntegerField(label=_("Minutes to go there again with somebody"), min_value=1, max_value=1440)
    emergency_minutes = forms.IntegerField(label=_("Minutes to call 110 and 120"), min_value=1, max_value=1440)
    days_kept = forms.IntegerField(label=_("Days a case is kept after it ended"), min_value=1, max_value=3660)
