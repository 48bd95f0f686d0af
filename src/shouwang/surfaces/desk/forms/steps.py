"""What the steps of a matter ask for, a form each; the words are checked here, the rules in the actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import kinds, numbers
from shouwang.kernel.matters.actions.timing import MOST_DAYS
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import is_read, visible
from shouwang.kernel.people.models import Account, Team
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import above, checkers, colleagues, may
from shouwang.surfaces.desk import redaction
from shouwang.surfaces.desk.words import name_of, names_of
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.ui.inputs import Cards, Face

MOST_WORDS = 5000
OFFERED = 40


class Words(forms.CharField):
    """A text area with the room's limit."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            max_length=kwargs.pop("max_length", MOST_WORDS), widget=forms.Textarea(attrs={"rows": rows}), **kwargs
        )


class Step(forms.Form):
    """A step that asks for nothing. Every step carries the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matter: Matter, viewer: Account, **kwargs: Any) -> None:
        self.matter, self.viewer = matter, viewer
        kwargs["initial"] = {"version": matter.version, **self.suggested(matter)}
        super().__init__(*args, **kwargs)

    def suggested(self, matter: Matter) -> dict[str, Any]:
        """What stands in the fields before anybody typed."""
        return {}


class Reason(Step):
    reason = forms.CharField(label=_("Why?"), max_length=500)


class Move(Reason):
    """One level up: says who is told there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = names_of(above(self.matter.room, is_county=self.matter.level == Matter.Level.TOWNSHIP))
        self.fields["reason"].help_text = (
            gettext("%(names)s is told.") % {"names": names}
            if names
            else gettext("Nobody up there works with this program: tell them yourself.")
        )


