"""Following one matter with the code on its receipt: see, add words, take back, say how it went.

A look at one's own matter is not journalled; a look of the desk is.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.matters import follow, kinds, lifecycle
from shouwang.kernel.matters.actions import progress, thanks
from shouwang.kernel.matters.models import Attachment, Matter, Satisfaction
from shouwang.kernel.matters.queries import by_code, public_story_of, told_before
from shouwang.lib.ids import clean_code, format_code, uuid7
from shouwang.surfaces.public import forms, guards, kept, lost_words, sending, story, telling, visit_words
from shouwang.surfaces.public.frame import frame
from shouwang.surfaces.public.views.door import code_page, secret, unknown, wait, with_code
from shouwang.surfaces.public.views.tell import too_many_words
from shouwang.systems.outreach.scam_kind import KIND as SCAM
from shouwang.systems.services.queries.rights import is_to_come, read_until
from shouwang.systems.services.rights_kind import KIND as RIGHTS
from shouwang.systems.services.visit_kind import KIND as VISIT
from shouwang.ui.parts import Fact, Question

WRONG, OVER, TOO_MANY = 422, 409, 429


@secret
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Where the code is typed in."""
    if request.method != "POST":
        return code_page(request, forms.Code())
    if not guards.may_try_code(request):
        return wait(request)
    typed = request.POST.get("code", "")
    if by_code(typed) is None:
        return unknown(request, typed)
    return HttpResponseRedirect(reverse("public:matter", args=[format_code(clean_code(typed) or "")]), status=303)


