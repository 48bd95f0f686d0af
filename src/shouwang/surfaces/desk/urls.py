"""Addresses of the desk."""

from django.urls import include, path

from shouwang.surfaces.desk.views import (
    calls,
    compare,
    editing,
    figures,
    help,  # noqa: A004  # the page's own word
    map,  # noqa: A004  # the page's own word
    matter,
    matters,
    notices,
    printing,
    register,
    rooms,
    search,
    today,
    warnings,
)
from shouwang.surfaces.desk.views.mediation import figures as mediation_figures
from shouwang.surfaces.desk.views.patrol import figures as patrol_figures
from shouwang.surfaces.desk.views.patrol import formulas as patrol_formulas
from shouwang.surfaces.desk.views.settings import index as settings

app_name = "desk"

urlpatterns = [
    path("", today.today, name="today"),
    path("pulse/", today.beat, name="pulse"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("register/", register.register, name="register"),
    path("search/", search.search, name="search"),
    # The map and its shapes
    path("map/", map.village, name="map"),
    path("map/shapes.geojson", map.shapes, name="map-shapes"),
    # What I was told
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<uuid:pk>/", notices.open_one, name="notice"),
    # One matter
    path("matters/", matters.matters, name="matters"),
    path("matters/<uuid:pk>/", matter.show, name="matter"),
    path("matters/<uuid:pk>/news/", matter.news, name="news"),
    path("matters/<uuid:pk>/reporter/", matter.reporter, name="reporter"),
    path("matters/<uuid:pk>/edit/", editing.edit, name="edit"),
    path("matters/<uuid:pk>/place/", editing.place, name="place"),
    path("matters/<uuid:pk>/attach/", editing.attach, name="attach"),
    path("matters/<uuid:pk>/publish/", editing.publish, name="publish"),
    path("matters/<uuid:pk>/sheet/", printing.sheet, name="sheet"),
    path("matters/<uuid:pk>/sheet.pdf", printing.paper, {"shape": "pdf"}, name="sheet-pdf"),
    path("matters/<uuid:pk>/sheet.docx", printing.paper, {"shape": "docx"}, name="sheet-docx"),
    path("matters/<uuid:pk>/slip/", printing.slip, name="slip"),
    path("matters/<uuid:pk>/steps/<slug:verb>/", matter.take, name="take"),
    path("pairs/<uuid:pk>/join/", compare.join, name="join-pair"),
    path("pairs/<uuid:pk>/part/", compare.part, name="part-pair"),
    path("matters/<uuid:pk>/call-out/", calls.call_out, name="call-out"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<uuid:pk>/", calls.call, name="call"),
    path("calls/<uuid:pk>/police/", calls.police, name="call-police"),
    path("calls/<uuid:pk>/end/", calls.end, name="call-end"),
    # More than usual
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/<uuid:pk>/", warnings.warning, name="warning"),
    # In numbers
    path("watch/figures/", figures.watch, name="watch-figures"),
    path("figures/mediation/", mediation_figures.disputes, name="mediation-figures"),
    path("figures/mediation/return.xlsx", mediation_figures.county_return, name="mediation-return"),
    path("figures/patrol/", patrol_figures.patrol, name="patrol-figures"),
    path("figures/patrol/coverage.geojson", patrol_figures.shapes, name="patrol-coverage"),
    path("figures/patrol/table.csv", patrol_figures.table, name="patrol-figures-table"),
    path("figures/patrol/formulas/<slug:rate>/", patrol_formulas.formula, name="patrol-formula"),
    # Tables in and out
    path("import/", include("shouwang.surfaces.desk.import_urls")),
    path("export/", include("shouwang.surfaces.desk.export_urls")),
    # The guide
    path("help/", help.page, name="help"),
    path("help/<slug:page>/", help.page, name="help-page"),
    path("help/pictures/<str:picture>", help.picture, name="help-picture"),
    # What is set up once
    path("settings/", settings.index, name="settings"),
]