class Return(Step):
    """Not ours: an answer in four parts, so that nobody is sent away with nothing (domain f1)."""

    reason = Words(label=_("Why the room can't do it"), rows=2)
    helper = forms.CharField(label=_("Who helps"), max_length=200, help_text=_("Name, address, phone"))
    how = Words(label=_("How it is done, what to bring"), rows=2)
    when = forms.CharField(label=_("When they are there, how long it takes"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.matter.kind == HELP.key:
            self.fields["reason"].help_text = gettext(
                "Better than sending away: ring them together with the person. “Hand it over, and ask back” above."
            )

    def answer(self) -> str:
        """The four parts as the reporter reads them."""
        said = self.cleaned_data
        parts = (
            (gettext("Why"), said["reason"]),
            (gettext("Who helps"), said["helper"]),
            (gettext("How"), said["how"]),
            (gettext("When"), said["when"]),
        )
        return "\n".join(f"{label}{gettext(': ')}{words}" for label, words in parts)


class _Named(forms.ModelChoiceField):  # type: ignore[type-arg]  # one field for accounts and teams
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class Assign(Step):
    one_of = ("owner", "team")
    owner = _Named(Account.objects.none(), label=_("Who does it"), required=False, empty_label=_("nobody yet"))
    team = _Named(Team.objects.none(), label=_("Which team"), required=False, empty_label=_("no team"))
    words = Words(label=_("A word with it"), required=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = self.matter.room
        self.fields["owner"].queryset = colleagues(self.viewer, room)  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(room=room, is_active=True).order_by("name")  # type: ignore[attr-defined]

    def suggested(self, matter: Matter) -> dict[str, Any]:
        return {"owner": matter.owner_id or self.viewer.pk, "team": matter.team_id}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("owner") and not said.get("team"):
            self.add_error("owner", _("Choose who does it: a person, a team, or both."))
        return said


class Outcome(Step):
    """What came of it, and who looks whether it holds: somebody other than who did it."""

    outcome = Words(
        label=_("What came of it"), help_text=_("Colleagues read this; the reporter gets the answer later.")
    )
    checker = _Named(
        Account.objects.none(), label=_("Who checks it"), required=False, empty_label=_("any officer on duty or chief")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checker"].queryset = checkers(self.matter.room, self.viewer)  # type: ignore[attr-defined]
        if not is_read(self.matter):
            self.fields["outcome"].help_text = gettext("Only people of the room read it.")

    def suggested(self, matter: Matter) -> dict[str, Any]:
        """Who was asked before; else the first of the room's own when an officer did the work himself."""
        if matter.checker_id:
            return {"checker": matter.checker_id}
        did_it_himself = may(self.viewer, Permission.MATTER_CHECK, matter.room)
        return {"checker": checkers(matter.room, self.viewer).first() if did_it_himself else None}


class Check(Step):
    words = Words(label=_("What you looked at"), required=False, rows=2)


class Close(Step):
    answer = Words(label=_("Answer to the reporter"), help_text=_("They read exactly this."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_read(self.matter):
            self.fields["answer"].label = gettext("What came of it")
            self.fields["answer"].help_text = gettext("Only people of the room read it.")


class CloseUnchecked(Close):
    reason = forms.CharField(label=_("Why nobody else checks"), max_length=500, help_text=_("This is counted."))


class Extend(Reason):
    days = forms.IntegerField(label=_("How many working days"), min_value=1, max_value=MOST_DAYS)
    field_order = ("days", "reason")

    def suggested(self, matter: Matter) -> dict[str, Any]:
        return {"days": 3}


class Another(Step):
    """A step that names another matter by its number; those that came last are offered (`lately`, once for the page)."""

    number = forms.CharField(
        label=_("Number of the other matter"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "lately", "autocomplete": "off"}),
        help_text=_("Type a part of its title and choose from the list."),
    )
    other: Matter

    def clean_number(self) -> str:
        said = str(self.cleaned_data["number"]).strip()
        other = self._numbered(said) or self._titled(said)
        if other is None:
            raise ValidationError(_("No matter with that number or title. Choose one from the list."))
        self.other = other
        return other.reference

    def _numbered(self, said: str) -> Matter | None:
        number = numbers.typed(said)
        if number is None:
            return None
        others = _others(self.viewer, self.matter)
        if number.reference:
            return others.filter(reference=number.reference).first()
        return others.filter(number=number.number, year=self.matter.year).first()

    def _titled(self, said: str) -> Matter | None:
        """The one of those offered that is called just so; a part of a title is too little to join two matters by."""
        called = [reference for reference, title in lately(self.viewer, self.matter) if title == said]
        return _others(self.viewer, self.matter).filter(reference=called[0]).first() if len(called) == 1 else None


def lately(viewer: Account, matter: Matter) -> list[tuple[str, str]]:
    """Numbers and titles of the open matters that came last to the same room."""
    # Looked through here, not asked for: in a million the open ones would all be sorted for these few.
    ordered = _others(viewer, matter).order_by("-received_at", "-id")
    latest = ordered.values_list("reference", "title", "ended_at")[: 2 * OFFERED]
    return [(reference, title) for reference, title, ended_at in latest if ended_at is None][:OFFERED]


def _others(viewer: Account, matter: Matter) -> Matters:
    return visible(viewer).filter(room=matter.room_id).exclude(pk=matter.pk)


class HandOver(Step):
    to_kind = forms.ChoiceField(label=_("Which kind"))
    words = Words(label=_("What it is about there"), required=False, rows=2, help_text=_("Empty: the same words."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = (
            kinds.known() if may(self.viewer, Permission.POLICE_MEDIATE, self.matter.room_id) else kinds.open_to_all()
        )
        others = [(kind.key, kind.name) for kind in known if kind.key != self.matter.kind]
        self.fields["to_kind"].choices = others  # type: ignore[attr-defined]


class Say(Step):
    """The composer: words to the reporter or a note among colleagues; which one is chosen, never guessed."""

    NOTE, ANSWER = "note", "answer"
    to = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[(ANSWER, _("Answer to the reporter")), (NOTE, _("Note among us"))],
        widget=Cards(),
        error_messages={"required": _("Choose who reads it.")},
    )
    text = Words(label=_("What you want to say"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.matter.follow_lookup:  # nobody has a code to read an answer under: a past record, or forgotten
            self.fields["to"] = forms.ChoiceField(
                choices=[(self.NOTE, "")], initial=self.NOTE, widget=forms.HiddenInput
            )
            return
        self.fields["to"].widget.faces = {
            self.ANSWER: Face("message-circle", gettext("They read it under their follow code.")),
            self.NOTE: Face("lock", gettext("Only people of the room read it.")),
        }
        if not is_read(self.matter):
            self.fields["to"].choices = [(self.NOTE, gettext("Note among us"))]  # type: ignore[attr-defined]


class Publish(Step):
    public_text = Words(
        label=_("What everybody may read"),
        help_text=_("Written new: no names, no phones, no house."),
        rows=5,
        max_length=4000,  # what GeoReport allows a description to have
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    despite_number = forms.BooleanField(
        label=_("There is a telephone or ID number in this text. Publish it anyway."), required=False
    )

    def suggested(self, matter: Matter) -> dict[str, Any]:
        return {"public_text": matter.public_text}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        is_asked = said.get("sure") and not said.get("despite_number")
        if is_asked and redaction.numbers_in(said.get("public_text", ""), self.matter.room):
            self.add_error("despite_number", _("Take the number out, or tick here that everybody may read it."))
        return said
