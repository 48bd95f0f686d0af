"""Addresses of the patrols, under desk/patrol/."""

from django.urls import path

from shouwang.surfaces.desk.views.patrol import (
    changing,
    codes,
    places,
    printing,
    roster,
    round_file,
    silent,
    tonight,
    usual,
    ways,
)

app_name = "desk-patrol"

urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("plan/", tonight.plan, name="plan"),
    path("plans/<uuid:pk>/send/", tonight.send, name="send"),
    path("plans/<uuid:pk>/shapes.geojson", tonight.shapes, name="shapes"),
    path("plans/<uuid:pk>/round-<int:number>.gpx", round_file.round_file, name="round-file"),
    path("ways/", ways.ways, name="ways"),
    path("ways/shapes.geojson", ways.shapes, name="ways-shapes"),
    path("ways/ways.gpx", ways.file, name="ways-file"),
    path("ways/new/", ways.draft, name="ways-draft"),
    path("ways/new/shapes.geojson", ways.draft_shapes, name="ways-draft-shapes"),
    path("ways/<uuid:pk>/drop/", ways.drop, name="drop-ways"),
    path("plans/<uuid:pk>/change/", changing.change, name="change"),
    path("plans/<uuid:pk>/aside/", changing.put_aside, name="put-aside"),
    path("places/", places.places, name="places"),
    path("places/<uuid:pk>/", places.place, name="place"),
    path("roster/", roster.roster, name="roster"),
    path("roster/fill/", roster.fill, name="fill"),
    path("shifts/<uuid:pk>/", roster.shift, name="shift"),
    path("shifts/<uuid:pk>/numbers/", silent.numbers, name="numbers"),
    path("codes/", codes.codes, name="codes"),
    path("shifts/<uuid:pk>/sheet.pdf", printing.sheet, name="sheet"),
    path("shifts/<uuid:pk>/seat/", roster.seat, name="seat"),
    path("turns/<uuid:pk>/take-out/", roster.take_out, name="take-out"),
    path("usual/", usual.nights, name="usual"),
    path("usual/<uuid:pk>/drop/", usual.drop, name="drop-usual"),
]
