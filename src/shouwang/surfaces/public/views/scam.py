"""Is this a scam? First what to do now, then what it looks like, and the officer for who wants to ask further."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import give_consent
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import frame, in_words, shown_room
from shouwang.surfaces.public.kept import claim
from shouwang.surfaces.public.scam_forms import Caller, Doubted, More
from shouwang.surfaces.public.sending import NOTICE
from shouwang.surfaces.public.telling import key_of
from shouwang.surfaces.public.views.brief import Brief, answer
from shouwang.surfaces.public.views.tell import TOO_MANY, WRONG, too_many_words
from shouwang.systems.outreach.actions import scams as actions
from shouwang.systems.outreach.queries import scams as queries
from shouwang.systems.outreach.queries.looking import look
from shouwang.systems.outreach.scam.first_aid import MONEY_SENT, STEPS
from shouwang.systems.outreach.scam_kind import KIND

UNREADABLE = {
    "empty": gettext_lazy("Please copy the message in, or tell what was said."),
    "short": gettext_lazy("Too short to say anything about: copy the whole message in, or tell what was said."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def scam(request: HttpRequest, code: str) -> HttpResponse:
    """What to do now, and one box for the message."""
    room = shown_room(code)
    form = Doubted(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _shown(request, room, form)
    if not form.is_valid():
        return _shown(request, room, form, status=WRONG)
    if not guards.may_send(request):
        return _shown(request, room, form, [too_many_words()], TOO_MANY)
    try:
        said = form.cleaned_data
        question = actions.ask(by=PUBLIC, room=room, text=said["text"], channel="public", came_by=said["came_by"])
    except Refused as refusal:
        form.add_error("text", str(UNREADABLE[refusal.key]))
        return _shown(request, room, form, status=WRONG)
    return HttpResponseRedirect(reverse("public:scam-answer", args=[room.code, question.pk]), status=303)


@require_safe
def paid(request: HttpRequest, code: str) -> HttpResponse:
    """Money was sent already: its own steps, in their order."""
    room = shown_room(code)
    context = {"public": frame(room), "room": room, "steps": MONEY_SENT}
    return render(request, "public/scam_paid.html", context)


@require_safe
def answered(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """What it looks like, for a day at its own address; what to do now stands above it."""
    room = shown_room(code)
    question = queries.asked_lately(room, pk, timezone.now())
    if question is None:
        return render(request, "public/scam_over.html", {"public": frame(room), "room": room}, status=404)
    shown = look(question)
    address = request.build_absolute_uri(reverse("public:scam", args=[room.code]))
    context = {
        "public": frame(room), "room": room, "steps": STEPS, "question": question, "seen": shown,
        "is_likely": question.answer == question.Answer.LIKELY, "is_unsure": question.answer == question.Answer.UNSURE,
        "share": _("Careful: somebody here got a message that looks very much like a scam (%(types)s). Don't transfer, "
                   "don't open the link, ask 96110 or %(room)s first. %(address)s")
        % {"types": shown.types[0].name if shown.types else _("a scam"), "room": in_words(room), "address": address},
    }  # fmt: skip
    response = render(request, "public/scam_answer.html", context)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def ask_officer(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Let the officer look: a matter with a number; a telephone only from who wants to be rung.

    Asked again from a page that somebody went back to, the answer's page says where the word will stand. Not the code: the
    address of that page is sent around, and whoever has the code reads along.
    """
    room = shown_room(code)
    question = queries.asked_lately(room, pk, timezone.now())
    if question is None:
        raise Http404
    shown = f"{reverse('public:scam-answer', args=[room.code, pk])}#asked"
    if question.matter_id and question.matter_id != key_of(request.POST.get("key", "")):
        return HttpResponseRedirect(shown, status=303)
    posted = request.POST if request.method == "POST" else None

    def send(page: Brief) -> Receipt:
        said, who = page.form.cleaned_data, page.who.cleaned_data
        reporter = Reporter(who["name"], who["phone"], is_anonymous=not page.who.is_named)
        brought = Brought(
            kind=KIND.key, text=said["text"], channel=Matter.Channel.PUBLIC, reporter=reporter,
            files=claim(page.kept, room), id=page.key, more=f"{pk} {who['name']} {who['phone']}",
        )  # fmt: skip
        receipt = actions.let_officer_look(question=question, brought=brought, may_teach=said["may_teach"])
        if receipt.is_new and receipt.matter.reporter:
            person = receipt.matter.reporter
            give_consent(by=PUBLIC, person=person, purpose="matter.answer", text_version=NOTICE, channel="public")
        return receipt

    page = Brief(
        room=room, title=_("Ask the officer"),
        lead=_("The officer reads your message and answers. You get a code with which you read the answer."),
        form=More(posted), who=Caller(posted, kind=KIND), verb=_("Send it to the officer"),
        privacy=_("Name and number are used only to ring you about this, and deleted with the matter. You need not give either."),
        takes_photos=True, who_hint=_("Only if you want to be rung. Both may stay empty."),
        refusals={"answered": _("You have asked the officer about this message already.")},
    )  # fmt: skip
    return answer(request, page, send)


def _shown(
    request: HttpRequest, room: Room, form: Doubted, trouble: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {"public": frame(room), "room": room, "form": form, "steps": STEPS, "trouble": trouble or []}
    response = render(request, "public/scam.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    if status == TOO_MANY:
        response["Retry-After"] = str(int(guards.SEND_WINDOW.total_seconds()))
    return response
