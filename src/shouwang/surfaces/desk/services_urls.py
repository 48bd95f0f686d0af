"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import asking, home

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
    path("ask/", asking.asking, name="asking"),
    path("ask/<uuid:pk>/", asking.ask_one, name="ask"),
]
