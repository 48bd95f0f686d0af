"""Addresses of outreach, under desk/outreach/."""

from django.urls import path

from shouwang.surfaces.desk.views.outreach import home

app_name = "desk-outreach"

urlpatterns = [
    path("", home.home, name="home"),
]
