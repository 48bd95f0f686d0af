"""Addresses of the corridor's display, under screen/."""

from django.urls import path

from shouwang.surfaces.screen import views

app_name = "screen"

urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("worker.js", views.worker, name="worker"),
    path("<str:code>/", views.room, name="room"),
]
