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

MOST_SPANS = 4  # on one day
LONGEST_AWAY = timedelta(days=366)


class Week(forms.Form):
    """A line for each day with as many times as it has, one at least; all empty: they may be asked for any time.

    Hours instead of boxes: people say "from seven, but not on Fridays", and the rounds do not keep to a raster.
    """

    like_monday = forms.BooleanField(label=_("Every day like Monday"), required=False)

    def __init__(self, *args: Any, week: Sequence[Weekly], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans: dict[int, int] = {}
        for key, name in DAYS:
            day = int(key)
            known = sorted((one for one in week if one.weekday == day), key=lambda one: one.starts)
            self.spans[day] = min(len(known) + (1 if known else 0), MOST_SPANS) or 1
            for number in range(self.spans[day]):
                one = known[number] if number < len(known) else None
                self.fields[f"from_{day}_{number}"] = clock(
                    label=_said(name, _("from")), required=False, initial=one and one.starts
                )
                self.fields[f"to_{day}_{number}"] = clock(
                    label=_said(name, _("to")), required=False, initial=one and one.ends
                )

    def lines(self) -> list[tuple[str | Promise, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """A day with its times, for the template."""
        return [
            (name, [(self[f"from_{key}_{n}"], self[f"to_{key}_{n}"]) for n in range(self.spans[int(key)])])
            for key, name in DAYS
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for day, count in self.spans.items():
            taken: list[tuple[time, time]] = []
            for number in range(count):
                starts, ends = said.get(f"from_{day}_{number}"), said.get(f"to_{day}_{number}")
                field = f"to_{day}_{number}"
                if (starts is None) != (ends is None):
                    if not (self.has_error(field) or self.has_error(f"from_{day}_{number}")):
                        self.add_error(field, _("Please give both times, or neither."))
                elif starts is not None and ends is not None:
                    if starts == ends:
                        self.add_error(field, _("It ends when it begins."))
                    elif any(_meet(one, (starts, ends)) for one in taken):
                        self.add_error(field, _("This time overlaps another of the same day."))
                    taken.append((starts, ends))
        return said

    def week(self) -> list[Weekly]:
        """What was filled in."""
        said = self.cleaned_data
        found = [
            Weekly(day, said[f"from_{day}_{n}"], said[f"to_{day}_{n}"])
            for day, count in self.spans.items()
            for n in range(count)
            if said.get(f"from_{day}_{n}")
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


def _said(day: str | Promise, edge: str | Promise) -> str:
    return f"{day} {edge}"


def _meet(one: tuple[time, time], other: tuple[time, time]) -> bool:
    def ends(span: tuple[time, time]) -> int:
        last = span[1].hour * 60 + span[1].minute
        return last if span[1] > span[0] else last + 24 * 60

    def starts(span: tuple[time, time]) -> int:
        return span[0].hour * 60 + span[0].minute

    return starts(one) < ends(other) and starts(other) < ends(one)