@with_code
@require_safe
def receipt(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What is shown once it is sent: number, code, its QR code, what comes next and by when."""
    draft = story.draft_name(matter.room, matter.kind, matter.topic, told_before(matter))
    return render(request, "public/receipt.html", _context(request, matter) | {"draft": draft})


@with_code
@require_safe
def see(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Where it stands and what happened so far."""
    return _page(request, matter)


@with_code
@require_POST
def add(request: HttpRequest, matter: Matter) -> HttpResponse:
    """More words or photos."""
    if not guards.may_send(request) or (request.FILES and not guards.may_send_files(request)):
        return _page(request, matter, status=TOO_MANY, more=forms.More(request.POST), trouble=[too_many_words()])
    carried = kept.carried(request, matter.room)
    taken, refused = kept.take_in(request, matter.room, kept.MOST_KEPT - len(carried))
    carried += taken
    more = forms.More(request.POST, has_files=bool(carried or refused))
    if not more.is_valid() or refused:
        return _page(request, matter, status=WRONG, more=more, carried=carried, files_form=forms.Files(refused))
    key = telling.key_of(request.POST.get("key", ""))
    try:
        sending.add_words(matter=matter, text=more.cleaned_data["text"], kept=carried, key=key)
    except lifecycle.NotAllowedNow:
        return _over(request, matter)
    except Refused as refusal:
        return _page(request, matter, status=WRONG, more=more, trouble=[str(refusal)])
    return _back(matter, "added")


@with_code
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Take it back, after being asked once."""
    form = forms.Reason(request.POST if request.method == "POST" else None)
    if not _may_withdraw(matter):
        return _over(request, matter)
    if form.is_bound and form.is_valid():
        try:
            progress.withdraw(matter=matter, words=form.cleaned_data["text"])
        except lifecycle.NotAllowedNow:
            return _over(request, matter)
        return _back(matter, "withdrawn")
    question = Question(
        title=_("Take it back?"),
        text=_("Then nobody works on it any more. What was said so far stays with the room."),
        verb=_("Yes, take it back"),
        back_href=_address(matter, "public:matter"),
        tone="danger",
        surface="public",
        facts=[Fact(_("Number"), matter.reference), Fact(_("About"), kinds.as_read(matter.kind, matter.title))],
    )
    context = _context(request, matter) | {"question": question, "form": form}
    return render(request, "ui/confirm.html", context, status=WRONG if form.is_bound else 200)


@with_code
@require_POST
def rate(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Say how it went, once it is done; saying it again replaces what was said."""
    rating = forms.Rating(request.POST)
    if not rating.is_valid():
        return _page(request, matter, status=WRONG, rating=rating)
    try:
        said = thanks.rate(matter=matter, score=rating.cleaned_data["score"], words=rating.cleaned_data["text"])
    except lifecycle.NotAllowedNow:
        return _over(request, matter)
    is_again = said.score == Satisfaction.Score.NOT and said.reopened_at is not None
    return _back(matter, "again" if is_again and not matter.is_done else "rated")


def _done(name: str) -> str:
    """What is said after a step; the address carries its name, so that no session is begun for a visitor."""
    words = {
        "added": _("Your words are with the room."),
        "withdrawn": _("It is taken back. Nobody works on it any more."),
        "rated": _("Thank you. The room reads every answer."),
        "again": _("Thank you for saying so. Somebody who did not do the work looks at it again."),
        "moved": _("The visit has its new time. If you put it into your calendar, fetch it again."),
        "visit-off": _("The visit is called off. Thank you for telling us."),
        "visit-over": _("This can't be done any more, because the matter has moved on. This is how it stands now."),
    }
    return words.get(name, "")


def _may_withdraw(matter: Matter) -> bool:
    """What a part leads by its own procedure is ended there once it was taken on: others sit at that table too."""
    if matter.kind == VISIT.key:
        return False  # called off on a page of its own, with the telephone beside the code
    is_led = kinds.is_led_by_part(matter.kind) and matter.state != lifecycle.COLLECTED
    return matter.state in lifecycle.STEPS["withdraw"].sources and not is_led and not matter.is_sheltered


def _may_add(matter: Matter) -> bool:
    return matter.is_open or matter.state == lifecycle.MERGED


def _address(matter: Matter, name: str) -> str:
    return reverse(name, args=[format_code(follow.code_of(matter))])


def _back(matter: Matter, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{_address(matter, 'public:matter')}?done={done}", status=303)


def _over(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The matter moved on while the page was open."""
    matter.refresh_from_db()
    words = _("This can't be done any more, because the matter has moved on. This is how it stands now.")
    return _page(request, matter, status=OVER, trouble=[words])


def _context(request: HttpRequest, matter: Matter) -> dict[str, Any]:
    code = format_code(follow.code_of(matter))
    dates, danger = story.dates(matter), story.danger_number(matter)
    return {
        "public": frame(matter.room),
        "matter": matter,
        "title": kinds.as_read(matter.kind, matter.title),
        "follow_code": code,
        "follow_url": request.build_absolute_uri(reverse("public:matter", args=[code])),
        "about": story.topic_words(matter),
        "dates": [] if danger else dates,  # in danger the notice says it once: nobody should settle down to wait
        "danger": danger,
        "read_by": story.read_by(matter) if danger else None,
        "standing": visit_words.standing(matter, story.standing(matter)),
        "lost": lost_words.advice(matter),
        "visit": visit_words.shown(matter) if matter.kind == VISIT.key else None,
        "is_scam": matter.kind == SCAM.key and matter.is_open,
        "is_rights": matter.kind == RIGHTS.key,
        "to_come": matter.kind == RIGHTS.key and is_to_come(matter),
        "read_until": read_until(matter) if matter.kind == RIGHTS.key else None,
    }


def _page(request: HttpRequest, matter: Matter, *, status: int = 200, **shown: Any) -> HttpResponse:
    files = Attachment.objects.filter(matter=matter, is_from_reporter=True).select_related("file")
    rated = Satisfaction.objects.filter(matter=matter).first() if matter.is_done else None
    entries = public_story_of(matter)
    context = _context(request, matter) | {
        "entries": story.told(matter, entries),
        "answer": "" if matter.is_open else story.last_words(matter, entries),
        "goes_on": story.goes_on(matter, entries),
        "files": story.files_words(list(files)),
        "may_add": _may_add(matter),
        "may_withdraw": _may_withdraw(matter),
        "may_rate": matter.is_done,
        "may_tell_again": story.may_tell_again(matter),
        "again": story.brought_again(matter) if matter.is_done else [],
        "rated": story.SCORES.get(rated.score or 0, "") if rated else "",
        "more": forms.More(None),
        "key": str(uuid7()),
        "tickets": {"photos": kept.ticket(matter.room, "photos")},
        "rating": forms.Rating({"score": rated.score, "text": rated.words} if rated and rated.score else None),
        "files_form": forms.Files(),
        "carried": [],
        "trouble": [],
        "done": _done(request.GET.get("done", "")),
    }
    return render(request, "public/matter.html", context | shown, status=status)
