"""A round of a plan as GPX, for a telephone or a watch that shows the way."""

from uuid import UUID

import numpy as np
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.network import along, home_of, network_of
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.planning.gpx import Stay, round_gpx
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions.ways import note_round
from shouwang.systems.patrol.queries import plans as queries
from shouwang.systems.patrol.queries.walks import begins_at


@require_safe
@staff(Permission.PATROL_SEE)
def round_file(request: DeskRequest, pk: UUID, number: int) -> HttpResponse:
    """The way of one round and its stops with their times. Nobody's name is in it."""
    plan = there(queries.plan_of(request.user, pk))
    stops = queries.stops_of_round(plan, number)
    if not stops:
        raise Http404
    home = begins_at(stops[0].shift, home_of(plan.room, list(plan.room.places.order_by("name"))))
    points = [home, *((stop.place.longitude, stop.place.latitude) for stop in stops), home]
    title = _("Round %(n)s") % {"n": number}
    stays = [Stay((stop.place.longitude, stop.place.latitude), name_of(stop.place), stop.arrives_at) for stop in stops]
    text = round_gpx(np.array(along(network_of(plan.room), points, night=True)), stays, title=f"{title} {plan.night}")
    note_round(by=request.user, plan=plan, number=number)
    response = HttpResponse(text, content_type="application/gpx+xml")
    response["Content-Disposition"] = f'attachment; filename="round-{plan.night}-{number}.gpx"'
    return response
