"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import (
    asking,
    catalogue,
    errand_act,
    errands,
    figures,
    home,
    pledge,
    visit_act,
    visit_round,
    visiting,
    visits,
)

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", figures.services, name="figures"),
    path("promise/", pledge.pledge, name="pledge"),
    path("promise/<slug:heart>/", pledge.write, name="pledge-write"),
    path("ask/", asking.asking, name="asking"),
    path("ask/<uuid:pk>/", asking.ask_one, name="ask"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/new/", catalogue.new, name="item-new"),
    path("catalogue/<slug:key>/", catalogue.item, name="item"),
    path("catalogue/<slug:key>/edit/", catalogue.edit, name="item-edit"),
    path("catalogue/<slug:key>/history/", catalogue.history, name="item-history"),
    path("catalogue/<slug:key>/sheet.pdf", catalogue.sheet, {"shape": "pdf"}, name="item-pdf"),
    path("catalogue/<slug:key>/sheet.docx", catalogue.sheet, {"shape": "docx"}, name="item-docx"),
    path("errands/", errands.errands, name="errands"),
    path("errands/new/", errand_act.new, name="errand-new"),
    path("errands/begin/<uuid:pk>/", errand_act.begin, name="errand-begin"),
    path("errands/<uuid:pk>/", errands.errand, name="errand"),
    path("errands/<uuid:pk>/<slug:key>.pdf", errands.paper, {"shape": "pdf"}, name="errand-pdf"),
    path("errands/<uuid:pk>/<slug:key>.docx", errands.paper, {"shape": "docx"}, name="errand-docx"),
    path("errands/<uuid:pk>/<slug:verb>/", errand_act.act, name="errand-act"),
    # Visits by appointment: whom to ring, one visit, the round of a day.
    path("visits/", visits.visits, name="visits"),
    path("visits/new/", visits.new, name="visit-new"),
    path("visits/hours/", visiting.visiting, name="visiting"),
    path("visits/hours/purpose/", visiting.purpose_new, name="purpose-new"),
    path("visits/hours/purpose/<uuid:pk>/", visiting.purpose, name="purpose"),
    path("visits/hours/day/<uuid:pk>/drop/", visiting.drop_day, name="visiting-drop"),
    path("visits/<str:day>/", visit_round.day, name="round"),
    path("visits/<str:day>/order/", visit_round.order, name="round-order"),
    path("visits/<str:day>/sheet/", visit_round.sheet, name="round-sheet"),
    path("visits/<str:day>/shapes/", visit_round.shapes, name="round-shapes"),
    path("visit/<uuid:pk>/", visits.visit, name="visit"),
    path("visit/<uuid:pk>/rung/", visits.rung, name="visit-rung"),
    path("visit/<uuid:pk>/shapes/", visit_round.spot, name="visit-shapes"),
    path("visit/<uuid:pk>/<slug:verb>/", visit_act.act, name="visit-act"),
]
