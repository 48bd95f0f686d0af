"""When a volunteer can come: the week line by line, a time for once, what they wish."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.patrol import DAYS, clock
from shouwang.systems.patrol.actions.availability import Wishes
from shouwang.systems.patrol.volunteering import Weekly
from shouwang.ui.inputs import MomentInput

LONGEST_AWAY = timedelta(days=366)


class Week(forms.Form):
    """A line for each day with as many times as it has, one at least; all empty: they may be asked for any time.
    A last line adds a second time to a day.

    Hours instead of boxes: people say "from seven, but not on Fridays", and the rounds do not keep to a raster.
    """

    like_monday = forms.BooleanField(label=_("Every day like Monday"), required=False)
    day_more = forms.ChoiceField(label=_("One more time on a day"), choices=[("", _("choose")), *DAYS], required=False)

    def __init__(self, *args: Any, week: Sequence[Weekly], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans: dict[int, int] = {}
        for key, name in DAYS:
            day = int(key)
            known = sorted((one for one in week if one.weekday == day), key=lambda one: one.starts)
            self.spans[day] = max(len(known), 1)
            for number in range(self.spans[day]):
                self._add(f"{day}_{number}", name, known[number] if known else None)
        self._add("more", _("One more"), None)

    def _add(self, key: str, name: str | Promise, one: Weekly | None) -> None:
        self.fields[f"from_{key}"] = clock(label=f"{name} {_('from')}", required=False, initial=one and one.starts)
        self.fields[f"to_{key}"] = clock(label=f"{name} {_('to')}", required=False, initial=one and one.ends)

    def lines(self) -> list[tuple[str | Promise, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """A day with its times, for the template."""
        return [
            (name, [(self[f"from_{key}_{n}"], self[f"to_{key}_{n}"]) for n in range(self.spans[int(key)])])
            for key, name in DAYS
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        more = said.get("day_more", "")
        if said.get("from_more") and not more:
            self.add_error("day_more", _("Please choose the day."))
        for day in self.spans:
            taken: list[tuple[time, time]] = []
            for key in self._keys(day):
                if span := self._span(key):
                    if any(_meet(one, span) for one in taken):
                        self.add_error(f"to_{key}", _("This time overlaps another of the same day."))
                    taken.append(span)
        if not more:
            self._span("more")
        return said

    def _keys(self, day: int) -> list[str]:
        """The lines of a day, the added one with them."""
        own = [f"{day}_{number}" for number in range(self.spans[day])]
        return [*own, "more"] if self.cleaned_data.get("day_more") == str(day) else own

    def _span(self, key: str) -> tuple[time, time] | None:
        """From when to when; says what is wrong with it."""
        starts, ends = self.cleaned_data.get(f"from_{key}"), self.cleaned_data.get(f"to_{key}")
        if starts is not None and ends is not None and starts != ends:
            return starts, ends
        if (starts is None) != (ends is None) and not (self.has_error(f"from_{key}") or self.has_error(f"to_{key}")):
            self.add_error(f"to_{key}", _("Please give both times, or neither."))
        elif starts is not None and starts == ends:
            self.add_error(f"to_{key}", _("It ends when it begins."))
        return None

    def week(self) -> list[Weekly]:
        """What was filled in."""
        said = self.cleaned_data
        found = [
            Weekly(day, said[f"from_{key}"], said[f"to_{key}"])
            for day in self.spans
            for key in self._keys(day)
            if said.get(f"from_{key}")
        ]
        if said["like_monday"]:
            monday = [one for one in found if one.weekday == 0]
            return [Weekly(day, one.starts, one.ends) for day in self.spans for one in monday]
        return found


class OneOff(forms.Form):
    """A time that is not as every week."""

    is_free = forms.TypedChoiceField(
        label=_("In that time they are"),
        choices=[("", _("away")), ("1", _("free after all"))],
        coerce=bool,
        required=False,
    )
    starts_at = forms.DateTimeField(label=_("From"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Until"), widget=MomentInput())

    def clean_is_free(self) -> bool:
        return bool(self.cleaned_data["is_free"])

    def clean_ends_at(self) -> datetime:
        moment: datetime = self.cleaned_data["ends_at"]
        if moment <= timezone.now():
            raise forms.ValidationError(_("This is over already."))
        return moment

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It must end after it begins."))
        elif starts and ends and ends - starts > LONGEST_AWAY:
            self.add_error("ends_at", _("A year at most at a time."))
        return said


class Wish(forms.Form):
    """What they wish. With whom is tried for, the hours hold unless they agreed to another."""

    beside = forms.MultipleChoiceField(
        label=_("Likes to walk with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    not_before = clock(label=_("Not before"), required=False)
    not_after = clock(label=_("Not after"), required=False, help_text=_("An hour before 05:00 is after midnight."))
    at_most = forms.IntegerField(label=_("Times a week at most"), required=False, min_value=1, max_value=14)

    def __init__(self, *args: Any, others: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = dict(others)
        names = [(str(one.pk), name) for one, name in others]
        self.fields["beside"].choices = names  # type: ignore[attr-defined]
        if not names:
            del self.fields["beside"]

    def wishes(self) -> Wishes:
        """What was filled in, for the action."""
        said = self.cleaned_data
        chosen = set(said.get("beside", ()))
        beside = [one for one in self.others if str(one.pk) in chosen]
        return Wishes(beside, said["not_before"], said["not_after"], said["at_most"])


def _meet(one: tuple[time, time], other: tuple[time, time]) -> bool:
    def ends(span: tuple[time, time]) -> int:
        last = span[1].hour * 60 + span[1].minute
        return last if span[1] > span[0] else last + 24 * 60

    def starts(span: tuple[time, time]) -> int:
        return span[0].hour * 60 + span[0].minute

    return starts(one) < ends(other) and starts(other) < ends(one)
