"""What a campaign says and when, its pieces, its sounds, and where somebody put it up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room, Village
from shouwang.surfaces.desk.forms.outreach.released import Released
from shouwang.surfaces.desk.forms.seen import Seen
from shouwang.surfaces.desk.forms.steps import Words as Area
from shouwang.systems.outreach.actions.bulletins import LEVELS
from shouwang.systems.outreach.actions.campaigns import Words
from shouwang.systems.outreach.queries import campaigns as queries
from shouwang.systems.outreach.scam.types import OFFICIAL
from shouwang.systems.outreach.speech.levels import LONGEST
from shouwang.ui.inputs import MomentInput, VoiceField

MOST_TEXT = 2000


class Write(Released):
    """The one text, what it is of, from when to when."""

    title = forms.CharField(label=_("Title"), max_length=80)
    text = Area(
        label=_("What everybody should know"),
        rows=7,
        max_length=MOST_TEXT,
        help_text=_("Short sentences, the most important first. No names, no house numbers."),
    )
    theme = forms.ChoiceField(label=_("What about"))
    fraud_type = forms.ChoiceField(
        label=_("Type of fraud"), choices=[("", pgettext_lazy("fraud", "no type")), *OFFICIAL], required=False
    )
    is_urgent = forms.BooleanField(
        label=_("Urgent"),
        required=False,
        help_text=_("Stops what the loudspeakers play and fills the corridor's screen."),
    )
    begins_at = forms.DateTimeField(
        label=_("Goes out from"), widget=MomentInput(), required=False, help_text=_("Empty: as soon as it is released.")
    )
    expires_at = forms.DateTimeField(
        label=_("Goes out until"),
        widget=MomentInput(),
        required=False,
        help_text=_("Empty: seven days. An urgent one and a warning passed on need their end."),
    )
    source = forms.CharField(
        label=_("Who issued the warning"),
        max_length=80,
        required=False,
        help_text=_("Only to pass on an official warning. The room's own words are a notice, never a warning."),
    )
    number = forms.CharField(
        label=_("Its number"), max_length=80, required=False, help_text=_("As its issuer wrote it.")
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("", "—"), *LEVELS], required=False)
    issued_at = forms.DateTimeField(label=_("Issued on"), widget=MomentInput(), required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    text_en = Area(label=_("The same in English"), rows=4, required=False)

    sets = ((_("When"), ("begins_at", "expires_at")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = queries.themes()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        begins, ends = said.get("begins_at"), said.get("expires_at")
        if begins and ends and ends <= begins:
            self.add_error("expires_at", _("The end is before the beginning."))
        return said

    def words(self) -> Words:
        """As the action takes them; a type of fraud only where it is about fraud."""
        said = {name: self.cleaned_data[name] for name in Words.__dataclass_fields__ if name in self.cleaned_data}
        return Words(**said | {"fraud_type": said["fraud_type"] if said["theme"] == "fraud" else ""})


class New(Write):
    """A new one also says by which ways it goes."""

    ways = forms.MultipleChoiceField(
        label=_("By which ways"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each gets its own shorter words, which you can change."),
    )
    field_order = ("title", "text", "ways")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ways"].choices = queries.ways()  # type: ignore[attr-defined]
        self.fields["ways"].initial = [way for way, _name in queries.ways()]


class Release(Seen):
    """Let it out. Its writer says why nobody else read it; of words that look personal, why they may stay."""

    reason = forms.CharField(
        label=_("Why nobody else could read it first"),
        max_length=200,
        required=False,
        help_text=_("You wrote it. Somebody else reads it and releases it; only if nobody else can, say why."),
    )
    personal_because = forms.CharField(label=_("Why may they stay?"), max_length=200, required=False)

    def __init__(self, *args: Any, is_own: bool, personal: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["reason"]
        if personal:
            words = _(
                "This looks personal: %(words)s. Strike it in the text and in the pieces, or say why it may stay."
            )
            self.fields["personal_because"].help_text = words % {"words": "、".join(personal)}
        else:
            del self.fields["personal_because"]


class Rewrite(Write, Seen):
    """The same of a draft, as the page showed it."""


class Piece(Seen):
    """The words of one way."""

    text = Area(label=_("Words"), rows=10, max_length=MOST_TEXT, required=False)


class Given(forms.Form):
    """Where somebody put it."""

    way = forms.ChoiceField(label=_("What"))
    where = forms.CharField(label=_("Where"), max_length=80, help_text=_("The group, the wall, the meeting. No names."))

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


class VillageChoice(forms.ModelChoiceField[Village]):
    """One of the room's villages, by its name; empty for all of them."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class Record(forms.Form):
    """A recording, for all villages or in the dialect of one."""

    voice = VoiceField(label=_("Recording"), seconds=int(LONGEST), help_text=_("Up to three minutes."))
    village = VillageChoice(
        label=_("For"), queryset=Village.objects.none(), required=False, empty_label=_("all villages")
    )
    dialect = forms.CharField(label=_("In which dialect"), max_length=40, required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = Village.objects.filter(room=room).order_by("name")  # type: ignore[attr-defined]


class Aloud(forms.Form):
    """Nothing to say: the machine reads the script."""


class Heard(forms.Form):
    """Nobody approves what they did not hear."""

    heard = forms.BooleanField(
        label=_("I listened to it to the end"), error_messages={"required": _("Listen to it to the end first.")}
    )


class Choice(forms.Form):
    """Whether it is read out by hand."""

    without = forms.BooleanField(label=_("Goes without a recording: somebody reads it out"), required=False)
