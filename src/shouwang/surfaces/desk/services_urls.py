"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import home, visit_act, visit_round, visiting, visits

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
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
