"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import asking, home, pledge

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
    path("promise/", pledge.pledge, name="pledge"),
    path("promise/<slug:heart>/", pledge.write, name="pledge-write"),
    path("ask/", asking.asking, name="asking"),
    path("ask/<uuid:pk>/", asking.ask_one, name="ask"),
]
