"""How many years a room keeps its cases of police mediation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.acting import both
from shouwang.surfaces.desk.forms.mediation.police import Keeping
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.views.mediation.police_act import officers
from shouwang.systems.mediation.actions.police_retiring import keep_for
from shouwang.systems.mediation.queries.police_keeping import ASSUMED_YEARS, years_of
from shouwang.ui.parts import Fact, Verb


@both
@officers
def keeping(request: DeskRequest) -> HttpResponse:
    """The room's own rule; honest that the default is no law."""
    form = Keeping(sent(request), initial={"years": years_of(request.room)})
    if form.is_bound and form.is_valid():
        keep_for(by=request.user, room=request.room, years=form.cleaned_data["years"])
        messages.success(request, _("Kept."))
        return redirect("desk-police:cases")
    lead = _(
        "After that names, addresses, what was said and the agreement are deleted. What kind of case it was, the days and "
        "how it ended stay for the counts."
    )
    said = Said(
        _("No law that this program knows names a time"),
        _("%(years)s years is an assumption. Ask your station how long it keeps such files, and write that here.")
        % {"years": ASSUMED_YEARS},
        "amber", "info",
    )  # fmt: skip
    is_agreed = request.room.forgets_since is not None
    agreed = _("yes, every night") if is_agreed else _("not agreed to yet")
    there = Verb(_("How long things are kept"), reverse("desk-settings:retention"))
    nightly = Block("", facts=[Fact(_("Emptied by itself"), agreed, fill=there)])
    ask = Ask(form, _("How long cases are kept"), _("Save"))
    up = (_("Police mediation"), reverse("desk-police:cases"))
    return page(request, _("How long cases are kept"), nightly, lead=lead, up=up, asks=[ask], said=said)
