"""What each act of a request about one's own data asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.services.queries.rights import About, Article, Deed, RightsStanding, Seen
from shouwang.systems.services.rights_kind import KIND
from shouwang.systems.services.rights_lifecycle import READ_DAYS

EMPTY = ("", _("choose"))
BY_HAND = (Deed.SHOWN, Deed.COPIED, Deed.WITHDRAWN, Deed.EXPLAINED, Deed.NOTHING)


class Begin(forms.Form):
    """About whom it is, and what was seen of it: so one can begin for a child or somebody who died too."""

    about = forms.ChoiceField(label=_("About whom?"), choices=[EMPTY, *About.choices])
    subject = forms.CharField(
        label=_("Not about who asks? Their name"), max_length=60, required=False,
        help_text=_("Forgotten as soon as it is answered."),
    )  # fmt: skip
    tie = forms.CharField(label=_("What is who asks to them?"), max_length=40, required=False)
    paper = forms.ChoiceField(
        label=_("What did you see?"), choices=[EMPTY, *Seen.choices], help_text=_("No number of it is written down.")
    )
    seen_tie = forms.CharField(
        label=_("What shows that they may speak for them?"), max_length=120, required=False,
        help_text=_("The paper, without its number: birth certificate, household register, death certificate."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("about") in (About.CHILD, About.LATE):
            needed = {
                "subject": _("Please give their name."),
                "tie": _("Say what whoever asks is to them."),
                "seen_tie": _("Say which paper shows that they may speak for them."),
            }
            for name, words in needed.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said


class NewRequest(Begin):
    """One brought to the desk. `id` is made with the page, so that sending twice is one."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    topic = forms.ChoiceField(
        label=_("What do they want?"), choices=[EMPTY, *((one.key, one.name) for one in KIND.topics)]
    )
    name = forms.CharField(label=_("Who asks for it"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    text = Words(label=_("What they say"), rows=3, required=False)
    is_told = forms.BooleanField(label=_("I told them: name and phone are kept only to deal with this and to answer"))
    field_order = ("topic", "name", "phone", "is_told", "about", "subject", "tie", "paper", "seen_tie", "text")


class RightsAct(AnyAct):
    """An act that asks for nothing."""

    standing: RightsStanding


class Prove(RightsAct):
    paper = forms.ChoiceField(
        label=_("What did you see?"), choices=[EMPTY, *Seen.choices], help_text=_("No number of it is written down.")
    )
    seen_tie = forms.CharField(
        label=_("What shows that they may speak for them?"),
        max_length=120,
        help_text=_("The paper, without its number: birth certificate, household register, death certificate."),
    )

    def prepare(self) -> None:
        if self.standing.request.about == About.SELF:
            del self.fields["seen_tie"]


class NoteDone(RightsAct):
    kind = forms.ChoiceField(label=_("What was done?"), choices=[EMPTY, *[(one.value, one.label) for one in BY_HAND]])
    what = Words(label=_("In one sentence"), rows=2, max_length=500)


class Correct(RightsAct):
    what = forms.CharField(
        label=_("What was corrected?"),
        max_length=120,
        help_text=_("The telephone in HW-2026-0147. Not the number itself."),
    )


class Answer(RightsAct):
    answer = Words(
        label=_("What do they read?"),
        rows=5,
        help_text=_("It closes the request. They read it with their follow code."),
    )

    def prepare(self) -> None:
        if self.standing.erasures:
            self.fields["answer"].help_text = _(
                "Their name goes from this request too. They can read the answer with their code for %(n)s days: give them the "
                "report first."
            ) % {"n": READ_DAYS}


class Refuse(RightsAct):
    article = forms.ChoiceField(label=_("By which law?"), choices=[EMPTY, *Article.choices])
    reason = Words(label=_("Why, in plain words"), rows=3, max_length=1000)
    complaint = forms.CharField(
        label=_("Where may they complain?"),
        max_length=200,
        initial=_("You may complain to the police station above us, or go to court."),
        help_text=pgettext_lazy("refusal", "They read all three."),
    )

    def prepare(self) -> None:
        if self.standing.erasures:
            self.fields["complaint"].help_text = _(
                "Part of it is deleted already, so their name goes from this request too. They can read all three with their "
                "code for %(n)s days."
            ) % {"n": READ_DAYS}
