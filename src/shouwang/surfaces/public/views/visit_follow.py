"""A booked visit under its follow code: another time, off, into the calendar. Changing asks for the telephone beside the code."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import follow
from shouwang.kernel.matters import lifecycle as matter_lifecycle
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.matters.models import Matter
from shouwang.lib.identity import clean_phone
from shouwang.lib.ids import format_code
from shouwang.surfaces.api.feeds import calendar
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import frame, in_words
from shouwang.surfaces.public.views.door import wait, with_code
from shouwang.surfaces.public.views.tell import TAKEN, TOO_MANY, WRONG, too_many_words
from shouwang.surfaces.public.views.visit import NO_TIMES, chosen_words, nearest, offered
from shouwang.surfaces.public.visit_forms import CallOff, OwnPhone, time_of
from shouwang.surfaces.public.visit_words import brief_name, shown
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions import visits
from shouwang.systems.services.actions.visit_booking import Taken, set_time
from shouwang.systems.services.queries.visit_days import Want, point_of
from shouwang.systems.services.queries.visits import Whose, is_phone_of, of_matter

OVER = 409
MOVED_ON = (NotAllowedNow, matter_lifecycle.NotAllowedNow)  # the visit did, or its matter


@with_code
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Another time; the old one stands until the new one is certain."""
    visit = of_matter(matter)
    verb = "set_time" if visit and visit.stage == lifecycle.ASKED else "move"
    if visit is None or visit.stage not in lifecycle.COURSE.steps[verb].sources:
        return _over(matter)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = time_of(asked.get("time", "")) or None
    if not chosen:
        is_wrong = "time" in asked or request.method == "POST"
        trouble = [_("Please choose a time.")] if is_wrong else []
        return _times(request, matter, visit, WRONG if is_wrong else 200, trouble=trouble)
    form, refused = _known(request, visit) if request.method == "POST" else (OwnPhone(None), 200)
    if isinstance(refused, HttpResponse):
        return refused
    if refused:
        said = {"chosen": chosen_words(chosen), "time": asked["time"]}
        return _page(request, matter, "public/visit_move.html", form, refused, **said)
    try:
        set_time(by=PUBLIC, visit=visit, time=chosen, verb=verb)
    except Taken:
        gone = _("Somebody was quicker: that time is gone. These are the nearest that are free.")
        near = nearest(matter.room, _want(visit), chosen, visit.pk)
        return _times(request, matter, visit, TAKEN, trouble=[gone], near=near)
    except MOVED_ON:
        return _over(matter)
    return _back(matter, "moved")


@with_code
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, matter: Matter) -> HttpResponse:
    """It does not take place. Late is allowed too, and thanked for."""
    visit = of_matter(matter)
    if visit is None or visit.stage not in lifecycle.COURSE.steps["call_off"].sources:
        return _over(matter)
    if request.method != "POST":
        return _page(request, matter, "public/visit_off.html", CallOff(None))
    form, refused = _known(request, visit, CallOff)
    if refused:
        if isinstance(refused, HttpResponse):
            return refused
        return _page(request, matter, "public/visit_off.html", form, refused)
    try:
        visits.call_off(by=PUBLIC, visit=visit, whose=Whose.THEIRS, reason=form.cleaned_data["words"])
    except MOVED_ON:
        return _over(matter)
    return _back(matter, "visit-off")


@with_code
@require_safe
def ics(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The visit for a calendar: no name and no house; moved and called off under the same UID."""
    visit = of_matter(matter)
    if visit is None or visit.starts_at is None:
        return _over(matter)
    is_half = not visit.is_timed and visit.window_starts and visit.window_ends
    event = calendar.visit(
        visit,
        title=_("%(room)s comes: %(purpose)s") % {"room": in_words(matter.room), "purpose": brief_name(visit.purpose)},
        rings=True,
        text=_("The exact time comes when the day is planned.") if is_half else "",
        url=settings.PUBLIC_URL + reverse("public:follow"),  # calendars are copied far: the code is not in it
    )
    content = calendar.build(in_words(matter.room), [event])
    response = HttpResponse(content, content_type=calendar.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{matter.reference}.ics"'
    return response


def _known(
    request: HttpRequest, visit: Any, kind: type[OwnPhone] = OwnPhone
) -> tuple[OwnPhone, HttpResponse | int | None]:
    """The form, and what speaks against it: too much was sent, or it is not their telephone."""
    form = kind(request.POST)
    if not guards.may_send(request):
        form.add_error(None, too_many_words())
        return form, TOO_MANY
    if not form.is_valid():
        return form, WRONG
    if not is_phone_of(visit, clean_phone(form.cleaned_data["phone"]) or ""):
        guards.count_wrong_code(request)
        if not guards.may_try_code(request):
            return form, wait(request)
        form.add_error("phone", _("With this number nothing was booked here. Look at it again, or call the room."))
        return form, WRONG
    return form, None


def _want(visit: Any) -> Want:
    return Want(visit.minutes, point_of(visit))


def _times(request: HttpRequest, matter: Matter, visit: Any, status: int = 200, **more: Any) -> HttpResponse:
    context = offered(request, matter.room, _want(visit), visit)
    if context is None:
        context, status, more = dict(NO_TIMES), TOO_MANY, more | {"trouble": [too_many_words()]}
    return _page(request, matter, "public/visit_move.html", OwnPhone(None), status, **(context | more))


def _page(
    request: HttpRequest, matter: Matter, template: str, form: OwnPhone, status: int = 200, **more: Any
) -> HttpResponse:
    code = format_code(follow.code_of(matter))
    context = {
        "public": frame(matter.room), "matter": matter, "form": form, "visit": shown(matter), "here": request.path,
        "back": reverse("public:matter", args=[code]),
    }  # fmt: skip
    return render(request, template, context | more, status=status)


def _back(matter: Matter, done: str) -> HttpResponse:
    address = reverse("public:matter", args=[format_code(follow.code_of(matter))])
    return HttpResponseRedirect(f"{address}?done={done}", status=303)


def _over(matter: Matter) -> HttpResponse:
    """It moved on while the page was open: the page of the matter says how it stands."""
    return _back(matter, "visit-over")
