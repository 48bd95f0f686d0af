"""Paths for other software: REST, Open311, feeds."""

from django.urls import include, path, re_path

from shouwang.surfaces.api.feeds import alerts, turns
from shouwang.surfaces.api.feeds import views as feeds
from shouwang.surfaces.api.positions import views as positions
from shouwang.surfaces.api.speakers import views as speakers
from shouwang.surfaces.api.v1 import root

app_name = "api"
urlpatterns = [
    path("api/v1/", include(root.urls(), namespace="v1")),
    # As people type it: with a slash at the end or without.
    re_path("^api/positions/owntracks/?$", positions.owntracks, name="owntracks"),
    re_path("^api/positions/traccar/?$", positions.traccar, name="traccar"),
    path("api/speakers/programme/", speakers.programme, name="speaker-programme"),
    re_path("^api/speakers/sounds/(?P<sha256>[0-9a-f]{64})$", speakers.sound, name="speaker-sound"),
    path("api/speakers/reports/", speakers.reports, name="speaker-reports"),
    path("open311/", include("shouwang.surfaces.api.open311.urls")),
    path("feeds/<str:code>/bulletins.atom", feeds.bulletins, name="bulletins"),
    path("feeds/<str:code>/cap.atom", alerts.alerts, name="alerts"),
    path("feeds/<str:code>/cap/<slug:short>.xml", alerts.alert, name="alert"),
    path("feeds/patrol/<str:secret>.ics", turns.turns, name="turns"),
    path("feeds/due/<str:secret>.ics", feeds.due, name="due"),
]
