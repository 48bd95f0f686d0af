"""Addresses of the phone pages, under field/."""

from django.urls import include, path

from shouwang.surfaces.field.views import join, shell

app_name = "field"

urlpatterns = [
    path("", shell.shell, name="home"),
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("icon-<int:size>.png", shell.icon, name="icon"),
    path("join/<str:secret>/", join.join, name="join"),
    path("at/<str:code>/", shell.shell, name="at"),
    path("api/", include("shouwang.surfaces.field.api_urls")),
]
