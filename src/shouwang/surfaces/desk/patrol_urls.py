"""Addresses of the patrols, under desk/patrol/."""

from django.urls import path

from shouwang.surfaces.desk.views.patrol import places, tonight, usual

app_name = "desk-patrol"

urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("plan/", tonight.plan, name="plan"),
    path("plans/<uuid:pk>/send/", tonight.send, name="send"),
    path("plans/<uuid:pk>/shapes.geojson", tonight.shapes, name="shapes"),
    path("places/", places.places, name="places"),
    path("places/<uuid:pk>/", places.place, name="place"),
    path("usual/", usual.nights, name="usual"),
    path("usual/<uuid:pk>/drop/", usual.drop, name="drop-usual"),
]
