"""Addresses of the phone pages, under field/."""

from django.urls import include, path

app_name = "field"

urlpatterns = [
    path("api/", include("shouwang.surfaces.field.api_urls")),
]
