"""Addresses of the services, under desk/services/."""

from django.urls import path

from shouwang.surfaces.desk.views.services import home

app_name = "desk-services"

urlpatterns = [
    path("", home.home, name="home"),
]
