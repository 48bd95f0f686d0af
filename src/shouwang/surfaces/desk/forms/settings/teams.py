"""Teams, the words of their slots, who joins, who is on duty."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.actions import Slot
from shouwang.kernel.people.models import Account, Person, Team, TeamTemplate, TemplateSlot
from shouwang.surfaces.desk.forms.settings.room import TimeInput
from shouwang.surfaces.desk.words import name_of
from shouwang.ui.inputs import DayInput

MOST_SLOTS = 12
MOST_DAYS = 62


class Named(forms.ModelChoiceField):  # type: ignore[type-arg]  # of accounts or templates
    """A choice shown by its name in the person's language."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class Form(forms.Form):
    """A new team."""

    name = forms.CharField(label=_("Name of the team"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    template = Named(
        TeamTemplate.objects.order_by("name"), label=_("After a pattern"), required=False, empty_label=_("without")
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = teams

    def clean_name(self) -> str:
        said = str(self.cleaned_data["name"])
        if self.teams.filter(name=said).exists():
            raise forms.ValidationError(_("A team of this name is there already."))
        return said


class Join(forms.Form):
    """Somebody for a slot: one with a login, or a volunteer who has none."""

    who = forms.ChoiceField(label=pgettext_lazy("did it", "Who"))
    slot = forms.TypedChoiceField(label=_("Slot"), coerce=int)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Account],
        walkers: Sequence[tuple[Person, str]],
        slots: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Account | Person] = {
            **{f"account:{one.pk}": one for one in people},
            **{f"person:{one.pk}": one for one, _name in walkers},
        }
        names = [(f"account:{one.pk}", name_of(one)) for one in people]
        choices: list[Any] = [("", _("choose")), *names]
        if walkers:
            choices.append((gettext("Volunteers"), [(f"person:{one.pk}", name) for one, name in walkers]))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        self.fields["slot"].choices = slots  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Account or person, and slot, for the action."""
        one = self.known[self.cleaned_data["who"]]
        return {"account" if isinstance(one, Account) else "person": one, "slot": self.cleaned_data["slot"]}


def _words(label: Any, initial: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, required=False, initial=initial)


def _people(label: Any, initial: int | None, *, fewest: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=fewest, max_value=200, required=False, initial=initial)


class Slots(forms.Form):
    """The room's own words for a pattern's slots. Nothing is filled in for it: what the numbers mean, the room knows."""

    def __init__(self, *args: Any, template: TeamTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {slot.number: slot for slot in template.slots.all()}
        self.numbers = range(1, min(MOST_SLOTS, max(self.known, default=0) + 1) + 1)
        for number in self.numbers:
            self._add(number, self.known.get(number) or TemplateSlot(fewest=0))

    def _add(self, number: int, slot: TemplateSlot) -> None:
        self.fields |= {
            f"words_{number}": _words(_("What it is called"), slot.words),
            f"words_en_{number}": _words(_("In English"), slot.words_en),
            f"fewest_{number}": _people(_("At least"), slot.fewest or None, fewest=0),
            f"most_{number}": _people(_("At most"), slot.most, fewest=1),
        }

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A line a slot: its title and its fields; the last line is for one more."""
        names = ("words", "words_en", "fewest", "most")
        return [(self._title(number), [self[f"{name}_{number}"] for name in names]) for number in self.numbers]

    def _title(self, number: int) -> str:
        is_new = number not in self.known
        return (gettext("Another: %(n)s") if is_new else gettext("Slot %(n)s")) % {"n": number}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for slot in self.slots():
            if slot.most is not None and slot.most < slot.fewest:
                self.add_error(f"most_{slot.number}", _("That is fewer than at least."))
        return said

    def slots(self) -> list[Slot]:
        """Those that were there and those that were given words."""
        said = self.cleaned_data
        return [
            Slot(
                number,
                said.get(f"words_{number}", ""),
                said.get(f"words_en_{number}", ""),
                said.get(f"fewest_{number}") or 0,
                said.get(f"most_{number}"),
            )
            for number in self.numbers
            if number in self.known or said.get(f"words_{number}")
        ]


class OnDuty(forms.Form):
    """Somebody, from when to when, on one day or several."""

    account = Named(Account.objects.none(), label=pgettext_lazy("did it", "Who"), empty_label=_("choose"))
    day = forms.DateField(label=_("From the day"), widget=DayInput())
    last_day = forms.DateField(
        label=_("to the day"), widget=DayInput(), required=False, help_text=_("Empty: that one.")
    )
    starts = forms.TimeField(label=_("from"), widget=TimeInput(), initial="08:00")
    ends = forms.TimeField(
        label=_("to"), widget=TimeInput(), initial="20:00", help_text=_("An earlier hour is of the next day.")
    )

    def __init__(self, *args: Any, people: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("That is before the first day."))
        elif first and last and last - first >= timedelta(days=MOST_DAYS):
            self.add_error("last_day", _("Two months at most at a time."))
        return said

    def spans(self) -> list[tuple[datetime, datetime]]:
        """A span for each day."""
        said = self.cleaned_data
        days = ((said["last_day"] or said["day"]) - said["day"]).days + 1
        return [self._span(said["day"] + timedelta(days=number)) for number in range(days)]

    def _span(self, day: date) -> tuple[datetime, datetime]:
        said = self.cleaned_data
        start = timezone.make_aware(datetime.combine(day, said["starts"]))
        end = timezone.make_aware(datetime.combine(day, said["ends"]))
        return start, end if end > start else end + timedelta(days=1)
