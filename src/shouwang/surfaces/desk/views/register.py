"""Taking down what somebody brings to the room or says on the phone."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import give_consent
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk import uploads
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.facts import place_map
from shouwang.surfaces.desk.forms.register import Register

# What the officer says to whoever comes; change them when the words of the ticks in the form change.
TOLD = "desk-2026-11"
TOLD_IDENTITY = "desk-identity-2026-11"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MATTER_REGISTER)
def register(request: DeskRequest) -> HttpResponse:
    """The form; then the sheet with number and follow-code to hand over."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Register(*sent, room=request.room)
    if form.is_bound and form.is_valid():
        try:
            matter = _take_in(request, form)
        except Refused as refusal:
            form.add_error("photos", str(refusal))
        except intake.IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        else:
            words = _("Registered as %(number)s.") % {"number": matter.reference}
            messages.success(request, words)
            return redirect("desk:slip", pk=matter.pk)
    context = {"form": form, "map": place_map(request.room)}
    return render(request, "desk/register.html", context, status=422 if form.is_bound else 200)


def _take_in(request: DeskRequest, form: Register) -> Matter:
    """One matter however often it is sent; files of a second sending are not kept again."""
    said, who = form.cleaned_data, actor(request.user)
    kind, topic = form.kind_and_topic(said)
    is_second = Matter.objects.filter(pk=said["id"]).exists()
    checked = [] if is_second else uploads.checked(said["photos"])
    with transaction.atomic():
        receipt = intake.receive(
            by=request.user,
            room=request.room,
            brought=intake.Brought(
                kind=kind,
                topic=topic,
                text=said["text"],
                channel=said["channel"],
                reporter=form.reporter(),
                place=said["place"],
                where=said["where"],
                position=form.position(),
                is_urgent=said["is_urgent"],
                files=uploads.kept(by=who, room=request.room, checked=checked, purpose="matter.reported"),
                id=said["id"],
            ),
        )
        person = receipt.matter.reporter
        if receipt.is_new and person:
            give_consent(by=who, person=person, purpose="matter.answer", text_version=TOLD, channel=said["channel"])
        if receipt.is_new and person and said["identity"]:
            give_consent(
                by=who,
                person=person,
                purpose="matter.identity",
                text_version=TOLD_IDENTITY,
                channel=said["channel"],
            )
    return receipt.matter
