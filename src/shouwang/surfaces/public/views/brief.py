"""One short form on one page, which works without scripts: what is asked, who asks, sent; then the receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.files.refusal import Refused as FileRefused
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions.intake import IdTaken, Receipt
from shouwang.kernel.matters.refusals import Refused
from shouwang.lib.ids import uuid7
from shouwang.surfaces.public import guards, kept
from shouwang.surfaces.public.forms import Files, Who
from shouwang.surfaces.public.frame import frame
from shouwang.surfaces.public.kept import Kept
from shouwang.surfaces.public.telling import key_of
from shouwang.surfaces.public.views.tell import TAKEN, TOO_MANY, WRONG, too_many_words
from shouwang.ui.parts import Step


@dataclass
class Brief:
    """A page with one form. `refusals`: words for why what was sent is refused, by the refusal's key."""

    room: Room
    title: str
    lead: str
    form: forms.Form
    who: Who
    verb: str
    privacy: str
    steps: Sequence[Step] = ()
    takes_photos: bool = False
    who_hint: str = ""
    refusals: dict[str, str] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    kept: list[Kept] = field(default_factory=list)
    key: UUID = field(default_factory=uuid7)
    trouble: list[str] = field(default_factory=list)


Send = Callable[[Brief], Receipt]


def answer(request: HttpRequest, page: Brief, send: Send) -> HttpResponse:
    """Show the page, or take what was sent: nothing that was typed is lost when something is wrong with it."""
    if request.method != "POST":
        return _page(request, page)
    page.key = key_of(request.POST.get("key", ""))
    if not _take_files(request, page):
        return _page(request, page, TOO_MANY)
    if not page.form.is_valid() or not page.who.is_valid() or page.files.errors:
        page.who.is_valid()  # so that all that is wrong is said at once
        return _page(request, page, WRONG)
    try:
        with transaction.atomic():
            if not guards.may_send(request):
                page.trouble = [too_many_words()]
                return _page(request, page, TOO_MANY)
            receipt = send(page)
    except Refused as refusal:
        page.form.add_error(refusal.field or None, page.refusals[refusal.key])
        return _page(request, page, WRONG)
    except FileRefused as refusal:
        page.trouble = [str(refusal)]
        return _page(request, page, WRONG)
    except IdTaken:
        page.key = uuid7()
        page.trouble = [_("You have sent something from this page before. To send this as a new matter, press again.")]
        return _page(request, page, TAKEN)
    return HttpResponseRedirect(reverse("public:receipt", args=[receipt.code]), status=303)


def _take_files(request: HttpRequest, page: Brief) -> bool:
    """Take the photos in first, so that no mistake elsewhere loses them; False where too many came."""
    if not page.takes_photos:
        return True
    page.kept = kept.carried(request, page.room)
    if not request.FILES:
        return True
    if not guards.may_send_files(request):
        page.trouble = [too_many_words()]
        return False
    taken, refused = kept.take_in(request, page.room, kept.MOST_KEPT - len(page.kept))
    page.kept += taken
    page.files = Files(refused)
    return True


def _page(request: HttpRequest, page: Brief, status: int = 200) -> HttpResponse:
    context = {"public": frame(page.room), "page": page, "room": page.room, "key": str(page.key)}
    response = render(request, "public/brief.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    if status == TOO_MANY:
        response["Retry-After"] = str(int(guards.SEND_WINDOW.total_seconds()))
    return response
