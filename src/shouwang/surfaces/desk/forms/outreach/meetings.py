"""What is said about a gathering: its plan, how many came, a question asked there, the minutes, a picture."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.surfaces.desk import redaction
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.outreach.actions.gatherings import Plan
from shouwang.systems.outreach.queries.gatherings import KINDS
from shouwang.ui.inputs import MomentInput

MOST_PEOPLE = 5000
THEATRE = "theatre"
SHOWN_PERSONAL = 12
ASKED_AS = (("opinion", _("A question or suggestion")), ("help", _("They ask for help")))


class PlanIt(forms.Form):
    """When, where, what about; of a theatre evening what is played."""

    kind = forms.ChoiceField(label=_("What is it"), choices=KINDS)
    starts_at = forms.DateTimeField(label=pgettext_lazy("meeting", "When"), widget=MomentInput())
    minutes_long = forms.IntegerField(label=_("How many minutes"), min_value=15, max_value=600, initial=90)
    where = forms.CharField(label=pgettext_lazy("meeting", "Where"), max_length=120)
    topic = forms.CharField(label=_("What about"), max_length=80)
    invitation = Words(
        label=_("Invitation"),
        rows=4,
        required=False,
        help_text=_("As everybody reads it. Needed before it is announced."),
    )
    players = forms.IntegerField(
        label=_("How many play"), min_value=1, max_value=200, required=False, help_text=_("Theatre only.")
    )
    script = forms.CharField(
        label=_("Script"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Theatre only: what is played. It stays in the room."),
    )  # fmt: skip
    where_en = forms.CharField(label=_("Where, in English"), max_length=160, required=False)
    topic_en = forms.CharField(label=_("What about, in English"), max_length=160, required=False)
    invitation_en = Words(label=_("Invitation in English"), rows=4, required=False)
    fold = ("players", "script", "where_en", "topic_en", "invitation_en")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") != THEATRE:
            for name in ("players", "script"):
                if said.get(name):
                    self.add_error(name, _("Only a theatre evening has this."))
        return said

    def plan(self) -> Plan:
        """As the action takes it."""
        return Plan(**{name: self.cleaned_data[name] for name in PlanIt.base_fields})


class Seen(forms.Form):
    """The version that the page showed: what somebody else wrote meanwhile is not written over unread."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ChangeIt(PlanIt, Seen):
    """Another plan; of what is announced, why something that looks personal may stay."""

    personal_because = forms.CharField(
        label=_("A name or number in it: why may it stay?"), max_length=200, required=False
    )

    def __init__(self, *args: Any, is_announced: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_announced:
            del self.fields["personal_because"]


class LetOut(Seen):
    """Let it out. Its writer says why nobody else read it; of words that look personal, why they may stay."""

    reason = forms.CharField(
        label=_("Why nobody else could read it first"), max_length=200, required=False,
        help_text=_("You wrote it. Somebody else reads it and releases it; only if nobody else can, say why."),
    )  # fmt: skip
    personal_because = forms.CharField(label=_("Why may they stay?"), max_length=200, required=False)

    def __init__(self, *args: Any, is_own: bool = False, personal: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["reason"]
        ask_why(self, personal)


def ask_why(form: forms.Form, personal: list[str]) -> None:
    """The question why these words may stay; none where nothing looks personal."""
    if not personal:
        del form.fields["personal_because"]
        return
    words = gettext("This looks personal: %(words)s. Take it out, or say why it may stay.")
    form.fields["personal_because"].help_text = words % {"words": "、".join(personal[:SHOWN_PERSONAL])}


class Came(forms.Form):
    """How many. No names, no list."""

    attendance = forms.IntegerField(
        label=_("How many people came"), min_value=0, max_value=MOST_PEOPLE, help_text=_("A number. No list of names.")
    )


class Why(forms.Form):
    """It does not take place."""

    reason = forms.CharField(label=_("Why?"), max_length=200, help_text=_("People read it on the room's page."))


class Back(forms.Form):
    """The minutes are seen no more."""

    reason = forms.CharField(label=_("Why?"), max_length=200, help_text=_("It stands where the bulletin hung."))


class Spoken(forms.Form):
    """Words that everybody may read; a number in them has to be meant."""

    despite_number = forms.BooleanField(
        label=_("There is a telephone or ID number in this text. Publish it anyway."), required=False
    )
    spoken: tuple[str, ...] = ("text",)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        self.room = room
        super().__init__(*args, **kwargs)
        if not self._numbers(self.data):
            del self.fields["despite_number"]  # nothing to be sure of

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self._numbers(said) and not said.get("despite_number"):
            self.add_error("despite_number", _("Take the number out, or tick here that everybody may read it."))
        return said

    def _numbers(self, said: Mapping[str, Any]) -> list[str]:
        return [number for name in self.spoken for number in redaction.numbers_in(str(said.get(name, "")), self.room)]


class Minutes(Spoken, Seen):
    """What was said."""

    spoken = ("text", "text_en")

    text = Words(
        label=pgettext_lazy("meeting", "Minutes"), rows=10, max_length=8000,
        help_text=_("What was said and promised. No names of villagers, no house numbers."),
    )  # fmt: skip
    text_en = Words(label=_("Minutes in English"), rows=6, max_length=8000, required=False)
    field_order = ("version", "text", "text_en", "despite_number")


class AskThere(Spoken):
    """A question asked there, with its asker or without."""

    text = Words(
        label=_("The question"), rows=3, max_length=300,
        help_text=_("As it will stand in the minutes: without a name, without a house."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What is it"), choices=ASKED_AS)
    name = forms.CharField(
        label=_("What they are called"),
        max_length=60,
        required=False,
        help_text=_("Only if they want to be rung back."),
    )
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    is_told = forms.BooleanField(
        label=_("I told them: name and phone are kept only to deal with this and to answer"), required=False
    )
    field_order = ("text", "kind", "name", "phone", "is_told", "despite_number")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        named = bool(said.get("name") or said.get("phone"))
        if named and not said.get("is_told"):
            self.add_error("is_told", _("Tell them first, then tick here."))
        kind = said.get("kind")
        if kind and not named and not kinds.get(kind).may_be_anonymous and "phone" not in self.errors:
            self.add_error("name", _("Nobody can be helped without a name or phone: ask for one."))
        return said

    def reporter(self) -> Reporter | None:
        said = self.cleaned_data
        named = said["name"] or said["phone"]
        return Reporter(name=said["name"], phone=said["phone"] or "") if named else None


class ChangeWords(forms.Form):
    """Other words of a question, or none."""

    text = Words(
        label=_("The question"), rows=3, max_length=300, required=False,
        help_text=_("As it will stand in the minutes: without a name, without a house. Empty: it is not shown."),
    )  # fmt: skip


class AnswerThere(forms.Form):
    """The answer for the minutes."""

    text = Words(label=_("The answer for everybody"), rows=4, help_text=_("Without names. It stands in the minutes."))
    personal_because = forms.CharField(label=_("Why may they stay?"), max_length=200, required=False)

    def __init__(self, *args: Any, personal: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_why(self, personal)


class AddPicture(forms.Form):
    """A picture, and who agreed to it."""

    picture = forms.FileField(label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    words = forms.CharField(label=_("What is seen"), max_length=120, help_text=_("For those who can't see it."))
    consent = forms.CharField(
        label=_("Who agreed, and how"), max_length=300,
        help_text=_("Everybody who can be recognised. For instance: the twelve in the picture said yes when asked."),
    )  # fmt: skip


class Alone(forms.Form):
    """Nobody else could look at it."""

    reason = forms.CharField(
        label=_("Why nobody else could read it first"), max_length=200, required=False,
        help_text=_("You wrote it. Somebody else reads it and releases it; only if nobody else can, say why."),
    )  # fmt: skip


class Press(forms.Form):
    """A press that asks for nothing."""
