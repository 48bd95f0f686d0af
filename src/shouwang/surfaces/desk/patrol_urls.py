"""Addresses of the patrols, under desk/patrol/."""

from django.urls import path

from shouwang.surfaces.desk.views.patrol import changing, places, roster, tonight, tracking, usual

app_name = "desk-patrol"

urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("plan/", tonight.plan, name="plan"),
    path("plans/<uuid:pk>/send/", tonight.send, name="send"),
    path("plans/<uuid:pk>/shapes.geojson", tonight.shapes, name="shapes"),
    path("plans/<uuid:pk>/change/", changing.change, name="change"),
    path("plans/<uuid:pk>/aside/", changing.put_aside, name="put-aside"),
    path("places/", places.places, name="places"),
    path("places/<uuid:pk>/", places.place, name="place"),
    path("roster/", roster.roster, name="roster"),
    path("roster/fill/", roster.fill, name="fill"),
    path("shifts/<uuid:pk>/", roster.shift, name="shift"),
    path("shifts/<uuid:pk>/seat/", roster.seat, name="seat"),
    path("turns/<uuid:pk>/take-out/", roster.take_out, name="take-out"),
    path("usual/", usual.nights, name="usual"),
    path("usual/<uuid:pk>/drop/", usual.drop, name="drop-usual"),
    # Where somebody walked who agreed to it
    path("people/<uuid:pk>/tracks/", tracking.tracks, name="tracks"),
    path("tracks/<uuid:pk>/", tracking.track, name="track"),
    path("tracks/<uuid:pk>/shapes.geojson", tracking.shapes, name="track-shapes"),
]
