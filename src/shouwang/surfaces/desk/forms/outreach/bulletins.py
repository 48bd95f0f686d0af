"""What a bulletin says and whose it is, and the reasons its steps ask for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.kinds import MP3, Kind
from shouwang.surfaces.desk.forms.outreach.released import Released
from shouwang.surfaces.desk.forms.seen import Seen
from shouwang.surfaces.desk.forms.steps import Words as Area
from shouwang.systems.outreach import relaying
from shouwang.systems.outreach.actions.bulletins import CATEGORIES, KINDS, LEVELS, NOTICE, Words
from shouwang.ui.inputs import MomentInput

FAULTS = {
    "source": ("issuer", _("Who issued it, its number, its level and when: a warning is passed on with all four.")),
    "until": ("expires_at", _("Until when the warning is valid.")),
    "own_source": (
        "kind",
        _("Level, number and issuer belong to a warning passed on. Choose that, or leave them empty."),
    ),
    "own_word": (
        "title",
        _(
            "Only the government issues warnings (预警). Call your own a notice (提示), or choose “official warning, passed on”."
        ),
    ),
}
SOURCE = ("issuer", "number", "level", "issued_at")


class Write(Released):
    """The words, in Chinese and, where somebody can, in English; of a warning passed on, whose it is."""

    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial=NOTICE, required=False)
    title = forms.CharField(label=_("Title"), max_length=80)
    text = Area(
        label=_("What everybody should know"),
        rows=7,
        help_text=_("Short. No names, no house numbers. Of a warning: its own words, unchanged."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    text_en = Area(label=_("The same in English"), rows=5, required=False)
    expires_at = forms.DateTimeField(
        label=_("Hangs until"), widget=MomentInput(), required=False, help_text=_("Empty: until it is taken down.")
    )

    is_urgent = forms.BooleanField(
        label=_("Urgent: phones that asked for it are told at once, at night too"), required=False
    )
    category = forms.ChoiceField(label=_("What it is about"), choices=CATEGORIES, required=False)
    updates = forms.ChoiceField(label=_("Hangs in place of"), required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=80, required=False)
    number = forms.CharField(
        label=_("Its number"), max_length=80, required=False, help_text=_("As its issuer wrote it.")
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("", "—"), *LEVELS], required=False)
    issued_at = forms.DateTimeField(label=_("Issued on"), widget=MomentInput(), required=False)
    area = forms.CharField(
        label=_("Which places it may reach"),
        max_length=200,
        required=False,
        help_text=_("In the words of the warning."),
    )

    def __init__(self, *args: Any, hanging: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hanging = {str(one.pk): one for one in hanging}
        choices = [("", _("nothing")), *((key, one.title) for key, one in self.hanging.items())]
        self.fields["updates"].choices = choices  # type: ignore[attr-defined]

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or NOTICE)

    def clean_category(self) -> str:
        return str(self.cleaned_data["category"] or CATEGORIES[0][0])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        source = tuple(said.get(name) for name in SOURCE)
        titles = (said.get("title", ""), said.get("title_en", ""))
        texts = (said.get("text", ""), said.get("text_en", ""))
        for fault in relaying.faults(
            kind=said.get("kind", ""), titles=titles, texts=texts, source=source, until=said.get("expires_at")
        ):
            field, words = FAULTS[fault]
            if field not in self.errors:
                self.add_error(field, words)
        return said

    def words(self) -> Words:
        """As the action takes them."""
        return Words(**self.cleaned_data | {"updates": self.hanging.get(self.cleaned_data["updates"])})


class Rewrite(Write, Seen):
    """The same of a draft, as the page showed it."""


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class LetStand(forms.Form):
    """Why words that look personal may stay."""

    said = forms.ChoiceField(label=_("Which words"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why may they stay?"), max_length=200, help_text=_("For example: the public number of an office.")
    )

    def __init__(self, *args: Any, found: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(each, each) for each in found]  # type: ignore[attr-defined]


class Sound(forms.Form):
    """What is heard beside the words."""

    file = forms.FileField(
        label=_("Recording"),
        help_text=_("MP3, up to 50 MB. It is heard on the public page and in the feed."),
        widget=forms.FileInput(attrs={"accept": "audio/mpeg,.mp3"}),
    )

    KINDS = frozenset({Kind.VOICE})

    def is_mp3(self, media: str) -> bool:
        """Whether it is what every player plays; else an error stands at the field."""
        if media == MP3.media:
            return True
        self.add_error("file", _("Please choose an MP3: not every player plays other sounds."))
        return False


class Agree(Seen):
    """Hang up what somebody else wrote: nothing to say."""


class Release(Seen):
    """Hang up one's own; the writer says why no second person read it."""

    reason = forms.CharField(
        label=_("Why nobody else could read it first"),
        max_length=200,
        required=False,
        help_text=_("You wrote it. Somebody else reads it and hangs it up; only if nobody else can, say why."),
    )
