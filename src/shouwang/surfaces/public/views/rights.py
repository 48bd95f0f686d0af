"""Rights over one's own data: which of the six, about whom, who asks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import give_consent
from shouwang.surfaces.public.forms import Who
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.surfaces.public.rights_forms import AboutWhom
from shouwang.surfaces.public.sending import NOTICE
from shouwang.surfaces.public.views.brief import Brief, answer
from shouwang.systems.services.actions.rights import Asked, take_in
from shouwang.systems.services.rights_kind import KIND
from shouwang.systems.services.rights_lifecycle import ANSWER_WORKING_DAYS
from shouwang.ui.parts import Step, Tile


@require_safe
def rights(request: HttpRequest, code: str) -> HttpResponse:
    """Which of the six."""
    room = shown_room(code)
    tiles = [
        Tile(str(topic.name), "", reverse("public:ask-right", args=[room.code, topic.key]), icon=topic.icon)
        for topic in KIND.topics
    ]
    steps = [Step(_("What do you want?"), "now"), Step(_("About whom, and who asks"))]
    context = {"public": frame(room), "kind": KIND, "tiles": tiles, "steps": steps, "heading": _("What do you want?")}
    return render(request, "public/topics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    """About whom, what exactly, who asks; then it has a number and a last day."""
    room, about = shown_room(code), KIND.by_key.get(topic)
    if about is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None

    def send(page: Brief) -> Receipt:
        said, who = page.form.cleaned_data, page.who.cleaned_data
        brought = Brought(
            kind=KIND.key, topic=about.key, text=said["text"], title=str(about.name), channel=Matter.Channel.PUBLIC,
            reporter=Reporter(name=who["name"], phone=who["phone"]), id=page.key,
            more="\x1f".join((said["about"], said["tie"], said["subject"])),
        )  # fmt: skip
        receipt = take_in(
            by=PUBLIC, room=room, brought=brought, asked=Asked(said["about"], said["tie"], said["subject"])
        )
        if receipt.is_new and receipt.matter.reporter:
            person = receipt.matter.reporter
            give_consent(by=PUBLIC, person=person, purpose="matter.answer", text_version=NOTICE, channel="public")
        return receipt

    lead = _("You get an answer within %(n)s working days, and the reason and the law if something is refused.")
    page = Brief(
        room=room,
        title=str(about.name),
        lead=lead % {"n": ANSWER_WORKING_DAYS},
        form=AboutWhom(posted),
        who=Who(posted, kind=KIND),
        verb=_("Send it"),
        privacy=_(
            "No ID number here. Come to the room once and show who you are: only then is anything told, handed over or deleted."
        ),
        steps=[Step(str(about.name), "done"), Step(_("About whom, and who asks"), "now")],
    )
    return answer(request, page, send)
